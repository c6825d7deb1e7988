"""What is typed about a place."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svetovod.web.common.fields import DayField
from svetovod.web.registry import selectors as registry
from svetovod.web.registry.enums import PlaceKind


class PlaceForm(forms.Form):
    kind = forms.ChoiceField(label=_("What it is"), choices=PlaceKind.choices)
    kpp = forms.CharField(
        label=_("KPP"), max_length=20, required=False,
        help_text=_("nine signs; signs five and six say why it is registered there: 01 seat, 43 branch, 44 "
        "representative office, 45 another separate division"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    name = forms.CharField(label=pgettext_lazy("of a thing", "Name"), max_length=300, required=False)
    region = forms.ChoiceField(label=_("Region"))
    address = forms.CharField(label=_("Address"), max_length=500, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["region"].choices = registry.region_choices()  # type: ignore[attr-defined]

    def clean_kpp(self) -> str:
        return "".join(self.cleaned_data["kpp"].split()).upper()


class CloseForm(forms.Form):
    on = DayField(label=_("Closed from"))


# where a refusal of the service stands
BESIDE = {
    "place.kpp": "kpp", "place.kpp_twice": "kpp", "place.head_twice": "kind", "place.future": "on",
}  # fmt: skip
