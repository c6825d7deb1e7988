"""The order, the money, the rules and the days of a draft or of an amendment."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from svetovod.web.common import formatting
from svetovod.web.rulebook.selectors import act_get, editions_of
from svetovod.web.selection import bridge
from svetovod.web.selection.announcement.content import ACT
from svetovod.web.selection.enums import (
    Aggregation,
    Blindness,
    Distribution,
    LegalMode,
    Scoring,
    ThresholdUnit,
    TieRule,
)
from svetovod.web.selection.shares import is_direction

from .fields import MomentField, NumberField, typed

AREA = forms.Textarea(attrs={"rows": 2})
QUOTA = re.compile(r"(.+?)\s*:\s*(не более|не менее|at most|at least)\s+(.+)", re.IGNORECASE)
MOST_DOCUMENTS = 10
YEAR_PART = re.compile(r"(20\d\d)\s*[:—-]\s*(.+)")


class YearsField(forms.CharField):
    """Parts of the limit, one a line: `2026: 500 000 000`."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, dict):
            return "\n".join(f"{year}: {typed(Decimal(part))}" for year, part in sorted(value.items()))
        return value

    def clean(self, value: Any) -> dict[str, str]:
        found: dict[str, str] = {}
        amount = NumberField(low=Decimal("0.01"))
        for line in filter(None, (each.strip() for each in super().clean(value).splitlines())):
            match = YEAR_PART.fullmatch(line)
            if match is None or match[1] in found:
                raise forms.ValidationError(_("Write each year once on a line of its own: 2026: 500 000 000."))
            number = amount.clean(match[2]) or Decimal(0)
            found[match[1]] = format(number.normalize(), "f")
        return found


