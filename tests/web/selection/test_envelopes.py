"""Envelopes of applications: closed as they come in, opened after the intake by two words, read by nobody before."""

import json
import re
from datetime import timedelta
from functools import partial
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pgtrigger
import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils.translation import override
from tests.engine.ledger.test_export import outside
from tests.pdfs import text_of
from tests.web.selection.test_custody import refusal
from tests.web.selection.test_export import parts

from svetovod.cli import doctor_place
from svetovod.demo import build_selection as build
from svetovod.engine.ledger import verify_export
from svetovod.web.accounts.actors import actor_of
from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.models import RoleGrant
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.commission import papers
from svetovod.web.common.errors import Denied, Hidden
from svetovod.web.documents.models import Attachment
from svetovod.web.notices.models import Notice
from svetovod.web.quarantine import services as quarantine
from svetovod.web.quarantine.models import HeldFile
from svetovod.web.secrecy.models import SecrecyMark
from svetovod.web.secrecy.selectors import mark_of, withheld
from svetovod.web.selection import sealing, services, unseen
from svetovod.web.selection.announcement.content import content
from svetovod.web.selection.announcement.words import lines
from svetovod.web.selection.custody import bridge, letters
from svetovod.web.selection.custody.envelopes import (
    Opened,
    file_box,
    file_close,
    file_open,
    note_of,
    unreadable_counted,
)
from svetovod.web.selection.custody.uses import ENVELOPES, SHEETS
from svetovod.web.selection.evidence import out_of_envelopes
from svetovod.web.selection.export import export_make
from svetovod.web.selection.extract import entries_of
from svetovod.web.selection.forms import TermsForm
from svetovod.web.selection.forms.terms import EnvelopeField
from svetovod.web.selection.models import EnvelopeFile, KeyHolder, RoundKey, SelectionRound
from svetovod.web.selection.selectors.envelopes import envelope_on_sheet
from svetovod.web.selection.services import envelopes as of_envelopes

from .conftest import person

DURING = build.moment("2021-11-15 10:00")
SAID, UNOPENED = "канарейкаконверта", "канарейканераскрытого"
LIST = [{"name": "Финансовая модель", "required": True}, {"name": "Описание ноу-хау", "required": False}]
HOLDERS = ("chair", "member-1", "member-2")


def pdf(word=SAID, name="Модель Энтерпрайз.pdf"):
    return SimpleUploadedFile(name, b"%PDF-1.7\n" + word.encode())


def put(world, place=1, upload=None, at=DURING, project=0):
    return services.envelope_put(
        actor=world.initiator(world.projects[project]), application=world.application(project), place=place,
        upload=upload or pdf(), at=at,
    )  # fmt: skip


@pytest.fixture
def world(make_world):
    """The server keeps the key; two applications are filed."""
    return make_world(projects=2, envelope=LIST).play("filed")


@pytest.fixture
def split(make_world):
    """The commission of two codes keeps it, and has made it."""
    made = make_world(projects=1, envelope=LIST, envelope_needed=2).play("filed")
    made.codes = ceremony(made, ENVELOPES)
    return made


def ceremony(world, use):
    people = [world.people[key] for key in HOLDERS]
    common = {"round": world.round, "use": use, "at": DURING}
    services.holders_name(actor=world.actor("secretary"), people=people, **common)
    codes = {key: services.key_take(actor=world.actor(key), **common) for key in HOLDERS}
    for key, code in codes.items():
        assert services.key_confirm(actor=world.actor(key), code=code, **common)
    return codes


def close(world):
    services.intake_close(actor=world.actor("secretary"), round=world.round, at=world.round.closes_at)
    world.round.refresh_from_db()


def enter(world, key, at=None):
    return services.key_enter(
        actor=world.actor(key), round=world.round, code=world.codes[key], use=ENVELOPES, at=at or world.round.closes_at
    )


def word(world, key, at=None):
    return services.envelopes_open(actor=world.actor(key), round=world.round, role=key, at=at or world.round.closes_at)


def open_all(world):
    for key in ("secretary", "chair"):
        word(world, key)
    world.round.refresh_from_db()


