"""The signed sheet on its way back."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SignedForm(forms.Form):
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    scan = forms.FileField(
        label=_("Signed sheet, PDF or JPEG"), widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg"}),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )  # fmt: skip
