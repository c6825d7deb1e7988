"""Forms of the enterprise's own model."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from svetovod.web.common.fields import UploadField


class BookForm(forms.Form):
    file = UploadField(
        label=_("Your financial model (XLSX)"), accept=".xlsx",
        help_text=_("Only numbers are kept, the workbook stays with you"),
    )  # fmt: skip


class LinkForm(forms.Form):
    source = forms.CharField(
        label=_("Cell of the workbook"), max_length=120,
        help_text=_("A defined name, or the sheet and the cell: Sheet!B7"),
        widget=forms.TextInput(attrs={"list": "book-names", "autocomplete": "off"}),
    )  # fmt: skip
    target = forms.ChoiceField(label=_("Number of the project"))

    def __init__(self, *args: Any, targets: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["target"].choices = targets  # type: ignore[attr-defined]
