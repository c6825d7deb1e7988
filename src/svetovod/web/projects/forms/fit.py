"""Forms of the functional map: a product or a purchase with its place, a request for a change and its answer."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from svetovod.web.projects import bridge
from svetovod.web.projects.enums import ChangeState, FitPart, FitWhat

Choices = Sequence[tuple[str, str]]


class FitForm(forms.Form):
    """An empty place or measure says that the line stands nowhere yet."""

    what = forms.ChoiceField(label=_("What stands on the map"), choices=FitWhat.choices)
    name = forms.CharField(label=_("Product or purchase"), max_length=200)
    okpd2 = forms.CharField(
        label=_("Code by OKPD2"), max_length=12, help_text=_("As in the classifier, for example 27.31.12")
    )
    place = forms.ChoiceField(label=_("Place on the functional map"), required=False)
    measure = forms.ChoiceField(label=_("Measure of the programme"), required=False)

    def __init__(self, *args: Any, places: Choices, measures: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["place"].choices = [("", _("off the map")), *places]  # type: ignore[attr-defined]
        self.fields["measure"].choices = [("", _("in no measure")), *measures]  # type: ignore[attr-defined]

    def clean_okpd2(self) -> str:
        code: str = self.cleaned_data["okpd2"].strip()
        if not bridge.okpd2_exists(code):
            raise ValidationError(_("There is no such code in OKPD2: find it on the page of the product."))
        return code


class AskForm(forms.Form):
    part = forms.ChoiceField(label=_("What should be changed"), choices=FitPart.choices)
    text = forms.CharField(label=_("What and why"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class ChangeForm(forms.Form):
    state = forms.ChoiceField(choices=[(each, ChangeState(each).label) for each in ("done", "declined")])
    answer = forms.CharField(
        label=_("Answer to the initiator"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
