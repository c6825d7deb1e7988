"""Forms of the plan-schedule."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from .fields import DayField


class StageForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Stage"), max_length=200)
    result = forms.CharField(
        label=pgettext_lazy("stage", "Result"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("What is handed over at its end: drawings, an act, a batch"),
    )
    responsible = forms.ChoiceField(label=gettext_lazy("Responsible"))
    start = DayField(label=gettext_lazy("Beginning"))
    end = DayField(label=gettext_lazy("End"))
    after = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Begins after"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Stages that must have ended by then"),
    )

    def __init__(self, *args: Any, people: Iterable[Any], stages: Iterable[Mapping[str, Any]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {str(each.pk): each for each in people}
        self.fields["responsible"].choices = [(key, str(each)) for key, each in self.people.items()]  # type: ignore[attr-defined]
        waits = [(row["position"], f"{row['position']}. {row['name']}") for row in stages]
        if waits:
            self.fields["after"].choices = waits  # type: ignore[attr-defined]
        else:
            del self.fields["after"]

    def clean_responsible(self) -> Any:
        return self.people[self.cleaned_data["responsible"]]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        start, end = data.get("start"), data.get("end")
        if start and end and end < start:
            self.add_error("end", _("The end is earlier than the beginning."))
        return data


class DoneForm(forms.Form):
    """An empty day takes the mark away."""

    on = DayField(label=gettext_lazy("Done on"), required=False)
