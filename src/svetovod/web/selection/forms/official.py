"""Forms of official acts of a selection kept in the shadow of another."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svetovod.web.common.fields import UploadField
from svetovod.web.selection.enums import OfficialStep

from .fields import MomentField


class OfficialActForm(forms.Form):
    step = forms.ChoiceField(label=_("Step"), choices=OfficialStep.choices)
    number = forms.CharField(label=_("Official number"), max_length=80)
    done_at = MomentField(label=_("When, Moscow time"), required=True)
    note = forms.CharField(label=_("Note"), max_length=500, required=False)
    scan = forms.FileField(label=_("Scan"), required=False)


class OfficialListForm(forms.Form):
    workbook = UploadField(
        label=_("The official list, XLSX"), accept=".xlsx",
        error_messages={"required": _("Choose the file of the list.")},
    )  # fmt: skip
