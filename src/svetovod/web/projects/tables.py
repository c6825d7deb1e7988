"""The list of projects: what is there, what needs me, what is late."""

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from svetovod.web.common import formatting
from svetovod.web.common.templatetags.ui import state as state_mark
from svetovod.web.registry.models import Cluster

from .enums import ProjectState
from .models import JointProject

LOOKS = {
    ProjectState.IDEA: ("none", ""),
    ProjectState.DRAFT: ("none", "pencil-line"),
    ProjectState.PRESENTED: ("info", ""),
    ProjectState.REWORK: ("now", ""),
    ProjectState.READY: ("yes", ""),
    ProjectState.ARCHIVED: ("none", "archive"),
}
RIGHT = {"td": {"class": "r"}, "th": {"class": "r"}}


class ProjectFilter(filters.FilterSet):
    cluster = filters.ModelChoiceFilter(label=gettext_lazy("Cluster"), queryset=Cluster.objects.none())
    state = filters.ChoiceFilter(label=gettext_lazy("State"), choices=ProjectState.choices)
    needs_me = filters.BooleanFilter(
        label=gettext_lazy("Only what needs me"), method="only_mine", widget=forms.CheckboxInput
    )

    class Meta:
        model = JointProject
        fields = ["cluster", "state"]

    def __init__(self, *args: Any, mine: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.mine = mine
        seen = self.queryset.order_by().values("cluster")
        self.filters["cluster"].queryset = Cluster.objects.filter(pk__in=seen)

    def only_mine(self, queryset: Any, name: str, value: bool) -> Any:
        return queryset.filter(pk__in=self.mine.values("pk")) if value else queryset


class ProjectTable(tables.Table):
    """Equal ones are in the order of their numbers: no project is on two pages of the list and another on none."""

    code = tables.Column(verbose_name=gettext_lazy("Code"), linkify=True, order_by="number")
    title = tables.Column(verbose_name=gettext_lazy("Project"), order_by=("title_shown", "number"))
    state = tables.Column(verbose_name=gettext_lazy("State"), order_by=("state", "number"))
    requested = tables.Column(
        verbose_name=gettext_lazy("Requested, RUB mn"), attrs=RIGHT, order_by=("requested_shown", "number")
    )
    remarks_open = tables.Column(
        verbose_name=gettext_lazy("Remarks open"), attrs=RIGHT, order_by=("remarks_open", "number")
    )
    changed_at = tables.Column(verbose_name=gettext_lazy("Changed"), attrs=RIGHT, order_by=("changed_at", "number"))

    class Meta:
        attrs = {"class": "tbl tbl--stack"}
        empty_text = gettext_lazy("No project answers these conditions.")
        row_attrs = {"class": lambda record: "is-hit" if record.remarks_to_answer else ""}

    def render_title(self, value: str, record: JointProject) -> Any:
        return format_html(
            '<a href="{}">{}</a><span class="sub">{} · {}</span>',
            record.get_absolute_url(), value, record.initiator, record.cluster,
        )  # fmt: skip

    def render_state(self, value: str) -> Any:
        state = ProjectState(value)
        kind, icon = LOOKS[state]
        return state_mark(kind, state.label, icon=icon)

    def render_requested(self, value: Any) -> str:
        return formatting.millions(value)

    def render_remarks_open(self, value: int, record: Any) -> Any:
        parts = []
        if record.remarks_blocking:
            said = ngettext("%(count)d obligatory", "%(count)d obligatory", record.remarks_blocking)
            parts.append(said % {"count": record.remarks_blocking})
        if record.remarks_late:
            parts.append(_("late: %(count)d") % {"count": record.remarks_late})
        sub = format_html('<span class="sub">{}</span>', ", ".join(parts)) if parts else ""
        return format_html("{}{}", value or formatting.DASH, sub)

    def render_changed_at(self, value: Any) -> str:
        return formatting.day(value)
