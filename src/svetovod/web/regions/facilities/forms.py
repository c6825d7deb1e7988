"""What is typed about what stands in a region."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from svetovod.web.common.fields import DayField, UploadField
from svetovod.web.regions.enums import FacilityKind


class FacilityForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=FacilityKind)
    name = forms.CharField(label=_("Name of the object"), max_length=300)
    capability = forms.CharField(
        label=_("What it can do"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    visits = forms.BooleanField(label=_("It receives visitors"), required=False)
    oktmo = forms.RegexField(
        label=_("OKTMO"), regex=r"^[0-9]{8}([0-9]{3})?$", required=False,
        help_text=_("8 digits of the municipality or 11 of the settlement"),
        error_messages={"invalid": _("OKTMO has 8 or 11 digits.")},
    )  # fmt: skip
    area = forms.DecimalField(
        label=_("Area, sq. m"), required=False, min_value=0, max_digits=18, decimal_places=2, localize=True,
        help_text=_("only if it is known"), widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )  # fmt: skip
    occupied = forms.DecimalField(
        label=_("Occupied, per cent"), required=False, min_value=0, max_value=100, max_digits=5, decimal_places=2,
        localize=True, help_text=_("only if it is known"), widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )  # fmt: skip
    url = forms.URLField(label=_("Web page"), max_length=300, required=False, assume_scheme="https")
    source = forms.CharField(label=_("Source"), max_length=300)
    as_of = DayField(label=_("As of"), help_text=_("the day the facts are of"))

    def clean_url(self) -> Any:
        found = self.cleaned_data["url"]
        if found and not found.startswith(("https://", "http://")):
            raise ValidationError(_("The address of a page begins with https:// or http://."))
        return found


class ListForm(forms.Form):
    workbook = UploadField(
        label=_("List of objects, XLSX"), accept=".xlsx",
        error_messages={"required": _("Choose the file of the list.")},
    )  # fmt: skip


class WithdrawForm(forms.Form):
    why = forms.CharField(label=_("Why it is withdrawn"), max_length=300)
