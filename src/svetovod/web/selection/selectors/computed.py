"""Computed criteria of a round: each application with its sources, what came out, and whether that is confirmed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.computing import bridge
from svetovod.web.selection.enums import ApplicationState, CriterionKind
from svetovod.web.selection.models import Application, ComputedScore, Criterion, SelectionRound

# whose points nobody needs any more
ASIDE = (
    ApplicationState.DRAFT, ApplicationState.NOT_SUBMITTED, ApplicationState.WITHDRAWN, ApplicationState.NOT_ADMITTED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Result:
    """`kept` is what the secretary confirmed of the version that stands, None where that is still to be done.

    `ranked` are the points of the newest ranking: others than computed where an appeal was upheld.
    """

    criterion: Criterion
    outcome: bridge.Outcome
    kept: ComputedScore | None
    ranked: Decimal | None = None

    @property
    def points(self) -> Decimal:
        return self.outcome.points if self.ranked is None else self.ranked

    @property
    def appealed(self) -> bool:
        return self.points != self.outcome.points


@dataclass(frozen=True, slots=True)
class Line:
    application: Application
    results: list[Result]

    @property
    def confirmed(self) -> bool:
        return all(result.kept for result in self.results)

    @property
    def kept(self) -> ComputedScore | None:
        """One of the confirmed rows: who, when and on what ground is the same in all."""
        return next((result.kept for result in self.results if result.kept), None)


def computed_of(actor: Any, round_: SelectionRound) -> list[Line]:
    """All applications in the order of registration; nothing while they are sealed, and nothing for those outside."""
    if not ACCESS.allows("desk.view", actor, round_) or round_.intake_sealed:
        return []
    return list(_lines(round_, round_.applications.all()))


def computed_one(application: Application) -> Line:
    """Of an application that the caller was allowed to read; without results where nothing is computed."""
    found = _lines(application.round, Application.objects.filter(pk=application.pk), aside=())
    line = next(found, Line(application, []))
    ranked = _ranked(application) if line.results else {}
    return replace(line, results=[replace(each, ranked=ranked.get(each.criterion.code)) for each in line.results])


def _ranked(application: Application) -> dict[str, Decimal]:
    """Points of the computed criteria in the newest ranking, by the code of the criterion."""
    run = application.round.runs.order_by("-id").first()
    return {
        score["criterion"]: Decimal(score["points"])
        for score in (run.input["scores"] if run else ())
        if score["expert"] is None and score["project"] == application.project.code
    }


def unconfirmed(round_: SelectionRound) -> list[str]:
    """Numbers of applications whose computed points wait for the secretary."""
    return [line.application.number for line in _lines(round_, round_.applications.all()) if not line.confirmed]


def _lines(round_: SelectionRound, rows: Any, aside: tuple[str, ...] = ASIDE) -> Iterator[Line]:
    criteria = round_.criteria_of(CriterionKind.COMPUTED)
    if not criteria:
        return
    found = rows.exclude(state__in=aside).select_related("version", "project").order_by("serial")
    for row in found.prefetch_related("computed__by"):
        kept = {each.criterion_id: each for each in row.computed.all() if each.version_id == row.version_id}
        yield Line(row, [_result(row, criterion, kept.get(criterion.pk)) for criterion in criteria])


def _result(row: Application, criterion: Criterion, kept: ComputedScore | None) -> Result:
    outcome = bridge.compute(criterion, row.pinned.content, kept.corrected if kept else {})
    return Result(criterion, outcome, kept)
