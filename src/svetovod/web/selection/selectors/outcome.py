"""What came out: the stored ranking, votes, protocols."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from svetovod.web.common.errors import Denied, Hidden
from svetovod.web.selection import letters, summons
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.completeness.bridge import Gap
from svetovod.web.selection.completeness.facts import gaps_of_result
from svetovod.web.selection.enums import RoundState
from svetovod.web.selection.models import Application, Protocol, RankingRun, RobustnessLook, SelectionRound, Vote
from svetovod.web.selection.models.panel import VOTING


def latest_run(actor: Any, round_: SelectionRound) -> RankingRun | None:
    """The stored ranking; None before there is one or where the actor may not see it yet."""
    if not ACCESS.allows("ranking.view", actor, round_):
        return None
    return round_.runs.order_by("-id").first()


def votes_of(actor: Any, round_: SelectionRound) -> list[tuple[Any, Vote | None]]:
    """Every seat with its vote, the chair first."""
    if not ACCESS.allows("vote.view", actor, round_):
        raise Denied("vote.view")
    given = {vote.seat_id: vote for vote in round_.votes.all()}
    seats = round_.seats.filter(VOTING).select_related("person", "organisation")
    return [(seat, given.get(seat.pk)) for seat in seats]


def has_voted(actor: Any, round_: SelectionRound) -> bool:
    """Whether the actor's own vote on the ranking is given."""
    return round_.votes.filter(seat__person=actor.person_id).exists()


def protocols_of(actor: Any, round_: SelectionRound) -> QuerySet[Protocol]:
    if not ACCESS.allows("protocol.view", actor, round_):
        return Protocol.objects.none()
    return round_.protocols.select_related("corrects").defer("pdf").order_by("-number")


def protocol_gaps(actor: Any, round_: SelectionRound, *, at: datetime) -> list[Gap]:
    """What the first protocol would lack if it were issued now; nothing to whoever does not issue it."""
    ahead = round_.state == RoundState.APPROVED and not round_.protocols.exists()
    if not ahead or not ACCESS.allows("protocol.issue", actor, round_):
        return []
    return gaps_of_result(round_, at=at)


@dataclass(frozen=True, slots=True)
class LettersAhead:
    """What a publication would send: each letter, and how many people get it."""

    results: list[tuple[Application, int, letters.Said]]
    witnesses: tuple[int, letters.Said]


def letters_ahead(actor: Any, round_: SelectionRound) -> LettersAhead | None:
    """To read before the publication, by whoever publishes."""
    last = round_.protocols.order_by("-number").first() if round_.state == RoundState.APPROVED else None
    if last is None or not ACCESS.allows("round.publish", actor, round_):
        return None
    return LettersAhead(letters.result_ahead(round_, last), summons.witnessed_ahead(round_, last))


def protocol_get(actor: Any, round_: SelectionRound, number: int) -> Protocol:
    found = round_.protocols.select_related("corrects").filter(number=number).first()
    if found is None or not ACCESS.allows("protocol.view", actor, round_):
        raise Hidden
    return found


def robustness_of(actor: Any, round_: SelectionRound) -> RobustnessLook | None:
    """How sure the last ranking is, once the chair has opened it; for the chair and the auditor alone."""
    if not ACCESS.allows("robustness.view", actor, round_):
        raise Denied("robustness.view")
    run = round_.runs.order_by("-id").first()
    return None if run is None else RobustnessLook.objects.select_related("opened_by").filter(run=run).first()
