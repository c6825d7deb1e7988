from django import forms
from django.utils.translation import gettext_lazy as _


class JournalFilter(forms.Form):
    action = forms.CharField(label=_("Action"), required=False, max_length=80)
    subject = forms.CharField(
        label=_("Object"), required=False, max_length=120, help_text=_("type or type:number, as in the list")
    )
    pseudonym = forms.CharField(label=_("Pseudonym"), required=False, max_length=64)
    since = forms.DateField(label=_("From the day"), required=False, widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(label=_("To the day"), required=False, widget=forms.DateInput({"type": "date"}))


class ClockForm(forms.Form):
    day = forms.DateField(
        label=_("Day"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Leave empty to return to the real date."),
    )  # fmt: skip
    show_future = forms.BooleanField(label=_("Show facts published later"), required=False)
