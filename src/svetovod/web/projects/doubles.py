"""Rows of an estimate that another project claims too. Who may not see that project learns only that there is one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Prefetch, QuerySet
from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.common.prepared import once_a_thread

from . import bridge
from .access import ACCESS
from .columns import file_rows
from .enums import ProjectState
from .models import CostRow, JointProject, ProjectParticipant


@dataclass(frozen=True, slots=True)
class Double:
    """`row` of ours is `other_row` of the project `code`; `sign` is what gives it away."""

    row: int
    sign: str
    project: int
    code: str
    other_row: int
    other: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """A double for one reader: `where` is empty unless the reader may see both projects."""

    row: int
    why: str
    where: str
    code: str


def of_content(content: Mapping[str, Any], project: int) -> list[Double]:
    """What the rows of a content share with living rows of other projects. One query where there are rows, or none."""
    costs = content["costs"]
    if not costs:
        return []
    rows = _living().filter(payer__inn__in={row["payer"] for row in costs}).exclude(project=project)
    return [
        Double(mine.row, sign, row.project_id, row.code, row.position, {"amount": row.amount, "on": row.on})
        for mine, row, sign in bridge.claimed_twice(content, list(rows))
    ]


@once_a_thread
def _living() -> QuerySet[CostRow]:
    """Rows of projects that are not archived; drawn up once, for that costs more than to ask it."""
    rows = CostRow.objects.exclude(project__state=ProjectState.ARCHIVED)
    return rows.annotate(file_rows=file_rows(), code=F("project__code"), inn=F("payer__inn"))


def said(actor: Any, doubles: Sequence[Double]) -> list[Said]:
    """For the team, its managing organisation: in words of both projects where the reader sees the other as well."""
    seen = _seen(actor, {each.project for each in doubles})
    return [
        Said(
            each.row, _WHY[each.sign](), where(each) if each.project in seen else "",
            each.code if each.project in seen else "",
        )
        for each in sorted(doubles, key=lambda each: (each.row, each.code, each.other_row))
    ]  # fmt: skip


def where(double: Double) -> str:
    named = {
        "code": double.code, "row": double.other_row, "amount": formatting.money(double.other["amount"]),
        "day": formatting.day(double.other["on"]),
    }  # fmt: skip
    return _("project %(code)s, row %(row)s: %(amount)s, %(day)s") % named


def _seen(actor: Any, projects: Iterable[int]) -> set[int]:
    """Projects among these whose living estimate the actor may read."""
    if not projects:
        return set()
    inside = Prefetch("participants", ProjectParticipant.objects.select_related("organisation"))
    rows = JointProject.objects.filter(pk__in=projects).select_related("cluster__manager").prefetch_related(inside)
    return {row.pk for row in rows if ACCESS.allows("project.view_draft", actor, row)}


_WHY = {
    "file": lambda: _("the same file is the evidence"),
    "document": lambda: _("the same document is named"),
    "payment": lambda: _("the same item, payer, day and amount"),
}
