from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .enums import How
from .holders import Holder


class MarkForm(forms.Form):
    holder = forms.TypedChoiceField(label=_("Whose commercial secret it is"), coerce=int)
    ground = forms.CharField(
        label=_("Ground"), max_length=300, required=False,
        help_text=_("As an item of the holder's list of what is secret. It stands in the register."),
    )  # fmt: skip

    def __init__(self, *args: Any, holders: Sequence[Holder], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["holder"]
        field.choices = [(each.id, f"{each.name}, {each.address or '—'}") for each in holders]


class LiftForm(forms.Form):
    ground = forms.CharField(
        label=_("Why it is a secret no longer"), max_length=300, help_text=_("It stands in the register.")
    )


class RegisterFilter(forms.Form):
    document = forms.CharField(
        label=_("Document"),
        required=False,
        max_length=100,
        help_text=_("part of its name, or the beginning of its SHA-256"),
    )
    who = forms.CharField(label=_("Reader"), required=False, max_length=100)
    how = forms.ChoiceField(label=_("How"), required=False, choices=[("", _("all")), *How.choices])
    since = forms.DateField(label=_("From the day"), required=False, widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(label=_("To the day"), required=False, widget=forms.DateInput({"type": "date"}))
