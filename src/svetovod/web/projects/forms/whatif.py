"""The form above a calculation: by the law of which day, and what if the law or the treasury were different."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .fields import DayField, MoneyField, PercentField

DELAYS = (
    (0, _("in the half-year of the costs")),
    (1, _("half a year later")),
    (2, _("a year later")),
    (3, _("a year and a half later")),
    (4, _("two years later")),
)
USUAL_DELAY = 1


class WhatIfForm(forms.Form):
    """Everything may stay empty: today, the law as it is, payment half a year later."""

    on = DayField(
        label=_("By the law of the day"), required=False,
        help_text=_("Empty: today. Another day counts by its edition."),
    )  # fmt: skip
    rate = PercentField(
        label=_("Rate, %"), required=False,
        help_text=_("Empty: by the law. For a trial, for example 40."),
    )  # fmt: skip
    cap = MoneyField(
        label=_("Limit, RUB"), required=False,
        help_text=_("Empty: by the law. For a trial, for example 100,000,000."),
    )  # fmt: skip
    delay = forms.TypedChoiceField(
        label=_("The subsidy comes"), choices=DELAYS, coerce=int, empty_value=None, required=False,
        help_text=_("An assumption: no law names this day."),
    )  # fmt: skip

    def asked(self, name: str) -> Any:
        """A field that was filled and can be read, None otherwise."""
        return self.cleaned_data.get(name) if self.is_bound else None

    @property
    def rate_asked(self) -> Decimal | None:
        percent = self.asked("rate")
        return None if percent is None else percent / 100
