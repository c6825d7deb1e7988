"""Questions with their answers for everybody, those that wait for the secretary, and outages. Never who asked."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from svetovod.web.common.errors import Hidden
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.enums import REGISTERED
from svetovod.web.selection.models import Clarification, Outage, SelectionRound
from svetovod.web.selection.steps import STEPS

from . import terms


def answers_of(actor: Any, round_: SelectionRound, at: datetime, *, show_future: bool = False) -> list[Clarification]:
    """What everybody reads, the newest answer first; without the question as it was typed and its asker."""
    if not ACCESS.allows("clarification.view", actor, round_):
        raise Hidden
    rows = round_.clarifications.exclude(answered_at=None).defer("question", "asked_by")
    return list((rows if show_future else rows.filter(answered_at__lte=at)).order_by("-answered_at", "-number"))


def waiting_of(actor: Any, round_: SelectionRound) -> list[Clarification]:
    """Questions without an answer: all for the secretary, who is not told whose they are; to others their own."""
    rows = round_.clarifications.filter(answered_at=None).defer("asked_by")
    if not ACCESS.allows("clarification.answer", actor, round_):
        rows = rows.filter(asked_by=actor.person_id) if actor.person_id else rows.none()
    return list(rows.order_by("number"))


def questions_until(round_: SelectionRound) -> datetime | None:
    """The moment after which questions are not taken."""
    if round_.closes_at is None:
        return None
    return round_.closes_at - timedelta(days=round_.questions_days or 0)


def unsealed_from(round_: SelectionRound) -> datetime | None:
    """From when sealed applications may be read during the intake; None where only after it."""
    if not round_.sealed_intake or round_.unsealed_days is None or round_.closes_at is None:
        return None
    return terms.before_working(round_.closes_at, round_.unsealed_days)


def takes_questions(round_: SelectionRound, at: datetime) -> bool:
    until = questions_until(round_)
    return round_.state in STEPS.states("clarification_ask") and until is not None and at < until


def outages_of(round_: SelectionRound, at: datetime, *, show_future: bool = False) -> QuerySet[Outage]:
    return round_.outages.all() if show_future else round_.outages.filter(recorded_at__lte=at)


def sealed_count(actor: Any, round_: SelectionRound) -> int | None:
    """How many applications are registered and sealed; None where they are not, or to those outside."""
    if not round_.intake_sealed or not ACCESS.allows("desk.view", actor, round_):
        return None
    return round_.applications.filter(state__in=REGISTERED).count()
