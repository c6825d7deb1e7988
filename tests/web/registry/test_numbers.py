"""Numbers beside the state register: a queue, a person's word on an extract, and other numbers begin anew."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from svetovod.demo import build_registry as build
from svetovod.engine.workbooks.samples import invented_inn
from svetovod.web.accounts.actors import SYSTEM, actor_of
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Refused
from svetovod.web.documents.selectors import attachments_of
from svetovod.web.notices.models import Notice, OutgoingMail
from svetovod.web.registry import certificate
from svetovod.web.registry import selectors as registry
from svetovod.web.registry.models import NumberCheck, Organisation
from svetovod.web.registry.numbers import selectors
from svetovod.web.registry.numbers.services import number_check
from svetovod.web.registry.organisations.services import organisations_merge
from svetovod.web.registry.places.services import place_close, place_save

from .conftest import AT

GOOD = {"outcome": "verified", "on": AT.date(), "source": "ЮЭ9965-21-1", "ogrn": "", "reason": ""}
BAD = {**GOOD, "outcome": "rejected", "reason": "По ИНН найдено другое лицо"}
HEAD = {"kind": "head", "name": "", "kpp": "132601001", "region": "RU-MO", "address": ""}


@pytest.fixture
def officer(person):
    return actor_of(person("officer@example.org", ("registry_officer", "platform", "")))


@pytest.fixture
def enterprise(cluster):
    return cluster.memberships.select_related("organisation").order_by("pk").first().organisation


def say(officer, organisation, fields=GOOD, seen=None, **more):
    row = Organisation.objects.get(pk=organisation.pk)
    seen = selectors.seen(row, selectors.head_kpp(row.pk)) if seen is None else seen
    return number_check(actor=officer, organisation=row, seen=seen, fields=fields, at=AT, **more)


def state(organisation):
    return Organisation.objects.get(pk=organisation.pk).numbers


def test_a_new_organisation_waits_and_leaves_the_queue_with_a_word(officer, enterprise):
    before = registry.numbers_waiting(officer)
    assert enterprise in selectors.queue(officer, state="unchecked", text="", region="")
    file = SimpleUploadedFile("extract.pdf", b"%PDF-1.4\n%extract\n%%EOF\n")
    made = say(officer, enterprise, {**GOOD, "ogrn": "1027700132195"}, upload=file)
    assert state(enterprise) == "verified"
    assert registry.numbers_waiting(officer) == before - 1
    assert (made.inn, made.ogrn, made.made_by_id) == (enterprise.inn, "1027700132195", officer.person_id)
    assert attachments_of(officer, made).get().name == "extract.pdf"
    assert LedgerEntry.objects.filter(action="organisation.number_check").count() == 1
    assert not Notice.objects.exists()


def test_a_rejection_is_told_marks_and_breaks_nothing(officer, enterprise, manager, cluster):
    made = say(officer, enterprise, BAD)
    assert say(officer, enterprise, BAD).pk == made.pk
    told = Notice.objects.get()
    assert (told.person_id, told.url) == (manager.pk, f"/organisations/{enterprise.inn}/")
    assert BAD["reason"] in OutgoingMail.objects.get().text and told.topic == "", "nobody may call it off"
    assert cluster.memberships.filter(organisation=enterprise, left_on=None).exists()
    say(officer, enterprise, GOOD)
    assert state(enterprise) == "verified"
    assert [notice.topic for notice in Notice.objects.order_by("pk")] == ["", "records"]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({**BAD, "reason": ""}, "numbers.reason"), ({**GOOD, "on": AT.date().replace(year=2999)}, "numbers.future"),
        ({**GOOD, "ogrn": "1027700132194"}, "numbers.ogrn"),
    ],
)  # fmt: skip
def test_a_word_without_its_ground_is_refused(officer, enterprise, fields, code):
    with pytest.raises(Refused) as said:
        say(officer, enterprise, fields)
    assert said.value.code == code
    assert not NumberCheck.objects.exists()


def test_a_word_on_numbers_that_changed_meanwhile_is_refused(officer, enterprise):
    old = selectors.seen(enterprise, "")
    place_save(actor=SYSTEM, organisation=enterprise, fields=HEAD, at=AT)
    with pytest.raises(Refused) as said:
        say(officer, enterprise, seen=old)
    assert said.value.code == "numbers.changed"


def head_entered(organisation):
    place_save(actor=SYSTEM, organisation=organisation, fields=HEAD, at=AT)


def head_corrected(organisation):
    place_save(
        actor=SYSTEM, organisation=organisation, fields={**HEAD, "kpp": "132701001"}, at=AT,
        known=organisation.places.get(kind="head"),
    )  # fmt: skip


def head_closed(organisation):
    place_close(actor=SYSTEM, place=organisation.places.get(kind="head"), on=AT.date(), at=AT)


def inn_written_by_sql(organisation):
    Organisation.objects.filter(pk=organisation.pk).update(inn=invented_inn(990))


def branch_entered(organisation):
    branch = {**HEAD, "kind": "branch", "kpp": "525643001"}
    place_save(actor=SYSTEM, organisation=organisation, fields=branch, at=AT)


def address_corrected(organisation):
    place_save(
        actor=SYSTEM, organisation=organisation, fields={**HEAD, "address": "Саранск"}, at=AT,
        known=organisation.places.get(kind="head"),
    )  # fmt: skip


@pytest.mark.parametrize("word", [GOOD, BAD])
@pytest.mark.parametrize(
    ("change", "resets"),
    [
        (head_corrected, True), (head_closed, True), (inn_written_by_sql, True), (branch_entered, False),
        (address_corrected, False),
    ],
)  # fmt: skip
def test_other_numbers_are_numbers_nobody_has_compared(officer, enterprise, change, resets, word):
    head_entered(enterprise)
    say(officer, enterprise, word)
    change(enterprise)
    assert state(enterprise) == ("unchecked" if resets else word["outcome"])
    assert NumberCheck.objects.count() == 1


def test_a_first_head_office_resets_what_was_said_without_its_kpp(officer, enterprise):
    say(officer, enterprise)
    head_entered(enterprise)
    assert state(enterprise) == "unchecked"
    assert LedgerEntry.objects.filter(action="organisation.numbers_reset").count() == 1


def test_what_was_said_is_never_changed(officer, enterprise):
    made = say(officer, enterprise)
    with pytest.raises(DatabaseError), transaction.atomic():
        NumberCheck.objects.filter(pk=made.pk).update(source="-")


def test_a_merge_leaves_the_words_with_the_record_they_were_said_of(officer, cluster):
    kept, gone = (row.organisation for row in cluster.memberships.select_related("organisation").order_by("-pk")[:2])
    head_entered(gone)
    say(officer, gone)
    say(officer, kept)
    organisations_merge(actor=officer, kept=kept, gone=gone, taken={}, ground="-", at=AT)
    # the head office of the record given up came with its KPP, which nobody compared under this INN
    assert state(kept) == "unchecked"
    assert NumberCheck.objects.filter(organisation=gone).count() == 1


@pytest.mark.parametrize("role", [("cluster_manager", "cluster", "1"), ("administrator", "platform", ""), None])
def test_nobody_else_says_what_the_register_says(person, enterprise, role):
    actor = actor_of(person("other@example.org", *([role] if role else [])))
    with pytest.raises(Denied):
        say(actor, enterprise)
    with pytest.raises(Denied):
        selectors.queue(actor, state="unchecked", text="", region="")
    assert registry.numbers_waiting(actor) == 0
    assert registry.likenesses_waiting(actor) == 0


@pytest.fixture
def desk(client, person, clock):
    client.force_login(person("desk@example.org", ("registry_officer", "platform", "")))
    return client


def test_pages_lead_from_the_desk_through_the_queue_to_a_word_and_back(desk, enterprise, cluster, client, manager):
    assert "/organisations/numbers/" in desk.get("/desk/").content.decode()
    assert enterprise.inn in desk.get("/organisations/numbers/", {"q": enterprise.inn}).content.decode()
    at = f"/organisations/{enterprise.inn}/numbers/"
    assert at in desk.get(f"/organisations/{enterprise.inn}/").content.decode()
    seen = selectors.seen(enterprise, "")
    body = {"seen": seen, "outcome": "rejected", "on": "2021-06-20", "source": "Выписка 7", "reason": ""}
    assert desk.post(at, body).status_code == 422
    assert desk.post(at, {**body, "reason": "Ликвидировано"}).url == "/organisations/numbers/"
    assert "Ликвидировано" in desk.get(at).content.decode()
    assert enterprise.inn in desk.get("/organisations/numbers/", {"state": "rejected"}).content.decode()
    assert desk.get("/organisations/numbers/", {"q": enterprise.inn}).context["rows"] == []
    client.logout()
    public = client.get(f"/organisations/{enterprise.inn}/").content.decode()
    assert "не подтверждены" in public
    assert "Ликвидировано" not in public
    client.force_login(manager)
    assert "Ликвидировано" in client.get(f"/organisations/{enterprise.inn}/").content.decode()
    assert "не подтверждены" in client.get(f"/clusters/{cluster.slug}/").content.decode()
    assert "не подтверждены" in client.get(f"/clusters/{cluster.slug}/dossier/participants/").content.decode()


def test_the_queue_asks_as_many_questions_however_long_it_is(desk, enterprise):
    def asked():
        with CaptureQueriesContext(connection) as seen:
            assert desk.get("/organisations/numbers/").status_code == 200
        return len(seen)

    asked()
    few = asked()
    for n in range(5):
        build.organisation(invented_inn(880 + n), f"Ещё {n}", "RU-MO", actor=SYSTEM, at=AT)
    assert asked() == few


def test_the_desk_counts_likenesses_anew_only_when_something_changed(officer, cluster):
    before = registry.likenesses_waiting(officer)
    with CaptureQueriesContext(connection) as seen:
        assert registry.likenesses_waiting(officer) == before
    assert len(seen) == 1
    build.organisation(invented_inn(801), "ООО «Луч и свет»", "RU-MO", actor=SYSTEM, at=AT)
    build.organisation(invented_inn(802), "ООО Свет и луч", "RU-MO", actor=SYSTEM, at=AT)
    assert registry.likenesses_waiting(officer) == before + 1


def test_a_verdict_says_whose_numbers_no_extract_confirms(signed, cluster, officer, enterprise):
    url = reverse("registry:verdict", args=[cluster.slug])
    members = cluster.memberships.count()
    say(officer, enterprise)
    (left,) = signed.get(url).context["doubts"]
    assert (left.look, len(left.names)) == ("warn", members - 1)
    say(officer, enterprise, BAD)
    first, second = signed.get(url).context["doubts"]
    assert (first.look, first.names) == ("no", ((enterprise.name, enterprise.inn),))
    assert len(second.names) == members - 1
    lines = certificate.data(cluster.verdicts.first(), "ru", {}, {})["disclaimer"].replace("\u00a0", " ")
    assert f"1 из {members} участников: номера не подтверждены госреестром." in lines
    Organisation.objects.update(numbers="verified")
    assert not signed.get(url).context["doubts"]
