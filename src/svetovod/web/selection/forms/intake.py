"""Forms of the intake: a question, its public answer, an outage."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .fields import MomentField


class AskForm(forms.Form):
    question = forms.CharField(
        label=_("Your question on the announcement"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("It is answered here in public. Nobody is told whose question it was; do not name yourself in it."),
    )  # fmt: skip


class ClarifyForm(forms.Form):
    use_required_attribute = False
    shown = forms.CharField(
        label=_("The question as everybody will read it"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Take out names of organisations and projects."),
    )  # fmt: skip
    answer = forms.CharField(
        label=pgettext_lazy("clarification", "Answer"), max_length=8000, widget=forms.Textarea(attrs={"rows": 4})
    )


class OutageForm(forms.Form):
    began = MomentField(label=_("The server could not be reached from, Moscow time"), required=True)
    ended = MomentField(label=_("until, Moscow time"), required=True)
    ground = forms.CharField(
        label=_("What happened, and by what it is proved"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    closes_at = MomentField(label=_("The intake now ends, Moscow time"), required=True)
