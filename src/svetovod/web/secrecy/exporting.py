"""The register as a workbook, for the holder's own files."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from svetovod.web.audit.services import record
from svetovod.web.common.sheets import workbook

from .access import ACCESS
from .models import DocumentReading, MarkTurn
from .phrases import capacities
from .selectors import mark_turns, readings
from .words import exactly

MOST = 50_000


@transaction.atomic
def register_export(*, actor: Any, narrowed: Mapping[str, Any], at: datetime) -> bytes:
    actor = ACCESS.admit("register.view", actor)
    found = list(readings(actor, **narrowed)[: MOST + 1])
    said = capacities(found)
    rows = [_line(row, said) for row in found[:MOST]]
    heads = [
        "№", _("When"), _("Reader"), _("As whom"), _("Document"), _("How"), _("Holder of the secret"), "SHA-256",
        _("By a token"),
    ]  # fmt: skip
    marks = list(mark_turns(actor, **narrowed)[: MOST + 1])
    record(
        actor=actor, action="readings.export", subject=("secrecy.register", "0"), at=at, rows=min(len(found), MOST),
        marks=min(len(marks), MOST),
    )  # fmt: skip
    return workbook([(_("Readings"), [str(head) for head in heads], rows + _cut(found)), _marks(marks)])


def _cut(found: Sequence[Any]) -> list[list[Any]]:
    """The last row of a sheet that does not hold all."""
    if len(found) <= MOST:
        return []
    return [[_("Only the latest %(most)d rows are here. Narrow the days for the earlier ones.") % {"most": MOST}]]


def _marks(found: Sequence[MarkTurn]) -> tuple[str, list[str], list[list[Any]]]:
    said = capacities(found)
    heads = [
        _("When"), _("Who"), _("As whom"), _("Document"), _("The mark was"), _("Ground"), _("Holder of the secret"),
        "SHA-256", _("Entry of the journal"),
    ]  # fmt: skip
    rows = [
        [
            exactly(row.at), str(row.person), said.get(row.acting_as, ""), row.name, str(row.get_turn_display()),
            row.ground, row.holder_name, row.sha256, row.entry if row.entry is not None else "",
        ]
        for row in found[:MOST]
    ]  # fmt: skip
    return _("Marks"), [str(head) for head in heads], rows + _cut(found)


def _line(row: DocumentReading, said: Mapping[str, str]) -> list[Any]:
    return [
        row.pk, exactly(row.recorded_at), str(row.person), said.get(row.acting_as, ""), row.name,
        str(row.get_how_display()),
        row.holder_name, row.sha256, row.through,
    ]  # fmt: skip
