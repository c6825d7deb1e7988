"""Pages and letters of envelopes, from the announcement to the reminder that they wait."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils.translation import override
from tests.pdfs import text_of
from tests.web.selection.envelopes.conftest import (
    DURING,
    HOLDERS,
    LIST,
    SAID,
    asked,
    ceremony,
    close,
    enter,
    open_all,
    pdf,
    put,
    spoil,
    word,
)

from svetovod.cli import doctor_place
from svetovod.web.accounts.models import RoleGrant
from svetovod.web.notices.models import Notice
from svetovod.web.portal.tasks import rounds_to_lead
from svetovod.web.selection import services
from svetovod.web.selection.announcement.content import content
from svetovod.web.selection.announcement.words import lines
from svetovod.web.selection.custody import letters
from svetovod.web.selection.custody.envelopes import (
    note_of,
    unreadable_counted,
)
from svetovod.web.selection.custody.uses import ENVELOPES
from svetovod.web.selection.enums import LegalMode
from svetovod.web.selection.forms import TermsForm
from svetovod.web.selection.forms.terms import EnvelopeField
from svetovod.web.selection.models import EnvelopeFile, SelectionRound


def test_the_pages_lead_from_the_envelope_to_its_opening(make_world, client, clock, settings):
    """The applicant puts in, replaces and takes out; the commission makes its key, enters codes and opens."""
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1 << 20
    world = make_world(projects=1, envelope=LIST, envelope_needed=2).play("filed")
    clock(DURING)
    number, code = world.application().number, world.projects[0].code
    page = f"applications/{number}/"
    assert "ещё не создала ключ конвертов" in asked(world, client, "initiator-1", page).content.decode()
    chosen = [world.people[key].pk for key in HOLDERS]
    assert asked(world, client, "secretary", "envelope-keys/holders/", {"people": chosen}).status_code == 302
    codes = {}
    for key in HOLDERS:
        answer = asked(world, client, key, "envelope-keys/code/", {}).content.decode()
        codes[key] = answer.split('id="secret"><b>')[1].split("</b>")[0]
    for key in HOLDERS:
        typed = {"purpose": "confirm", "code": codes[key]}
        assert asked(world, client, key, "envelope-keys/type/", typed).status_code == 302
    large = SimpleUploadedFile("модель.pdf", b"%PDF-1.7\n" + SAID.encode() + bytes(3 << 20))
    assert asked(world, client, "initiator-1", f"envelope/{code}/", {"place": 1, "file": large}).status_code == 302
    shown = asked(world, client, "initiator-1", page).content.decode()
    assert "модель.pdf" in shown
    assert note_of(EnvelopeFile.objects.get())["salt"] not in shown
    receipt = asked(world, client, "initiator-1", f"envelope/{code}/receipt.pdf").content
    own = reverse("selection:apply", args=[world.round.slug, code])
    assert f"/apply/{code}/" in text_of(receipt) and own not in text_of(receipt)
    assert f"{own})".encode() in receipt  # the link in it is written as programs take it
    seen = asked(world, client, "secretary", page).content.decode()
    assert "модель.pdf" not in seen
    asked(world, client, "initiator-1", f"envelope/{code}/", {"place": 2, "file": pdf()})
    asked(world, client, "initiator-1", f"envelope/{code}/2/remove/", {})
    assert EnvelopeFile.objects.get().place == 1
    clock(world.round.closes_at)
    close(world)
    assert "envelopes/confirm/" not in asked(world, client, "chair", "envelopes/").content.decode()
    for key in HOLDERS[:2]:
        asked(world, client, key, "envelope-keys/type/", {"purpose": "enter", "code": codes[key]})
    for key in ("secretary", "chair"):
        assert "envelopes/confirm/" in asked(world, client, key, "envelopes/").content.decode()
        asked(world, client, key, "envelopes/confirm/", {"role": key})
    assert "Конверты вскрыты" in asked(world, client, "chair", "envelopes/").content.decode()
    assert "модель.pdf" in asked(world, client, "secretary", page).content.decode()
    services.check_start(actor=world.actor("secretary"), round=world.round, at=world.round.closes_at)
    checked = asked(world, client, "secretary", f"{page}check/").content.decode()
    assert "модель.pdf" in checked


@pytest.mark.parametrize("filed", [True, False])
def test_a_file_that_is_refused_is_refused_at_its_form(make_world, client, clock, filed):
    world = make_world(projects=1, envelope=LIST).play("filed" if filed else "opened_intake")
    clock(DURING)
    path = f"envelope/{world.projects[0].code}/"
    for upload, said in (
        (SimpleUploadedFile("a.pdf", b"%PDF-" + bytes(10 << 20)), "не больше 10"),
        (SimpleUploadedFile("a.pdf", b"MZ not a document"), "принимаются"),
        (None, "Выберите файл"),
    ):
        answer = asked(world, client, "initiator-1", path, {"place": 2} | ({"file": upload} if upload else {}))
        page = answer.content.decode()
        assert answer.status_code == 422 and said.casefold() in page.casefold(), said
        assert '<option value="2" selected>' in page and "aria-invalid" in page
    assert not EnvelopeFile.objects.exists()


def test_from_the_page_of_a_refused_file_the_application_is_saved_and_filed(make_world, client, clock):
    """Its address is that of the envelope, where nothing is filed: the form of the application names its own. What was
    saved of sums while they were typed stands in it."""
    world = make_world(projects=1, envelope=LIST).play("opened_intake")
    clock(DURING)
    code = world.projects[0].code
    own = reverse("selection:apply", args=[world.round.slug, code])
    client.force_login(world.people["initiator-1"])
    typed = {"requested": "70 000 000", "minimum": "60 000 000", "revision": "0"}
    assert client.post(own, typed, headers={"X-Autosave": "1"}).status_code == 204
    refused = asked(world, client, "initiator-1", f"envelope/{code}/", {"place": 1})
    assert refused.status_code == 422
    ((head, inside),) = re.findall(
        r"<form ([^>]*data-autosave=[^>]*)>(.*?)</form>", refused.content.decode(), re.DOTALL
    )
    said = dict(re.findall(r'([\w-]+)="([^"]*)"', head))
    assert said["data-autosave"] == own
    values = dict(re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', inside))
    filed = client.post(said.get("action", refused.request["PATH_INFO"]), {**values, "file": "1"})
    row = world.application()
    assert filed.status_code == 302 and row.number
    assert (row.requested, row.minimum) == (70_000_000, 60_000_000)


def test_sums_typed_before_the_first_file_are_saved_after_it(make_world, client, clock):
    """The file begins the draft, with what the page showed: whoever goes back to what was typed changes nothing of
    anybody else's. A colleague's sums saved meanwhile are still not written over."""
    world = make_world(projects=1, envelope=LIST).play("opened_intake")
    clock(DURING)
    code = world.projects[0].code
    shown = asked(world, client, "initiator-1", f"apply/{code}/").content.decode()
    (revision,) = re.findall(r'name="revision" value="(\d+)"', shown)
    assert asked(world, client, "initiator-1", f"envelope/{code}/", {"place": 1, "file": pdf()}).status_code == 302
    typed = {"requested": "70 000 000", "minimum": "60 000 000", "revision": revision}
    assert asked(world, client, "initiator-1", f"apply/{code}/", typed).status_code == 302
    row = world.application()
    assert (row.requested, row.minimum) == (70_000_000, 60_000_000)
    assert EnvelopeFile.objects.get().application == row
    again = asked(world, client, "initiator-1", f"apply/{code}/", typed)
    assert again.status_code == 422 and "Кто-то ещё изменил эту заявку" in again.content.decode()


def test_the_secretary_and_the_holders_are_reminded(make_world):
    world = make_world(projects=1, envelope=LIST, envelope_needed=2).play("filed")
    owed = Notice.objects.filter(key__contains=":envelope-nokey:")
    letters.key_due(world.round, ENVELOPES, at=DURING)
    assert [each.person.name for each in owed] == ["secretary"]
    world.codes = ceremony(world, ENVELOPES)
    assert Notice.objects.filter(key__contains=":envelope-key:").count() == len(HOLDERS)
    letters.key_due(world.round, ENVELOPES, at=DURING + timedelta(days=1))
    assert owed.count() == 1
    put(world)
    letters.codes_due(world.round, ENVELOPES, at=DURING)
    close(world)
    enter(world, "chair")
    letters.codes_due(world.round, ENVELOPES, at=world.round.closes_at)
    waited = Notice.objects.filter(key__contains=":envelope-code:")
    assert sorted(each.person.name for each in waited) == ["member-1", "member-2"]
    enter(world, "member-1")
    open_all(world)
    waited.delete()
    letters.codes_due(world.round, ENVELOPES, at=world.round.closes_at + timedelta(days=1))
    assert not waited.exists()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("+ Финансовая модель\nОписание ноу-хау\n\n", LIST),
        ("", []),
        ("А\nА", None),
        ("\n".join(str(each) for each in range(11)), None),
        ("а" * 121, None),
    ],
)
def test_the_announcement_names_the_documents(db, typed, found):
    form = TermsForm({"envelope": typed}, only=("envelope", "envelope_needed"))
    assert form.is_valid() == (found is not None)
    if found is not None:
        assert form.cleaned_data == {"envelope": found, "envelope_needed": 0}
        assert EnvelopeField().prepare_value(found).splitlines() == [each for each in typed.splitlines() if each]
    assert not TermsForm({"envelope_needed": "1"}, only=("envelope_needed",)).is_valid()


def test_what_is_announced_is_said_and_never_changed(world):
    with override("ru"):
        said = [line.value for line in lines(content(world.round))]
    assert "обязательно: Финансовая модель; по желанию: Описание ноу-хау" in said
    with pytest.raises(DatabaseError, match="settled"), transaction.atomic():
        SelectionRound.objects.filter(pk=world.round.pk).update(envelope=[])


def test_a_file_that_would_not_open_later_is_told_of_while_it_can_be_put_in_again(world, client, clock):
    clock(DURING)
    file = put(world)
    letters.unreadable_found(world.round, at=DURING)
    told = Notice.objects.filter(key__contains=":unreadable:")
    assert not told.exists()
    assert [(row[1], row[2]) for row in unreadable_counted()] == [(1, 0)]
    spoil(file)
    letters.unreadable_found(world.round, at=DURING)
    letters.unreadable_found(world.round, at=DURING)
    assert sorted(each.person.name for each in told) == ["initiator-1", "secretary"]
    (check,) = doctor_place.envelopes()
    assert (check.status, "не читаются 1" in check.ru) == (doctor_place.PROBLEM, True)
    page = f"applications/{world.application().number}/"
    assert "не читается: вложите ещё раз" in asked(world, client, "initiator-1", page).content.decode()
    assert "не читается" not in asked(world, client, "secretary", page).content.decode()
    assert "не может прочитать 1 файл" in asked(world, client, "secretary", "envelopes/").content.decode()
    put(world)
    assert "не читается" not in asked(world, client, "initiator-1", page).content.decode()


def test_nobody_is_asked_to_put_a_file_in_again_after_the_intake(world, client, clock):
    """It stays open until a person closes it."""
    spoil(put(world))
    for moment, taken in ((DURING, True), (world.round.closes_at, False)):
        clock(moment)
        shown = asked(world, client, "secretary", "envelopes/").content.decode()
        assert "не может прочитать 1 файл" in shown
        assert ("заявитель может вложить его ещё раз" in shown) is taken
        assert ("вложить заново ничего нельзя" in shown) is not taken
    letters.unreadable_found(world.round, at=world.round.closes_at)
    told = Notice.objects.filter(key__contains=":unreadable:")
    assert world.round.state == "open" and not told.exists()
    letters.unreadable_found(world.round, at=world.round.closes_at - timedelta(seconds=1))
    assert told.count() == 2


def test_the_two_are_told_daily_that_envelopes_wait(world):
    put(world)
    owed = Notice.objects.filter(key__contains=":envelopes:")
    letters.opening_due(world.round, at=DURING)
    assert not owed.exists()
    close(world)
    letters.opening_due(world.round, at=world.round.closes_at)
    letters.opening_due(world.round, at=world.round.closes_at)
    assert sorted(each.person.name for each in owed.all()) == ["chair", "secretary"]
    word(world, "secretary")
    letters.opening_due(world.round, at=world.round.closes_at + timedelta(days=1))
    assert sorted(each.person.name for each in owed.all()) == ["chair", "chair", "secretary"]
    word(world, "chair")
    letters.opening_due(world.round, at=world.round.closes_at + timedelta(days=2))
    assert owed.count() == 3


def test_the_word_that_is_absent_is_asked_of_those_who_may_give_it(world):
    """Not of the second secretary when the first has given it, and not of an officer who speaks for a party."""
    for key, role in (("member-2", "secretary"), ("stranger", "chair"), ("secretary", "chair")):
        RoleGrant.objects.create(
            person=world.people[key], role=role, scope="round", scope_id=str(world.round.pk), granted_at=DURING
        )
    put(world)
    close(world)
    owed = Notice.objects.filter(key__contains=":envelopes:")
    letters.opening_due(world.round, at=world.round.closes_at)
    assert sorted(each.person.name for each in owed) == ["chair", "member-2", "secretary"]
    owed.delete()
    word(world, "secretary")
    letters.opening_due(world.round, at=world.round.closes_at + timedelta(days=1))
    assert [each.person.name for each in owed.all()] == ["chair"]


def test_the_form_of_filing_warns_of_compulsory_documents_that_are_absent(world, client, clock):
    clock(DURING)
    page = f"applications/{world.application().number}/"
    assert "Нет обязательных документов" in asked(world, client, "initiator-1", page).content.decode()
    assert "Нет обязательных документов" not in asked(world, client, "secretary", page).content.decode()
    put(world)
    assert "Нет обязательных документов" not in asked(world, client, "initiator-1", page).content.decode()


@pytest.mark.parametrize("played", ["opened_intake", "filed"])
def test_no_page_is_headed_as_ready_while_a_compulsory_document_is_absent(make_world, client, clock, played):
    """Neither the draft's nor that of an application marked ready, whose file may still be put in."""
    world = make_world(projects=1, envelope=LIST, legal_mode=LegalMode.SHADOW).play(played)
    clock(DURING)
    code = world.projects[0].code
    page = f"apply/{code}/" if played == "opened_intake" else f"applications/{world.application().number}/"

    def shown():
        answer = asked(world, client, "initiator-1", page).content.decode().replace("\xa0", " ")
        return answer, re.search(r"<h1[^>]*>(.*?)</h1>", answer, re.DOTALL)[1]

    lacks = "в конверте нет 1 обязательного документа"
    answer, heading = shown()
    assert lacks in heading and "можно отметить" not in heading and "ничто не мешает" not in answer
    assert asked(world, client, "initiator-1", f"envelope/{code}/", {"place": 1, "file": pdf()}).status_code == 302
    answer, heading = shown()
    assert lacks not in answer and ("можно отметить" in heading or "готов" in heading)


def test_the_desks_ask_for_the_opening_before_the_check(world, client, clock):
    """A check that would be refused is not asked for; where nothing is closed it is."""
    put(world)
    close(world)
    at = world.round.closes_at + timedelta(hours=1)
    clock(at)

    def asked_of(key):
        return [(str(task.what), task.url) for task in rounds_to_lead(world.actor(key), at)]

    page, opening = reverse("selection:desk", args=["2021"]), reverse("selection:envelopes", args=["2021"])
    client.force_login(world.people["secretary"])
    for key in ("secretary", "chair"):
        assert asked_of(key) == [("Вскрыть конверты вдвоём", opening)]
    before = client.get(page).content.decode()
    assert "Вскрыть конверты вдвоём" in before and "Начать проверку на комплектность" not in before
    open_all(world)
    assert asked_of("secretary") == [("Проверить заявки", page)]
    after = client.get(page).content.decode()
    assert "Вскрыть конверты вдвоём" not in after and "Начать проверку на комплектность" in after
