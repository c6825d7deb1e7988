"""The holders of the key, and a code typed in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

PURPOSES = ("confirm", "rehearse", "enter")


class Unsaid(forms.TextInput):
    """A field whose value is never sent back to the page."""

    def format_value(self, value: Any) -> None:
        return None


class HoldersForm(forms.Form):
    people = forms.TypedMultipleChoiceField(
        label=_("Who holds a part of the key"), coerce=int, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose the holders.")},
    )  # fmt: skip

    def __init__(self, *args: Any, people: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["people"]
        field.choices = [(person.pk, person.name) for person in people]


class CodeForm(forms.Form):
    purpose = forms.ChoiceField(choices=[(each, each) for each in PURPOSES], widget=forms.HiddenInput)
    code = forms.CharField(
        label=_("Code from your paper"), max_length=80,
        widget=Unsaid(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Type the code.")},
        help_text=_("In any case, with or without dashes. It is used at once and kept nowhere."),
    )  # fmt: skip
