"""The trial selection with envelopes: one file closed, one to be put in, an opening, an end that asks nothing."""

import json

from django.db import transaction
from django.utils import timezone

from svetovod.demo import acts, scene
from svetovod.demo.build_envelope import ENDING, OPENED, ROUND, SAID
from svetovod.demo.build_selection import moment
from svetovod.demo.cast import Company
from svetovod.demo.people import people_make
from svetovod.web.accounts.enums import Role
from svetovod.web.audit.clock import read
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.documents.models import Attachment
from svetovod.web.portal.tasks import context
from svetovod.web.selection import services
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
