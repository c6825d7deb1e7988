"""The rows of an estimate for the grid, with their verdicts, and the totals that follow them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from svetovod.web.common import formatting
from svetovod.web.common.prepared import once_a_thread
from svetovod.web.projects import doubles
from svetovod.web.projects.columns import document_rows, file_rows
from svetovod.web.projects.content import cost_row
from svetovod.web.projects.enums import Funding
from svetovod.web.projects.models import CostRow, JointProject

from . import bridge
from .checks import Checks
from .columns import COLUMNS, Column, choices, text_of
from .ops import PASTE_MOST

NOTHING = Decimal(0)
ROW_TYPES = ("position", "kind", "payer__inn", "on", "amount", "other_support", "evidence")


@dataclass
class Sheet:
    """An estimate as it stands on the day: its sums are of all rows, whichever are told, and to whom."""

    actor: Any
    project: JointProject
    on: date

    @cached_property
    def facts(self) -> Sequence[tuple[Any, ...]]:
        """Of every row what the subsidy is counted from, and whose money pays it."""
        rows = CostRow.objects.filter(project=self.project).order_by("position")
        return list(rows.values_list(*ROW_TYPES, "funding"))

    @cached_property
    def calculation(self) -> Any:
        return bridge.verdicts(self.project, [row[:-1] for row in self.facts], self.on)

    @cached_property
    def reasons(self) -> dict[int, str]:
        """Number of a row -> why it does not count; "" where it does. Empty on a day before the act."""
        return bridge.reasons(self.calculation, formatting.lang()) if self.calculation else {}

    @cached_property
    def total(self) -> Decimal:
        return sum((row[4] for row in self.facts), NOTHING)

    @property
    def counted(self) -> Decimal | None:
        return self.calculation.eligible_amount if self.calculation else None

    @property
    def subsidy(self) -> Decimal | None:
        """The most that may be given, within the request where one is named."""
        if self.calculation is None:
            return None
        found = self.calculation
        most: Decimal = found.granted_at_most if self.project.requested else found.subsidy_max
        return most

    @property
    def refused(self) -> int:
        return sum(bool(reason) for reason in self.reasons.values())

    @cached_property
    def sources(self) -> list[tuple[str, Decimal]]:
        """Sums by whose money pays; rows that name nobody come last."""
        sums = dict.fromkeys((*Funding.values, ""), NOTHING)
        for row in self.facts:
            sums[row[-1]] += row[4]
        words = dict(Funding.choices) | {"": _("source not named")}
        return [(str(words[name]), amount) for name, amount in sums.items() if amount]

    def totals(self) -> str:
        return render_to_string("projects/_grid_totals.html", {"sheet": self})

    def rows(self, *, since: int = 0, only: Collection[int] | None = None) -> list[Any]:
        """Rows as the page takes them: id, write, columns with a fault, cells from the number to the doubles."""
        found = with_papers().filter(project=self.project, seq__gte=since)
        costs = list(found if only is None else found.filter(pk__in=only))
        told = [cost_row(cost) for cost in costs]
        twice = doubles.of_content({"code": self.project.code, "costs": told}, self.project.pk)
        checks = Checks.of(told, doubles.said(self.actor, twice), self.on)
        return [self._row(cost, checks) for cost in costs]

    def _row(self, cost: CostRow, checks: Checks) -> list[Any]:
        reason = self.reasons.get(cost.position)
        said = "" if reason is None else reason or _("counts")
        kit, double = checks.kits[cost.position], checks.doubles.get(cost.position, "")
        bad = {"counts": bool(reason), "kit": kit.bad, "double": bool(double)}
        cells = [self._cell(column, cost) for column in COLUMNS]
        told = [str(cost.position), *cells, said, kit.text, double]
        return [cost.pk, cost.seq, [name for name, wrong in bad.items() if wrong], told]

    def _cell(self, column: Column, cost: CostRow) -> str | list[str]:
        """The text, and beside it how it is shown where that is another."""
        text = text_of(column.name, cost)
        said = self.words(column, text)
        return text if said == text else [text, said]

    def words(self, column: Column, text: str) -> str:
        """How a cell is shown."""
        if column.look == "choice":
            return self.lists[column.name].get(text, text)
        if column.look == "day" and text:
            return ".".join(reversed(text.split("-")))
        return grouped(text) if column.look in {"money", "rate"} else text

    @cached_property
    def lists(self) -> dict[str, dict[str, str]]:
        """Words of the choices; an item that the edition of the day does not support says so."""
        payers = {each.organisation.inn: each.organisation for each in self.project.participants.all()}
        found = {column.name: dict(choices(column.name, payers)) for column in COLUMNS if column.look == "choice"}
        counted = bridge.kinds_counted(self.on)
        for code, label in found["kind"].items():
            if counted and code not in counted:
                found["kind"][code] = _("%(item)s (does not count)") % {"item": label}
        return found

    @property
    def keys(self) -> list[int]:
        return list(CostRow.objects.filter(project=self.project).values_list("pk", flat=True))


@once_a_thread
def with_papers() -> QuerySet[CostRow]:
    """Rows of estimates with their files and documents; drawn up once, for that costs more than to ask it."""
    rows = CostRow.objects.select_related("payer").order_by("position")
    return rows.annotate(file_rows=file_rows(), document_rows=document_rows())


def grouped(text: str) -> str:
    """`1234.5` as a Russian spreadsheet shows it."""
    whole, _dot, rest = text.partition(".")
    return f"{int(whole):,}".replace(",", "\u00a0") + (f",{rest}" if rest else "") if whole else ""


def settings(sheet: Sheet, *, editable: bool) -> dict[str, Any]:
    """What the script of the page has to know."""
    code = sheet.project.code
    columns = [
        ("n", _("No."), "link"), *((c.name, str(c.label), c.look) for c in COLUMNS), ("counts", _("Counts"), "fixed"),
        ("kit", _("Kit of evidence"), "fixed"), ("double", _("In other projects"), "fixed"),
    ]  # fmt: skip
    fixed = {"n", "counts", "amount", "kit", "double"} if editable else {name for name, _label, _look in columns}
    links = {
        "n": reverse("projects:cost", args=[code, 0]), "kit": reverse("projects:kit", args=[code, 0]),
        "double": f"{reverse('projects:estimate', args=[code])}#doubles",
    }  # fmt: skip
    return {
        "columns": [
            {"name": name, "label": label, "look": look, "fixed": name in fixed, "link": links.get(name)}
            for name, label, look in columns
        ],
        "lists": {name: list(words.items()) for name, words in sheet.lists.items()},
        "editable": int(editable), "most": PASTE_MOST,
        "url": reverse("projects:grid_rows", args=[code]),
        "words": {name: str(word) for name, word in _WORDS.items()},
    }  # fmt: skip


_WORDS = {
    "expired": gettext_lazy("You are signed out. Sign in in another tab and change the cell again."),
    "failed": gettext_lazy("Not saved: the server did not answer. What is typed stays in the cells and is sent again."),
    "others": gettext_lazy("Somebody else changed rows: "),
    "gone": gettext_lazy("Somebody else removed rows."),
    "large": gettext_lazy("The text is too large for an estimate: at most 2,000 rows. Nothing was changed."),
    "undone": gettext_lazy("There is nothing more to undo."),
}
