"""A table as one workbook: every row with whose it is, totals by region, who was asked. Written row by row."""

from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext as _

from svetovod.web.audit.services import record
from svetovod.web.common import formatting, sheets
from svetovod.web.figures import columns as cols
from svetovod.web.figures import selectors, tables
from svetovod.web.figures.access import ACCESS
from svetovod.web.figures.enums import Way
from svetovod.web.figures.models import FiguresRequest
from svetovod.web.registry import selectors as registry

CHUNK = 500


@transaction.atomic
def table_export(*, actor: Any, request: FiguresRequest, at: datetime) -> IO[bytes]:
    """Figures leave the house: the journal says who took how many. The caller closes the file."""
    actor = ACCESS.admit("request.export", actor, request)
    record(actor=actor, action="figures.export", subject=request, at=at, parts=request.replies.count())
    columns, regions = cols.of_plain(request.columns), tables.totals(request)
    summed = tables.summed(request)
    return sheets.stream(
        [
            (_("Answers"), [*_row_heads(), *(column.title for column in columns)], _rows(request, columns)),
            (_("By region"), [*_region_heads(), *(column.title for column in summed)], _regions(request, regions)),
            (_("Who was asked"), _part_heads(), _parts(request)),
        ]
    )


def _row_heads() -> list[str]:
    return [
        _("Region"), _("Who was asked"), _("INN"), _("Who supplied the figures"), _("INN of who supplied"),
        _("How it came"), _("Confirmed"), _("Answered"),
    ]  # fmt: skip


def _rows(request: FiguresRequest, columns: tuple[cols.Column, ...]) -> Iterator[list[Any]]:
    for answer in selectors.answers_in_force(request).iterator(chunk_size=CHUNK):
        organisation = answer.reply.organisation
        own: dict[str, Any] = {
            "inn": organisation.inn, "name": organisation.name, "region": organisation.region, "way": answer.way,
            "confirmed": answer.confirmed_at is not None,
        }  # fmt: skip
        for row in answer.content["rows"]:
            source = row.get("source") or own
            yield [
                registry.region_name(source["region"]), organisation.name, organisation.inn, source["name"],
                source["inn"], str(Way(source["way"]).label), _("yes") if source["confirmed"] else _("no"),
                formatting.moment(answer.given_at),
                *(cols.cell(column, row["cells"].get(column.key, "")) for column in columns),
            ]  # fmt: skip


def _region_heads() -> list[str]:
    return [_("Region"), _("Organisations asked"), _("Answered"), _("Answered late")]


def _regions(request: FiguresRequest, regions: list[tables.Total]) -> Iterator[list[Any]]:
    columns = tables.summed(request)
    for total in [*regions, tables.whole(request, regions)]:
        sums = [total.figure(column) for column in columns]
        shown = [_("fewer than three") if each is None else each for each in sums]
        yield [total.region or _("Together"), total.asked, total.answered, total.late, *shown]


def _part_heads() -> list[str]:
    return [_("Region"), _("Organisation"), _("INN"), _("State"), _("Answered"), _("Answered late"), _("Reminded")]


def _parts(request: FiguresRequest) -> Iterator[list[Any]]:
    rows = request.replies.select_related("organisation", "request").order_by("organisation__region", "id")
    for part in rows.iterator(chunk_size=CHUNK):
        organisation = part.organisation
        yield [
            registry.region_name(organisation.region), organisation.name, organisation.inn, part.get_state_display(),
            formatting.moment(part.answered_at) if part.answered_at else "", _("yes") if part.late else "",
            part.reminded_at,
        ]  # fmt: skip
