"""The list of registrations as a workbook."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from svetovod.web.common import formatting, sheets
from svetovod.web.registry import selectors as registry

from .models import Registration


def registrations_xlsx(rows: Iterable[Registration]) -> bytes:
    heads = [_("Name"), _("Position"), "E-mail", _("Phone"), _("Organisation"), _("INN"), _("Region"), _("Cluster"),
             _("As"), _("Visit"), _("State"), _("Registered")]  # fmt: skip
    return sheets.workbook([(_("Registrations"), heads, (_cells(row) for row in rows))])


def _cells(row: Registration) -> list[str]:
    person, organisation, visit = row.person, row.organisation, row.visit
    texts: list[Any] = [
        person.name,
        person.position,
        person.email,
        person.phone,
        organisation.name if organisation else row.organisation_name,
        organisation.inn if organisation else "",
        registry.region_name(row.region),
        row.cluster.name if row.cluster else "",
        row.get_kind_display(),
        str(visit.host) if visit else "",
        row.get_state_display(),
        formatting.moment(row.registered_at),
    ]
    return [str(text) for text in texts]
