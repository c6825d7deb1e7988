"""What the navigator asks: who, for what, where, how far the cluster and the project are."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from svetovod.web.common.fields import DayField
from svetovod.web.registry import selectors as registry
from svetovod.web.support import phrases, selectors

UNSAID = ("", _("not said"))
YES_NO = (UNSAID, ("yes", _("yes")), ("no", _("no, not yet")))
SAID = {"yes": True, "no": False}


class NavigatorForm(forms.Form):
    """Every question may stay unanswered."""

    who = forms.MultipleChoiceField(label=_("Who are you"), choices=list(phrases.WHO.items()), required=False,
                                    widget=forms.CheckboxSelectMultiple)  # fmt: skip
    costs = forms.MultipleChoiceField(label=_("For which costs"), required=False, widget=forms.CheckboxSelectMultiple)
    region = forms.ChoiceField(label=_("Region"), required=False)
    registered = forms.ChoiceField(label=_("The cluster is in the ministry's registry"), choices=YES_NO, required=False)
    joint_project = forms.ChoiceField(label=_("There is a joint project with other participants"), choices=YES_NO,
                                      required=False)  # fmt: skip
    on = DayField(label=_("As of"), required=False, error_messages={"invalid": _("Write a day: 24.06.2021.")})

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.fields["costs"].choices = phrases.costs()  # type: ignore[attr-defined]
        self.fields["region"].choices = [UNSAID, *registry.region_choices()]  # type: ignore[attr-defined]
        self.fields["on"].initial = today

    def question(self) -> Any:
        given = self.cleaned_data
        return selectors.question(
            on=given["on"] or self.today,
            who=frozenset(given["who"]),
            costs=frozenset(given["costs"]),
            region=given["region"] or None,
            registered=SAID.get(given["registered"]),
            joint_project=SAID.get(given["joint_project"]),
        )
