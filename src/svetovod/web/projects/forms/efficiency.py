"""The plan of efficiency: a rate and a table of years."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from svetovod.web.projects.efficiency.bridge import FLOWS

from .fields import MoneyField, PercentField


class EfficiencyForm(forms.Form):
    """`rate` in per cent a year; the other fields are named `revenue-2022`, `costs-2022`, `taxes-2022`."""

    rate = PercentField(
        label=_("Discount rate, % a year"), help_text=_("What the money would bring elsewhere, with the risk")
    )
    basis = forms.CharField(
        label=_("Where the rate is from"), max_length=300, required=False,
        help_text=_("For example: the key rate and the risk of the project, with the day"),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, first: int, last: int, known: Mapping[str, Any] | None) -> None:
        rows = {row["year"]: row for row in known["years"]} if known else {}
        initial: dict[str, Any] = {}
        if known:
            initial = {"rate": Decimal(known["rate"]) * 100, "basis": known["basis"]}
        self.span = range(min([first, *rows]), max([last, *rows]) + 1)
        for year in self.span:
            for name in FLOWS:
                value = Decimal(rows[year][name]) if year in rows else Decimal(0)
                initial[f"{name}-{year}"] = value or None
        super().__init__(data, initial=initial)
        for year in self.span:
            for name in FLOWS:
                self.fields[f"{name}-{year}"] = MoneyField(
                    label=f"{_LABELS[name]}, {year}", required=False, max_value=Decimal(10) ** 14
                )

    @property
    def rows(self) -> list[tuple[int, list[Any]]]:
        return [(year, [self[f"{name}-{year}"] for name in FLOWS]) for year in self.span]

    def years(self) -> dict[int, dict[str, Decimal]]:
        """Years with anything in them."""
        given = {
            year: {name: self.cleaned_data[f"{name}-{year}"] or Decimal(0) for name in FLOWS} for year in self.span
        }
        return {year: flows for year, flows in given.items() if any(flows.values())}


_LABELS = {"revenue": _("Revenue"), "costs": _("Operating costs"), "taxes": _("Taxes and contributions")}
