"""Reading handovers: whoever leads sees the whole list, the one who leaves too, a successor what comes to him."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from svetovod.web.accounts.actors import actor_of
from svetovod.web.accounts.models import Person
from svetovod.web.accounts.selectors import places_led
from svetovod.web.accounts.standing import administrator
from svetovod.web.common.errors import Hidden

from . import plan
from .access import ACCESS, leads
from .enums import OPEN, HandoverState, Outcome, Work
from .models import Handover, Succession
from .parties import candidates, successors_of
from .seam import Place

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of the page, of an open handover or of one that is over."""

    title: str
    where: str
    url: str
    outcome: str
    why: str
    to: str

    @property
    def outcome_label(self) -> str:
        return str(Outcome(self.outcome).label)

    @property
    def look(self) -> str:
        return LOOK[Outcome(self.outcome)]


LOOK = {
    Outcome.MOVES: "yes", Outcome.FOLLOWS: "info", Outcome.STAYS: "none", Outcome.BARRED: "no", Outcome.WAITS: "wait",
}  # fmt: skip
Groups = list[tuple[str, list[Shown]]]


def handovers_of(actor: Any) -> list[Handover]:
    """The actor's own, those he takes part in and those of the places he leads, the newest first."""
    rows = Handover.objects.select_related("leaver", "started_by").prefetch_related("successions__successor")
    if not administrator.test(actor):
        mine = Q(leaver=actor.person_id) | Q(started_by=actor.person_id) | Q(successions__successor=actor.person_id)
        for place in places_led(actor):
            mine |= Q(places__contains=[[place.scope, place.scope_id]])
        rows = rows.filter(mine).distinct()
    return [row for row in rows[:SHOWN] if ACCESS.allows("handover.view", actor, row)]


def handover_get(actor: Any, id: int) -> Handover:
    rows = Handover.objects.select_related("leaver", "started_by", "forced_by").prefetch_related(
        "successions__successor"
    )
    row = rows.filter(pk=id).first()
    if row is None or not ACCESS.allows("handover.view", actor, row):
        raise Hidden
    return row


def leaver_get(id: int) -> Person:
    """Somebody who may leave; whether the actor may know is asked by what he leads of that person's work."""
    person = Person.objects.filter(pk=id, erased_at=None).first()
    if person is None:
        raise Hidden
    return person


def colleagues(handover: Handover) -> list[Person]:
    return candidates(handover)


def plan_of(row: Handover, at: datetime) -> plan.Plan:
    """As it would be carried out now."""
    return plan.make(row, actor_of(row.forced_by or row.started_by), successors_of(row), at)


def groups_of(actor: Any, row: Handover, found: plan.Plan | None) -> Groups:
    """Of an open handover what would become of each piece, of one that is over what did; a successor's part only."""
    lines = list(_planned(found)) if found else list(_kept(row))
    if not (leads.test(actor, row) or row.leaver_id == actor.person_id or administrator.test(actor)):
        mine = set(row.successions.filter(successor=actor.person_id).values_list("work", flat=True))
        lines = [(work, line) for work, line in lines if work in mine]
    return _grouped(actor, lines, row.leaver_id)


def planned_groups(actor: Any, found: plan.Plan, leaver: Person) -> Groups:
    return _grouped(actor, list(_planned(found)), leaver.pk)


def _grouped(actor: Any, lines: list[tuple[str, Shown]], leaver: int) -> Groups:
    """An administrator arranges a handover without opening the work: to him a line is no link."""
    if administrator.test(actor) and actor.person_id != leaver:
        lines = [(work, replace(line, url="")) for work, line in lines]
    groups = ((str(work.label), [line for kind, line in lines if kind == work]) for work in Work)
    return [(label, rows) for label, rows in groups if rows]


def _planned(found: plan.Plan) -> Iterable[tuple[str, Shown]]:
    for line in found.lines:
        item = line.item
        to = str(line.successor) if line.successor else ""
        yield item.work, Shown(item.title, item.where, item.url, line.outcome, line.why, to)


def _kept(row: Handover) -> Iterable[tuple[str, Shown]]:
    known = {each["to"] for each in row.outcome if each["to"]}
    names = {str(person.pseudonym): str(person) for person in Person.objects.filter(pseudonym__in=known)}
    for each in row.outcome:
        to = names.get(each["to"], "")
        yield each["work"], Shown(each["title"], each["where"], each["url"], each["outcome"], each["why"], to)


def concerning(actor: Any) -> QuerySet[Handover]:
    """What the actor is asked to take over and has not answered, and open handovers in which the actor leaves."""
    asked = Succession.objects.filter(
        successor=actor.person_id, accepted_at=None, declined_at=None, handover__state=HandoverState.PROPOSED
    )
    own = Q(leaver=actor.person_id, state__in=OPEN)
    rows = Handover.objects.filter(own | Q(pk__in=asked.values("handover")))
    return rows.select_related("leaver").order_by("leaves_on", "pk")


def last_days(people: Iterable[int]) -> dict[tuple[int, Place], date]:
    """Last days in the places of open handovers, by the one who leaves and the place. For apps that plan ahead."""
    rows = Handover.objects.filter(leaver__in=set(people), state__in=OPEN).order_by("-leaves_on")
    return {(row.leaver_id, (place[0], place[1])): row.leaves_on for row in rows for place in row.places}