def test_from_the_file_to_its_opening(world):
    kept = put(world)
    assert (kept.kind, kept.size) == ("pdf", len(b"%PDF-1.7\n" + SAID.encode()))
    given = note_of(kept)
    assert given["name"] == "Модель Энтерпрайз.pdf"
    assert kept.promise == sha256(bytes.fromhex(given["salt"]) + b"%PDF-1.7\n" + SAID.encode()).hexdigest()
    close(world)
    with refusal("envelopes.closed"):
        services.check_start(actor=world.actor("secretary"), round=world.round, at=world.round.closes_at)
    open_all(world)
    kept.refresh_from_db()
    assert (kept.state, kept.salt, bytes(kept.sealed)) == ("opened", given["salt"], b"")
    made = Attachment.objects.get(subject_type="selection.application", subject_id=str(world.application().pk))
    assert (made.kind, made.name, made.path.read_bytes()) == ("envelope", given["name"], b"%PDF-1.7\n" + SAID.encode())
    told = json.loads(LedgerEntry.objects.get(action="envelopes.open").body)["data"]["files"]
    assert told == [{"number": world.application().number, "place": 1, "promise": kept.promise, "salt": given["salt"]}]
    services.check_start(actor=world.actor("secretary"), round=world.round, at=world.round.closes_at)
    with pytest.raises(DatabaseError), transaction.atomic():
        EnvelopeFile.objects.update(size=1)


def test_a_dump_shows_nothing_of_an_envelope(split, tmp_path, caplog, settings):
    """The rows, the journal, the letters, the logs and the folder of the product, and what the server's key opens."""
    row = put(split, upload=pdf(UNOPENED, "Смета Нераскрытая.pdf"))  # neither word stands anywhere else
    dump = tmp_path / "dump.json"
    call_command("dumpdata", "selection", "audit", "notices", "documents", "sessions", output=str(dump), verbosity=0)
    files = b"".join(path.read_bytes() for path in settings.VAR.rglob("*") if path.is_file())
    row.refresh_from_db()
    everything = dump.read_bytes() + caplog.text.encode() + files + sealing.ENVELOPES.unseal_bytes(row.pk, row.sealed)
    for secret in (UNOPENED, "Нераскрытая", note_of(row)["salt"], *split.codes.values()):
        assert secret.encode() not in everything
        assert json.dumps(secret).strip('"').encode() not in everything
    with pytest.raises(sealing.SealBrokenError):
        file_open(row, None)


def test_fewer_codes_than_needed_open_nothing(split):
    put(split)
    close(split)
    with refusal("keys.few"):
        word(split, "secretary")
    enter(split, "chair")
    with refusal("keys.few"):
        word(split, "secretary")
    enter(split, "member-2")
    open_all(split)
    assert EnvelopeFile.objects.get().state == "opened"
    assert not KeyHolder.objects.exclude(share=b"", trial=b"", entered=b"").exists()


def test_codes_are_entered_after_the_intake_only(split):
    with refusal("round.state"):
        enter(split, "chair")
    put(split)
    close(split)
    with refusal("keys.early"):
        enter(split, "chair", at=split.round.closes_at - timedelta(seconds=1))
    with refusal("envelope.early"):
        word(split, "secretary", at=split.round.closes_at - timedelta(seconds=1))


def test_a_code_of_one_key_opens_nothing_of_the_other(make_world):
    """Both keys are split among the same people: each has its own codes, shares and holders."""
    world = make_world(projects=1, envelope=LIST, envelope_needed=2, key_needed=2).play("filed")
    world.codes, sheets = ceremony(world, ENVELOPES), ceremony(world, SHEETS)
    assert RoundKey.objects.count() == 2 and KeyHolder.objects.count() == 6
    put(world)
    with refusal("keys.used"):
        ceremony(world, ENVELOPES)
    ceremony(world, SHEETS)  # nothing is closed with it yet
    close(world)
    assert not services.key_enter(
        actor=world.actor("chair"), round=world.round, code=sheets["chair"], use=ENVELOPES, at=world.round.closes_at
    )
    entered = KeyHolder.objects.exclude(entered_at=None)
    for key in HOLDERS[:2]:
        enter(world, key)
    assert set(entered.values_list("purpose", flat=True)) == {"envelopes"}
    assert bridge.holding(world.codes["chair"], world.round.pk).public not in KeyHolder.objects.values_list("public")


