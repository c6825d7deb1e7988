"""Forms of experts: the profile, and a decision on a sign of a conflict."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from svetovod.web.registry.selectors import region_choices, typed_inn, valid_inn
from svetovod.web.selection.enums import SignKind, Speciality

LINES = forms.Textarea(attrs={"rows": 3})
CODE = re.compile(r"\d{2}(\.\d{1,2}){0,3}(\.\d{1,3})?")


class ListField(forms.CharField):
    """Values one a line or with commas between; each is looked at by `read`, which raises ValueError."""

    widget = LINES

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(self.shown(each) for each in value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[Any]:
        found: list[Any] = []
        for part in filter(None, (each.strip() for each in re.split(r"[\n,;]", super().clean(value)))):
            try:
                read = self.read(part)
            except ValueError as error:
                raise forms.ValidationError(self.wrong % {"value": part}, code="list.value") from error
            if read not in found:
                found.append(read)
        return found

    wrong: Any = ""

    def shown(self, value: Any) -> str:
        return str(value)

    def read(self, text: str) -> Any:
        return text


class CodesField(ListField):
    wrong = _("%(value)s is no code: write for example 27.31 or 27.31.12.")

    def read(self, text: str) -> str:
        if not CODE.fullmatch(text):
            raise ValueError(text)
        return text


class InnsField(ListField):
    wrong = _("%(value)s is no INN: check its digits.")

    def read(self, text: str) -> str:
        inn = typed_inn(text)
        if not valid_inn(inn):
            raise ValueError(text)
        return inn


class DaysField(ListField):
    """`01.07.2026 - 14.07.2026`."""

    wrong = _("%(value)s: write both days, for example 01.07.2026 - 14.07.2026.")

    def shown(self, value: Any) -> str:
        return " - ".join(f"{date.fromisoformat(day):%d.%m.%Y}" for day in value)

    def read(self, text: str) -> list[str]:
        days = [each.strip().split(".") for each in re.split(r"[-\u2013\u2014]", text)]
        first, last = (date(int(year), int(month), int(day)) for day, month, year in days)
        if last < first:
            raise ValueError(text)
        return [first.isoformat(), last.isoformat()]


class ProfileForm(forms.Form):
    use_required_attribute = False
    speciality = forms.ChoiceField(label=_("You judge as"), choices=Speciality.choices, widget=forms.RadioSelect)
    okpd2 = CodesField(
        label=_("Products you know, codes of OKPD2"), required=False, max_length=2000, help_text=_("One a line.")
    )
    okved2 = CodesField(
        label=_("Kinds of activity you know, codes of OKVED2"), required=False, max_length=2000,
        help_text=_("One a line."),
    )  # fmt: skip
    competence = forms.CharField(
        label=_("What else you know, in your own words"), required=False, max_length=4000, widget=LINES
    )
    region = forms.ChoiceField(label=_("Region you live in"), required=False)
    most = forms.IntegerField(label=_("Applications at once, at most"), min_value=1, max_value=200, initial=12)
    away = DaysField(
        label=_("Days you cannot judge"), required=False, max_length=1000,
        help_text=_("One stretch a line: 01.07.2026 - 14.07.2026."),
    )  # fmt: skip
    linked = InnsField(
        label=_("Organisations you founded, own or lead, INN"), required=False, max_length=1000,
        help_text=_("Also those of your family. You do not judge their applications."),
    )  # fmt: skip

    inn = forms.CharField(
        label=_("Your own INN"), required=False, max_length=20,
        help_text=_("12 digits. By it you are told apart from a namesake who founded or leads an applicant."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    address = forms.CharField(
        label=_("Your address"), required=False, max_length=300,
        help_text=_("If you wish: it is compared with addresses of applicants and shown to nobody."),
    )  # fmt: skip

    def clean_inn(self) -> str:
        typed = "".join(self.cleaned_data["inn"].split())
        if typed and (len(typed) != 12 or not valid_inn(typed)):
            raise forms.ValidationError(_("This is no INN of a person: 12 digits, check them."), code="inn")
        return typed

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["region"].choices = [("", "—"), *region_choices()]  # type: ignore[attr-defined]


class SignForm(forms.Form):
    application = forms.CharField(max_length=40, widget=forms.HiddenInput)
    expert = forms.CharField(max_length=12, widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=SignKind.choices, widget=forms.HiddenInput)
    evidence = forms.CharField(max_length=500, widget=forms.HiddenInput)
    ground = forms.CharField(label=_("On what ground"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class SignAnswerForm(forms.Form):
    kind = forms.ChoiceField(choices=SignKind.choices, widget=forms.HiddenInput)
    evidence = forms.CharField(max_length=500, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Your answer to the secretary"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
