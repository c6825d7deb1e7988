"""Documents by the list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svetovod.web.common.fields import DayField

from .participation import NO_DAY

ACCEPTED = forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg,.docx,.xlsx,.pptx"})
KINDS = _("PDF, scan, DOCX, XLSX or PPTX")


class DocumentForm(forms.Form):
    number = forms.CharField(label=_("Number of the paper"), max_length=60, required=False)
    dated_on = DayField(label=_("Date"), error_messages=NO_DAY)
    valid_to = DayField(
        label=_("Valid until"), required=False, help_text=_("empty: without a term"), error_messages=NO_DAY
    )
    note = forms.CharField(label=_("Note on the paper"), max_length=300, required=False)
    file = forms.FileField(label=_("File of the paper"), required=False, help_text=KINDS, widget=ACCEPTED)


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("File of the paper"),
        help_text=KINDS,
        widget=ACCEPTED,
        error_messages={"required": _("Choose the file.")},
    )
