"""Reading bulk imports: whoever uploaded one sees it, nobody else."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from svetovod.web.common.errors import Hidden
from svetovod.web.registry.access import ACCESS
from svetovod.web.registry.enums import BulkState
from svetovod.web.registry.models import BulkFile, BulkImport


def bulks_of(actor: Any) -> QuerySet[BulkImport]:
    """The actor's own imports, the newest first, with `total`, `applied` and `refused`."""
    count = {state: Count("files", filter=Q(files__state=state)) for state in (BulkState.APPLIED, BulkState.REFUSED)}
    mine = BulkImport.objects.filter(made_by=actor.person_id).order_by("-made_at", "-id")
    return mine.annotate(total=Count("files"), applied=count[BulkState.APPLIED], refused=count[BulkState.REFUSED])


def bulk_get(actor: Any, pk: int) -> BulkImport:
    """`Hidden` where there is none, or it is another's."""
    found = BulkImport.objects.filter(pk=pk).first()
    if found is None or not ACCESS.allows("bulk.view", actor, found):
        raise Hidden
    return found


def files_of(bulk: BulkImport) -> list[BulkFile]:
    return list(bulk.files.select_related("cluster").defer("raw", "content"))


def file_get(bulk: BulkImport, pk: int) -> BulkFile:
    """A file that was read and is still there, with what it is compared with, if there is anything."""
    found = bulk.files.select_related("cluster", "base", "sheet").defer("raw").filter(pk=pk).first()
    if found is None or (found.content is None and found.sheet is None):
        raise Hidden
    return found
