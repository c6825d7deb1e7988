"""The list of registrations as a workbook, of the columns that are asked for."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from svetovod.web.common import formatting, sheets
from svetovod.web.registry import selectors as registry

from . import asking, phrases
from .models import Registration, SessionField

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
    "state": (gettext_lazy("State"), phrases.standing),
    "seminars": (
        gettext_lazy("Seminars attended"), lambda row: "; ".join(each.item.title for each in row.presences.all()),
    ),
    "registered": (gettext_lazy("Registered"), lambda row: formatting.moment(row.registered_at)),
}  # fmt: skip
# what others need of the list and no more, beside the questions that go there
LISTS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "all": (gettext_lazy("All columns"), tuple(COLUMNS)),
    "hotel": (gettext_lazy("For the hotel"), ("name", "organisation", "region")),
    "transport": (gettext_lazy("For the transport"), ("name", "phone", "visit")),
}


def columns_of(fields: Iterable[SessionField]) -> dict[str, tuple[Any, Cell]]:
    """All columns a session has: those of every list, then its own questions."""
    return COLUMNS | {asking.name(field): (field.label, _answer(field)) for field in fields}


def chosen(fields: Sequence[SessionField], wanted: Collection[str], ready: str = "") -> list[str]:
    """Columns in their order: of a ready list, those that were ticked, or all where nothing was."""
    names = list(columns_of(fields))
    if ready in LISTS:
        own = [asking.name(field) for field in fields if ready in {"all", field.goes_to}]
        return [*LISTS[ready][1], *own]
    return [name for name in names if name in wanted] or names


def registrations_xlsx(
    rows: Iterable[Registration], columns: Collection[str], fields: Sequence[SessionField] = ()
) -> bytes:  # fmt: skip
    known = columns_of(fields)
    heads = [str(known[name][0]) for name in columns]
    cells = ([known[name][1](row) for name in columns] for row in rows)
    return sheets.workbook([(_("Registrations"), heads, cells)])


def answer_of(row: Registration, field: SessionField) -> Any:
    """Of answers that were fetched with the rows."""
    return next((each.value for each in row.answers.all() if each.field_id == field.pk), None)


def _answer(field: SessionField) -> Cell:
    return lambda row: asking.cell(field, answer_of(row, field))