def test_nothing_is_put_in_before_the_key_is_made(make_world):
    world = make_world(projects=1, envelope=LIST, envelope_needed=2).play("filed")
    with refusal("envelope.unmade"):
        put(world)
    ceremony(world, ENVELOPES)
    assert put(world).promise


def test_a_file_is_exchanged_and_taken_out_until_the_intake_ends(world):
    first = put(world).promise
    second = put(world, upload=pdf("другое слово")).promise
    assert EnvelopeFile.objects.get().promise == second != first
    row = world.application()
    remove = partial(services.envelope_remove, actor=world.initiator(world.projects[0]), application=row, place=1)
    remove(at=DURING)
    remove(at=DURING)
    assert not EnvelopeFile.objects.exists()
    assert LedgerEntry.objects.filter(action="envelope.remove").count() == 1
    put(world)
    for act in (partial(put, world), remove):
        with refusal("intake.over"):
            act(at=world.round.closes_at)
    close(world)
    with pytest.raises(DatabaseError, match="during the intake"), transaction.atomic():
        EnvelopeFile.objects.update(promise="0" * 64)
    with pytest.raises(DatabaseError, match="during the intake"), transaction.atomic():
        EnvelopeFile.objects.all().delete()


def test_the_journal_says_at_the_filing_what_stands_in_the_envelope(world):
    kept = put(world)
    services.application_replace(actor=world.initiator(world.projects[0]), application=world.application(), at=DURING)
    said = json.loads(LedgerEntry.objects.filter(action="application.replace").get().body)["data"]["envelope"]
    assert said == [{"place": 1, "size": kept.size, "promise": kept.promise}]


def test_who_may_put_in_and_who_may_open(world):
    for key in ("secretary", "chair", "initiator-2", "expert-1", "auditor"):
        with pytest.raises((Denied, Hidden)):
            services.envelope_put(
                actor=world.actor(key), application=world.application(), place=1, upload=pdf(), at=DURING
            )
    with pytest.raises(Hidden):
        put(world, place=3)
    put(world)
    close(world)
    for key, role in (("secretary", "chair"), ("initiator-1", "secretary"), ("member-1", "chair")):
        with pytest.raises((Denied, Hidden)):
            services.envelopes_open(actor=world.actor(key), round=world.round, role=role, at=world.round.closes_at)
    word(world, "secretary")
    word(world, "secretary")
    RoleGrant.objects.create(
        person=world.people["secretary"], role="chair", scope="round", scope_id=str(world.round.pk), granted_at=DURING
    )
    with refusal("opening.same_person"):
        services.envelopes_open(
            actor=world.actor("secretary"), round=world.round, role="chair", at=world.round.closes_at
        )
    assert EnvelopeFile.objects.get().state == "closed"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"MZ not a document", "attachment.type"),
        (b"", "attachment.empty"),
        (b"%PDF-" + bytes(10 << 20), "envelope.size"),
    ],
)
def test_what_no_upload_may_be_no_envelope_holds(world, content, code):
    with refusal(code):
        put(world, upload=SimpleUploadedFile("a.pdf", content))
    assert not EnvelopeFile.objects.exists()


def test_a_file_that_was_written_to_a_disk_is_a_fault_of_the_product(world):
    upload = TemporaryUploadedFile("a.pdf", "application/pdf", 5, None)
    with pytest.raises(AssertionError, match="never written"):
        put(world, upload=upload)


