"""A later workbook waits until its changes are seen and accepted; an earlier one may be brought back."""

from datetime import datetime
from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused
from svetovod.web.registry import bridge
from svetovod.web.registry.access import ACCESS
from svetovod.web.registry.models import Cluster, ClusterSheet, PendingSheet, StoredVerdict

from .sheets import Import, cluster_import, refuse_merged, sheet_keep, sheet_return
from .verdicts import day_of, judge


@transaction.atomic
def cluster_offer(*, actor: Any, cluster: Cluster, file: IO[bytes], file_name: str, at: datetime) -> Import:
    """The first workbook of a cluster counts at once; a later one that differs waits to be looked at.

    A newer offer takes the place of one that still waits. A workbook with errors leaves no trace.
    """
    actor = ACCESS.admit("cluster.import", actor, cluster)
    reading = bridge.read(file)
    if reading.content is None:
        return Import(errors=reading.errors, notes=reading.notes)
    refuse_merged(reading.content)
    locked = _lock(cluster)
    base = locked.sheets.first()
    if base is None or base.sha256 == reading.sha256:
        file.seek(0)
        return cluster_import(actor=actor, cluster=locked, file=file, file_name=file_name, at=at)
    PendingSheet.objects.filter(cluster=locked).delete()
    pending = PendingSheet.objects.create(
        cluster=locked, base=base, uploaded_by_id=actor.person_id, uploaded_at=at, file_name=file_name[-200:],
        sha256=reading.sha256, content=reading.content, notes=[bridge.problem_plain(n) for n in reading.notes],
    )  # fmt: skip
    record(actor=actor, action="cluster.offer", subject=locked, at=at, base=base.pk, sha256=pending.sha256)
    return Import(notes=reading.notes, pending=pending)


@transaction.atomic
def pending_apply(*, actor: Any, cluster: Cluster, sha256: str, at: datetime) -> StoredVerdict:
    """The waiting workbook `sha256` becomes the newest and is judged. Asked again, its verdict is returned."""
    actor = ACCESS.admit("cluster.import", actor, cluster)
    locked = _lock(cluster)
    newest = locked.sheets.first()
    pending = PendingSheet.objects.filter(cluster=locked, sha256=sha256).first()
    if pending is None:
        if newest is not None and newest.sha256 == sha256:
            return judge(actor, locked, newest, day_of(at), at)
        raise Refused("import.gone", _("This workbook no longer waits: upload it again to see what it changes."))
    if newest is None or pending.base_id != newest.pk:
        raise Refused(
            "import.base",
            _("Other figures were accepted while you looked: upload the workbook again to compare it with them."),
        )
    sheet = ClusterSheet(
        cluster=locked, uploaded_by_id=pending.uploaded_by_id, uploaded_at=at, file_name=pending.file_name,
        sha256=pending.sha256, content=pending.content, notes=pending.notes,
    )  # fmt: skip
    sheet_keep(actor, sheet)
    pending.delete()
    return judge(actor, locked, sheet, day_of(at), at)


@transaction.atomic
def pending_discard(*, actor: Any, cluster: Cluster, at: datetime) -> None:
    """Nothing of the waiting workbook stays; there being none is as good."""
    actor = ACCESS.admit("cluster.import", actor, cluster)
    gone, _rows = PendingSheet.objects.filter(cluster=cluster).delete()
    if gone:
        record(actor=actor, action="cluster.offer_discard", subject=cluster, at=at)


@transaction.atomic
def sheet_restore(*, actor: Any, cluster: Cluster, sheet_id: int, at: datetime) -> StoredVerdict:
    """An earlier workbook becomes the newest again, as a new entry of the history: nothing is deleted."""
    actor = ACCESS.admit("cluster.import", actor, cluster)
    locked = _lock(cluster)
    earlier = locked.sheets.filter(pk=sheet_id).first()
    newest = locked.sheets.first()
    if earlier is None:
        raise Refused("sheet.unknown", _("This cluster has no such workbook."))
    assert newest is not None
    if newest.sha256 == earlier.sha256:
        return judge(actor, locked, newest, day_of(at), at)
    return sheet_return(actor, locked, earlier, at, "cluster.restore")


def _lock(cluster: Cluster) -> Cluster:
    return Cluster.objects.select_for_update(of=("self",), no_key=True).get(pk=cluster.pk)
