"""What people type about visits: wishes and data for the pass, rules and groups."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from svetovod.web.registry import selectors as registry

from . import selectors
from .enums import ItemKind
from .forms import VisitField
from .models import PracticalSession, Visit
from .plan_forms import MomentField
from .services import MOST_WISHES

PLAIN = {"autocomplete": "off"}


class WishesForm(forms.Form):
    """The dearest group first; the same group is wished once."""

    def __init__(self, *args: Any, session: PracticalSession, **kw: Any) -> None:
        super().__init__(*args, **kw)
        labels = (_("Most of all"), _("If there is no place, then"), _("And if not there"))
        for rank in range(MOST_WISHES):
            self.fields[f"wish_{rank}"] = VisitField(
                label=labels[rank], queryset=selectors.visits(session), required=False, empty_label=_("no wish")
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        wished = [data[name] for name in sorted(data) if data[name] is not None]
        for name in sorted(data):
            if data[name] is not None and wished.count(data[name]) > 1 and not self.errors:
                self.add_error(name, _("This group is wished twice. Choose another one or none."))
        return data

    @property
    def visits(self) -> list[Visit]:
        found = (self.cleaned_data.get(f"wish_{rank}") for rank in range(MOST_WISHES))
        return [visit for visit in found if visit is not None]


class PassForm(forms.Form):
    document = forms.CharField(
        label=_("Series and number of the passport"), max_length=20, widget=forms.TextInput(PLAIN),
        validators=[RegexValidator(r"^[0-9A-Za-z \-№]{5,20}$", _("Digits and Latin letters of the document alone."))],
    )  # fmt: skip
    born = forms.DateField(label=_("Date of birth"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    citizenship = forms.CharField(
        label=_("Citizenship"), max_length=60, initial=_("Russia"), widget=forms.TextInput(PLAIN),
        help_text=_("Foreigners are let in by a permission of the plant, which takes longer."),
    )  # fmt: skip
    equipment = forms.CharField(
        label=_("Equipment you bring"), max_length=200, required=False, help_text=_("Photographing is forbidden.")
    )
    car = forms.CharField(label=_("Your car: make and number"), max_length=60, required=False)

    def data_given(self) -> dict[str, str]:
        return {name: str(value) for name, value in self.cleaned_data.items() if value}


class DeskForm(forms.Form):
    wishes_until = MomentField(label=_("Wishes are taken until"))
    answers_until = MomentField(label=_("Hosts answer by"))
    keep_days = forms.IntegerField(
        label=_("Days for which data of passes are kept after the session"), min_value=0, max_value=90, initial=10
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, second = data.get("wishes_until"), data.get("answers_until")
        if first and second and second <= first:
            self.add_error("answers_until", _("Hosts answer after the wishes are known."))
        return data


class GroupForm(forms.Form):
    capacity = forms.IntegerField(label=_("Places in the group"), min_value=0, max_value=1000)
    subject = forms.CharField(label=_("What is shown"), max_length=200, required=False)
    meeting_point = forms.CharField(label=_("Meeting point"), max_length=200, required=False)
    travel = forms.IntegerField(label=_("Minutes of the ride, one way"), min_value=0, max_value=300, initial=0)
    bus = forms.CharField(label=_("Bus: number and departure"), max_length=120, required=False)
    briefing = forms.CharField(
        label=_("Rules of the plant"), widget=forms.Textarea({"rows": 3}), required=False,
        help_text=_("Clothes, what may not be brought, the ban on photographs: everybody who goes reads it."),
    )  # fmt: skip


class NewGroupForm(GroupForm):
    item: Any = forms.ModelChoiceField(label=_("Entry of the programme"), queryset=None, empty_label="—")
    inn = forms.CharField(label=_("INN of the host enterprise"), max_length=24)
    field_order = ("item", "inn", "capacity", "subject", "meeting_point", "travel", "bus", "briefing")

    def __init__(self, *args: Any, session: PracticalSession, actor: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.actor = actor
        self.fields["item"].queryset = session.items.filter(kind=ItemKind.VISIT)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        inn = registry.typed_inn(data.pop("inn", ""))
        if inn and (host := registry.organisation_by_inn(self.actor, inn)):
            data["host"] = host
        elif "inn" not in self.errors:
            self.add_error("inn", _("No organisation of the registry has this INN."))
        return data
