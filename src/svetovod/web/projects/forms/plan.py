"""The grid of half-year plans: one field a cell."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from svetovod.web.projects import phrases
from svetovod.web.projects.enums import IndicatorKind

from .fields import MoneyField

SIGNS = {"kind": "k", "baseline": "b"}


class PlanForm(forms.Form):
    """Cells are named `p-<indicator>-<half-year>`; `grid` gives them row by row."""

    def __init__(self, *args: Any, rows: Iterable[Mapping[str, Any]], periods: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.rows, self.periods = list(rows), periods
        for row in self.rows:
            kind = _("%(name)s, what it measures") % {"name": row["name"]}
            self.fields[f"k-{row['key'][1:]}"] = forms.ChoiceField(
                choices=IndicatorKind.choices, required=False, initial=row.get("kind", IndicatorKind.OTHER), label=kind,
                widget=forms.Select(attrs={"aria-label": kind}),
            )  # fmt: skip
            self.fields[f"b-{row['key'][1:]}"] = self._cell(
                _("%(name)s, starting value") % {"name": row["name"]}, row.get("baseline")
            )
            for period in periods:
                label = _("%(name)s, %(period)s") % {"name": row["name"], "period": phrases.half_year(period)}
                self.fields[self._name(row, period)] = self._cell(label, row["plan"].get(period))

    @staticmethod
    def _cell(label: str, value: Any) -> MoneyField:
        attrs = {"inputmode": "decimal", "autocomplete": "off", "size": 7, "aria-label": label}
        initial = phrases.plain_number(value).replace("\u00a0", "") if value else None
        return MoneyField(widget=forms.TextInput(attrs=attrs), label=label, required=False, initial=initial)

    @staticmethod
    def _name(row: Mapping[str, Any], period: str) -> str:
        return f"p-{row['key'][1:]}-{period}"

    def grid(self) -> list[tuple[Mapping[str, Any], Any, Any, list[tuple[str, forms.BoundField]]]]:
        """Rows with what each measures, its starting value and its plans."""
        return [
            (
                row,
                self[f"k-{row['key'][1:]}"],
                self[f"b-{row['key'][1:]}"],
                [(phrases.half_year_short(p), self[self._name(row, p)]) for p in self.periods],
            )
            for row in self.rows
        ]

    def meanings(self) -> dict[int, dict[str, Any]]:
        """What the form was sent with: a form without these fields changes none of them."""
        found: dict[int, dict[str, Any]] = {}
        for row in self.rows:
            pk = row["key"][1:]
            given = {
                name: self.cleaned_data[f"{sign}-{pk}"] for name, sign in SIGNS.items() if f"{sign}-{pk}" in self.data
            }
            if "kind" in given:
                given["kind"] = given["kind"] or IndicatorKind.OTHER
            found[int(pk)] = given
        return found

    def plan(self) -> dict[int, dict[str, Decimal | None]]:
        return {
            int(row["key"][1:]): {p: self.cleaned_data[self._name(row, p)] for p in self.periods} for row in self.rows
        }
