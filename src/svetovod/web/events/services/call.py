"""The call for projects: an answer on completeness, the choice of presenters, slides until the eve."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from svetovod.web.audit.services import record
from svetovod.web.common import formatting
from svetovod.web.common.errors import Refused
from svetovod.web.documents.services import attachment_add
from svetovod.web.events import pitch_letters
from svetovod.web.events.access import ACCESS
from svetovod.web.events.call_page import SLIDES, slides_until
from svetovod.web.events.models import PapersAnswer, Pitch, PresenterChoice


@transaction.atomic
def papers_answer(
    *, actor: Any, pitch: Pitch, missing: Sequence[str], note: str, at: datetime
) -> PapersAnswer:  # fmt: skip
    """On the version handed in last; said again, it takes the place of what was said. The initiator gets a letter."""
    row = _locked(pitch)
    actor = ACCESS.admit("pitch.plan", actor, row)
    lacking = [title for title in row.session.pack if title in set(missing)]
    values = {"missing": lacking, "note": note.strip(), "said_at": at, "said_by_id": actor.person_id}
    answer, _made = PapersAnswer.objects.update_or_create(pitch=row, version=row.version, defaults=values)
    record(
        actor=actor, action="papers.answer", subject=row, at=at, session=row.session.slug,
        version=row.version.number, missing=lacking,
    )  # fmt: skip
    key = f"papers:{answer.pk}:{at.isoformat()}"
    pitch_letters.papers_answered(row, lacking, key=key, actor=actor, at=at)
    return answer


@transaction.atomic
def presenter_choose(
    *, actor: Any, pitch: Pitch, presents: bool, grounds: str, at: datetime
) -> PresenterChoice:  # fmt: skip
    """With grounds, which the initiator reads. Who does not present gives the hour back; remarks are still written."""
    row = _locked(pitch)
    actor = ACCESS.admit("pitch.plan", actor, row)
    if not grounds.strip():
        raise Refused("choice.grounds", gettext_lazy("Say why: the initiator reads the grounds."))
    if row.started_at:
        raise Refused("choice.heard", gettext_lazy("The project was heard already: there is nothing to choose."))
    values = {"presents": presents, "grounds": grounds.strip(), "chosen_at": at, "chosen_by_id": actor.person_id}
    choice, _made = PresenterChoice.objects.update_or_create(pitch=row, defaults=values)
    if not presents and row.slot:
        row.slot = None
        row.save(update_fields=["slot"])
    record(
        actor=actor, action="pitch.choose", subject=row, at=at, session=row.session.slug, presents=presents,
        grounds=choice.grounds,
    )  # fmt: skip
    key = f"choice:{choice.pk}:{at.isoformat()}"
    pitch_letters.chosen(row, presents=presents, key=key, actor=actor, at=at)
    return choice


@transaction.atomic
def slides_put(*, actor: Any, pitch: Pitch, upload: Any, at: datetime) -> Any:
    """Until the evening before; the file given last is the one that is shown."""
    row = _locked(pitch)
    actor = ACCESS.admit("pitch.submit", actor, row)
    until = slides_until(row)
    if at >= until:
        raise Refused(
            "slides.frozen",
            _("Slides were frozen on %(until)s: the hall shows what was given before. Ask the organiser.")
            % {"until": formatting.moment(until)},
        )
    kept = attachment_add(actor=actor, subject=row, upload=upload, kind=SLIDES, at=at)
    record(actor=actor, action="slides.put", subject=row, at=at, session=row.session.slug, sha256=kept.sha256)
    return kept


def _locked(pitch: Pitch) -> Pitch:
    rows = Pitch.objects.select_for_update(of=("self",), no_key=True).select_related("session", "project", "version")
    return rows.get(pk=pitch.pk)
