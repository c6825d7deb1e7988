"""Forms of sittings."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svetovod.web.selection.enums import Choice
from svetovod.web.selection.forms.fields import NumberField

from .enums import Form, ItemKind
from .papers import KINDS


def _moment(label: Any, **more: Any) -> forms.DateTimeField:
    return forms.DateTimeField(label=label, widget=forms.DateTimeInput(attrs={"type": "datetime-local"}), **more)


class SittingForm(forms.Form):
    form = forms.ChoiceField(label=_("How the commission sits"), choices=Form.choices)
    starts_at = _moment(_("Begins, Moscow time"))
    place = forms.CharField(label=_("Room, or address of the video call"), required=False, max_length=300)
    ballot_until = _moment(
        _("Ballots until, Moscow time"), required=False, help_text=_("For a sitting in absentia: the term to vote.")
    )
    casting = forms.BooleanField(
        label=_("In a tie the vote of whoever presides decides"), required=False, initial=True,
        help_text=_("As the regulation of the commission says; a secret vote knows no casting vote."),
    )  # fmt: skip


class ItemForm(forms.Form):
    kind = forms.ChoiceField(label=_("What is decided"), choices=ItemKind.choices, initial=ItemKind.OTHER)
    title = forms.CharField(label=_("Title of the item"), required=False, max_length=300)
    proposal = forms.CharField(
        label=_("Proposed decision"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    secret = forms.BooleanField(label=_("Secret vote"), required=False)
    application: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        label=_("Application"), queryset=None, required=False
    )
    outcome = forms.ChoiceField(
        label=_("Decided instead of the ranking"), required=False,
        choices=[
            ("", "—"), ("winner", pgettext_lazy("application", "winner")),
            ("partial", pgettext_lazy("application", "winner, subsidy in part")),
            ("reserve", pgettext_lazy("application", "reserve list")),
            ("rejected", pgettext_lazy("application", "rejected")),
        ],
    )  # fmt: skip
    amount = NumberField(label=_("Sum, RUB, for a part"), required=False)
    ground = forms.CharField(
        label=_("Ground"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A decision that differs from the ranking is not put to the vote without one."),
    )  # fmt: skip

    def __init__(self, *args: Any, round_: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = round_.applications.filter(state="ranked").order_by("serial")
        self.fields["application"].queryset = rows  # type: ignore[attr-defined]


class BallotForm(forms.Form):
    choice = forms.ChoiceField(
        label=_("Your vote"), widget=forms.RadioSelect,
        choices=[each for each in Choice.choices if each[0] != Choice.RECUSED],
    )  # fmt: skip
    opinion = forms.CharField(
        label=_("Dissenting opinion"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Goes into the protocol word for word."),
    )  # fmt: skip

    def __init__(self, *args: Any, secret: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if secret:
            del self.fields["opinion"]


class PaperTemplateForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind of paper"))
    file = forms.FileField(label=_("DOCX with names in double braces"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = [(kind.key, kind.label) for kind in KINDS.values()]  # type: ignore[attr-defined]
