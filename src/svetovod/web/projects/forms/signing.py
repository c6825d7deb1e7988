"""For which day of filing the windows of signing are asked."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .fields import DayField


class FilingForm(forms.Form):
    filing = DayField(label=_("Day of filing"))

    def __init__(self, data: Any = None, *, on: date) -> None:
        super().__init__(data)
        self.on = on

    def clean_filing(self) -> date:
        filing: date = self.cleaned_data["filing"]
        if filing < self.on:
            raise ValidationError(_("This day is past: name a day of filing that is still to come."))
        if filing.year > self.on.year + 10:
            raise ValidationError(_("This day is too far off: name one within ten years."))
        return filing


class PaperForm(forms.Form):
    """An empty day takes the mark back; `filing` is the day the page was counted for."""

    paper = forms.CharField(required=False, max_length=200)
    dated_on = DayField(required=False)
    filing = DayField(required=False)
