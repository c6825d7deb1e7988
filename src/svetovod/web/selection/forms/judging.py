"""Forms of those who apply, check, score and vote."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.enums import Role
from svetovod.web.common.fields import AddressField, UploadField
from svetovod.web.projects.enums import Section, Severity
from svetovod.web.selection.enums import LONGEST_GROUND, LONGEST_REMARK, MOST_REMARKS, CheckAnswer, Choice, PlanWay
from svetovod.web.selection.models import Criterion
from svetovod.web.selection.phrases import CHECKLIST, DAY_OFF, least_means

from .fields import NumberField


class ApplicationForm(forms.Form):
    requested = NumberField(
        label=_("Subsidy requested, RUB"), low=Decimal("0.01"),
        help_text=_("Not more than the calculation gives: a share of the costs that count, up to the limit. For "
                    "example 45,000,000."),
    )  # fmt: skip
    minimum = NumberField(label=_("Least acceptable subsidy, RUB"), low=Decimal("0.01"), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, distribution: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["minimum"].help_text = least_means(distribution)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        requested, minimum = data.get("requested"), data.get("minimum")
        if requested and minimum and minimum > requested:
            self.add_error("minimum", _("It cannot be more than the subsidy requested."))
        return data


class OfficialForm(forms.Form):
    number = forms.CharField(label=_("Official registration number"), max_length=80)
    filed_at = forms.DateTimeField(
        label=_("Filed at, Moscow time"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )


class CheckForm(forms.Form):
    """The checklist: an answer and a comment per item, beside it what the calculation says (`suggestions`)."""

    def __init__(self, *args: Any, suggestions: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suggestions = suggestions
        for key, (label, _source) in CHECKLIST.items():
            self.fields[f"{key}.answer"] = forms.ChoiceField(
                label=label, choices=CheckAnswer.choices, widget=forms.RadioSelect, initial=CheckAnswer.NONE
            )
            self.fields[f"{key}.comment"] = forms.CharField(label=_("What does not conform"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for key in CHECKLIST:
            if data.get(f"{key}.answer") == CheckAnswer.NO and not data.get(f"{key}.comment", "").strip():
                self.add_error(f"{key}.comment", _("Say what does not conform: the applicant reads it."))
        return data

    def items(self) -> list[tuple[Any, Any, str, Any]]:
        """Answer field, comment field, source, suggestion."""
        return [
            (self[f"{key}.answer"], self[f"{key}.comment"], source, self.suggestions.get(key))
            for key, (_l, source) in CHECKLIST.items()
        ]

    def answers(self) -> dict[str, tuple[str, str]]:
        data = self.cleaned_data
        return {key: (data[f"{key}.answer"], data[f"{key}.comment"]) for key in CHECKLIST}


class SettleForm(forms.Form):
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    answer = forms.ChoiceField(
        label=_("What it comes to"), choices=[c for c in CheckAnswer.choices if c[0] != CheckAnswer.NONE],
        widget=forms.RadioSelect,
    )  # fmt: skip
    ground = forms.CharField(label=_("On what ground"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class ReturnForm(forms.Form):
    reason = forms.CharField(label=_("What to correct"), widget=forms.Textarea(attrs={"rows": 3}))
    until = forms.DateTimeField(
        label=_("Until, Moscow time"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}), help_text=DAY_OFF
    )


class ScoreForm(forms.Form):
    """A score per criterion with its ground, and remarks for the team.

    A draft may be incomplete; what is typed must be in range.
    `texts` are (key, title) of the texts of the application, `begun` the remarks kept: there is a blank one after them.
    """

    use_required_attribute = False
    comment = forms.CharField(
        label=_("Grounds for the scores"), required=False, widget=forms.Textarea(attrs={"rows": 4}), max_length=4000
    )

    def __init__(
        self, *args: Any, criteria: Iterable[Criterion], texts: Sequence[tuple[str, str]] = (),
        begun: Sequence[Mapping[str, str]] = (), **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.criteria = list(criteria)
        self.places = range(1, min(len(begun) + 1, MOST_REMARKS) + 1)
        parts: list[tuple[str, Any]] = [choice for choice in Section.choices if choice[0] != Section.TEXTS]
        parts += [(f"{Section.TEXTS}:{key}", title) for key, title in texts]
        for place in self.places:
            kept = begun[place - 1] if place <= len(begun) else {}
            about = ":".join(filter(None, (kept.get("section"), kept.get("place"))))
            self.fields[f"remark.{place}.section"] = forms.ChoiceField(
                label=_("What it is about"), choices=parts, initial=about, required=False
            )
            self.fields[f"remark.{place}.severity"] = forms.ChoiceField(
                label=_("How much it matters"), choices=Severity.choices, required=False,
                initial=kept.get("severity", Severity.IMPORTANT),
            )  # fmt: skip
            self.fields[f"remark.{place}.text"] = forms.CharField(
                label=_("What should be mended"), max_length=LONGEST_REMARK, required=False, initial=kept.get("text"),
                widget=forms.Textarea(attrs={"rows": 3}),
            )  # fmt: skip
        for criterion in self.criteria:
            self.fields[f"score.{criterion.code}"] = NumberField(
                label=criterion.name, high=criterion.maximum, required=False
            )
            self.fields[f"score.{criterion.code}"].widget.attrs["data-most"] = str(criterion.maximum)
            self.fields[f"ground.{criterion.code}"] = forms.CharField(
                label=_("Ground of the score for %(code)s") % {"code": criterion.code}, required=False,
                max_length=LONGEST_GROUND,
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip

    def rows(self) -> list[tuple[Criterion, Any, Any]]:
        """Criterion, field of the score, field of its ground."""
        return [(c, self[f"score.{c.code}"], self[f"ground.{c.code}"]) for c in self.criteria]

    def scores(self) -> dict[str, Decimal]:
        """What could be read, also of a form with errors elsewhere."""
        found = {c.code: self.cleaned_data.get(f"score.{c.code}") for c in self.criteria}
        return {code: value for code, value in found.items() if value is not None}

    def grounds(self) -> dict[str, str]:
        return {c.code: self.cleaned_data.get(f"ground.{c.code}") or "" for c in self.criteria}

    def remark_fields(self) -> list[tuple[int, Any, Any, Any]]:
        return [
            (place, self[f"remark.{place}.section"], self[f"remark.{place}.severity"], self[f"remark.{place}.text"])
            for place in self.places
        ]

    def remarks(self) -> list[dict[str, str]]:
        """Those with a text; one whose text was emptied is gone."""
        found = []
        for place in self.places:
            given = {name: self.cleaned_data.get(f"remark.{place}.{name}") or "" for name in _OF_REMARK}
            section, _colon, key = given["section"].partition(":")
            if given["text"].strip() and section:
                found.append({**given, "section": section, "place": key})
        return found

    def require_whole(self) -> bool:
        """Marks the criteria without a score; True when none is missing."""
        for _criterion, field, _ground in self.rows():
            if not field.errors and self.cleaned_data.get(field.name) is None:
                self.add_error(field.name, _("Score this criterion."))
        return not self.errors


_OF_REMARK = ("section", "severity", "text")


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("Your own note"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Encrypted; nobody but you reads it, before the opening or after."),
    )  # fmt: skip


class ScoreFileForm(forms.Form):
    workbook = UploadField(
        label=_("The filled score form, XLSX"), accept=".xlsx",
        error_messages={"required": _("Choose the file of the form.")},
    )  # fmt: skip


class ScanForm(forms.Form):
    scan = forms.FileField(
        label=_("Scan of the sheet"), help_text=_("PDF, PNG or JPEG, at most 10 MB. It is encrypted at once."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
        error_messages={"required": _("Choose the file of the scan."), "empty": _("The file is empty.")},
    )  # fmt: skip


class ReadingForm(ScoreForm):
    """What one reads in a scan."""

    no_conflict = forms.BooleanField(
        label=_("In the scan the expert has stated that there is no conflict, and has signed"),
        error_messages={"required": _("Without it scores are not taken: the expert declares the conflict.")},
    )


class SubstituteForm(forms.Form):
    role = forms.ChoiceField(
        choices=[(role, role.label) for role in (Role.SECRETARY, Role.CHAIR)], widget=forms.HiddenInput
    )
    email = AddressField(label=_("E-mail address of the substitute"))


class VoteForm(forms.Form):
    choice = forms.ChoiceField(label=_("Your vote"), choices=Choice.choices, widget=forms.RadioSelect)
    conflict = forms.CharField(
        label=_("Conflict of interest"), required=False, max_length=500,
        help_text=_("If there is one, say which and withdraw: the vote is not counted."),
    )  # fmt: skip
    opinion = forms.CharField(
        label=_("Special opinion"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Goes into the protocol word for word."),
    )  # fmt: skip


class PlanForm(forms.Form):
    """By what a proposal of panels is made."""

    way = forms.ChoiceField(
        label=_("By what"), choices=PlanWay.choices, initial=PlanWay.TOTAL, widget=forms.RadioSelect
    )
    most_likely = NumberField(
        label=_("A draw: at most so likely is any pair"), required=False, low=Decimal("0.05"), high=Decimal(1),
        help_text=_("From 0.05 to 1; one half where it is empty. Only for a draw."),
    )  # fmt: skip
