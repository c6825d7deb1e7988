"""The ranking as a workbook of the columns that are asked for: the address keeps them, so that a link is a template."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from svetovod.web.common import formatting, sheets
from svetovod.web.registry.selectors import region_name

from .models import RankingRun, SelectionRound

Cell = Callable[[Any], Any]
Figures = dict[tuple[str, str], Decimal]
HUNDREDTH = Decimal("0.01")
COLUMNS: dict[str, tuple[Any, Cell]] = {
    "place": (gettext_lazy("Place"), lambda row: row.rank),
    "number": (gettext_lazy("Registration number"), lambda row: row.application.number),
    "registered": (gettext_lazy("Filed at"), lambda row: formatting.moment(row.application.filed_at)),
    "code": (gettext_lazy("Code"), lambda row: row.application.project.code),
    "project": (gettext_lazy("Project"), lambda row: row.application.pinned.content["title"]),
    "applicant": (gettext_lazy("Applicant"), lambda row: row.application.initiator.get("name", "")),
    "inn": (gettext_lazy("INN"), lambda row: row.application.initiator.get("inn", "")),
    "region": (gettext_lazy("Region"), lambda row: region_name(str(row.application.initiator.get("region", "")))),
    "requested": (gettext_lazy("Requested, RUB"), lambda row: row.application.requested),
    "score": (gettext_lazy("Score"), lambda row: row.score),
    "granted": (gettext_lazy("Granted, RUB"), lambda row: row.allocated),
    "outcome": (gettext_lazy("Outcome"), lambda row: row.label),
    "ground": (gettext_lazy("Ground"), lambda row: row.application.reason),
    "tie": (gettext_lazy("Order among equals"), lambda row: row.tie),
    "best": (gettext_lazy("Best place without one expert"), lambda row: row.best),
    "worst": (gettext_lazy("Worst place without one expert"), lambda row: row.worst),
}  # fmt: skip


def columns_of(round_: SelectionRound, run: RankingRun) -> dict[str, tuple[Any, Cell]]:
    """Those of every selection, then the mean of each criterion, and the total of every sheet by the expert's code."""
    means, totals, experts = _scores(run.input)
    criteria = {
        f"mean-{c.code}": (_("%(code)s, mean") % {"code": c.code}, _of(means, c.code)) for c in round_.criteria.all()
    }
    sheets_ = {
        f"sheet-{code}": (_("%(code)s, sum of the sheet") % {"code": code}, _of(totals, code)) for code in experts
    }
    return COLUMNS | criteria | sheets_


def workbook(rows: Iterable[Any], columns: Mapping[str, tuple[Any, Cell]], wanted: Collection[str]) -> bytes:
    """Of the columns that are wanted, in their order; of all where none is."""
    chosen = [name for name in columns if name in wanted] or list(columns)
    heads = [str(columns[name][0]) for name in chosen]
    return sheets.workbook([(_("Ranking"), heads, ([columns[name][1](row) for name in chosen] for row in rows))])


def _of(found: Figures, key: str) -> Cell:
    return lambda row: found.get((row.application.project.code, key))


def _scores(
    given: Mapping[str, Any],
) -> tuple[dict[tuple[str, str], Decimal], dict[tuple[str, str], Decimal], list[str]]:
    """Means by (project, criterion), half a hundredth up; sums of points by (project, expert); codes of the experts.

    Sheets of experts in conflict count in neither; a computed criterion has one figure and no expert.
    """
    by_criterion: dict[tuple[str, str], list[Decimal]] = defaultdict(list)
    by_sheet: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for score in given["scores"]:
        if score.get("conflict") or score.get("points") is None:
            continue
        points = Decimal(str(score["points"]))
        by_criterion[score["project"], score["criterion"]].append(points)
        if score["expert"] is not None:
            by_sheet[score["project"], score["expert"]] += points
    means = {
        key: (sum(points, Decimal(0)) / len(points)).quantize(HUNDREDTH, ROUND_HALF_UP)
        for key, points in by_criterion.items()
    }
    return means, dict(by_sheet), sorted({expert for _project, expert in by_sheet})
