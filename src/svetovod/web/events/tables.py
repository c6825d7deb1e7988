"""The organiser's list: filters and columns."""

from collections.abc import Collection, Iterable
from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from svetovod.web.common import formatting
from svetovod.web.common.templatetags import ui
from svetovod.web.registry import selectors as registry

from . import asking, phrases, sheets
from .enums import RegistrationKind, RegistrationState
from .models import Registration, SessionField, Visit

LOOK = {"confirmed": "info", "checked_in": "yes", "waiting": "wait", "cancelled": "no", "declined": "no",
        "transferred": "none", "draft": "none"}  # fmt: skip


class RegistrationFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="named", label=_("Name or organisation"))
    region = django_filters.ChoiceFilter(label=_("Region"), choices=registry.region_choices)
    kind = django_filters.ChoiceFilter(label=_("As"), choices=RegistrationKind.choices)
    state = django_filters.ChoiceFilter(label=_("State"), choices=RegistrationState.choices)
    visit = django_filters.ModelChoiceFilter(label=_("Visit"), queryset=Visit.objects.none())

    class Meta:
        model = Registration
        fields = ("q", "region", "kind", "state", "visit")

    @property
    def qs(self) -> QuerySet[Registration]:
        """None where a choice is not understood: to leave it out would choose everybody."""
        found: QuerySet[Registration] = super().qs
        return found if not self.is_bound or self.is_valid() else found.none()

    def narrow(self, regions: Collection[str]) -> None:
        """Offers regions somebody comes from; any other one that was chosen is still understood."""
        field: Any = self.form.fields["region"]
        kept = {"", self.data.get("region", "") if self.data else "", *regions}
        field.widget.choices = [(iso, words) for iso, words in field.widget.choices if iso in kept]

    def named(self, rows: QuerySet[Registration], name: str, value: str) -> QuerySet[Registration]:
        return rows.filter(
            Q(person__name__icontains=value)
            | Q(person__email__iexact=value)
            | Q(organisation__name__icontains=value)
            | Q(organisation_name__icontains=value)
        )


class RegistrationTable(tables.Table):
    person = tables.Column(verbose_name=_("Name"), order_by=("person__name", "id"))
    organisation = tables.Column(verbose_name=_("Organisation"), empty_values=(), orderable=False)
    region = tables.Column(verbose_name=_("Region"))
    kind = tables.Column(verbose_name=_("As"))
    visit = tables.Column(verbose_name=_("Visit"), orderable=False)
    state = tables.Column(verbose_name=_("State"))
    came = tables.Column(verbose_name=_("Arrival"), empty_values=(), accessor="state", orderable=False)

    class Meta:
        model = Registration
        fields = ("person", "organisation", "region", "kind", "visit", "state", "came")
        empty_text = _("Nobody fits these filters.")

    def render_person(self, record: Registration) -> SafeString:
        named = format_html('{}<span class="sub">{}</span>', record.person.name, record.person.position)
        return ui.bulk_row(record.pk, named)

    def render_organisation(self, record: Registration) -> str:
        return record.organisation.name if record.organisation else record.organisation_name

    def render_region(self, value: str) -> str:
        return registry.region_name(value)

    def render_kind(self, value: str) -> str:
        return str(RegistrationKind(value).label)

    def render_came(self, record: Registration) -> SafeString:
        return arrival(record, self.context.get("csrf_token", ""))

    def render_visit(self, record: Registration) -> str:
        return str(record.visit.host) if record.visit else ""

    def render_state(self, record: Registration, value: str) -> SafeString:
        if record.asked:
            return ui.state("wait", phrases.standing(record))
        return ui.state(LOOK[value], RegistrationState(value).label)


class AnswerColumn(tables.Column):
    """Answers to one question, fetched with the rows."""

    def __init__(self, field: SessionField) -> None:
        super().__init__(verbose_name=field.label, accessor="pk", orderable=False)
        self.field = field
        self.files = asking.file_ids(field)

    def render(self, record: Registration) -> str:
        said = asking.said(self.field, sheets.answer_of(record, self.field)) or formatting.DASH
        if record.pk not in self.files:
            return said
        return format_html('<a href="{}">{}</a>', reverse("documents:attachment", args=[self.files[record.pk]]), said)


def answer_columns(fields: Iterable[SessionField]) -> list[tuple[str, AnswerColumn]]:
    return [(asking.name(field), AnswerColumn(field)) for field in fields]


def arrival(row: Registration, token: Any) -> SafeString:
    """Whether somebody has come, or the button that says so; htmx puts the answer in its place."""
    said: Any = formatting.DASH
    if row.state == RegistrationState.CHECKED_IN:
        mark = ui.state("yes", gettext("has come"))
        said = format_html('{} <span class="sub num">{}</span>', mark, formatting.clock(row.checked_in_at))
    elif row.state == RegistrationState.CONFIRMED:
        said = format_html(
            '<form method="post" action="{0}" hx-post="{0}" hx-target="#arrival-{1}" hx-swap="outerHTML" data-once>'
            '<input type="hidden" name="csrfmiddlewaretoken" value="{2}"><button class="btn">{3}</button></form>',
            reverse("events:check_in", args=[row.session.slug, row.pk]), row.pk, token, gettext("Has come"),
        )  # fmt: skip
    return format_html('<div id="arrival-{}">{}</div>', row.pk, said)
