"""What is said of photographs, materials and logos."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svetovod.web.common.fields import DayField

from .enums import PeopleShown

WHY = [("", _("not said yet")), *PeopleShown.choices]


class EntryForm(forms.Form):
    file = forms.FileField(
        label=_("Photograph or document"), help_text=_("JPEG, PNG, PDF, DOCX, XLSX or PPTX, up to 20 MB."),
        widget=forms.ClearableFileInput({"accept": ".jpg,.jpeg,.png,.pdf,.docx,.xlsx,.pptx"}),
    )  # fmt: skip
    title = forms.CharField(label=_("Caption"), max_length=300)
    author = forms.CharField(label=_("Author"), max_length=200)
    rights = forms.CharField(
        label=_("Rights"), max_length=300, help_text=_("For example: free for the press with the author named.")
    )
    made_on = DayField(label=_("Day"), required=False)
    people = forms.ChoiceField(label=_("Those in the photograph"), choices=WHY, required=False)


class PeopleForm(forms.Form):
    people = forms.ChoiceField(label=_("Those in the photograph"), choices=PeopleShown.choices)


class LogoForm(forms.Form):
    file = forms.FileField(
        label=_("Logo"), help_text=_("PNG with a clear background, or JPEG; up to 3 MB."),
        widget=forms.ClearableFileInput({"accept": ".png,.jpg,.jpeg"}),
    )  # fmt: skip
    name = forms.CharField(max_length=200, widget=forms.HiddenInput)
