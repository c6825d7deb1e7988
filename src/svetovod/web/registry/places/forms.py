"""What is typed about a place."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svetovod.web.common.fields import DayField
from svetovod.web.registry import selectors as registry
from svetovod.web.registry.enums import PlaceKind
from svetovod.web.registry.models import Organisation

from .phrases import NO_KPP
from .selectors import is_legal_entity


class PlaceForm(forms.Form):
    """A place of `owner`: a legal entity has a КПП in each, an entrepreneur has none and is not asked."""

    kind = forms.ChoiceField(label=_("What it is"), choices=PlaceKind.choices)
    kpp = forms.CharField(
        label=_("KPP"), max_length=20, error_messages={"required": NO_KPP},
        help_text=_("nine signs; signs five and six say why it is registered there: 01 seat, 43 branch, 44 "
        "representative office, 45 another separate division"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    name = forms.CharField(label=pgettext_lazy("of a thing", "Name"), max_length=300, required=False)
    region = forms.ChoiceField(label=_("Region"))
    address = forms.CharField(label=_("Address"), max_length=500, required=False)

    def __init__(self, *args: Any, owner: Organisation, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["region"].choices = registry.region_choices()  # type: ignore[attr-defined]
        if not is_legal_entity(owner.inn):
            del self.fields["kpp"]

    def clean_kpp(self) -> str:
        return "".join(self.cleaned_data["kpp"].split()).upper()

    def clean(self) -> dict[str, Any]:
        return {"kpp": "", **(super().clean() or self.cleaned_data)}


class CloseForm(forms.Form):
    on = DayField(label=_("Closed from"))


# where a refusal of the service stands
BESIDE = {
    "place.kpp": "kpp", "place.kpp_twice": "kpp", "place.head_twice": "kind", "place.future": "on",
}  # fmt: skip
