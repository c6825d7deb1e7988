"""An accountant's files on their way in."""

from django import forms
from django.utils.translation import gettext_lazy

from svetovod.web.common.fields import FilesField, PercentField


class AccountsForm(forms.Form):
    papers = FilesField(
        label=gettext_lazy("Files: XLSX of 1C or XML"),
        accept=".xlsx,.xml",
        most=12,
        error_messages={"required": gettext_lazy("Choose a file."), "empty": gettext_lazy("The file is empty.")},
    )
    rate = PercentField(
        label=gettext_lazy("VAT within the turnover of 60 and 62, per cent"), max_value=50, required=False,
        help_text=gettext_lazy("Turnover includes the tax, a figure must not. 0 if there is none. Books need no rate."),
    )  # fmt: skip
