"""The grid of half-year plans: one field a cell."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from svetovod.web.projects import phrases

from .fields import MoneyField


class PlanForm(forms.Form):
    """Cells are named `p-<indicator>-<half-year>`; `grid` gives them row by row."""

    def __init__(self, *args: Any, rows: Iterable[Mapping[str, Any]], periods: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.rows, self.periods = list(rows), periods
        for row in self.rows:
            for period in periods:
                label = _("%(name)s, %(period)s") % {"name": row["name"], "period": phrases.half_year(period)}
                value = row["plan"].get(period)
                self.fields[self._name(row, period)] = MoneyField(
                    widget=forms.TextInput(
                        attrs={"inputmode": "decimal", "autocomplete": "off", "size": 7, "aria-label": label}
                    ),
                    label=label,
                    required=False,
                    initial=phrases.plain_number(value).replace("\u00a0", "") if value else None,
                )

    @staticmethod
    def _name(row: Mapping[str, Any], period: str) -> str:
        return f"p-{row['key'][1:]}-{period}"

    def grid(self) -> list[tuple[Mapping[str, Any], list[tuple[str, forms.BoundField]]]]:
        return [
            (row, [(phrases.half_year_short(p), self[self._name(row, p)]) for p in self.periods]) for row in self.rows
        ]

    def plan(self) -> dict[int, dict[str, Decimal | None]]:
        return {
            int(row["key"][1:]): {p: self.cleaned_data[self._name(row, p)] for p in self.periods} for row in self.rows
        }
