"""Forms of what comes after the award: the agreement, facts of a half-year, a request to lower a value."""

from collections.abc import Container, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from svetovod.web.common.fields import MoneyField, PercentField
from svetovod.web.common.templatetags.ui import said
from svetovod.web.projects import phrases

from .fields import DayField


class AgreementForm(forms.Form):
    number = forms.CharField(label=gettext_lazy("Number of the agreement"), max_length=60)
    signed_on = DayField(label=gettext_lazy("Day of signing"))
    amount = MoneyField(label=gettext_lazy("Subsidy by the agreement, RUB"), min_value=Decimal("0.01"))
    report_days = forms.IntegerField(
        label=gettext_lazy("Days for a report"),
        min_value=1,
        max_value=365,
        help_text=gettext_lazy("Calendar days after the end of a half-year, as the agreement says"),
    )

    def __init__(self, *args: Any, kept: bool, **options: Any) -> None:
        """`kept`: a selection keeps the agreement, and its number, day and sum are asked of nobody here."""
        super().__init__(*args, **options)
        if kept:
            for name in ("number", "signed_on", "amount"):
                del self.fields[name]


class FactsForm(forms.Form):
    """A field for each indicator planned for the half-year, named `f-<indicator>`."""

    evidence = forms.CharField(
        label=gettext_lazy("What proves it"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Reports, registers, waybills: name and number"),
    )

    def __init__(self, *args: Any, lines: Sequence[Any], period: str, **options: Any) -> None:
        super().__init__(*args, **options)
        own: dict[str, forms.Field] = {}
        for line in lines:
            point = next((each for each in line.points if each.period == period), None)
            if point is None:
                continue
            hint = _("Plan: %(plan)s") % {"plan": phrases.plain_number(point.plan)}
            fact = None if point.fact is None else phrases.plain_number(point.fact).replace("\u00a0", "")
            own[f"f-{line.row.pk}"] = MoneyField(
                label=said(f"{line.row.name}, {line.row.unit}"), help_text=hint, initial=fact, min_value=Decimal(0)
            )
        self.fields = own | self.fields

    def facts(self) -> dict[int, Decimal]:
        return {int(name[2:]): value for name, value in self.cleaned_data.items() if name.startswith("f-")}


class LoweringForm(forms.Form):
    """`value` is `<indicator>:<half-year>` among those in force, asked and not told yet."""

    value = forms.ChoiceField(label=gettext_lazy("Which value"))
    wanted = MoneyField(label=gettext_lazy("Lower it to"), min_value=Decimal(0))
    reason = forms.CharField(
        label=gettext_lazy("Why it cannot be reached"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, lines: Sequence[Any], asked: Container[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["value"].choices = [  # type: ignore[attr-defined]
            (
                f"{line.row.pk}:{point.period}",
                _("%(name)s, %(period)s: %(plan)s %(unit)s")
                % {
                    "name": line.row.name, "period": phrases.half_year_short(point.period),
                    "plan": phrases.plain_number(point.plan), "unit": line.row.unit,
                },
            )
            for line in lines for point in line.points if point.fact is None and point.period in asked
        ]  # fmt: skip


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(choices=[("granted", "granted"), ("refused", "refused")])
    paper = forms.CharField(label=gettext_lazy("Paper of the decision"), max_length=200)


class RiskForm(forms.Form):
    """By how much one indicator falls, and what was reached of each: shares in per cent."""

    fall = PercentField(label=gettext_lazy("An indicator falls by, %"), decimal_places=1, required=False)

    def __init__(self, *args: Any, indicators: Sequence[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        for row in indicators:
            self.fields[self.name_of(row)] = PercentField(
                label=mark_safe(_("%(name)s: reached, %% of the plan") % {"name": said(row["name"])}),
                max_value=Decimal(1000), decimal_places=1, required=False, initial=100,
            )  # fmt: skip

    @staticmethod
    def name_of(row: Any) -> str:
        return f"r-{row['key']}"

    def asked(self, name: str) -> Decimal | None:
        value: Decimal | None = self.cleaned_data.get(name) if self.is_bound else None
        return value
