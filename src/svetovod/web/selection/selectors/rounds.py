"""Rounds as they look on a given day: facts of a later day are not there yet, unless the future is asked for."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.common.errors import Hidden
from svetovod.web.common.prepared import Prepared
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.enums import Blindness, CriterionKind, RoundState
from svetovod.web.selection.models import Announcement, Criterion, RoundPreparation, SelectionRound

ORDER = (
    RoundState.DRAFT, RoundState.ANNOUNCED, RoundState.OPEN, RoundState.INTAKE_CLOSED, RoundState.FORMAL_CHECK,
    RoundState.SCORING, RoundState.OPENED, RoundState.RANKED, RoundState.APPROVED, RoundState.PUBLISHED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RoundView:
    """A round on a day. `announced` is False while only its expectation ("III quarter") is known."""

    round: SelectionRound
    announced: bool
    state: str

    @property
    def state_label(self) -> Any:
        return RoundState(self.state).label

    @property
    def is_open(self) -> bool:
        return self.state == RoundState.OPEN

    @property
    def is_published(self) -> bool:
        return self.state == RoundState.PUBLISHED

    def reached(self, state: str) -> bool:
        """Whether the round has come to `state` by that day."""
        return self.state in ORDER and ORDER.index(RoundState(self.state)) >= ORDER.index(RoundState(state))


def view_of(round_: SelectionRound, at: datetime, *, show_future: bool) -> RoundView:
    if round_.announced_at is None:
        return RoundView(round_, announced=False, state=round_.state)
    if show_future:
        return RoundView(round_, announced=True, state=round_.state)
    announced = round_.announced_at <= at
    return RoundView(round_, announced=announced, state=_state_on(round_, at))


def _state_on(round_: SelectionRound, at: datetime) -> str:
    """The state, but none that the announced dates put after the day."""
    if round_.state not in ORDER:
        return str(round_.state)
    bounds = (
        (round_.opens_at, RoundState.ANNOUNCED),
        (round_.closes_at, RoundState.OPEN),
        (round_.scoring_until, RoundState.SCORING),
        (round_.opening_at, RoundState.SCORING),
        (round_.sitting_at, RoundState.RANKED),
        (round_.published_at, RoundState.APPROVED),
    )
    most = next((state for bound, state in bounds if bound and at < bound), RoundState.PUBLISHED)
    return min(RoundState(round_.state), most, key=ORDER.index)


def rounds_visible(actor: Any, at: datetime, *, show_future: bool = False) -> list[RoundView]:
    """All announced rounds, and drafts the actor prepares; newest first."""
    own = [int(i) for i in actor.scope_ids(Scope.ROUND, Role.SECRETARY)]
    announced = SelectionRound.objects.exclude(state=RoundState.DRAFT).exclude(announced_at=None)
    found = announced | SelectionRound.objects.filter(pk__in=own)
    return [view_of(row, at, show_future=show_future) for row in found.order_by("-announced_at", "-id")]


def _round(slug: str) -> QuerySet[SelectionRound]:
    computed = Criterion.objects.filter(round=OuterRef("pk"), kind=CriterionKind.COMPUTED)
    return SelectionRound.objects.filter(slug=slug).annotate(has_computed=Exists(computed))


_ROUND = Prepared(_round, "slug")


def round_get(actor: Any, slug: str) -> SelectionRound:
    """Raises `Hidden` where there is no such round for the actor. It knows `computes`."""
    found: Any = _ROUND.first(slug)
    if found is None or not ACCESS.allows("round.view", actor, found):
        raise Hidden
    found.computes = found.has_computed
    return found


def series_of(round_: SelectionRound) -> Any:
    """The series of practical sessions that leads to the round, or None."""
    row = RoundPreparation.objects.filter(round=round_).select_related("series").first()
    return row.series if row else None


def names_experts(occasion: str) -> bool:
    """Whether the round announced that experts are named beside their remarks. `occasion`: as other apps name it."""
    scope, _colon, key = occasion.partition(":")
    rounds = SelectionRound.objects.filter(blindness=Blindness.NONE)
    return scope == Scope.ROUND and rounds.filter(pk=key).exists()


def rounds_to_copy(actor: Any) -> list[SelectionRound]:
    """Rounds a new one may be begun from: announced here, or the actor's own; the newest first."""
    own = [int(i) for i in actor.scope_ids(Scope.ROUND, Role.SECRETARY)]
    found = SelectionRound.objects.filter(version__gt=0) | SelectionRound.objects.filter(pk__in=own)
    return [row for row in found.order_by("-announced_at", "-id")[:40] if not row.archived]


def announcements_of(round_: SelectionRound, at: datetime, *, show_future: bool = False) -> list[Announcement]:
    """Versions published by that day, the first of them first."""
    found = round_.announcements.all()
    return list(found if show_future else found.filter(published_at__lte=at))