def test_rows_that_were_exchanged_are_found(world):
    """By whoever has the database: bytes moved to another place, or a whole row to another application."""
    one, other = put(world), put(world, place=2, upload=pdf("другое слово"))
    with pytest.raises(sealing.SealBrokenError):
        sealing.ENVELOPES.unseal_bytes(other.pk, one.sealed)
    moved = EnvelopeFile(pk=one.pk, application_id=one.application_id, place=2, sealed=one.sealed)
    with pytest.raises(sealing.SealBrokenError):
        file_open(moved, None)
    with pytest.raises(DatabaseError), transaction.atomic():
        EnvelopeFile.objects.filter(pk=one.pk).update(place=3)
    EnvelopeFile.objects.filter(pk=one.pk).update(promise=other.promise)
    close(world)
    word(world, "secretary")
    with refusal("envelope.changed"):
        word(world, "chair")
    assert set(EnvelopeFile.objects.values_list("state", flat=True)) == {"closed"}


def test_a_row_that_is_missing_stops_the_opening(world):
    put(world)
    put(world, place=2)
    EnvelopeFile.objects.filter(place=2).delete()
    close(world)
    word(world, "secretary")
    with refusal("envelope.changed"):
        word(world, "chair")


def test_another_file_under_the_promise_stops_the_opening(world):
    kept = put(world)
    said = file_open(kept, None)
    other = Opened(said.name, said.salt, b"%PDF-1.7\nanother")
    file_close(kept, file_box(kept.application_id, 1, None, other), other)
    EnvelopeFile.objects.filter(pk=kept.pk).update(sealed=kept.sealed)
    close(world)
    word(world, "secretary")
    with refusal("envelope.changed"):
        word(world, "chair")
    assert not Attachment.objects.filter(subject_type="selection.application").exists()


def test_envelopes_of_applications_not_filed_are_erased_unopened(world):
    put(world)
    put(world, project=1)
    services.application_withdraw(actor=world.initiator(world.projects[1]), application=world.application(1), at=DURING)
    close(world)
    open_all(world)
    gone = EnvelopeFile.objects.get(application=world.application(1))
    assert (gone.state, bytes(gone.sealed), bytes(gone.note), gone.salt) == ("erased", b"", b"", "")
    assert Attachment.objects.filter(subject_type="selection.application").count() == 1


def test_a_cancelled_selection_keeps_nothing_of_an_envelope(split):
    put(split)
    services.round_cancel(actor=split.actor("secretary"), round=split.round, reason="-", at=DURING)
    assert not EnvelopeFile.objects.exclude(sealed=b"", note=b"").exists()
    assert not KeyHolder.objects.exclude(share=b"", trial=b"").exists()


def test_where_nothing_was_put_in_nothing_waits_for_an_opening(world):
    close(world)
    services.check_start(actor=world.actor("secretary"), round=world.round, at=world.round.closes_at)


def test_a_key_under_which_something_is_closed_is_not_deleted(split):
    put(split)
    with pytest.raises(DatabaseError, match="sealed with this key"), transaction.atomic():
        RoundKey.objects.all().delete()


def test_a_key_that_is_not_the_one_of_the_journal_closes_nothing(split):
    key = RoundKey.objects.get()
    RoundKey.objects.all().delete()
    key.public = bridge.split("share", 2, {1: key.public, 2: key.public}).public
    key.save(force_insert=True)
    with refusal("keys.exchanged"):
        put(split)


def test_the_export_proves_what_came_out(world):
    put(world)
    close(world)
    open_all(world)
    data = export_make(actor=world.actor("auditor"), round=world.round, at=world.round.closes_at)
    rows = json.loads(parts(data)["files/selection/envelopes.json"])["files"]
    assert [row["place"] for row in rows] == [1]
    assert verify_export(data).findings == ()


def test_the_same_file_in_two_envelopes_is_two_attachments_of_the_round(world):
    for project in (0, 1):
        put(world, project=project)
    close(world)
    open_all(world)
    told = LedgerEntry.objects.filter(action="attachment.add", subject_type="documents.attachment")
    made = Attachment.objects.filter(subject_type="selection.application").values_list("pk", flat=True)
    entries = {each.index for each in told if each.subject_id in {str(pk) for pk in made}}
    assert len(entries) == 2 and entries <= entries_of(world.round)
    data = export_make(actor=world.actor("auditor"), round=world.round, at=world.round.closes_at)
    assert verify_export(data).findings == ()


