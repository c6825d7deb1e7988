"""The opening of envelopes: all or nothing, what is found wrong on the way, and what others are given of it."""

import json
from datetime import timedelta
from functools import partial

import pgtrigger
import pytest
from django.db import DatabaseError, transaction
from tests.pdfs import text_of
from tests.web.selection.envelopes.conftest import (
    DURING,
    HOLDERS,
    LIST,
    SAID,
    asked,
    close,
    enter,
    exported,
    open_all,
    pdf,
    put,
    spoil,
    store,
    word,
    written,
)
from tests.web.selection.test_custody import refusal
from tests.web.selection.test_export import parts

from svetovod.demo import build_selection as build
from svetovod.engine.ledger import verify_export
from svetovod.web.accounts.actors import actor_of
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.commission import papers
from svetovod.web.documents.models import Attachment
from svetovod.web.notices.models import Notice
from svetovod.web.selection import sealing, services
from svetovod.web.selection.custody import bridge, letters
from svetovod.web.selection.custody.envelopes import (
    Opened,
    file_box,
    file_close,
    file_open,
)
from svetovod.web.selection.custody.uses import ENVELOPES
from svetovod.web.selection.evidence import out_of_envelopes
from svetovod.web.selection.export import export_make
from svetovod.web.selection.extract import entries_of
from svetovod.web.selection.models import EnvelopeFile, KeyHolder, RoundKey
from svetovod.web.selection.selectors.envelopes import envelope_on_sheet
from svetovod.web.selection.services import envelopes as of_envelopes


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
