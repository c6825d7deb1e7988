"""What people type about clusters: filters, a workbook, the day of a verdict."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svetovod.web.common import formatting
from svetovod.web.common.fields import DayField, UploadField
from svetovod.wording.conformity import COSTS
from svetovod.wording.rules_evidence import pick

from . import bridge
from .enums import ClusterState, Conclusion
from .models import Cluster, sort_key
from .planning import bridge as planning


def regions() -> list[tuple[str, str]]:
    return bridge.region_choices(formatting.lang())


class ClusterFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="named", label=pgettext_lazy("of a thing", "Name"))
    region = django_filters.ChoiceFilter(method="of_region", label=_("Region"), choices=regions)
    state = django_filters.ChoiceFilter(label=_("State"), choices=ClusterState.choices)
    verdict = django_filters.ChoiceFilter(label=_("Verdict"), choices=Conclusion.choices)

    class Meta:
        model = Cluster
        fields = ("q", "region", "state", "verdict")

    def named(self, clusters: QuerySet[Cluster], name: str, value: str) -> QuerySet[Cluster]:
        return clusters.filter(name_sort__contains=sort_key(value))

    def of_region(self, clusters: QuerySet[Cluster], name: str, value: str) -> QuerySet[Cluster]:
        return clusters.filter(regions__contains=[value])


_LARGE = _("The file is larger than %(limit)d MB: leave only the sheets of the blank in it.")


class CandidatesForm(forms.Form):
    candidates = UploadField(
        label=_("Candidates, XLSX or CSV"),
        help_text=_("The file is read for this page and not kept."),
        accept=".xlsx,.csv",
        error_messages={"required": _("Choose the file of the candidates."), "large": _LARGE},
    )


class RecruitsForm(forms.Form):
    """Whom to look for in the registry of organisations."""

    q = forms.CharField(label=_("Name or INN"), required=False, max_length=300)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", _("any")), *regions()]
        self.fields["in"] = forms.ChoiceField(label=_("Region"), required=False, choices=choices)


class UploadForm(forms.Form):
    workbook = UploadField(
        label=_("Workbook of the cluster, XLSX"),
        accept=".xlsx",
        error_messages={"required": _("Choose the file of the workbook."), "large": _LARGE},
    )


class DayForm(forms.Form):
    on = DayField(label=_("As of"), error_messages={"invalid": _("Write a day: 24.06.2021.")})


_GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d*)?")


class WeightField(forms.DecimalField):
    """A weight as people type it; nothing typed forbids the step."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, *, rate: bool, **options: Any) -> None:
        super().__init__(
            min_value=0, max_value=10**12, max_digits=17, decimal_places=4 if rate else 2, localize=False, **options
        )

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = "".join(value.split())
            grouped = formatting.lang() == "en" and _GROUPED.fullmatch(value)
            value = value.replace(",", "" if grouped else ".")
        return super().to_python(value)


class WeightsForm(forms.Form):
    """What each step costs, one field a weight of the engine."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in planning.weights():
            label = pick(COSTS[name], formatting.lang())
            self.fields[name] = WeightField(rate=name.endswith("_rate"), label=label, required=name == "least_contract")

    @staticmethod
    def sent(given: Mapping[str, Any]) -> bool:
        return any(name in given for name in planning.weights())

    @staticmethod
    def usual() -> dict[str, str]:
        """The defaults as a person would type them."""
        return {name: "" if weight is None else _typed(weight) for name, weight in planning.weights().items()}

    def weights(self) -> planning.Weights:
        return tuple((name, self.cleaned_data[name]) for name in planning.weights())


def _typed(weight: Decimal) -> str:
    whole = weight == weight.to_integral_value()
    return formatting.number(int(weight) if whole else weight)
