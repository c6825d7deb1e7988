"""What the page of the plan-schedule shows: the answer, the stages, what cannot hold, the picture."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from svetovod.web.common import formatting
from svetovod.web.common.charts import gantt

from . import bridge
from .path import Bound


@dataclass(frozen=True, slots=True)
class StageRow:
    """`row` is the stage as the content has it; `slack` in days, None while nothing can be counted."""

    row: Mapping[str, Any]
    start: date
    end: date
    done_on: date | None
    slack: int | None
    critical: bool
    late: bool

    @property
    def waits(self) -> str:
        return ", ".join(map(str, self.row["after"])) or formatting.DASH

    @property
    def state(self) -> tuple[str, str]:
        """Kind of the mark and its word."""
        if self.done_on:
            return "yes", _("done %(day)s") % {"day": formatting.day(self.done_on)}
        if self.late:
            return "no", pgettext("stage", "overdue")
        return ("now", _("no day to spare")) if self.critical else ("none", _("has time"))

    @property
    def spare(self) -> str:
        return formatting.DASH if self.slack is None else str(max(self.slack, 0))


@dataclass(frozen=True, slots=True)
class Outside:
    """What does not fit a day that somebody else has set, and who has."""

    where: str
    url: str
    said: str


@dataclass(frozen=True, slots=True)
class SchedulePage:
    rows: Sequence[StageRow]
    conflicts: Sequence[str]
    answer: str
    deck: str
    chart: Any
    outside: Sequence[Outside] = ()


def build(content: Mapping[str, Any], on: date, bounds: Sequence[Bound] = (), programme: Any = None) -> SchedulePage:
    """`bounds` are days of selections, `programme` the cluster's in force: what does not fit them is said apart."""
    found = bridge.schedule(content)
    placed = {each.stage.key: each for each in found.stages}
    rows = [_row(row, placed.get(str(row["position"])), on) for row in content.get("stages", ())]
    return SchedulePage(
        rows=rows,
        conflicts=conflicts(content),
        answer=_answer(rows, found),
        deck=_deck(found, content),
        chart=_chart(rows, on) if rows else None,
        outside=list(outside(rows, bounds, programme)),
    )


def outside(rows: Sequence[StageRow], bounds: Sequence[Bound], programme: Any) -> Iterator[Outside]:
    """Stages against days that others have set. They forbid no plan: what they cost is said."""
    for bound in bounds:
        late = [row for row in rows if bound.money_until and row.end > bound.money_until]
        if late:
            said = _(
                "The money of the selection is for the years until %(year)s; later stages: %(stages)s. Costs of "
                "their last days cannot be paid back from it: end them sooner, or leave these costs to your own funds."
            )
            yield Outside(bound.where, bound.url, said % {"year": bound.money_until.year, "stages": _numbers(late)})  # type: ignore[union-attr]
        if bound.closes and rows and all(row.end <= bound.closes for row in rows):
            said = _(
                "The plan ends before the intake closes on %(day)s: the application would promise nothing that is "
                "still to be done. Add the stages that follow."
            )
            yield Outside(bound.where, bound.url, said % {"day": formatting.day(bound.closes)})
    beyond = [row for row in rows if programme and programme.last_year and row.end.year > programme.last_year]
    if beyond:
        said = _(
            "The development programme of the cluster ends with %(year)s; later stages: %(stages)s. Ask the managing "
            "organisation to prolong it, or end them sooner."
        )
        named = _("Development programme, version %(version)s") % {"version": programme.version}
        yield Outside(named, "", said % {"year": programme.last_year, "stages": _numbers(beyond)})


def _numbers(rows: Sequence[StageRow]) -> str:
    return ", ".join(f"{row.row['position']} “{row.row['name']}”" for row in rows)


def conflicts(content: Mapping[str, Any]) -> list[str]:
    """Every pair of days that cannot hold, as a sentence that says what to move."""
    names = {str(row["position"]): row["name"] for row in content.get("stages", ())}
    return [_said(conflict, names) for conflict in bridge.schedule(content).conflicts]


def _row(row: Mapping[str, Any], placed: Any, on: date) -> StageRow:
    end = date.fromisoformat(row["end"])
    done = date.fromisoformat(row["done_on"]) if row["done_on"] else None
    return StageRow(
        row=row,
        start=date.fromisoformat(row["start"]),
        end=end,
        done_on=done,
        slack=placed.slack if placed else None,
        critical=bool(placed and placed.critical),
        late=done is None and end < on,
    )


def _said(conflict: Any, names: Mapping[str, str]) -> str:
    days = ngettext("%(count)d day", "%(count)d days", conflict.days) % {"count": conflict.days}
    values = {
        "number": conflict.key,
        "name": names[conflict.key],
        "other": conflict.others[0] if conflict.others else "",
        "days": days,
    }
    return {
        "overlap": _("Stage %(number)s “%(name)s” begins before stage %(other)s has ended: move it by %(days)s."),
        "early": _("Stage %(number)s “%(name)s” begins %(days)s before the project."),
        "late": _("Stage %(number)s “%(name)s” ends %(days)s after the project."),
    }[conflict.kind.value] % values


def _answer(rows: Sequence[StageRow], found: Any) -> str:
    if not rows:
        return _("There is no plan-schedule yet")
    late = sum(row.late for row in rows)
    if late:
        said = ngettext("%(count)d stage is overdue", "%(count)d stages are overdue", late)
        return said % {"count": late}
    if found.conflicts:
        count = len(found.conflicts)
        said = ngettext(
            "The plan does not hold in %(count)d place", "The plan does not hold in %(count)d places", count
        )
        return said % {"count": count}
    return _("The plan holds and ends on %(day)s") % {"day": formatting.day(found.end)}


def _deck(found: Any, content: Mapping[str, Any]) -> str:
    if not found.stages:
        return ""
    names = {str(row["position"]): row["name"] for row in content["stages"]}
    path = " → ".join(f"{key}. {names[key]}" for key in found.path)
    said = _("The chain with no day to spare: %(path)s. A day’s delay in it moves the end.") % {"path": path}
    if found.days_idle > 0:
        idle = ngettext(
            "Without waiting the plan could end %(count)d day sooner.",
            "Without waiting the plan could end %(count)d days sooner.",
            found.days_idle,
        )
        said += " " + idle % {"count": found.days_idle}
    return said


def _chart(rows: Sequence[StageRow], on: date) -> Any:
    """The plan on a line of time; stages without a day to spare are framed."""
    stages = [
        gantt.Stage(
            f"{row.row['position']}. {row.row['name']}",
            row.start,
            row.end,
            done=bool(row.done_on),
            note=row.state[1],
            critical=row.critical,
            after=tuple(_places(rows, row)),
        )
        for row in rows
    ]
    return gantt.build(_("Plan-schedule"), stages, today=on)


def _places(rows: Sequence[StageRow], row: StageRow) -> list[int]:
    return [place for place, other in enumerate(rows) if other.row["position"] in row.row["after"]]
