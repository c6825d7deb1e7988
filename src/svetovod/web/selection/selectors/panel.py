"""Who judges what: the matrix the secretary works in, and who still owes sheets. Never a score."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import JSONObject

from svetovod.web.accounts.selectors import places_held
from svetovod.web.common.errors import Denied
from svetovod.web.projects.models import Remark
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.conflicts import Conflict, conflict_of
from svetovod.web.selection.enums import ApplicationState, PlanState, SheetState
from svetovod.web.selection.models import (
    Application,
    Assignment,
    AssignmentPlan,
    ConflictDeclaration,
    PanelMember,
    SelectionRound,
)
from svetovod.web.selection.signs import bars_of

NOT_SCORED = (
    ApplicationState.DRAFT, ApplicationState.NOT_SUBMITTED, ApplicationState.FILED, ApplicationState.FORMAL_CHECK,
    ApplicationState.RETURNED, ApplicationState.NOT_ADMITTED, ApplicationState.WITHDRAWN,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """An expert and an application. `adviser`: the expert wrote remarks on the project; said, not forbidden."""

    member: PanelMember
    assignment: Assignment | None
    conflict: Conflict | None
    adviser: bool

    @property
    def sheet(self) -> str:
        return self.assignment.sheet.state if self.assignment else ""


@dataclass(frozen=True, slots=True)
class Row:
    application: Application
    cells: list[Cell]

    @property
    def count(self) -> int:
        """Experts who will score it."""
        return sum(cell.assignment is not None and cell.sheet != SheetState.CONFLICT_DECLARED for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Load:
    """How much one expert has: assigned, submitted, declared a conflict."""

    member: PanelMember
    assigned: int
    submitted: int
    declared: int

    @property
    def owed(self) -> int:
        return self.assigned - self.submitted - self.declared

    @property
    def over(self) -> bool:
        return self.assigned > self.member.capacity


@dataclass(frozen=True, slots=True)
class Matrix:
    rows: list[Row]
    loads: list[Load] = field(default_factory=list)


def assignment_matrix(actor: Any, round_: SelectionRound, *, filed: bool = False) -> Matrix:
    """As many queries whatever the size; with all that was `filed`, else of it `filed_title` alone is read."""
    if not ACCESS.allows("panel.view", actor, round_):
        raise Denied("panel.view")
    kept = Q(left_at=None) | Q(assignments__isnull=False)
    members = list(round_.panel.filter(kept).distinct().select_related("person", "organisation"))
    authors = Remark.objects.filter(project=OuterRef("project")).order_by().values("author").distinct()
    rows = round_.applications.exclude(state__in=NOT_SCORED).select_related("project__cluster", "project__initiator")
    words = ConflictDeclaration.objects.filter(application=OuterRef("pk"))
    rows = rows.annotate(
        filed_title=KeyTextTransform("title", "version__content"), advisers=ArraySubquery(authors),
        declared=ArraySubquery(words.values(row=JSONObject(member="member", reason="reason"))),
    ).order_by("serial")  # fmt: skip
    applications = list(rows.select_related("version") if filed else rows)
    given = {
        (row.member_id, row.application_id): row
        for row in Assignment.objects.filter(application__round=round_)
        .select_related("sheet")
        .defer("sheet__sealed", "sheet__body", "sheet__salt")
    }
    declared = {(word["member"], row.pk): word["reason"] for row in applications for word in row.declared}
    held = places_held([member.person_id for member in members])
    tied = bars_of(members, applications, held)
    lines = [
        Row(
            application,
            [
                Cell(
                    member,
                    given.get((member.pk, application.pk)),
                    conflict_of(member, application, declared, held[member.person_id], tied),
                    member.person_id in application.advisers,
                )
                for member in members
            ],
        )
        for application in applications
    ]
    return Matrix(lines, _loads(members, given))


def _loads(members: list[PanelMember], given: dict[tuple[int, int], Assignment]) -> list[Load]:
    states = Counter((member, row.sheet.state) for (member, _application), row in given.items())
    return [
        Load(
            member,
            assigned=sum(count for (pk, _state), count in states.items() if pk == member.pk),
            submitted=states[member.pk, SheetState.SUBMITTED] + states[member.pk, SheetState.OPENED],
            declared=states[member.pk, SheetState.CONFLICT_DECLARED],
        )
        for member in members
    ]


def sheet_progress(round_: SelectionRound) -> tuple[int, int]:
    """Sheets submitted and sheets expected: the only thing said of them before the opening."""
    states = Counter(Assignment.objects.filter(application__round=round_).values_list("sheet__state", flat=True))
    done = states[SheetState.SUBMITTED] + states[SheetState.OPENED]
    return done, done + states[SheetState.DRAFT]


def open_plan(actor: Any, round_: SelectionRound) -> AssignmentPlan | None:
    """The proposal that waits for the secretary's word."""
    if not ACCESS.allows("panels.manage", actor, round_):
        raise Denied("panels.manage")
    return round_.plans.filter(state=PlanState.PROPOSED).first()
