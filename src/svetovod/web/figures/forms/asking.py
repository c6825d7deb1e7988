"""What the manager types: a request, a contact, a dispute, where an answer came from."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from svetovod.web.common.fields import AddressField, MoneyField
from svetovod.web.figures import bridge
from svetovod.web.figures.enums import TYPED, Way
from svetovod.web.figures.services import Asked


class OpenForm(forms.Form):
    """Year, date, words, products; and a name and an address for each participant."""

    year = forms.IntegerField(label=gettext_lazy("Reporting year"), min_value=1990, max_value=2100)
    due_on = forms.DateField(
        label=gettext_lazy("Answer by"), input_formats=("%d.%m.%Y", "%Y-%m-%d"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Until the end of that day, Moscow time; later answers are taken and marked late."),
    )  # fmt: skip
    final_products = forms.CharField(
        label=gettext_lazy("Final products, OKPD2"), max_length=300,
        help_text=gettext_lazy("Codes with a semicolon between: 27.31; 27.40"),
    )  # fmt: skip
    regional_productivity = MoneyField(
        label=gettext_lazy("Productivity in the region, RUB a worker"), required=False,
        help_text=gettext_lazy(
            "As the state statistics publish it for that year; without it that requirement has no data."
        ),
    )  # fmt: skip
    text = forms.CharField(
        label=gettext_lazy("Words for the letter"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip

    def __init__(
        self, *args: Any, members: Sequence[Any], known: Mapping[str, tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.members = list(members)
        for member in self.members:
            inn, name = member.organisation.inn, str(member.organisation)
            had = known.get(inn, ("", ""))
            self.fields[f"email-{inn}"] = AddressField(
                label=name, required=False, initial=had[1], widget=forms.EmailInput(attrs={"autocomplete": "off"})
            )
            self.fields[f"name-{inn}"] = forms.CharField(
                label=_("Who answers for %(name)s") % {"name": name}, required=False, max_length=200, initial=had[0],
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )  # fmt: skip

    def clean_final_products(self) -> tuple[str, ...]:
        codes = [code.strip() for code in re.split(r"[;,\n]", self.cleaned_data["final_products"]) if code.strip()]
        if unknown := [code for code in codes if not bridge.okpd2_name(code)]:
            raise forms.ValidationError(_("OKPD2 has no code %(code)s. Check it.") % {"code": unknown[0]})
        return tuple(dict.fromkeys(codes))

    def people(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"email-{m.organisation.inn}"], self[f"name-{m.organisation.inn}"]) for m in self.members]

    @property
    def plain(self) -> list[forms.BoundField]:
        return [self[name] for name in self.base_fields]

    def asked(self) -> Asked:
        data = self.cleaned_data
        next_day = data["due_on"] + timedelta(days=1)
        productivity = data["regional_productivity"]
        return Asked(
            year=data["year"], due_at=timezone.make_aware(datetime.combine(next_day, time.min)), text=data["text"],
            final_products=data["final_products"],
            regional_productivity=None if productivity is None else f"{productivity:.2f}",
            contacts={
                m.organisation.inn: (data[f"name-{m.organisation.inn}"], data[f"email-{m.organisation.inn}"])
                for m in self.members
                if data[f"email-{m.organisation.inn}"]
            },
        )  # fmt: skip


class ContactForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200, required=False)
    email = AddressField(label=gettext_lazy("E-mail"))


class DisputeForm(forms.Form):
    place = forms.ChoiceField(label=gettext_lazy("Figure"))
    reason = forms.CharField(
        label=gettext_lazy("Why it is doubtful"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The enterprise reads it in the letter."),
    )  # fmt: skip
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, places: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["place"].choices = list(places)  # type: ignore[attr-defined]


class WayForm(forms.Form):
    """Where the manager has the figures from."""

    way = forms.ChoiceField(
        label=gettext_lazy("How the figures came"), choices=[(way.value, way.label) for way in map(Way, TYPED)]
    )
    basis = forms.CharField(
        label=gettext_lazy("Letter or paper: date and number"), max_length=200, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
