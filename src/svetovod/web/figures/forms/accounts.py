"""An accountant's files on their way in."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from svetovod.web.common.fields import PercentField


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once: the four quarters of a year."""

    widget = ManyFiles(attrs={"accept": ".xlsx,.xml", "multiple": True})

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = [super(FilesField, self).clean(each, initial) for each in (data or [None])]
        limit = settings.MAX_ATTACHMENT_BYTES
        if len(files) > 12 or any(file.size > limit for file in files):
            raise forms.ValidationError(
                _("No more than 12 files of %(limit)d MB each.") % {"limit": limit // 1024 // 1024}
            )
        return files


class AccountsForm(forms.Form):
    papers = FilesField(
        label=gettext_lazy("Files: XLSX of 1C or XML"),
        error_messages={"required": gettext_lazy("Choose a file."), "empty": gettext_lazy("The file is empty.")},
    )
    rate = PercentField(
        label=gettext_lazy("VAT within the turnover of 60 and 62, per cent"), max_value=50, required=False,
        help_text=gettext_lazy("Turnover includes the tax, a figure must not. 0 if there is none. Books need no rate."),
    )  # fmt: skip