class EnvelopeField(forms.CharField):
    """Documents of an envelope, one a line, the compulsory with a plus: `+ Financial model`."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return "\n".join(f"+ {each['name']}" if each["required"] else str(each["name"]) for each in value)
        return value

    def clean(self, value: Any) -> list[dict[str, Any]]:
        lines = [each.strip() for each in super().clean(value).splitlines() if each.strip(" +")]
        found = [{"name": each.lstrip("+ "), "required": each.startswith("+")} for each in lines]
        names = [each["name"] for each in found]
        if len(found) > MOST_DOCUMENTS or len(set(names)) < len(names) or any(len(name) > 120 for name in names):
            raise forms.ValidationError(
                _("At most %(most)d documents, each named once, in at most 120 signs.") % {"most": MOST_DOCUMENTS}
            )
        return found


class QuotasField(forms.CharField):
    """Quotas, one a line: a region or the beginning of a code of OKPD2, a colon, `not more` or `not less`, the sum."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        words = {"at_most": "не более", "at_least": "не менее"}
        return "\n".join(
            f"{bridge.region_name(quota['name'], 'ru')}: {word} {typed(Decimal(quota[key]))}"
            for quota in value
            for key, word in words.items()
            if quota.get(key) is not None
        )

    def clean(self, value: Any) -> list[dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        amount = NumberField()
        for line in filter(None, (each.strip() for each in super().clean(value).splitlines())):
            match = QUOTA.fullmatch(line)
            named = match[1].upper().removeprefix("ОКПД2").removeprefix("OKPD2").strip() if match else ""
            region = named if is_direction(named) else bridge.region_code(match[1]) if match else ""
            if match is None or not region:
                raise forms.ValidationError(
                    _("Not understood: “%(line)s”. Write: region or OKPD2 code, colon, “at most” or “at least”, sum."),
                    params={"line": line},
                )
            key = "at_most" if match[2].lower() in ("не более", "at most") else "at_least"
            quota = found.setdefault(region, {"name": region, "at_most": None, "at_least": None})
            quota[key] = format(amount.clean(match[3]) or Decimal(0), ".2f")
        return list(found.values())


def edition_in_force(on: date) -> str:
    """What a new draft begins with: the newest edition of that day, as the choice of the form names it."""
    known = [day for day in editions_of(act_get(ACT, None), None) if day <= on]
    return known[-1].isoformat() if known else ""


class TermsForm(forms.Form):
    """The order, the law, the money and the rules of judging."""

    use_required_attribute = False
    title = forms.CharField(label=_("Name of the selection"), max_length=300)
    expected = forms.CharField(
        label=_("Expected when, before the order"), max_length=120, required=False,
        help_text=_("For your own list, for example: first quarter of 2026."),
    )  # fmt: skip
    legal_mode = forms.ChoiceField(label=_("Legal mode"), choices=LegalMode.choices, widget=forms.RadioSelect)
    order_text = forms.CharField(
        label=_("Order: whose, number and date"), max_length=400, required=False, widget=AREA,
        help_text=_("As it is signed, for example: Order of the ministry of 1 March 2026, No. 123."),
    )  # fmt: skip
    edition = forms.TypedChoiceField(label=_("Rules of PP 41 in the edition of"), required=False, empty_value=None)
    limit = NumberField(label=_("Money to distribute, RUB"), required=False)
    years = YearsField(
        label=_("By year"), required=False, max_length=1000,
        help_text=_("One year a line: 2026: 500 000 000. Empty where the order does not divide the limit."),
    )  # fmt: skip
    per_project = NumberField(label=_("At most for one project, RUB"), required=False, low=Decimal("0.01"))
    per_project_least = NumberField(label=_("Least request for one project, RUB"), required=False, low=Decimal("0.01"))
    scoring = forms.ChoiceField(
        label=_("What a score is"), choices=Scoring.choices, widget=forms.RadioSelect, required=False
    )
    threshold = NumberField(
        label=_("Passing score"), required=False, high=Decimal("999.99"),
        help_text=_("For example 60: with less an application gets nothing, however much money is left."),
    )  # fmt: skip
    threshold_unit = forms.ChoiceField(
        label=_("Passing score is given in"), choices=ThresholdUnit.choices, widget=forms.RadioSelect, required=False
    )
    sheets_needed = forms.IntegerField(
        label=_("Sheets without which there is no place"), min_value=0, max_value=20, required=False,
        help_text=_("Empty or 0: one sheet is enough."),
    )  # fmt: skip
    winners = forms.IntegerField(
        label=_("Winners at most"), min_value=1, max_value=1000, required=False,
        help_text=_("Empty: as many as the money is enough for."),
    )  # fmt: skip
    distribution = forms.ChoiceField(
        label=_("How money is distributed"), choices=Distribution.choices, widget=forms.RadioSelect
    )
    aggregation = forms.ChoiceField(
        label=_("How scores are joined"), choices=Aggregation.choices, widget=forms.RadioSelect, required=False,
        help_text=_("Of 60, 70 and 95 the mean is 75; the median is 70, and so is the mean without the extremes."),
    )  # fmt: skip
    ties = forms.ChoiceField(
        label=_("Equal scores"), choices=TieRule.choices, widget=forms.RadioSelect, required=False,
        help_text=_("It is announced with the selection, before anybody knows the scores."),
    )  # fmt: skip
    quotas = QuotasField(
        label=_("Quotas of regions and directions"), required=False, max_length=4000,
        help_text=_("One a line: region or first digits of an OKPD2 code, colon, “at most” or “at least”, sum."),
    )  # fmt: skip
    reserve_until = forms.DateField(
        label=_("Reserve list is valid until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    experts_needed = forms.IntegerField(label=_("Experts for one application"), min_value=1, max_value=20)
    quorum = forms.IntegerField(
        label=_("Quorum of the commission, per cent"), min_value=1, max_value=100,
        help_text=_("For example 50: of nine members five vote. Who withdraws for a conflict does not count."),
    )  # fmt: skip
    appeal_days = forms.IntegerField(
        label=_("Appeals after the publication, days"), min_value=0, max_value=365, required=False
    )
    appeal_working = forms.BooleanField(label=_("The term of appeals is in working days"), required=False)
    prolong_days = forms.IntegerField(
        label=_("After an amendment the intake goes on for at least, days"), min_value=0, max_value=365, required=False,
        help_text=_("As the order says; empty where it says nothing."),
    )  # fmt: skip

    questions_days = forms.IntegerField(
        label=_("Questions are taken until so many days before the end of the intake"), min_value=0, max_value=365,
        required=False, help_text=_("Empty: until the end."),
    )  # fmt: skip
    sealed_intake = forms.BooleanField(
        label=_("Applications stay sealed until the intake is closed"), required=False,
        help_text=_("Until then nobody but the applicant reads them: not the secretary, not the auditor."),
    )  # fmt: skip

    unsealed_days = forms.IntegerField(
        label=_("Sealed applications are opened so many working days before the end of the intake"), min_value=0,
        max_value=60, required=False, help_text=_("Empty: when the intake is closed."),
    )  # fmt: skip
    return_days = forms.IntegerField(
        label=_("An application is returned for correction for at most, days"), min_value=0, max_value=365,
        required=False, help_text=_("0: nothing is returned. Empty: for the term named with the return."),
    )  # fmt: skip
    spread = NumberField(
        label=_("Experts give a second opinion where their totals differ by more than, points of 100"), required=False,
        low=Decimal("0.01"), high=Decimal(100), help_text=_("Empty: no second opinions."),
    )  # fmt: skip
    check_officers = forms.TypedChoiceField(
        label=_("Formal check of each application"), coerce=int, initial=2, widget=forms.RadioSelect, required=False,
        empty_value=None,
        choices=[(2, _("by two persons, apart from one another")), (1, _("by one person"))],
    )  # fmt: skip
    blindness = forms.ChoiceField(
        label=_("Anonymity"), choices=Blindness.choices, widget=forms.RadioSelect, required=False,
    )  # fmt: skip

    key_needed = forms.IntegerField(
        label=_("Key of the score sheets: codes of how many holders open them"), min_value=0, max_value=15,
        required=False,
        help_text=_(
            "0: the server keeps the key. From 2: the key is nowhere until the opening; holders in the commission, "
            "named after the announcement, keep codes on paper, and with fewer codes nobody opens a sheet."
        ),
    )  # fmt: skip

    envelope = EnvelopeField(
        label=_("Documents of a sealed envelope, one a line"), max_length=2000, required=False,
        help_text=_(
            "Closed as they are put in: nobody reads them before the opening after the intake, not even the applicant. "
            "A plus before a line makes the document compulsory: + Financial model. Empty: there is no envelope."
        ),
    )  # fmt: skip
    envelope_needed = forms.IntegerField(
        label=_("Key of the envelopes: codes of how many holders open them"), min_value=0, max_value=15, required=False,
        help_text=_("0: the server keeps the key. From 2: as for the score sheets, with codes of its own."),
    )  # fmt: skip

    def __init__(self, *args: Any, only: Sequence[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        days = editions_of(act_get(ACT, None), None)
        field: Any = self.fields["edition"]
        field.choices = [("", "—"), *((day.isoformat(), formatting.day(day)) for day in reversed(days))]
        field.coerce = {day.isoformat(): day for day in days}.get
        for name in list(self.fields):
            if only and name not in only:
                del self.fields[name]

    def clean_aggregation(self) -> str:
        return self.cleaned_data["aggregation"] or Aggregation.MEAN

    def clean_ties(self) -> str:
        return self.cleaned_data["ties"] or TieRule.REGISTERED_AT

    def clean_scoring(self) -> str:
        return self.cleaned_data["scoring"] or Scoring.WEIGHTS

    def clean_threshold_unit(self) -> str:
        return self.cleaned_data["threshold_unit"] or ThresholdUnit.POINTS

    def clean_sheets_needed(self) -> int:
        return self.cleaned_data["sheets_needed"] or 0

    def clean_check_officers(self) -> int:
        return self.cleaned_data["check_officers"] or self.fields["check_officers"].initial

    def clean_blindness(self) -> str:
        return self.cleaned_data["blindness"] or Blindness.SINGLE

    def clean_key_needed(self) -> int:
        needed = int(self.cleaned_data["key_needed"] or 0)
        if needed == 1:
            raise forms.ValidationError(_("One holder alone would be no split key: 0, or from 2."))
        return needed

    def clean_envelope_needed(self) -> int:
        needed = int(self.cleaned_data["envelope_needed"] or 0)
        if needed == 1:
            raise forms.ValidationError(_("One holder alone would be no split key: 0, or from 2."))
        return needed

    def clean_limit(self) -> Decimal:
        return self.cleaned_data["limit"] or Decimal(0)


class DatesForm(forms.Form):
    use_required_attribute = False
    opens_at = MomentField(label=_("Intake from, Moscow time"))
    closes_at = MomentField(label=_("Intake until, Moscow time"))
    scoring_until = MomentField(label=_("Experts score until, Moscow time"))
    opening_at = MomentField(label=_("Scores are opened, Moscow time"))
    sitting_at = MomentField(label=_("Sitting of the commission, Moscow time"))
    publishing_at = MomentField(label=_("Result is published, Moscow time"))

    def __init__(self, *args: Any, only: Sequence[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        for name in list(self.fields):
            if only and name not in only:
                del self.fields[name]
