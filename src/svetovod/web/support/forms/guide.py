"""What the guide asks: the day, a few figures of a cluster, costs of a project. One address carries all three."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from svetovod.web.common.fields import DayField, MoneyField
from svetovod.web.support import bridge, phrases

MOST = 100_000


class CountField(forms.IntegerField):
    """How many of something."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 6})
    default_error_messages = {"invalid": _("Write a whole number.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=0, max_value=MOST, required=False, **options)


class PercentField(forms.DecimalField):
    """A share typed in per cent with a comma or a point, cleaned to a ratio."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "size": 6})
    default_error_messages = {"invalid": _("Write the share in per cent with digits, for example 12,5.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=0, max_value=100, max_digits=9, decimal_places=6, required=False, **options)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = value.replace("%", "").replace("\N{NO-BREAK SPACE}", "").strip().replace(",", ".")
        return super().to_python(value)

    def clean(self, value: Any) -> Decimal | None:
        percent = super().clean(value)
        return None if percent is None else percent / 100


class DayForm(forms.Form):
    on = DayField(
        label=_("By the law of the day"), required=False, error_messages={"invalid": _("Write a day: 24.06.2021.")}
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.fields["on"].initial = today

    @property
    def day(self) -> date:
        """The day asked for; today where none was, or where it is no day."""
        return (self.is_valid() and self.cleaned_data["on"]) or self.today


class SketchForm(forms.Form):
    """Only what the rules of the day ask about; whatever is not known stays empty."""

    participants = CountField(label=_("Participants without infrastructure"))
    final_producers = CountField(label=_("Final producers among them"))
    functional_dependence = PercentField(
        label=_("Share bought from other participants, %"),
        help_text=_("Of all that final producers bought in the year for the final product."),
    )
    special_territory = CountField(
        label=_("Participants on special territories"),
        help_text=_("Regions with an individual programme, geostrategic territories, single-industry towns."),
    )
    newcomers_without_cooperation = CountField(label=_("Newcomers that neither bought nor sold inside yet"))
    high_performance_share = PercentField(label=_("Share of high-performance jobs, %"))
    education_bodies = CountField(label=_("Educational institutions"))
    technological_objects = CountField(label=_("Technological infrastructure objects"))

    def __init__(self, *args: Any, measures: frozenset[str], **options: Any) -> None:
        super().__init__(*args, **options)
        for name in [name for name in self.fields if name not in measures]:
            del self.fields[name]

    @property
    def asked(self) -> bool:
        return any(self.data.get(name, "").strip() for name in self.fields)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        every = given.get("participants")
        for name in ("final_producers", "special_territory", "newcomers_without_cooperation"):
            if every is not None and (given.get(name) or 0) > every:
                self.add_error(name, _("There cannot be more of them than participants."))
        return given

    @property
    def figures(self) -> dict[str, Any]:
        """For the sketch of a cluster: what was said."""
        return {name: value for name, value in self.cleaned_data.items() if value is not None}


class EstimateForm(forms.Form):
    """An amount for each kind of cost, those that the edition pays for first."""

    def __init__(self, *args: Any, paid: tuple[str, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        self.paid = [kind for kind in bridge.ESTIMATE if kind in paid]
        for kind in [*self.paid, *(kind for kind in bridge.ESTIMATE if kind not in paid)]:
            label = str(phrases.cost(kind))
            self.fields[kind] = MoneyField(label=label[:1].upper() + label[1:], required=False)
        self.fields["requested"] = MoneyField(label=_("You ask for, RUB"), required=False)

    @property
    def asked(self) -> bool:
        return any(self.data.get(kind, "").strip() for kind in bridge.ESTIMATE)

    @property
    def costs(self) -> dict[str, Decimal]:
        return {
            kind: self.cleaned_data[kind] for kind in self.fields if kind in bridge.ESTIMATE and self.cleaned_data[kind]
        }

    def paid_fields(self) -> list[Any]:
        return [self[kind] for kind in self.paid]

    def other_fields(self) -> list[Any]:
        return [self[kind] for kind in bridge.ESTIMATE if kind not in self.paid]
