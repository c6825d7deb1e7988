"""Naming successors, giving reasons."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from svetovod.web.common.fields import DayField

from .enums import Work

LONGEST = 500


class SuccessorsForm(forms.Form):
    """One successor for all of it, and another one for a kind of work where one is wanted."""

    to = forms.ChoiceField(label=_("Successor"), required=False)

    def __init__(self, *args: Any, colleagues: Sequence[Any], works: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in colleagues}
        self.works = list(works)
        named = [(key, str(person)) for key, person in self.people.items()]
        self.fields["to"].choices = [("", _("nobody yet")), *named]  # type: ignore[attr-defined]
        if len(self.works) > 1:
            for work in self.works:
                self.fields[f"to_{work}"] = forms.ChoiceField(
                    label=_("Another successor: %(work)s") % {"work": Work(work).label}, required=False,
                    choices=[("", _("the same")), *named],
                )  # fmt: skip

    @property
    def successors(self) -> dict[str, Any]:
        """By kind of work; a kind without anybody is left out."""
        typed = self.cleaned_data
        chosen = {work: typed.get(f"to_{work}") or typed.get("to") for work in self.works}
        return {work: self.people[key] for work, key in chosen.items() if key}


class StartForm(SuccessorsForm):
    leaves_on = DayField(
        label=_("Last day"), error_messages={"invalid": _("Write a day: 24.06.2021."), "required": _("Write the day.")}
    )
    ground = forms.CharField(
        label=_("Ground"), max_length=LONGEST, required=False,
        help_text=_("for example: order on dismissal No. 12; read by those who take part"),
    )  # fmt: skip
    urgent = forms.BooleanField(
        label=_("The person is gone already: end the roles at once"), required=False,
        help_text=_("The work waits for the successor; one can be named later."),
    )  # fmt: skip
    closes_account = forms.BooleanField(label=_("Close the account too: nobody signs in with it"), required=False)

    def __init__(self, *args: Any, operator: bool, oneself: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if oneself:
            del self.fields["urgent"]
        if oneself or not operator:
            del self.fields["closes_account"]
        self.order_fields(["to", *(f"to_{work}" for work in self.works), "leaves_on", "ground", "urgent"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("closes_account") and not data.get("urgent"):
            self.add_error("closes_account", _("An account is closed only where the roles end at once."))
        return data

    @property
    def day(self) -> date:
        day: date = self.cleaned_data["leaves_on"]
        return day


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why so"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why: whoever is concerned reads it.")},
    )  # fmt: skip
