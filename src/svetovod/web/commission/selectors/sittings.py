"""Sittings: who has a vote at one, whom a conflict keeps out of an item, how an item stands."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from svetovod.web.accounts.enums import Scope
from svetovod.web.accounts.selectors import places_held
from svetovod.web.commission.access import ACCESS
from svetovod.web.commission.enums import Form, ItemKind, Presence
from svetovod.web.commission.models import AgendaItem, Attendance, Ballot, Sitting
from svetovod.web.common.errors import Hidden
from svetovod.web.common.prepared import Prepared
from svetovod.web.selection.conflicts import filed_in, interest_of, party_spoken_for
from svetovod.web.selection.enums import Choice, SeatRole
from svetovod.web.selection.models import Application
from svetovod.web.selection.models.panel import IN_PLACE


@dataclass(frozen=True, slots=True)
class Place:
    """A seat at a sitting. `votes`: has a vote there, as a member or in place of one."""

    seat: Any
    attendance: Attendance | None
    votes: bool

    @property
    def present(self) -> bool:
        return self.attendance is not None and self.attendance.presence != Presence.ABSENT


@dataclass(frozen=True, slots=True)
class Tally:
    """How an item stands. `voters` had a vote in it, `cast` of them have used it, `needed` make the quorum.

    `decided_by`: `votes`, or `casting` where the vote of whoever presides settles a tie.
    """

    counts: dict[str, int]
    voters: int
    cast: int
    needed: int
    accepted: bool
    decided_by: str

    @property
    def quorum(self) -> bool:
        return self.cast >= self.needed and self.cast > 0


def sittings_of(actor: Any, round_: Any) -> QuerySet[Sitting]:
    if not ACCESS.allows("sitting.view", actor, round_):
        raise Hidden
    return round_.sittings.prefetch_related("items").order_by("-number")


def _sitting(round_: int, number: int) -> QuerySet[Sitting]:
    return Sitting.objects.select_related("round", "presides__person").filter(round=round_, number=number)


def _item(sitting: int, position: int) -> QuerySet[AgendaItem]:
    rows = AgendaItem.objects.select_related("sitting__round", "application__project__cluster", "sitting__presides")
    return rows.filter(sitting=sitting, position=position)


_SITTING, _ITEM = Prepared(_sitting, -1, 1), Prepared(_item, -1, 1)


def sitting_get(actor: Any, round_: Any, number: int) -> Sitting:
    found: Sitting | None = _SITTING.first(round_.pk, number)
    if found is None or not ACCESS.allows("sitting.view", actor, found):
        raise Hidden
    return found


def item_get(actor: Any, sitting: Sitting, position: int) -> AgendaItem:
    found: AgendaItem | None = _ITEM.first(sitting.pk, position)
    if found is None or not ACCESS.allows("sitting.view", actor, found):
        raise Hidden
    return found


def voting_seats(round_: Any) -> int:
    """How many seats the commission has with a vote: the quorum is a part of them."""
    return round_.seats.filter(IN_PLACE).exclude(role=SeatRole.SUBSTITUTE).count()


def needed_for(round_: Any, seats: int) -> int:
    """The least number of members that makes the quorum of the announcement."""
    return -(-seats * round_.quorum // 100)


def places_of(sitting: Sitting) -> list[Place]:
    """Every seat of the commission; two queries. In absentia nobody has to come: each member has a vote."""
    marked = {row.seat_id: row for row in sitting.attendances.select_related("stands_for__person")}
    seats = sitting.round.seats.filter(IN_PLACE).select_related("person", "organisation").order_by("role", "id")
    replaced = {row.stands_for_id for row in marked.values() if row.presence != Presence.ABSENT}
    return [Place(seat, marked.get(seat.pk), _votes(sitting, seat, marked.get(seat.pk), replaced)) for seat in seats]


def _votes(sitting: Sitting, seat: Any, row: Attendance | None, replaced: Collection[int | None]) -> bool:
    there = row is not None and row.presence != Presence.ABSENT
    if seat.role == SeatRole.SUBSTITUTE:
        return bool(there and row and row.stands_for_id)
    if seat.pk in replaced:
        return False
    return there or (sitting.form == Form.ABSENTIA and row is None)


def own_place(actor: Any, places: Sequence[Place]) -> Place | None:
    return next((place for place in places if place.seat.person_id == actor.person_id), None)


def ground_of(
    item: AgendaItem, seat: Any, held: Collection[tuple[str, str]], filed: Iterable[Application] | None = None
) -> str:
    """The party for which the member speaks, by a role or as the seat says, of what the item is about; "" for none."""
    places = {*held, (str(Scope.ORGANISATION), str(seat.organisation_id))}
    if item.kind == ItemKind.RANKING:
        interest = interest_of(places, item.sitting.round, filed)
        return f"{interest.number}: {interest.party}" if interest else ""
    if item.application is None:
        return ""
    party = party_spoken_for(places, item.application)
    return f"{item.application.number}: {party}" if party else ""


def grounds_of(item: AgendaItem, places: Sequence[Place]) -> dict[int, str]:
    """Seat -> why it takes no part in the item: what was said, and what the roles of today tell."""
    said = dict(item.withdrawals.values_list("seat_id", "ground"))
    held = places_held([place.seat.person_id for place in places])
    filed = filed_in(item.sitting.round) if item.kind == ItemKind.RANKING else None
    for place in places:
        found = said.get(place.seat.pk) or ground_of(item, place.seat, held[place.seat.person_id], filed)
        if found:
            said[place.seat.pk] = found
    return said


def voters_of(item: AgendaItem, places: Sequence[Place], out: Mapping[int, str] | None = None) -> list[Any]:
    """The seats that have a vote in the item."""
    out = grounds_of(item, places) if out is None else out
    return [place.seat for place in places if place.votes and place.seat.pk not in out]


def count_of(item: AgendaItem, places: Sequence[Place], out: Mapping[int, str] | None = None) -> Tally:
    """Counted from the ballots; a ballot of whoever has withdrawn since is not. `out`: `grounds_of`, where known."""
    voters = {seat.pk for seat in voters_of(item, places, out)}
    presiding: str = ""
    if item.secret:
        counts = Counter(dict(item.tallies.values_list("choice", "votes")))
    else:
        given = [(row.seat_id, row.choice) for row in item.ballots.all() if row.seat_id in voters]
        counts = Counter(choice for _seat, choice in given)
        presiding = dict(given).get(item.sitting.presides_id or 0, "")
    pro, contra = counts[Choice.FOR], counts[Choice.AGAINST]
    tie = pro == contra and item.sitting.casting and presiding in (Choice.FOR, Choice.AGAINST)
    return Tally(
        counts={str(choice): counts[choice] for choice in (Choice.FOR, Choice.AGAINST, Choice.ABSTAIN)},
        voters=len(voters), cast=sum(counts.values()),
        needed=needed_for(item.sitting.round, voting_seats(item.sitting.round)),
        accepted=presiding == Choice.FOR if tie else pro > contra, decided_by="casting" if tie else "votes",
    )  # fmt: skip


def has_voted(person: Any) -> bool:
    """By name, on any item of any sitting: who voted in secret is told by nothing."""
    return Ballot.objects.filter(seat__person=person).exists()
