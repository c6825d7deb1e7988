"""The lists behind the numbers of the organiser's page, narrowed by words and places, a page at a time."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from svetovod.web.projects import selectors as projects

from . import board_page, funnel, runs_page, selectors
from .enums import ListKind, TableState
from .grid import Slot, slots_of
from .models import CooperationTable, MeetingPlan, MeetingWish
from .pages import LOOK, MEETING_LOOK
from .seated import LOOK as TABLE_LOOK

SHOWN = 40  # on a page
LAST = 10_000  # where a meeting without a place stands in the order of hours
OF_TABLES = {"accepted": TableState.AGREED, "proposed": TableState.GATHERING, "withdrawn": TableState.WITHDRAWN}
Both = tuple[QuerySet[MeetingWish], QuerySet[CooperationTable]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; `words` stand in the name of an enterprise or of a table."""

    what: ListKind = ListKind.AGREED
    words: str = ""
    slot: int | None = None
    table: int | None = None
    state: str = ""


def asked(said: Mapping[str, Any]) -> Asked:
    """Of the filters of an address."""
    return Asked(
        ListKind(said.get("what", ListKind.AGREED)), said.get("q", "").strip(), said.get("slot"), said.get("table"),
        said.get("state", ""),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """`before`: where a meeting stands now, in the list of what a calculation would change."""

    said: str
    look: str = ""
    state: Any = ""
    slot: Slot | None = None
    table: int | None = None
    sub: Any = ""
    project: Any = None
    before: tuple[Slot, int] | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """`agreed`: invitations and tables of this page that both sides want, whose hours may be fixed."""

    page: Page[Any]
    rows: Sequence[Row]
    agreed: Sequence[selectors.Agreement] = ()


def listed(actor: Any, session: Any, plan: MeetingPlan | None, ask: Asked, number: Any) -> Listed:
    if ask.what == ListKind.PROPOSED:
        page = Paginator(_proposals(session, ask), SHOWN).get_page(number)
        return Listed(page, [_proposal(each) for each in page])
    if ask.what == ListKind.CHANGES:
        page = Paginator(_changes(actor, session, plan, ask.words), SHOWN).get_page(number)
        return Listed(page, list(page))
    page = Paginator(codes(session, plan, ask), SHOWN).get_page(number)
    found = selectors.agreements_in(session, list(page))
    slots = {slot.number: slot for slot in slots_of(plan)} if plan else {}
    seen = set(projects.projects_visible(actor).filter(pk__in=_projects(found)).values_list("pk", flat=True))
    rows = [_row(each, slots, seen) for each in found]
    return Listed(page, rows, [each for each in found if each.state in {"accepted", TableState.AGREED}])


def codes(session: Any, plan: MeetingPlan | None, ask: Asked) -> list[int | str]:
    """Of invitations and tables that the list has, by their hours: keys alone, for a page loads its own rows."""
    wishes, tables = _narrowed(_of_kind(session, plan, ask.what), ask)
    found: list[tuple[int, int, int | str]] = [
        (slot or LAST, table or LAST, code(pk))
        for rows, code in ((tables, lambda pk: f"T{pk}"), (wishes, int))
        for pk, slot, table in rows.order_by("pk").values_list("pk", "meeting__slot", "meeting__table").distinct()
    ]
    return [code for _slot, _table, code in sorted(found, key=lambda place: place[:2])]


def _of_kind(session: Any, plan: MeetingPlan | None, what: ListKind) -> Both:
    wishes, tables = funnel.wishes(session), funnel.tables(session)
    if what == ListKind.FUNDED:
        won = funnel.funded(session)
        return wishes.filter(pk__in=won[0]), tables.filter(pk__in=won[1])
    if what == ListKind.BROKEN:
        bad = [each.agreement for each in board_page.broken(selectors.meetings_all(session), plan)]
        ours, theirs = ([each.pk for each in bad if isinstance(each, kind)] for kind in (MeetingWish, CooperationTable))
        return wishes.filter(pk__in=ours), tables.filter(pk__in=theirs)
    if what == ListKind.UNPLACED:
        agreed = _of_kind(session, plan, ListKind.AGREED)
        return agreed[0].filter(meeting__isnull=True), agreed[1].filter(meeting__isnull=True)
    met, sat = funnel.STEPS[what]
    return wishes.filter(met), tables.filter(sat)


def _narrowed(both: Both, ask: Asked) -> Both:
    wishes, tables = both
    if ask.words:
        wishes = wishes.filter(_named("sender", ask.words) | _named("receiver", ask.words))
        tables = tables.filter(Q(title__icontains=ask.words) | _named("seats__profile", ask.words))
    if ask.state:
        wishes, tables = wishes.filter(state=ask.state), tables.filter(state=OF_TABLES.get(ask.state, ""))
    places = {"meeting__slot": ask.slot, "meeting__table": ask.table}
    given = {name: value for name, value in places.items() if value is not None}
    return wishes.filter(**given), tables.filter(**given)


def _named(side: str, words: str) -> Q:
    of = Q(**{f"{side}__organisation__name__icontains": words})
    return of | Q(**{f"{side}__registration__organisation_name__icontains": words})


def _projects(found: Collection[selectors.Agreement]) -> set[int]:
    return {project.pk for each in found if (project := _project(each))}


def _project(each: selectors.Agreement) -> Any:
    return (
        each.project if isinstance(each, CooperationTable) else getattr(getattr(each, "meeting", None), "project", None)
    )


def _row(each: selectors.Agreement, slots: Mapping[int, Slot], seen: Collection[int]) -> Row:
    """A meeting says how it stands, an invitation without a place how it was answered."""
    meeting, project = getattr(each, "meeting", None), _project(each)
    look = TABLE_LOOK if isinstance(each, CooperationTable) else LOOK
    return Row(
        each.said,
        MEETING_LOOK[meeting.state] if meeting else look[each.state],
        meeting.get_state_display() if meeting else each.get_state_display(),
        slot=slots.get(meeting.slot) if meeting else None,
        table=meeting.table if meeting else None,
        sub=_("cooperation table") if isinstance(each, CooperationTable) else each.get_priority_display(),
        project=project if project and project.pk in seen else None,
    )


def _proposals(session: Any, ask: Asked) -> QuerySet[Any]:
    rows = funnel.proposals(session)
    if ask.words:
        rows = rows.filter(_named("profile", ask.words) | _named("about", ask.words))
    if ask.state:
        rows = rows.filter(invited=ask.state == "invited")
    holders = (f"{side}__{holder}" for side in ("profile", "about") for holder in ("organisation", "registration"))
    return rows.select_related(*holders)


def _proposal(each: Any) -> Row:
    said = _("%(other)s — shown to: %(name)s") % {"other": each.about.name, "name": each.profile.name}
    return Row(said, "yes", _("invited")) if each.invited else Row(said, "none", _("no invitation"))


def _changes(actor: Any, session: Any, plan: MeetingPlan | None, words: str) -> list[Row]:
    """Of the newest calculation, while it can be published."""
    found = runs_page.changes(actor, session, plan)
    rows = [
        Row(each.said, slot=each.after[0] if each.after else None, table=each.after[1] if each.after else None,
            before=each.before)
        for each in (found.meetings if found else ())
    ]  # fmt: skip
    return [row for row in rows if words.casefold() in row.said.casefold()]
