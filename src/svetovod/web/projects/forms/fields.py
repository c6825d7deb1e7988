"""Fields that take what people type: days by the browser's calendar, forms two people may have open."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from svetovod.web.common.fields import MoneyField, PercentField

__all__ = ["TO_FILE", "DayField", "MoneyField", "PercentField", "RevisionForm"]


# said of a field that a draft may leave empty and an application may not
TO_FILE = _("needed to file")


class DayField(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d", "%d.%m.%Y"], **options)


class RevisionForm(forms.Form):
    """A form two people may have open at once: which text it was opened on, and which open form it is."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    edit_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)

    def written(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in {"revision", "edit_key"}}
