"""Numbers as people write them (spaces between thousands, a decimal comma) and moments by Moscow time."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from svetovod.web.common import formatting
from svetovod.web.common.fields import plain_number, shown_number
from svetovod.web.selection.phrases import plain

LARGEST = Decimal("9999999999999999.99")  # what a column of money holds


def typed(value: Decimal | None) -> str:
    """A number as a field shows it and reads it back: spaces between thousands in both languages, no empty zeros."""
    if value is None:
        return ""
    text = f"{value:,f}".replace(",", " ")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return shown_number(text)


class NumberField(forms.CharField):
    """An exact number within bounds, up to `places` decimals; None when empty."""

    def __init__(
        self, *, low: Decimal = Decimal(0), high: Decimal | None = None, places: int = 2, **kwargs: Any
    ) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(max_length=30, **kwargs)
        self.low, self.high, self.places = low, high, places

    def clean(self, value: Any) -> Decimal | None:
        text = plain_number(super().clean(value))
        if not text:
            return None
        try:
            number = Decimal(text)
        except InvalidOperation as error:
            raise forms.ValidationError(_("Write a number, for example 12.5."), code="number.invalid") from error
        if not number.is_finite():
            raise forms.ValidationError(_("Write a number, for example 12.5."), code="number.invalid")
        if not self.low <= number <= (LARGEST if self.high is None else self.high):
            raise forms.ValidationError(self._range(number), code="score.range")
        if number != round(number, self.places):
            raise forms.ValidationError(_("Too many decimal places."), code="number.invalid")
        return number

    def _range(self, number: Decimal) -> Any:
        if self.high is None and number < self.low:
            return _("The number cannot be less than %(low)s.") % {"low": formatting.number(self.low)}
        bounds = {"low": formatting.number(self.low), "high": plain(self.high or LARGEST)}
        return _("From %(low)s to %(high)s.") % bounds


class MomentField(forms.DateTimeField):
    """A day and an hour, Moscow time; None when empty."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("input_formats", ("%Y-%m-%dT%H:%M", "%d.%m.%Y %H:%M", "%d.%m.%Y, %H:%M"))
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, **kwargs)
