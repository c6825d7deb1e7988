"""What is typed about registry files."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from svetovod.web.common.fields import UploadField, head_of
from svetovod.web.regions.enums import RegistryKind

from . import bridge
from .page import CLASSIFIERS
from .services import MOST_BYTES


class FileForm(forms.Form):
    """One file of one registry."""

    kind = forms.ChoiceField(label=_("Registry"), choices=RegistryKind)
    file = UploadField(
        label=_("The file"), accept=".zip,.xml,.xlsx,.csv", most=MOST_BYTES,
        help_text=_("As it was downloaded: ZIP or XML of the tax service, XLSX or CSV of the others."),
    )  # fmt: skip

    def clean(self) -> Any:
        """By the first bytes, whether the file can be one of the registry that was chosen."""
        typed = super().clean() or {}
        if "kind" in typed and "file" in typed and (said := bridge.why_unlike(typed["kind"], head_of(typed["file"]))):
            self.add_error("file", said)
        return typed


class CodesForm(forms.Form):
    """A question to a classifier."""

    kind = forms.ChoiceField(
        label=_("Classifier"), required=False, choices=[(each.value, each.label) for each in CLASSIFIERS]
    )
    q = forms.CharField(label=_("Code or words"), required=False, max_length=200)
