"""Fields that take what people type: days by the browser's calendar, forms two people may have open."""

from typing import Any, ClassVar

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

    # fields that are judged by one another: where one is at fault the other waits too
    together: ClassVar[tuple[set[str], ...]] = ()

    def written(self) -> dict[str, Any]:
        """What may be stored: of a form with faults the rest, for a draft takes whatever it can."""
        faulty = set(self.errors)
        waiting = faulty.union({"revision", "edit_key"}, *(each for each in self.together if each & faulty))
        return {name: value for name, value in self.cleaned_data.items() if name not in waiting}

    def faults(self) -> str:
        """Each fault with the name of its field, as one line."""
        return " ".join(f"{self[name].label}: {' '.join(map(str, said))}" for name, said in self.errors.items())
