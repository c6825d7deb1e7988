"""What is typed about registry files."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svetovod.web.regions.enums import RegistryKind

from .page import CLASSIFIERS


class FileForm(forms.Form):
    """One file of one registry."""

    kind = forms.ChoiceField(label=_("Registry"), choices=RegistryKind)
    file = forms.FileField(
        label=_("The file"),
        help_text=_("As it was downloaded: ZIP or XML of the tax service, XLSX or CSV of the others."),
    )


class CodesForm(forms.Form):
    """A question to a classifier."""

    kind = forms.ChoiceField(
        label=_("Classifier"), required=False, choices=[(each.value, each.label) for each in CLASSIFIERS]
    )
    q = forms.CharField(label=_("Code or words"), required=False, max_length=200)
