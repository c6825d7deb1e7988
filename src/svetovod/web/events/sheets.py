"""The list of registrations as a workbook, of the columns that are asked for."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from svetovod.web.common import formatting, sheets
from svetovod.web.registry import selectors as registry

from .models import Registration

Cell = Callable[[Registration], Any]
COLUMNS: dict[str, tuple[Any, Cell]] = {
    "name": (gettext_lazy("Name"), lambda row: row.person.name),
    "position": (gettext_lazy("Position"), lambda row: row.person.position),
    "email": ("E-mail", lambda row: row.person.email),
    "phone": (gettext_lazy("Phone"), lambda row: row.person.phone),
    "organisation": (
        gettext_lazy("Organisation"), lambda row: row.organisation.name if row.organisation else row.organisation_name,
    ),
    "inn": (gettext_lazy("INN"), lambda row: row.organisation.inn if row.organisation else ""),
    "region": (gettext_lazy("Region"), lambda row: registry.region_name(row.region)),
    "cluster": (gettext_lazy("Cluster"), lambda row: row.cluster.name if row.cluster else ""),
    "kind": (gettext_lazy("As"), lambda row: row.get_kind_display()),
    "visit": (gettext_lazy("Visit"), lambda row: str(row.visit.host) if row.visit else ""),
    "state": (gettext_lazy("State"), lambda row: row.get_state_display()),
    "registered": (gettext_lazy("Registered"), lambda row: formatting.moment(row.registered_at)),
}  # fmt: skip
# what others need of the list and no more
LISTS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "all": (gettext_lazy("All columns"), tuple(COLUMNS)),
    "hotel": (gettext_lazy("For the hotel"), ("name", "organisation", "region")),
    "transport": (gettext_lazy("For the transport"), ("name", "phone", "visit")),
}


def chosen(wanted: Collection[str], ready: str = "") -> list[str]:
    """Columns in their order: of a ready list, those that were ticked, or all where nothing was."""
    names = LISTS[ready][1] if ready in LISTS else [name for name in COLUMNS if name in wanted]
    return list(names or COLUMNS)


def registrations_xlsx(rows: Iterable[Registration], columns: Collection[str]) -> bytes:
    heads = [str(COLUMNS[name][0]) for name in columns]
    cells = ([str(COLUMNS[name][1](row)) for name in columns] for row in rows)
    return sheets.workbook([(_("Registrations"), heads, cells)])
