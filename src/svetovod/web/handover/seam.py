"""What of a person's work can pass to another: each app declares its own, and moves it in its own service.

Registered in `AppConfig.ready`. A source names pieces of work with the place (kind, id) each belongs to; whoever leads
that place may hand it over. A piece that `stays` says why; one that `follows` belongs to the organisation, and whoever
holds the role there goes on with it. `bar` is asked of a successor as an actor who holds what he is about to receive.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of work. `key` is the source's own name of it, unique within the source.

    `needed`: "must" where the place cannot be without it, "should" where somebody ought to hold it, for a `role`.
    `row` is what the source read, for its own use; `holds` are the rows its move needs, in the order of their locks.
    """

    key: str
    work: str
    title: str
    place: Place
    where: str = ""
    url: str = ""
    stays: str = ""
    follows: bool = False
    role: str = ""
    needed: str = ""
    row: Any = field(default=None, compare=False, repr=False)
    holds: tuple[Any, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Leaving:
    """Who leaves, with all roles in force and those this very handover has already ended.

    `gone_from` is the first day without the person; `ended_at` the moment an urgent handover ended the roles.
    """

    person: Any
    grants: Sequence[Any]
    at: datetime
    gone_from: date
    ended_at: datetime | None = None
    held: dict[str, set[str]] = field(init=False)

    def __post_init__(self) -> None:
        held: dict[str, set[str]] = {}
        for grant in self.grants:
            held.setdefault(grant.scope, set()).add(grant.scope_id)
        object.__setattr__(self, "held", held)

    def ids(self, scope: str, *roles: str) -> set[int]:
        """Ids of the places of that kind where one of the roles is held."""
        rows = (grant for grant in self.grants if grant.scope == scope and (not roles or grant.role in roles))
        return {int(grant.scope_id) for grant in rows if grant.scope_id.isdigit()}

    def grant(self, key: str) -> Any:
        """The grant an item of that key speaks of."""
        return next(grant for grant in self.grants if str(grant.pk) == key)


class Source(Protocol):
    def items(self, leaving: Leaving) -> Iterable[Item]: ...

    def bar(self, item: Item, leaving: Leaving, successor: Any, giver: Any) -> str:
        """Why this successor (an actor) cannot have it from this giver (an actor); "" for no reason."""

    def move(self, item: Item, leaving: Leaving, successor: Any, giver: Any, at: datetime) -> None:
        """Inside the transaction of the handover, which has asked both whether it may and `bar`."""


class Follows:
    """A source that only says what goes on by itself: the plan has no line of it to move."""

    def bar(self, item: Item, leaving: Leaving, successor: Any, giver: Any) -> str:
        return ""

    def move(self, item: Item, leaving: Leaving, successor: Any, giver: Any, at: datetime) -> None:
        raise NotImplementedError(item.key)


# (leaving, lines of the plan): what the places would be without, in words; it is said, and holds nothing up
Lack = Callable[[Leaving, Sequence[Any]], Iterable[str]]
# (successor, place): why the successor must hold no role there; "" for no reason
Objection = Callable[[Any, Place], str]
# (role, place): other roles that do the same there
Equals = Callable[[str, Place], Iterable[tuple[str, Place]]]

# (piece, leaving, giver, moment): what ends with the person, whoever succeeds
End = Callable[[Item, Leaving, Any, datetime], None]

sources: dict[str, Source] = {}
enders: dict[str, End] = {}
claimed: set[str] = set()
_objections: list[Objection] = []
_equals: list[Equals] = []
_lacks: list[Lack] = []


def register_work(name: str, source: Source, *, roles_in: str = "", end: End | None = None) -> None:
    """`roles_in`: the kind of place whose roles this source hands over itself, in place of the common way.

    `end` is called for each of its pieces when the roles end, inside that transaction; called twice it does it once.
    """
    sources[name] = source
    if end is not None:
        enders[name] = end
    if roles_in:
        claimed.add(roles_in)


def register_objection(objection: Objection) -> None:
    if objection not in _objections:
        _objections.append(objection)


def register_equals(equals: Equals) -> None:
    if equals not in _equals:
        _equals.append(equals)


def register_lack(lack: Lack) -> None:
    if lack not in _lacks:
        _lacks.append(lack)


def lacks_after(leaving: Leaving, lines: Sequence[Any]) -> list[str]:
    """What any app says the places would be without once the person is gone."""
    return [said for ask in _lacks for said in ask(leaving, lines)]


def objection_to(successor: Any, place: Place) -> str:
    """The first reason any app has against the successor's taking a role in that place."""
    return next(filter(None, (ask(successor, place) for ask in _objections)), "")


def equal_roles(role: str, place: Place) -> list[tuple[str, Place]]:
    return [each for ask in _equals for each in ask(role, place)]


def work_hold(leaving: Leaving) -> None:
    """Rows of all work that may pass, before the first entry of the handover: the whole before its rows, each kind by
    key, for after the journal nobody may be waited for."""
    held = [item.holds for source in sources.values() for item in source.items(leaving)]
    for depth in range(max(map(len, held), default=0)):
        rows = [each[depth] for each in held if len(each) > depth]
        for model in sorted({type(row) for row in rows}, key=lambda each: str(each._meta.label)):
            keys = {row.pk for row in rows if type(row) is model}
            locks = model._base_manager.select_for_update(no_key=True).filter(pk__in=keys)
            list(locks.order_by("pk").values_list("pk"))


def cluster_place(leaving: Leaving, cluster: Any) -> Place:
    """Where the work on a cluster lies: with the cluster itself, else with its managing organisation."""
    if cluster.pk in leaving.ids("cluster"):
        return "cluster", str(cluster.pk)
    return "organisation", str(cluster.manager_id)


def end_with(lines: Sequence[Any], leaving: Leaving, giver: Any, at: datetime) -> None:
    """Ends what ends with the person, of the lines of a plan."""
    for line in lines:
        if end := enders.get(line.source):
            end(line.item, leaving, giver, at)
