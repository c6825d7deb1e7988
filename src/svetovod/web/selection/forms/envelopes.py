"""A file for the envelope of an application."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class EnvelopeForm(forms.Form):
    """`documents` are those of the announcement; `place` counts them from 1."""

    place = forms.TypedChoiceField(label=_("Document"), coerce=int)
    file = forms.FileField(
        label=_("File to put in"),
        help_text=_("PDF, PNG, JPEG, DOCX, XLSX or PPTX, at most 10 MB. A new one takes its place."),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )  # fmt: skip

    def __init__(self, *args: Any, documents: Sequence[Mapping[str, Any]], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["place"]
        field.choices = [(place, each["name"]) for place, each in enumerate(documents, 1)]
