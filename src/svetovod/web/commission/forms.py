"""Forms of sittings, papers, appeals and awards."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svetovod.web.common.fields import AddressField, DayField
from svetovod.web.selection.enums import Choice
from svetovod.web.selection.forms.fields import LARGEST, NumberField
from svetovod.web.selection.phrases import DAY_OFF

from .enums import Form, ItemKind
from .papers import KINDS


def _moment(label: Any, **more: Any) -> forms.DateTimeField:
    return forms.DateTimeField(label=label, widget=forms.DateTimeInput(attrs={"type": "datetime-local"}), **more)


class SittingForm(forms.Form):
    form = forms.ChoiceField(label=_("How the commission sits"), choices=Form.choices)
    starts_at = _moment(_("Begins, Moscow time"))
    place = forms.CharField(label=_("Room, or address of the video call"), required=False, max_length=300)
    ballot_until = _moment(
        _("Ballots until, Moscow time"),
        required=False,
        help_text=format_lazy("{} {}", _("For a sitting in absentia: the term to vote."), DAY_OFF),
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
        label=_("Application"), queryset=None, required=False, empty_label="—"
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


class AppealForm(forms.Form):
    text = forms.CharField(
        label=_("What is wrong with the decision"), max_length=8000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Name the point of the order or the rule, and what shows it."),
    )  # fmt: skip
    asked = forms.CharField(
        label=_("What you ask for"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class JudgeForm(forms.Form):
    email = AddressField(label=_("E-mail address of the person"))


class UntilForm(forms.Form):
    until = _moment(_("Until, Moscow time"), help_text=DAY_OFF)


class ConsentForm(forms.Form):
    until = _moment(_("The answer is awaited until, Moscow time"), help_text=DAY_OFF)


class AppealVoteForm(forms.Form):
    uphold = forms.ChoiceField(
        label=_("Your vote"), widget=forms.RadioSelect,
        choices=[("yes", pgettext_lazy("appeal", "uphold")), ("no", pgettext_lazy("appeal", "do not uphold"))],
    )  # fmt: skip
    ground = forms.CharField(label=_("Ground"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))


class DecisionForm(forms.Form):
    decision = forms.CharField(
        label=_("Decision and its grounds"), max_length=8000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("The applicant reads it, and it is the ground of the new protocol."),
    )  # fmt: skip
    set_aside = forms.MultipleChoiceField(
        label=_("Sheets that are not counted"), required=False, widget=forms.CheckboxSelectMultiple
    )
    corrected = forms.CharField(
        label=_("Points that are right instead"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "A line each: code of the expert, code of the criterion, points. Of a computed criterion: its code, points."
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, experts: Any = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["set_aside"].choices = [(code, code) for code in experts]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(
        label=_("Your answer"), widget=forms.RadioSelect,
        choices=[("accept", pgettext_lazy("award", "I take it")), ("decline", pgettext_lazy("award", "I decline"))],
    )  # fmt: skip
    reason = forms.CharField(label=_("Why, if you decline"), required=False, max_length=2000)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("answer") == "decline" and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Say on what ground you decline the award."))
        return cleaned


YEARS_HELP = _("A line each: the year and the sum, for example 2022 4000000")


def _year(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) == 4


class YearsField(forms.CharField):
    """Lines `2022 4000000.00` as a mapping of the year to the sum."""

    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value: Any) -> dict[str, Decimal]:
        found: dict[str, Decimal] = {}
        for line in filter(str.strip, str(super().clean(value)).splitlines()):
            year, *rest = line.split()  # at a tabulator and at spaces that break no line, too, as they are pasted
            try:
                amount = Decimal("".join(rest).replace(",", "."))
            except InvalidOperation:
                amount = Decimal(-1)
            amount = amount if amount.is_finite() else Decimal(-1)
            if not _year(year) or year in found or not 0 <= amount < LARGEST or amount != round(amount, 2):
                raise forms.ValidationError(
                    _("“%(line)s”: write the year and the sum, each year once.") % {"line": line.strip()[:60]}
                )
            found[year] = amount
        return found


class AgreementForm(forms.Form):
    number = forms.CharField(label=_("Number of the agreement"), max_length=80)
    signed_on = DayField(label=_("Day of signing"))
    years = YearsField(label=_("Sums by year, RUB"), help_text=YEARS_HELP)
    purpose = forms.CharField(label=_("Purpose of the subsidy"), required=False, max_length=1000)
    budget_code = forms.CharField(label=_("Code of budget classification"), required=False, max_length=40)
    result = forms.CharField(label=_("Result of granting"), required=False, max_length=300)
    result_on = DayField(label=_("Result by the day"), required=False)
    account = forms.CharField(label=_("Treasury account"), required=False, max_length=20)


class AmendmentForm(forms.Form):
    signed_on = DayField(label=_("Day of signing"))
    years = YearsField(label=_("Sums by year, RUB"), help_text=YEARS_HELP)
    reason = forms.CharField(label=_("Why it is amended"), max_length=2000)


class AdditionalForm(forms.Form):
    """For one `appeal`, by its key; each stands on the page with ids of its own; `back_by` where money goes back."""

    appeal = forms.IntegerField(widget=forms.HiddenInput)
    years = YearsField(label=_("Sums by year, RUB"), help_text=YEARS_HELP)
    back_by = DayField(
        label=_("To be given back by"), required=False,
        help_text=_("No rule names this day: it is what the parties agree on."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("What the additional agreement changes"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )


class EndingForm(AdditionalForm):
    """The same where the count leaves nothing: no sums are named."""

    years = None  # type: ignore[assignment]  # as Django takes a field away
    reason = forms.CharField(
        label=_("On what ground the agreement is ended"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )


class ReplyForm(forms.Form):
    reply = forms.ChoiceField(
        label=_("Your answer"), widget=forms.RadioSelect,
        choices=[
            ("sign", pgettext_lazy("amendment", "I sign it")), ("no", pgettext_lazy("amendment", "I do not sign")),
        ],
    )  # fmt: skip
    reason = forms.CharField(label=_("Why, if you do not sign"), required=False, max_length=2000)


class DropForm(forms.Form):
    reason = forms.CharField(label=_("Why it is dropped"), max_length=2000)


class ClaimForm(forms.Form):
    year = forms.IntegerField(label=_("Year"), min_value=2015, max_value=2100)
    amount = NumberField(label=_("Sum, RUB"))
    evidence = forms.CharField(
        label=_("Documents that prove it"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    paper = forms.FileField(
        label=_("Evidence, a file"), required=False,
        help_text=_("PDF, PNG, JPEG, DOCX, XLSX or PPTX: what was paid, by which contract and act."),
    )  # fmt: skip


class ClawbackForm(forms.Form):
    amount = NumberField(label=_("Sum, RUB"))
    due_on = DayField(label=_("To be given back by"))
    ground = forms.CharField(label=_("Ground"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
