"""The list of registrations as a workbook: everything typed by strangers is text, never a formula."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.registry import selectors as registry

from .models import Registration

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def registrations_xlsx(rows: Iterable[Registration]) -> bytes:
    import xlsxwriter  # only where a workbook is made

    target = BytesIO()
    with xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet, bold = book.add_worksheet(_("Registrations")), book.add_format({"bold": True})
        quoted = book.add_format({"quote_prefix": True})
        heads = [_("Name"), _("Position"), "E-mail", _("Phone"), _("Organisation"), _("INN"), _("Region"), _("Cluster"),
                 _("As"), _("Visit"), _("State"), _("Registered")]  # fmt: skip
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, bold)
        for line, row in enumerate(rows, start=1):
            for column, text in enumerate(_cells(row)):
                sheet.write_string(line, column, text, quoted if text.startswith(FORMULA) else None)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(heads) - 1, 24)
    return target.getvalue()


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
