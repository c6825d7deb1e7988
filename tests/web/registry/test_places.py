"""Head office and branches: entered, named by a cluster, brought in by a workbook, merged, closed."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from svetovod.web.accounts.actors import SYSTEM, actor_of
from svetovod.web.accounts.models import Invitation
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Refused
from svetovod.web.dossier.selectors import participants_on, presence, regions_of
from svetovod.web.dossier.services import participant_place_set
from svetovod.web.notices.models import Notice
from svetovod.web.registry import bridge
from svetovod.web.registry.models import Membership, Organisation, OrganisationPlace
from svetovod.web.registry.organisations.services import merge_undo, organisations_merge
from svetovod.web.registry.places.forms import PlaceForm
from svetovod.web.registry.places.services import place_close, place_save
from svetovod.web.registry.services import cluster_import, cluster_offer, member_place
from svetovod.wording.problems import say

from .conftest import AT

HEAD = {"kind": "head", "name": "", "kpp": "132601001", "region": "RU-MO", "address": "Саранск"}
BRANCH = {"kind": "branch", "name": "Нижегородский филиал", "kpp": "525643001", "region": "RU-NIZ", "address": ""}


@pytest.fixture
def member(cluster):
    return cluster.memberships.select_related("organisation").order_by("pk").first()


@pytest.fixture
def manager_actor(manager):
    return actor_of(manager)


def save(organisation, fields, actor=SYSTEM, **more):
    return place_save(actor=actor, organisation=organisation, fields={**fields, **more}, at=AT)


def test_a_branch_is_named_and_its_region_counts(member, cluster, manager_actor):
    save(member.organisation, HEAD)
    branch = save(member.organisation, BRANCH)
    before = {line.iso: line.participants for line in regions_of(SYSTEM, cluster, AT.date())}
    participant_place_set(actor=manager_actor, membership=member, place=branch.pk, at=AT)
    after = {line.iso: line.participants for line in regions_of(SYSTEM, cluster, AT.date())}
    assert after["RU-NIZ"] == 1
    assert after["RU-MO"] == before["RU-MO"] - 1
    assert sum(after.values()) == sum(before.values())
    told, _year = presence(SYSTEM, cluster, AT.date())
    row = next(r for r in cluster.sheets.first().content["participants"] if r["inn"] == member.organisation.inn)
    assert next(each for each in told if each.line.iso == "RU-NIZ").jobs == row["employees"]
    assert LedgerEntry.objects.filter(action="cluster.member_place").count() == 1


def test_a_closed_branch_gives_no_presence_and_people_are_told(member, cluster, manager_actor, manager, person):
    branch = save(member.organisation, BRANCH)
    member_place(actor=manager_actor, membership=member, place=branch.pk, at=AT)
    owner = person("own@example.org", ("participant", "organisation", member.organisation_id))
    place_close(actor=actor_of(owner), place=branch, on=AT.date(), at=AT)
    place_close(actor=actor_of(owner), place=branch, on=AT.date(), at=AT)
    assert "RU-NIZ" not in {line.iso for line in regions_of(SYSTEM, cluster, AT.date())}
    line = next(each for each in participants_on(SYSTEM, cluster, AT.date()) if each.member.pk == member.pk)
    assert line.place_closed
    assert list(Notice.objects.values_list("person__email", "topic")) == [(manager.email, "")]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({**BRANCH, "kpp": "12345"}, "place.kpp"), ({**BRANCH, "kpp": ""}, "place.kpp"),
        ({**BRANCH, "kpp": HEAD["kpp"]}, "place.kpp_twice"), ({**HEAD, "kpp": "132601002"}, "place.head_twice"),
    ],
)  # fmt: skip
def test_what_is_no_place_is_refused_with_its_reason(member, fields, code):
    save(member.organisation, HEAD)
    with pytest.raises(Refused) as said:
        save(member.organisation, fields)
    assert said.value.code == code


def test_an_entrepreneur_has_no_kpp(db):
    alone = Organisation.objects.create(inn="500100732259", name="ИП", region="RU-MO")
    assert save(alone, HEAD, kpp="").kpp == ""
    with pytest.raises(Refused):
        save(alone, BRANCH)
    assert "kpp" not in PlaceForm(owner=alone).fields
    assert PlaceForm({**HEAD, "kpp": "132601001"}, owner=alone).is_valid()


def test_the_same_place_asked_twice_is_one(member):
    assert save(member.organisation, BRANCH).pk == save(member.organisation, BRANCH).pk
    assert LedgerEntry.objects.filter(action="organisation.place_save").count() == 1


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("participant", True), ("initiator", True), ("preparer", False), ("manager", True), ("officer", True),
        ("elsewhere", False), ("administrator", False),
    ],
)  # fmt: skip
def test_who_edits_an_organisation(member, cluster, person, role, may):
    grants = {
        "manager": ("cluster_manager", "cluster", cluster.pk), "officer": ("registry_officer", "platform", ""),
        "elsewhere": ("cluster_manager", "cluster", 0), "administrator": ("administrator", "platform", ""),
    }  # fmt: skip
    actor = actor_of(person("who@example.org", grants.get(role, (role, "organisation", member.organisation_id))))
    if may:
        assert save(member.organisation, BRANCH, actor).pk
    else:
        with pytest.raises(Denied):
            save(member.organisation, BRANCH, actor)


def test_a_place_of_another_organisation_is_no_choice(cluster, manager_actor):
    one, other = cluster.memberships.select_related("organisation").order_by("pk")[:2]
    place = save(other.organisation, BRANCH)
    with pytest.raises(Refused) as said:
        member_place(actor=manager_actor, membership=one, place=place.pk, at=AT)
    assert said.value.code == "member.place"


def with_kpp(book, *codes):
    """The workbook with КПП for its first participants."""
    found = load_workbook(BytesIO(book))
    sheet = found["Участники"]
    column = sheet.max_column + 1
    sheet.cell(1, column, "КПП")
    for row, code in enumerate(codes, start=2):
        sheet.cell(row, column, code)
    out = BytesIO()
    found.save(out)
    return SimpleUploadedFile("kpp.xlsx", out.getvalue())


def test_an_inn_with_another_kpp_in_a_workbook_is_the_same_organisation(cluster, workbook, client, manager, clock):
    first = cluster.sheets.first().content["participants"][:4]
    inns = [row["inn"] for row in first]
    known = Organisation.objects.get(inn=inns[0])
    head = save(known, HEAD)
    save(Organisation.objects.get(inn=inns[2]), HEAD)
    organisations = Organisation.objects.count()
    # known place, new branch, head office other than the known one, largest taxpayer
    book = with_kpp(workbook("cluster-dependence-14"), "132601001", "525643001", "770101001", "997650001")
    done = cluster_offer(actor=actor_of(manager), cluster=cluster, file=book, file_name="kpp.xlsx", at=AT)
    assert not done.errors
    client.force_login(manager)
    page = client.get(f"/clusters/{cluster.slug}/upload/changes/").content.decode()
    for code in ("132601001", "525643001", "770101001", "997650001"):
        assert code in page
    assert "та же организация" in page
    client.post(f"/clusters/{cluster.slug}/upload/apply/", {"sha256": done.pending.sha256})
    assert Organisation.objects.count() == organisations
    places = {
        row.organisation.inn: row.place
        for row in Membership.objects.filter(cluster=cluster, organisation__inn__in=inns)
    }
    assert places[inns[0]] == head
    assert (places[inns[1]].kind, places[inns[1]].region) == ("branch", first[1]["region"])
    assert places[inns[2]] is None
    assert places[inns[3]] is None
    assert OrganisationPlace.objects.count() == 3
    # a later workbook that says nothing of places leaves them
    plain = SimpleUploadedFile("plain.xlsx", workbook("cluster-dependence-14"))
    cluster_import(actor=SYSTEM, cluster=cluster, file=plain, file_name="plain.xlsx", at=AT)
    assert Membership.objects.get(cluster=cluster, organisation=known).place == head


def test_a_first_head_office_of_a_workbook_puts_the_numbers_back_into_the_queue_and_the_journal_says_so(
    empty_cluster, workbook
):
    book = "cluster-dependence-14"
    content = bridge.read(BytesIO(workbook(book))).content
    row = content["participants"][0]
    Organisation.objects.create(inn=row["inn"], name=row["name"], region=row["region"], numbers="verified")
    file = with_kpp(workbook(book), "770101001", "770101001")
    cluster_import(actor=SYSTEM, cluster=empty_cluster, file=file, file_name="kpp.xlsx", at=AT)
    assert Organisation.objects.get(inn=row["inn"]).numbers == "unchecked"
    said = LedgerEntry.objects.filter(action="organisation.numbers_reset")
    assert said.count() == 1


def test_an_inn_with_its_kpp_in_one_cell_is_told_what_goes_where(empty_cluster, workbook):
    found = load_workbook(BytesIO(workbook("cluster-dependence-14")))
    sheet = found["Участники"]
    both = f"{sheet['A2'].value}/770101001"
    sheet["A2"] = both
    out = BytesIO()
    found.save(out)
    file = SimpleUploadedFile("both.xlsx", out.getvalue())
    done = cluster_import(actor=SYSTEM, cluster=empty_cluster, file=file, file_name="both.xlsx", at=AT)
    error = next(each for each in done.errors if each.value == both)
    assert error.code == "inn.checksum"
    said = say(error, "ru")
    assert f"ИНН {both[:10]};" in said
    assert "столбце «КПП»" in said


def test_a_kpp_of_no_shape_is_an_error_with_its_cell(empty_cluster, workbook):
    book = with_kpp(workbook("cluster-dependence-14"), "12")
    done = cluster_import(actor=SYSTEM, cluster=empty_cluster, file=book, file_name="kpp.xlsx", at=AT)
    assert [(each.code, each.row, each.column, each.value) for each in done.errors] == [("kpp.invalid", 2, "КПП", "12")]


def test_places_follow_a_merge_and_go_back_with_it(cluster, person):
    officer = actor_of(person("officer@example.org", ("registry_officer", "platform", "")))
    kept, gone = (row.organisation for row in cluster.memberships.select_related("organisation").order_by("-pk")[:2])
    head = save(kept, HEAD)
    save(gone, HEAD, kpp="132601009")
    twin, branch = save(gone, BRANCH, kpp=HEAD["kpp"], kind="division"), save(gone, BRANCH)
    Membership.objects.filter(organisation=gone).update(place=twin)
    before = list(OrganisationPlace.objects.order_by("pk").values())
    merge = organisations_merge(actor=officer, kept=kept, gone=gone, taken={}, ground="-", at=AT)
    held = {row.kpp: (row.organisation_id, row.kind) for row in OrganisationPlace.objects.all()}
    assert held == {
        head.kpp: (kept.pk, "head"), "132601009": (kept.pk, "division"), branch.kpp: (kept.pk, "branch"),
    }  # fmt: skip
    assert Membership.objects.get(organisation=kept, cluster=cluster).place == head
    merge_undo(actor=officer, merge=merge, at=AT)
    assert list(OrganisationPlace.objects.order_by("pk").values()) == before
    assert Membership.objects.get(organisation=gone, cluster=cluster).place == twin


def test_pages_add_correct_close_and_say_what_is_wrong(signed, member):
    page = f"/organisations/{member.organisation.inn}/"
    assert f"{page}places/add/" in signed.get(page).content.decode()
    wrong = signed.post(f"{page}places/add/", {**BRANCH, "kpp": "12"})
    assert wrong.status_code == 422
    assert 'href="#id_kpp"' in wrong.content.decode()
    form = signed.get(f"{page}places/add/").content.decode()
    assert "необязательно" not in form[form.index('for="id_kpp"') : form.index('id="id_kpp"')]
    assert signed.post(f"{page}places/add/", {**BRANCH, "kpp": " 5256 43001 "}).url == f"{page}#places"
    place = OrganisationPlace.objects.get()
    body = signed.get(page).content.decode()
    assert "525643001" in body
    assert "филиал" in body
    at = f"{page}places/{place.pk}/"
    assert signed.post(at, {**BRANCH, "what": "edit", "name": "Другой"}).status_code == 302
    assert signed.post(at, {"what": "close", "close-on": "2999-01-01"}).status_code == 422
    assert signed.post(at, {"what": "close", "close-on": "2021-06-23"}).status_code == 302
    place.refresh_from_db()
    assert (place.name, place.closed_on.isoformat()) == ("Другой", "2021-06-23")
    assert signed.post(at, {**BRANCH, "what": "edit"}).status_code == 422


def test_the_page_of_an_organisation_asks_as_many_questions_however_many_places(signed, member):
    def asked():
        with CaptureQueriesContext(connection) as seen:
            assert signed.get(f"/organisations/{member.organisation.inn}/").status_code == 200
        return len(seen)

    save(member.organisation, BRANCH)
    asked()
    few = asked()
    for n in range(2, 6):
        save(member.organisation, BRANCH, kpp=f"52564300{n}")
    assert asked() == few


def test_an_administrator_gives_the_first_role_in_a_place(client, cluster, make):
    """In a new installation nobody holds a role in any organisation: the place is named, not chosen."""
    client.force_login(make("chief@example.ru", ("administrator", "platform", "")))
    member = cluster.memberships.select_related("organisation").first().organisation
    page = reverse("accounts:team")
    for typed, scope, scope_id, role in (
        (member.inn, "organisation", str(member.pk), "initiator"),
        (cluster.name.upper(), "cluster", str(cluster.pk), "cluster_manager"),
        ("Республика Мордовия", "region", "RU-MO", "regional_authority"),
    ):
        form = {"email": f"{scope}@example.ru", "place": "platform:", "elsewhere": typed, "role": role}
        assert client.post(page, form).status_code == 302
        made = Invitation.objects.get(email=f"{scope}@example.ru")
        assert (made.scope, made.scope_id, made.role) == (scope, scope_id, role)
    wrong = client.post(page, form | {"email": "x@example.ru", "elsewhere": "0000000000"})
    assert wrong.status_code == 422 and list(wrong.context["form"].errors) == ["elsewhere"]
    refused = client.post(page, form | {"email": "x@example.ru", "role": "administrator"})
    assert refused.status_code == 422 and not Invitation.objects.filter(email="x@example.ru").exists()
