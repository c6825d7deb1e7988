"""What is typed after a session: a task, how it stands, the survey."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svetovod.web.common.fields import AddressField
from svetovod.web.registry import selectors as registry

from .enums import SurveyQuestion
from .plan_forms import EMPTY, day_field

MARKS = [
    ("", _("no opinion")), ("5", pgettext_lazy("mark", "5, very good")), ("4", pgettext_lazy("mark", "4, good")),
    ("3", pgettext_lazy("mark", "3, middling")), ("2", pgettext_lazy("mark", "2, poor")),
    ("1", pgettext_lazy("mark", "1, very poor")),
]  # fmt: skip
AGAIN = [("", _("no opinion")), ("yes", _("yes")), ("no", _("no"))]


class TaskForm(forms.Form):
    text = forms.CharField(label=_("What is to be done"), max_length=500, widget=forms.Textarea({"rows": 2}))
    who = forms.CharField(label=_("Who does it"), max_length=200, help_text=_("A body or an office."))
    region = forms.ChoiceField(label=_("Region"), required=False)
    email = AddressField(label=_("E-mail for the extract"), required=False)
    due = day_field(_("To be done by"))

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["region"].choices = [EMPTY, *registry.region_choices()]  # type: ignore[attr-defined]


class TaskAnswerForm(forms.Form):
    answer = forms.CharField(label=_("How it stands"), max_length=2000, widget=forms.Textarea({"rows": 2}))
    done = forms.BooleanField(label=_("It is done"), required=False)


class SurveyForm(forms.Form):
    again = forms.ChoiceField(label=_("Would you come to the next session?"), choices=AGAIN, required=False)
    useful = forms.CharField(label=_("What was of most use"), max_length=500, required=False,
                             widget=forms.Textarea({"rows": 2}))  # fmt: skip
    lacking = forms.CharField(
        label=_("What was lacking"), max_length=500, required=False, widget=forms.Textarea({"rows": 2}),
        help_text=_("The organiser reads it without your name: write nothing by which you are known."),
    )  # fmt: skip
    field_order = [*SurveyQuestion.values, "again", "useful", "lacking"]

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        for question in SurveyQuestion:
            self.fields[question] = forms.ChoiceField(label=question.label, choices=MARKS, required=False)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not any(data.values()):
            raise forms.ValidationError(_("Nothing is marked yet: give at least one mark or one line."))
        return data

    def answers(self) -> dict[str, Any]:
        data = self.cleaned_data
        marks = {each.value: int(data[each]) for each in SurveyQuestion if data[each]}
        again = {"yes": True, "no": False}.get(data["again"])
        return {"marks": marks, "again": again, "useful": data["useful"], "lacking": data["lacking"]}
