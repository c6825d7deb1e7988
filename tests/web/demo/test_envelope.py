"""The trial selection with envelopes, as it is found on the first day: one file closed, one to be put in."""

import json

from svetovod.demo.build_envelope import ROUND, SAID
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.documents.models import Attachment
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