def test_the_protocol_of_the_check_says_who_opened_the_envelopes_and_what_came_out(split):
    def said():
        made = papers.make(papers.KINDS["admission"], split.round, split.round.closes_at)
        return text_of(papers.pdf(made, split.round.closes_at))

    put(split)
    close(split)
    assert "Вскрытие конвертов" not in said()
    for key in HOLDERS[:2]:
        enter(split, key)
    open_all(split)
    row, key = EnvelopeFile.objects.get(), RoundKey.objects.get()
    for named in ("secretary", "chair", "member-1", row.promise, bridge.fingerprint(key.public), LIST[0]["name"]):
        assert named in said(), named
    assert "member-2" not in said() and "Вскрыто файлов: 1, заявок с ними: 1" in said() and "Не вскрыты" not in said()
    with pgtrigger.ignore("selection.EnvelopeFile:opened_frozen"):  # as if it had not been read
        EnvelopeFile.objects.update(state="erased", salt="", sha256="")
    assert f"(место в конверте): {row.application.number} (1)" in said() and "Вскрыто файлов: 0" in said()


def test_an_upload_of_an_envelope_can_be_read_from_any_stream(world):
    upload = SimpleUploadedFile("a.pdf", b"%PDF-1.7\n1")
    upload.seek(5)
    assert file_open(put(world, upload=upload), None).content == BytesIO(b"%PDF-1.7\n1").getvalue()


def asked(world, client, key, path, data=None):
    client.force_login(world.people[key])
    url = f"/selections/{world.round.slug}/{path}"
    return client.get(url) if data is None else client.post(url, data)


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
    assert asked(world, client, "initiator-1", f"envelope/{code}/receipt.pdf").content.startswith(b"%PDF")
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


def test_of_malware_in_a_file_for_an_envelope_nothing_is_kept_that_tells_of_it(world, client, monkeypatch, settings):
    """A false alarm would else name a file in the open, with a hash by which a guess of the whole is tested."""
    settings.QUARANTINE_KEEP = True
    monkeypatch.setattr(quarantine, "the_scanner", Finds)
    check = partial(quarantine.upload_check, actor=world.actor("initiator-1"), at=DURING)
    for _time in range(2):
        assert check(upload=pdf("одно"), place="selection:envelope_put").code == "file.infected"
    noted = HeldFile.objects.get()
    assert (noted.name, noted.kept, noted.times, noted.found) == ("", False, 2, "Eicar-Test")
    assert check(upload=pdf("другое"), place="selection:apply").code == "file.infected"
    assert list(HeldFile.objects.order_by("pk").values_list("kept", flat=True)) == [False, True]
    digest = sha256(pdf("одно").read()).hexdigest()
    told = LedgerEntry.objects.filter(action="file.quarantine").order_by("index")
    assert ["sha256" in json.loads(each.body)["data"] for each in told] == [False, True]
    keeper = world.people["secretary"]
    RoleGrant.objects.create(person=keeper, role="administrator", scope="platform", scope_id="", granted_at=DURING)
    client.force_login(keeper)
    page = client.get("/quarantine/").content.decode()
    everything = page + "".join(each.body for each in told) + str(list(HeldFile.objects.values()))
    assert digest not in everything and noted.sha256 not in page and page.count("SHA-256") == 1
    everything += str(list(Notice.objects.values()))
    assert everything.count("Модель Энтерпрайз.pdf") == 2, "of the file that was not for an envelope: row and page"


class Finds:
    def scan(self, file, seconds=None):
        return "Eicar-Test"


def spoil(file):
    """As a disk or a restore does it: the row is there, and opens no more."""
    whole = bytes(EnvelopeFile.objects.get(pk=file.pk).sealed)
    written(file, sealed=whole[:-1] + bytes([whole[-1] ^ 1]), note=b"-" * 40)
    return whole


def written(file, **values):
    with pgtrigger.ignore("selection.EnvelopeFile:intake_only"):
        EnvelopeFile.objects.filter(pk=file.pk).update(**values)


