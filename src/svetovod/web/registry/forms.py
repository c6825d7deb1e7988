"""What people type about clusters: filters, a workbook, the day of a verdict."""

from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svetovod.web.common import formatting

from . import bridge
from .enums import ClusterState, Conclusion
from .models import Cluster, sort_key


class DayField(forms.DateField):
    """A day as typed in Russian habit, or as a browser's calendar sends it."""

    input_formats = ("%d.%m.%Y", "%Y-%m-%d")
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


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


class UploadForm(forms.Form):
    workbook = forms.FileField(
        label=_("Workbook of the cluster, XLSX"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": _("Choose the file of the workbook.")},
    )

    def clean_workbook(self) -> Any:
        upload = self.cleaned_data["workbook"]
        limit = settings.MAX_ATTACHMENT_BYTES
        if upload.size > limit:
            raise forms.ValidationError(
                _("The file is larger than %(limit)d MB: leave only the sheets of the blank in it."),
                params={"limit": limit // 1024 // 1024},
            )
        return upload


class DayForm(forms.Form):
    on = DayField(label=_("As of"), error_messages={"invalid": _("Write a day: 24.06.2021.")})
