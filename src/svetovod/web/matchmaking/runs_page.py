"""Calculations as the organiser reads them, asked for again and again while one of them works."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from svetovod.web.common import formatting

from . import bridge, concerned, selectors
from .enums import WORKING, RunState
from .grid import slots_of
from .models import Meeting, MeetingPlan, ScheduleRun

SHOWN = 8  # calculations
FEW = 5  # meetings named before a link to all of them
Codes = Mapping[int | str, selectors.Agreement]


@dataclass(frozen=True, slots=True)
class RunRow:
    """One calculation in words. `headline` is empty while it works; `left` names some that it has no place for.

    `changes`: what the newest one would change in the schedule in force, until it is published itself.
    """

    run: ScheduleRun
    published: bool
    newer: bool
    left: Sequence[selectors.Agreement] = ()
    changes: concerned.Changes | None = None

    @property
    def result(self) -> Any:
        return self.run.result or {}

    @property
    def headline(self) -> str:
        return bridge.headline(self.result, formatting.lang()) if self.run.result else ""

    @property
    def look(self) -> str:
        if self.run.state == RunState.FAILED or self.result.get("status") == "infeasible":
            return "no"
        if self.run.state in WORKING:
            return "wait"
        return "yes" if self.result.get("status") == "optimal" and not self.result.get("left") else "warn"

    @property
    def reason(self) -> list[str]:
        """Why there is no schedule: a sentence, then what cannot hold together, one a line."""
        text: str = (self.result.get("reason") or {}).get(formatting.lang(), "")
        return [line.removeprefix("- ") for line in text.splitlines()]

    @property
    def more(self) -> int:
        """Meetings without a place beyond those named."""
        return len(self.result.get("left", ())) - len(self.left)

    @property
    def working(self) -> bool:
        return self.run.state in WORKING

    @property
    def publishable(self) -> bool:
        return bool(self.result.get("slots")) and not self.published and not self.newer

    @property
    def repaired(self) -> bool:
        return "changed" in self.result

    @property
    def proven(self) -> bool:
        return self.repaired and self.result["changed"] == self.result["fewest"]


@dataclass(frozen=True, slots=True)
class RunsPage:
    rows: Sequence[RunRow]

    @property
    def working(self) -> bool:
        return any(row.working for row in self.rows)

    @property
    def published(self) -> RunRow | None:
        return next((row for row in self.rows if row.published), None)


def of(
    actor: Any, session: Any, plan: MeetingPlan | None, known: tuple[Codes, Collection[Meeting]] | None = None
) -> RunsPage:
    """`known`: all agreements and meetings, where they are at hand; otherwise no more is read than is named."""
    runs = _shown(actor, session, plan)
    named = {code for run in runs for code in (run.result or {}).get("left", ())[:FEW]}
    agreed = known[0] if known else {each.code: each for each in selectors.agreements_in(session, named)}
    rows = [
        _row(run, plan.published if plan else None, [agreed[code] for code in _first(run) if code in agreed])
        for run in runs
    ]
    if rows and rows[0].publishable:
        rows[0] = replace(rows[0], changes=_changes(rows[0].run, session, plan, known))
    return RunsPage(rows)


def _shown(actor: Any, session: Any, plan: MeetingPlan | None) -> list[ScheduleRun]:
    """The newest ones, and the one in force however old it is."""
    rows = selectors.runs(actor, session).defer("problem")
    found = list(rows[:SHOWN])
    if plan and plan.published_id and all(run.pk != plan.published_id for run in found):
        found.append(rows.get(pk=plan.published_id))
    return found


def _first(run: ScheduleRun) -> Sequence[int | str]:
    left: Sequence[int | str] = (run.result or {}).get("left", ())
    return left[:FEW]


def _row(run: ScheduleRun, published: ScheduleRun | None, left: Sequence[selectors.Agreement]) -> RunRow:
    return RunRow(
        run, published is not None and run.pk == published.pk,
        published is not None and run.number < published.number, left,
    )  # fmt: skip


def changes(actor: Any, session: Any, plan: MeetingPlan | None) -> concerned.Changes | None:
    """Of the newest calculation, while it can be published over the schedule in force."""
    run = selectors.runs(actor, session).first()
    row = _row(run, plan.published if plan else None, ()) if run else None
    return _changes(row.run, session, plan, None) if row and row.publishable else None


def _changes(
    run: ScheduleRun, session: Any, plan: MeetingPlan | None, known: tuple[Codes, Collection[Meeting]] | None
) -> concerned.Changes | None:
    if known is None:
        agreed = {each.code: each for each in selectors.agreements(session)}
        known = agreed, selectors.meetings_all(session)
    return concerned.changes(run, *known, slots_of(plan)) if plan and known[1] else None