def store():
    return {path for path in Path(django_settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def test_a_refused_opening_leaves_no_open_byte_on_the_disk(world, monkeypatch, settings, tmp_path):
    """Neither of those that come before the broken one, nor where the opening fails when all are stored."""
    settings.MEDIA_ROOT = tmp_path
    put(world)
    second = put(world, project=1, upload=pdf("другое слово"))
    close(world)
    word(world, "secretary")
    before = store()
    whole = spoil(second)
    with refusal("envelope.broken"):
        word(world, "chair")
    assert store() == before
    written(second, sealed=whole)
    with monkeypatch.context() as broken:
        broken.setattr(of_envelopes, "shares_erase", fails)
        with pytest.raises(OSError, match="at the end"):
            word(world, "chair")
    assert store() == before
    assert set(EnvelopeFile.objects.values_list("state", flat=True)) == {"closed"}
    word(world, "chair")
    assert len(store() - before) == 2
    assert b"%PDF-1.7\n" + SAID.encode() in {path.read_bytes() for path in store() - before}


def fails(*_arguments):
    raise OSError("at the end")


def test_why_an_opening_was_none_is_told_where_its_files_stay_on_the_disk_too(world, monkeypatch, caplog):
    kept = put(world)
    close(world)
    word(world, "secretary")
    monkeypatch.setattr(of_envelopes, "shares_erase", fails)
    monkeypatch.setattr(of_envelopes, "bytes_drop", stays)
    with pytest.raises(OSError, match="at the end"):
        word(world, "chair")
    told = [each.getMessage() for each in caplog.records if each.name == of_envelopes.__name__]
    assert told == ["files of an opening that was refused stay in the store: OSError"]
    kept.refresh_from_db()
    assert kept.state == "closed"


def stays(hashes):
    raise OSError(f"busy: {hashes}")


def test_the_journal_is_held_when_all_is_decrypted_and_stored(world, monkeypatch):
    """Everybody waits for it: of an opening it gets what is left, rows; of a file put in nothing but its entry."""
    steps = []
    for name in ("file_open", "bytes_keep", "file_box", "locked_round", "record"):
        real = getattr(of_envelopes, name)
        monkeypatch.setattr(of_envelopes, name, partial(noted, steps, name, real))
    put(world)
    assert steps == ["file_box", "locked_round", "record"]
    put(world, place=2, upload=pdf("другое слово"))
    close(world)
    word(world, "secretary")
    del steps[:]
    word(world, "chair")
    assert steps == ["locked_round", *["file_open"] * 2, *["file_open", "bytes_keep"] * 2, "record", "record"]


def noted(steps, name, real, *arguments, **named):
    steps.append(name)
    return real(*arguments, **named)


def test_a_file_boxed_for_a_key_that_was_made_anew_meanwhile_is_boxed_again(split, monkeypatch):
    real = of_envelopes.locked_round

    def renamed(round_):
        monkeypatch.setattr(of_envelopes, "locked_round", real)
        split.codes = ceremony(split, ENVELOPES)
        return real(round_)

    monkeypatch.setattr(of_envelopes, "locked_round", renamed)
    put(split)
    close(split)
    for key in HOLDERS[:2]:
        enter(split, key)
    open_all(split)
    assert EnvelopeFile.objects.get().state == "opened"


def exported(world):
    """Rows of opened files in an export that all verifiers take."""
    data = export_make(actor=world.actor("auditor"), round=world.round, at=world.round.closes_at)
    assert verify_export(data).findings == () and outside(data) is None
    return json.loads(parts(data).get("files/selection/envelopes.json", '{"files":[]}'))["files"]


def test_the_others_open_without_what_cannot_be_read_when_both_say_so(world, client, clock):
    """The page names it; the word of the one who did not know is void; the journal and the page keep its name."""
    put(world)
    lost = put(world, project=1)
    close(world)
    clock(world.round.closes_at)
    word(world, "secretary")
    spoil(lost)
    number = world.application(1).number
    asked(world, client, "chair", "envelopes/")
    answer = asked(world, client, "chair", "envelopes/confirm/", {"role": "chair"})
    assert answer.status_code == 409 and f"{number}: Финансовая модель" in answer.content.decode()
    assert "envelopes/confirm/" in answer.content.decode()
    without = {"without": "1"}
    asked(world, client, "chair", "envelopes/confirm/", {"role": "chair", **without})
    asked(world, client, "chair", "envelopes/confirm/", {"role": "chair", **without})
    assert list(world.round.consents.values_list("role", flat=True)) == ["chair"]
    exported(world)
    assert set(EnvelopeFile.objects.values_list("state", flat=True)) == {"closed"}
    with refusal("envelope.broken"):
        word(world, "secretary")
    shown = asked(world, client, "secretary", "envelopes/").content.decode()
    assert f"{number}: Финансовая модель" in shown and 'name="without"' in shown
    asked(world, client, "secretary", "envelopes/confirm/", {"role": "secretary", **without})
    assert list(EnvelopeFile.objects.order_by("pk").values_list("state", flat=True)) == ["opened", "erased"]
    said = json.loads(LedgerEntry.objects.get(action="envelopes.open").body)["data"]
    assert said["unopened"] == [{"number": number, "place": 1, "promise": lost.promise}]
    assert [each["number"] for each in said["files"]] == [world.application().number]
    shown = asked(world, client, "chair", "envelopes/").content.decode()
    assert "Не вскрыты: не читаются" in shown and f"{number}: Финансовая модель" in shown
    assert len(exported(world)) == 1
    services.check_start(actor=world.actor("secretary"), round=world.round, at=world.round.closes_at)


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


def test_the_doctor_makes_no_key_in_the_place_of_a_lost_one(world, settings, tmp_path):
    settings.VAR = tmp_path
    put(world)
    key = tmp_path / "keys" / "sheets"
    whole = key.read_bytes()
    key.unlink()
    for _time in range(2):
        (check,) = doctor_place.envelopes()
        assert (check.status, "не читаются 1" in check.ru) == (doctor_place.PROBLEM, True)
    assert not key.exists()
    key.write_bytes(whole)
    key.chmod(0o644)
    (check,) = doctor_place.envelopes()
    assert check.status == doctor_place.PROBLEM and "chmod 600" in check.ru and "chmod 600" in check.en
    key.chmod(0o600)
    (check,) = doctor_place.envelopes()
    assert check.status == doctor_place.OK


def test_parts_of_the_key_are_erased_where_the_check_begins_without_an_opening(split):
    """Its one application is withdrawn: no envelope waits, and what is erased unopened stands in the journal."""
    file = put(split)
    services.application_withdraw(actor=split.initiator(split.projects[0]), application=split.application(), at=DURING)
    close(split)
    letters.codes_due(split.round, ENVELOPES, at=split.round.closes_at)
    letters.opening_due(split.round, at=split.round.closes_at)
    assert not Notice.objects.filter(key__regex=":envelope-code:|:envelopes:").exists()
    assert KeyHolder.objects.exclude(share=b"").count() == len(HOLDERS)
    services.check_start(actor=split.actor("secretary"), round=split.round, at=split.round.closes_at)
    assert not KeyHolder.objects.exclude(share=b"", trial=b"", entered=b"").exists()
    said = json.loads(LedgerEntry.objects.get(action="envelopes.erase").body)["data"]["files"]
    assert said == [{"application": split.application().pk, "place": 1, "promise": file.promise}]


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


def secret_of(world, holder):
    """A paper of the first project's estimate with the bytes of `pdf()`, a commercial secret of `holder`."""
    whose, cost = world.people["initiator-1"], world.projects[0].costs.first()
    paper = Attachment.objects.create(
        subject_type="projects.costrow", subject_id=str(cost.pk), sha256=sha256(pdf().read()).hexdigest(),
        name="Расчёт.pdf", content_type="application/pdf", size=1, uploaded_by=whose, uploaded_at=DURING, marked=True,
    )  # fmt: skip
    SecrecyMark.objects.create(
        attachment=paper, holder=holder.pk, holder_name=holder.name, marked_by=whose, marked_at=DURING
    )
    return paper


def test_an_opening_keeps_no_secret_back_from_those_of_the_project_who_may_have_it(world):
    """The copy at the application is read by no partner and given to no initiator: the project's own is asked about."""
    project = world.projects[0]
    partner = project.participants.get(role="co_executor").organisation
    paper = secret_of(world, partner)
    people = (
        world.initiator(project),
        actor_of(person("partner", (Role.PARTICIPANT, Scope.ORGANISATION, partner.pk))),
        world.actor("stranger"),
    )

    def kept_back():
        found = [withheld(each, project, [paper.sha256]) for each in people]
        assert [len(marks[paper.sha256]) for marks, _kept in found] == [1] * len(people)
        return [bool(kept) for _marks, kept in found]

    assert kept_back() == [False, False, True]
    put(world)
    close(world)
    open_all(world)
    assert Attachment.objects.filter(subject_type="selection.application", marked=True).count() == 1
    assert kept_back() == [False, False, True]


def test_an_expert_gets_what_came_out_of_the_envelope_and_no_twin_of_it(world):
    """The same bytes at the application as something else, under a name that is not the applicant's."""
    put(world)
    close(world)
    open_all(world)
    row = world.application()
    made = Attachment.objects.get(subject_type="selection.application", subject_id=str(row.pk))
    for kind, moment in (("before", DURING - timedelta(days=1)), ("after", world.round.scoring_until)):
        Attachment.objects.create(
            subject_type=made.subject_type, subject_id=made.subject_id, kind=kind, sha256=made.sha256, name="Чужое.pdf",
            content_type=made.content_type, size=made.size, uploaded_by=made.uploaded_by, uploaded_at=moment,
        )  # fmt: skip
    assert out_of_envelopes(world.round.applications.all()) == {made.pk}
    build.play("checked", world.round, world.cast, world.projects)
    given = world.assignment()
    expert = actor_of(given.member.person)
    given = services.conflict_deny(actor=expert, assignment=given, at=world.round.scoring_until - timedelta(days=1))
    first = envelope_on_sheet(expert, given)[0]
    assert (first.attachment.pk, first.name) == (made.pk, made.name)


def test_a_secret_of_the_project_comes_out_of_the_envelope_as_one(world):
    holder = world.projects[0].initiator
    secret_of(world, holder)
    put(world)
    put(world, project=1)
    close(world)
    open_all(world)
    made = Attachment.objects.filter(subject_type="selection.application", kind="envelope")
    marked = {each.subject_id: each.marked for each in made}
    assert marked == {str(world.application().pk): True, str(world.application(1).pk): False}
    assert mark_of(made.get(marked=True)).holder == holder.pk


def test_nobody_looks_through_the_eyes_of_an_applicant_with_a_closed_envelope(world):
    applicant = world.people["initiator-1"]
    assert not unseen.closed(applicant)
    put(world)
    assert unseen.closed(applicant)
    assert not unseen.closed(world.people["initiator-2"])
    close(world)
    assert unseen.closed(applicant)
    open_all(world)
    assert not unseen.closed(applicant)


def test_the_form_of_filing_warns_of_compulsory_documents_that_are_absent(world, client, clock):
    clock(DURING)
    page = f"applications/{world.application().number}/"
    assert "Нет обязательных документов" in asked(world, client, "initiator-1", page).content.decode()
    assert "Нет обязательных документов" not in asked(world, client, "secretary", page).content.decode()
    put(world)
    assert "Нет обязательных документов" not in asked(world, client, "initiator-1", page).content.decode()


def test_open_bytes_and_keys_are_in_no_report_of_an_error(world, monkeypatch):
    """What a page of a fault shows of local variables: of every function that holds a file in the open nothing."""
    held = (
        services.envelope_put, of_envelopes._looked_at, of_envelopes._look, of_envelopes._store, file_box, file_close,
        file_open, note_of,
    )  # fmt: skip
    for function in held:
        shown = {cell.cell_contents for cell in function.__closure__ if isinstance(cell.cell_contents, tuple)}
        assert any(not names or "said" in names for names in shown), function
