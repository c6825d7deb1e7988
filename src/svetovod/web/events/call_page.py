"""The call for projects as pages show it: answers that are due, the choice, slides, the reading list."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Prefetch

from svetovod.web.documents.selectors import attachments_by_subject

from .enums import QuestionState
from .models import FloorQuestion, Pitch, PracticalSession

SLIDES = "slides"
ANSWER_WITHIN = timedelta(days=1)
EVENING = time(20)


def slides_until(pitch: Pitch) -> datetime:
    """Eight in the evening of the place, the day before the presentation; without an hour, before the session."""
    zone = ZoneInfo(pitch.session.zone)
    day = pitch.slot.astimezone(zone).date() if pitch.slot else pitch.session.starts_on
    return datetime.combine(day - timedelta(days=1), EVENING, zone)


def questions_seen() -> Any:
    """Questions to a presentation but those nobody has looked at and those taken off."""
    rows = FloorQuestion.objects.exclude(state__in=(QuestionState.ASKED, QuestionState.DROPPED))
    return Prefetch("questions", rows.select_related("asker"))


def answer_of(pitch: Pitch) -> Any:
    """The word on the version handed in last, if it was said; `answers` and `choice` are read with the pitches."""
    return next((each for each in pitch.answers.all() if each.version_id == pitch.version_id), None)


def choice_of(pitch: Pitch) -> Any:
    return getattr(pitch, "choice", None)


def lines(actor: Any, session: PracticalSession, pitches: Iterable[Pitch], at: datetime) -> list[dict[str, Any]]:
    found = list(pitches)
    files = attachments_by_subject(actor, found)
    return [
        {
            "pitch": pitch, "answer": (answer := answer_of(pitch)), "choice": choice_of(pitch),
            "due": pitch.submitted_at + ANSWER_WITHIN,
            "late": answer is None and at > pitch.submitted_at + ANSWER_WITHIN,
            "slides": max(files.get(str(pitch.pk), []), key=lambda file: file.uploaded_at, default=None),
            "until": slides_until(pitch),
        }
        for pitch in found
    ]  # fmt: skip
