"""Workbooks of a cluster: a good one is kept, judged, compared with the one before, and may be brought back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused
from svetovod.web.registry import bridge
from svetovod.web.registry.access import ACCESS
from svetovod.web.registry.members import members_update
from svetovod.web.registry.models import Cluster, ClusterSheet, PendingSheet, StoredVerdict
from svetovod.web.registry.organisations.selectors import by_inns

from .verdicts import day_of, judge


@dataclass(frozen=True, slots=True)
class Import:
    """What an upload came to: a sheet with its verdict, one that waits for a word, or everything that is wrong."""

    sheet: ClusterSheet | None = None
    verdict: StoredVerdict | None = None
    errors: tuple[Any, ...] = ()
    notes: tuple[Any, ...] = ()
    pending: PendingSheet | None = None


@transaction.atomic
def cluster_import(
    *, actor: Any, cluster: Cluster, file: IO[bytes], file_name: str, at: datetime,
    sources: Sequence[dict[str, Any]] = (),
) -> Import:  # fmt: skip
    """Reads a workbook and, if nothing is wrong with it, keeps it, brings the members up to date and judges it.

    A workbook with errors leaves no trace. The file uploaded last, uploaded again, is one sheet. `sources` say whose
    word the figures of each participant are, where that is known.
    """
    actor = ACCESS.admit("cluster.import", actor, cluster)
    reading = bridge.read(file)
    if reading.content is None:
        return Import(errors=reading.errors, notes=reading.notes)
    refuse_merged(reading.content)
    locked = Cluster.objects.select_for_update(of=("self",), no_key=True).get(pk=cluster.pk)
    sheet = locked.sheets.first()
    if sheet is None or sheet.sha256 != reading.sha256 or sheet.sources != list(sources):
        sheet = _keep(actor, locked, reading, file_name, sources, at)
    verdict = judge(actor, locked, sheet, day_of(at), at)
    return Import(sheet, verdict, (), reading.notes)


def _keep(  # noqa: PLR0917
    actor: Any, cluster: Cluster, reading: bridge.Reading, file_name: str, sources: Sequence[dict[str, Any]],
    at: datetime,
) -> ClusterSheet:  # fmt: skip
    assert reading.content is not None
    sheet = ClusterSheet(
        cluster=cluster, uploaded_by_id=actor.person_id, uploaded_at=at, file_name=file_name[-200:],
        sha256=reading.sha256, content=reading.content, notes=[bridge.problem_plain(n) for n in reading.notes],
        sources=list(sources),
    )  # fmt: skip
    return sheet_keep(actor, sheet)


def sheet_keep(actor: Any, sheet: ClusterSheet, action: str = "cluster.import", **said: Any) -> ClusterSheet:
    """The sheet is the newest from now on, the members are as it names them. The cluster is locked, access asked."""
    at = sheet.uploaded_at
    sheet.sums = bridge.sums(sheet.content)
    sheet.save(force_insert=True)
    rows = sheet.content["participants"]
    counts = members_update(actor=actor, cluster=sheet.cluster, rows=rows, on=day_of(at), at=at)
    record(
        actor=actor, action=action, subject=sheet.cluster, at=at, sheet=sheet.pk, sha256=sheet.sha256, **counts, **said
    )
    return sheet


def refuse_merged(content: dict[str, Any]) -> None:
    """Raises `Refused` where two participants are one organisation by now: the uploader knows whose row is right."""
    seen: dict[int, str] = {}
    found = by_inns([row["inn"] for row in content["participants"]])
    for row in content["participants"]:
        known = found.get(row["inn"])
        if known is not None and (first := seen.setdefault(known.pk, row["inn"])) != row["inn"]:
            raise Refused(
                "import.merged",
                _(
                    "Participants %(one)s and %(other)s are one organisation, INN %(inn)s: their records were joined. "
                    "Leave one row on the sheet of participants, and that INN on all other sheets."
                )
                % {"one": first, "other": row["inn"], "inn": known.inn},
            )


def sheet_return(actor: Any, cluster: Cluster, earlier: ClusterSheet, at: datetime, action: str, **said: Any) -> Any:
    """An earlier workbook counts again, as a new entry, and is judged. The cluster is locked, access asked."""
    sheet = ClusterSheet(
        cluster=cluster, uploaded_by_id=actor.person_id, uploaded_at=at, file_name=earlier.file_name,
        sha256=earlier.sha256, content=earlier.content, notes=earlier.notes, sources=earlier.sources,
        restores=earlier,
    )  # fmt: skip
    sheet_keep(actor, sheet, action, restores=earlier.pk, **said)
    PendingSheet.objects.filter(cluster=cluster).delete()
    return judge(actor, cluster, sheet, day_of(at), at)
