"""The trial selection with envelopes: one file closed, one to be put in, an opening, an end that asks nothing."""

import json
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from tests.engine.ledger.verifiers import outside
from tests.pdfs import text_of
from tests.web.selection.test_export import parts

from svetovod.demo import acts, scene
from svetovod.demo.build_envelope import ENDING, OPENED, ROUND, SAID
from svetovod.demo.build_selection import moment
from svetovod.demo.cast import Company
from svetovod.demo.people import people_make
from svetovod.engine.ledger import verify_export
from svetovod.web.accounts.enums import Role
from svetovod.web.audit.clock import read
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.documents.models import Attachment
from svetovod.web.portal.tasks import context
from svetovod.web.selection import services
from svetovod.web.selection.custody.envelopes import note_of
from svetovod.web.selection.export import export_make
from svetovod.web.selection.models import Application, EnvelopeFile, SelectionRound


def test_on_the_first_day_an_envelope_is_closed_and_another_can_be_filled(scenes, django_db_blocker):
    with django_db_blocker.unblock(), scenes.at("papers"):
        round_ = SelectionRound.objects.get(slug=ROUND["slug"])
        assert (round_.state, round_.envelope_needed, round_.envelopes_opened_at) == ("open", 0, None)
        rows = Application.objects.filter(round=round_)
        assert sorted(rows.values_list("state", flat=True)) == ["draft", "filed"]
        file = EnvelopeFile.objects.get()
        assert (file.application.state, file.state) == ("filed", "closed")
        entry = LedgerEntry.objects.get(action="envelope.put")
        assert json.loads(entry.body)["data"]["promises"][0]["promise"] == file.promise
        assert SAID.encode() not in bytes(file.sealed)
        assert not Attachment.objects.filter(subject_type="selection.application", subject_id=str(file.application_id))


def test_the_words_are_left_to_the_player_on_the_day_after_the_intake(scenes, django_db_blocker):
    with django_db_blocker.unblock(), scenes.at("papers"), transaction.atomic():
        scene.advance(moment("2021-06-24 10:00"))
        round_ = SelectionRound.objects.get(slug=ROUND["slug"])
        assert (round_.state, round_.consents.count()) == ("intake_closed", 0)
        assert EnvelopeFile.objects.get().state == "closed"
        company = Company(people_make())
        services.envelopes_open(
            actor=company.actor("chair"), round=round_, role=Role.CHAIR, at=moment("2021-06-24 11:00")
        )
        scene.advance(moment("2021-06-26 10:00"))
        assert {one.role: one.given_at for one in round_.consents.all()} == {
            "chair": moment("2021-06-24 11:00"), "secretary": OPENED,
        }  # fmt: skip
        _ended_and_opened()
        transaction.set_rollback(True)


def test_the_trial_is_over_long_before_the_selection_of_the_scene(scenes, django_db_blocker):
    with django_db_blocker.unblock(), scenes.at("published"):
        _ended_and_opened()


def test_an_export_of_the_trial_says_nothing_of_the_file_before_the_opening_and_proves_it_after(
    scenes, django_db_blocker
):
    with django_db_blocker.unblock(), scenes.at("papers"), transaction.atomic():
        note = note_of(EnvelopeFile.objects.get())
        found = _exported(moment("2021-06-10 12:00"))
        assert SAID not in _words(found) and note["name"] and note["name"].encode() not in b"".join(found.values())
        assert note["salt"].encode() not in b"".join(found.values())
        assert "files/selection/envelopes.json" not in found
        transaction.set_rollback(True)
    with django_db_blocker.unblock(), scenes.at("published"), transaction.atomic():
        found = _exported(moment("2021-06-26 12:00"))
        (row,) = json.loads(found["files/selection/envelopes.json"])["files"]
        file = found[f"files/selection/files/{row['sha256']}"]
        assert sha256(bytes.fromhex(row["salt"]) + file).hexdigest() == row["promise"]
        assert SAID in _words({"": file}) and SAID in _words(found)
        transaction.set_rollback(True)


def _exported(at):
    """What stands in an export that all verifiers take."""
    round_ = SelectionRound.objects.get(slug=ROUND["slug"])
    data = export_make(actor=Company(people_make()).actor("auditor"), round=round_, at=at)
    assert verify_export(data).findings == () and outside(data) is None
    return parts(data)


def _words(found):
    """As text, papers too: what a PDF says is packed in it."""
    return " ".join(
        (text_of(content) if content.startswith(b"%PDF") else content.decode()).replace("\r\n", " ")
        for content in found.values()
    )


def _ended_and_opened():
    round_ = SelectionRound.objects.get(slug=ROUND["slug"])
    assert (round_.state, round_.reason, round_.envelopes_opened_at) == ("cancelled", ENDING, OPENED)
    assert sorted(round_.applications.values_list("state", flat=True)) == ["filed", "not_submitted"]
    file = EnvelopeFile.objects.get()
    assert (file.state, bytes(file.sealed)) == ("opened", b"")
    assert Attachment.objects.filter(subject_type="selection.application", subject_id=str(file.application_id)).get()
    words = LedgerEntry.objects.filter(action="envelopes.confirm").order_by("index")
    assert len({entry.actor for entry in words}) == 2
    for part in ("secretary", "chair", "member-1", "expert-1", "applicant"):
        asked = context(Company(people_make()).actor(part), read(timezone.now()).moment, guided=True)
        assert f"/{ROUND['slug']}/" not in str(asked), part


def test_a_demonstration_begun_without_the_trial_goes_on(db):
    company = Company(people_make())
    acts.envelopes_close(company)
    acts.envelopes_end(company)
    assert not SelectionRound.objects.exists()
