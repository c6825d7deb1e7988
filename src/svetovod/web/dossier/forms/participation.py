"""Joining, leaving, agreements and the days before which nothing is dated."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from svetovod.web.common.fields import DayField
from svetovod.web.registry import selectors as registry
from svetovod.web.registry.enums import MemberRole
from svetovod.web.registry.selectors import typed_inn, valid_inn

GROUND = _("for example: minutes of the council No. 4 of 1 March 2021")
NO_DAY = {"invalid": _("Write a day: 24.06.2021."), "required": _("Write the day.")}


def _ground() -> forms.CharField:
    return forms.CharField(label=_("Ground: the paper"), max_length=300, help_text=GROUND)


class GroundForm(forms.Form):
    """A day and the paper that sets it."""

    on = DayField(label=_("Day"), error_messages=NO_DAY)
    ground = _ground()


class JoinForm(forms.Form):
    inn = forms.CharField(
        label=_("INN"), max_length=24, widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    )
    role = forms.ChoiceField(label=_("Role in the cluster"), choices=MemberRole.choices)
    on = DayField(label=_("Joined on"), error_messages=NO_DAY)
    ground = _ground()
    newcomer = forms.BooleanField(label=_("A newcomer without cooperation in the cluster yet"), required=False)

    def clean_inn(self) -> str:
        inn: str = typed_inn(self.cleaned_data["inn"])
        if not valid_inn(inn):
            raise forms.ValidationError(_("The INN has a wrong checksum: compare it with the register."))
        return inn


class PlaceForm(forms.Form):
    """By which of its places an enterprise takes part."""

    place = forms.TypedChoiceField(label=_("It takes part by"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, places: Iterable[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(row.pk, f"{row}, {row.kpp or '—'}, {registry.region_name(row.region)}") for row in places]
        self.fields["place"].choices = [("", _("the organisation as a whole")), *choices]  # type: ignore[attr-defined]


class FoundingForm(GroundForm):
    on = DayField(
        label=_("The cluster was founded on"), error_messages=NO_DAY,
        help_text=_("By the paper that founded it, not by the entry in the registry."),
    )  # fmt: skip


class RegisteredForm(forms.Form):
    on = DayField(
        label=_("Registered as a legal entity on"), help_text=_("as the state register says"), error_messages=NO_DAY
    )


class AgreementForm(forms.Form):
    number = forms.CharField(label=_("Number of the paper"), max_length=60)
    dated_on = DayField(label=_("Date"), error_messages=NO_DAY)
    valid_to = DayField(
        label=_("Valid until"), required=False, help_text=_("empty: without a term"), error_messages=NO_DAY
    )
    signed_with = forms.CharField(label=_("Signed with"), max_length=300)
