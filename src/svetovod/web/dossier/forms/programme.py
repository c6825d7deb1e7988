"""The development programme: years, goals, measures, indicators, plan and fact of each period."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from svetovod.web.common.fields import DayField, UploadField, plain_number, shown_number
from svetovod.web.dossier.enums import Better, Step

from .participation import NO_DAY

FIRST_YEAR, LAST_YEAR = 2015, 2060


class NumberField(forms.DecimalField):
    """A value as people type it: spaces between thousands and a comma."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    default_error_messages = {"invalid": _("Write a number, for example 1 234,5.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(max_digits=18, decimal_places=2, required=False, **options)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = plain_number(value)
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        return shown_number(f"{value.normalize():f}") if isinstance(value, Decimal) else value


def _year(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=FIRST_YEAR, max_value=LAST_YEAR)


class YearsForm(forms.Form):
    first_year = _year(_("First year"))
    last_year = _year(_("Last year"))


class ApproveForm(forms.Form):
    number = forms.CharField(label=_("Number of the paper"), max_length=60)
    on = DayField(label=_("Approved on"), error_messages=NO_DAY)
    approved_by = forms.CharField(
        label=_("Approved by"), max_length=300, help_text=_("for example: council of the cluster")
    )


class GoalForm(forms.Form):
    text = forms.CharField(label=_("Goal"), max_length=300)


class MeasureForm(forms.Form):
    number = forms.CharField(label=_("Number of the measure"), max_length=12, help_text=_("for example: 1.2"))
    name = forms.CharField(label=_("Measure of the programme"), max_length=300)
    due_on = DayField(label=_("Due on"), error_messages=NO_DAY)
    responsible = forms.TypedChoiceField(label=_("Responsible"), coerce=int)
    goal = forms.TypedChoiceField(label=_("Goal"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, people: list[tuple[int, str]], goals: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["responsible"].choices = people  # type: ignore[attr-defined]
        self.fields["goal"].choices = [("", "—"), *goals]  # type: ignore[attr-defined]


class DoneForm(forms.Form):
    """What is told of a measure, in the version in force too."""

    on = DayField(label=_("Carried out on"), required=False, help_text=_("empty: not done yet"), error_messages=NO_DAY)
    result = forms.CharField(label=_("Result of the measure"), max_length=300, required=False)
    project = forms.CharField(
        label=_("Code of the joint project"), max_length=40, required=False,
        help_text=_("where the measure speaks of a project: its page then names this line"),
    )  # fmt: skip


class IndicatorForm(forms.Form):
    name = forms.CharField(label=_("Indicator"), max_length=200)
    unit = forms.CharField(label=_("Unit"), max_length=40)
    step = forms.ChoiceField(label=_("How often"), choices=Step.choices)
    better = forms.ChoiceField(
        label=_("What is better"), choices=Better.choices,
        help_text=_("More, for example, of output and jobs; less of imported parts. Deviations are marked by it."),
    )  # fmt: skip
    baseline = NumberField(
        label=_("Starting value"),
        help_text=_("Of the last year before the programme, from the same report as the facts will be."),
    )  # fmt: skip
    baseline_year = forms.IntegerField(
        label=_("Year of the starting value"), required=False, min_value=FIRST_YEAR - 10, max_value=LAST_YEAR
    )


class SheetForm(forms.Form):
    """A workbook of indicators on its way in."""

    file = UploadField(
        label=_("Workbook of indicators, XLSX"), accept=".xlsx",
        error_messages={
            "required": _("Choose an XLSX file."),
            "large": _("The file is larger than %(limit)d MB: leave only the sheet of indicators in it."),
        },
    )  # fmt: skip


class PointsForm(forms.Form):
    """Plan and fact of each period; plans only where `plans` is True."""

    def __init__(self, *args: Any, points: Any, plans: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.points, self.plans = points, plans
        for point in points:
            if plans:
                label = _("Plan, %(period)s") % {"period": point.said}
                self.fields[f"plan_{point.period}"] = NumberField(label=label, initial=point.plan)
            label = _("Fact, %(period)s") % {"period": point.said}
            self.fields[f"fact_{point.period}"] = NumberField(label=label, initial=point.fact)

    def rows(self) -> list[tuple[Any, Any, Any]]:
        """(point, field of the plan or None, field of the fact) for the table."""
        return [
            (point, self[f"plan_{point.period}"] if self.plans else None, self[f"fact_{point.period}"])
            for point in self.points
        ]

    def values(self) -> dict[str, tuple[Decimal | None, Decimal | None]]:
        typed = self.cleaned_data
        return {
            point.period: (typed.get(f"plan_{point.period}", point.plan), typed[f"fact_{point.period}"])
            for point in self.points
        }
