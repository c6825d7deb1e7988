"""What a handover comes to: each piece of work with what becomes of it, and what nobody would hold afterwards.

Made for the preview and made again when the handover is carried out: between the two, roles and work may have changed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from svetovod.web.accounts.actors import Actor, Grant, actor_of
from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.models import RoleGrant
from svetovod.web.accounts.selectors import people_holding

from .coverage import leaving_of, places_covered
from .enums import HANDED, Outcome, Work
from .models import Handover
from .seam import Item, Leaving, Place, equal_roles, lacks_after, sources

Successors = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of work: `why` is said where it does not pass."""

    source: str
    item: Item
    outcome: str
    successor: Any = None
    why: str = ""

    @property
    def moves(self) -> bool:
        return self.outcome == Outcome.MOVES


@dataclass(frozen=True, slots=True)
class Plan:
    """`refused`: what must not be left without anybody; `warned`: what better were not."""

    leaving: Leaving
    lines: tuple[Line, ...]
    refused: tuple[str, ...] = ()
    warned: tuple[str, ...] = ()

    @property
    def works(self) -> list[str]:
        """Kinds of work for which a successor is asked, in their order."""
        open_ones = {line.item.work for line in self.lines if line.outcome not in {Outcome.STAYS, Outcome.FOLLOWS}}
        return [work for work in HANDED if work in open_ones]

    @property
    def grouped(self) -> list[tuple[str, list[Line]]]:
        groups = ((str(work.label), [line for line in self.lines if line.item.work == work]) for work in Work)
        return [(label, lines) for label, lines in groups if lines]

    @property
    def moving(self) -> int:
        return sum(line.moves for line in self.lines)


def make(handover: Handover, giver: Any, successors: Successors, at: datetime, *, whole: bool = False) -> Plan:
    """`whole`: of every place the giver leads, as for a handover that is about to be started."""
    leaving = leaving_of(handover, at)
    found = [(name, item) for name, source in sources.items() for item in source.items(leaving)]
    wanted = dict.fromkeys(item.place for _name, item in found)
    places = places_covered(giver, leaving.grants, wanted)
    if not whole:
        known = {tuple(place) for place in handover.places}
        places = [place for place in places if place in known]
    inside = [(name, item) for name, item in found if item.place in places]
    lines = _lines(inside, leaving, successors, giver)
    refused, warned = _gaps(lines, leaving)
    return Plan(leaving, tuple(lines), tuple(refused), tuple(warned))


def _lines(inside: list[tuple[str, Item]], leaving: Leaving, successors: Successors, giver: Any) -> list[Line]:
    """Roles first: whether a successor can take a draft depends on the role that comes to him."""
    actors = {person.pk: actor_of(person) for person in successors.values()}
    roles = [_line(*each, leaving, successors, actors, giver) for each in inside if each[1].work == Work.ROLES]
    for line in roles:
        if line.moves:
            actors[line.successor.pk] = _with_role(actors[line.successor.pk], line.item)
    rest = [_line(*each, leaving, successors, actors, giver) for each in inside if each[1].work != Work.ROLES]
    return [*roles, *rest]


def _line(  # noqa: PLR0917 -- one row of a table of two sides
    name: str, item: Item, leaving: Leaving, successors: Successors, actors: Mapping[int, Actor], giver: Any
) -> Line:
    if item.stays:
        return Line(name, item, Outcome.STAYS, why=item.stays)
    if item.follows:
        return Line(name, item, Outcome.FOLLOWS)
    person = successors.get(item.work)
    if person is None:
        return Line(name, item, Outcome.WAITS)
    why = sources[name].bar(item, leaving, actors[person.pk], giver)
    return Line(name, item, Outcome.BARRED if why else Outcome.MOVES, person, why)


def _with_role(actor: Actor, item: Item) -> Actor:
    grant = Grant(0, item.role, item.place[0], item.place[1], item.where)
    return replace(actor, grants=(*actor.grants, grant))


Way = tuple[str, Place]


def _gaps(lines: list[Line], leaving: Leaving) -> tuple[list[str], list[str]]:
    open_ones = [line.item for line in lines if line.item.needed and not line.moves]
    ways = {item.key: [(item.role, item.place), *equal_roles(item.role, item.place)] for item in open_ones}
    held = _held_by_others([way for each in ways.values() for way in each], leaving)
    refused: list[str] = []
    warned: list[str] = []
    for item in open_ones:
        if held.isdisjoint(ways[item.key]):
            said = _("Nobody would hold it any more: %(role)s, %(where)s.") % {"role": item.title, "where": item.where}
            (refused if item.needed == "must" else warned).append(said)
    return refused, [*warned, *_lone_officer(lines, leaving), *lacks_after(leaving, lines)]


def _held_by_others(ways: list[Way], leaving: Leaving) -> set[Way]:
    """Those of the ways that somebody else holds and can use, in one question."""
    if not ways:
        return set()
    places = {place for _role, place in ways}
    inside = reduce(or_, (Q(scope=scope, scope_id=scope_id) for scope, scope_id in places))
    rows = RoleGrant.objects.filter(inside, revoked_at=None, person__is_active=True).exclude(person=leaving.person)
    return {(role, (scope, id)) for role, scope, id in rows.values_list("role", "scope", "scope_id")} & set(ways)


def _lone_officer(lines: list[Line], leaving: Leaving) -> Iterator[str]:
    """What one officer of the registry prepares, another decides."""
    leaves = any(line.item.role == Role.REGISTRY_OFFICER and line.item.place[0] == Scope.PLATFORM for line in lines)
    if not leaves:
        return
    officers = people_holding(Scope.PLATFORM, [""], Role.REGISTRY_OFFICER)
    after = {person.pk for person in officers} - {leaving.person.pk}
    after |= {line.successor.pk for line in lines if line.moves and line.item.role == Role.REGISTRY_OFFICER}
    if len(after) == 1:
        yield _("One registry officer would remain: nobody else could decide on what he prepares.")
