"""Taking an import back: only the newest, and only while nothing rests on it. One upload and many share it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from svetovod.web.common.errors import Refused
from svetovod.web.notices.services import tell
from svetovod.web.registry import doors, selectors
from svetovod.web.registry.access import ACCESS
from svetovod.web.registry.models import Cluster, ClusterSheet, StoredVerdict

from .sheets import sheet_return
from .verdicts import day_of, judge

WHY: dict[str, Promise] = {
    "newer": gettext_lazy("Newer figures count by now. Bring back earlier ones from the list of workbooks."),
    "first": gettext_lazy("There is no workbook before it to return to. Upload a mended one."),
    "returned": gettext_lazy(
        "It brings earlier figures back itself. Choose in the list of workbooks what is to count."
    ),
    "rests": gettext_lazy(
        "Something was filed or locked with its figures. Withdraw that first, or upload a newer workbook."
    ),
}  # fmt: skip


def why_not(sheet: ClusterSheet) -> str:
    """A key of `WHY`, or empty: the import of this workbook can be undone."""
    newest = ClusterSheet.objects.filter(cluster_id=sheet.cluster_id).first()
    if newest is None or newest.pk != sheet.pk:
        return "newer"
    if sheet.restores_id is not None:
        return "returned"
    if doors.rests(sheet):
        return "rests"
    return "" if selectors.sheet_before(sheet) else "first"


@transaction.atomic
def import_undo(*, actor: Any, cluster: Cluster, sheet_id: int, at: datetime) -> StoredVerdict:
    """The figures before the import count again, as a new entry. Asked again, the verdict made then is returned."""
    actor = ACCESS.admit("cluster.import", actor, cluster)
    locked = Cluster.objects.select_for_update(of=("self",), no_key=True).get(pk=cluster.pk)
    sheet = locked.sheets.filter(pk=sheet_id).first()
    if sheet is None:
        raise Refused("sheet.unknown", gettext_lazy("This cluster has no such workbook."))
    before, newest = selectors.sheet_before(sheet), locked.sheets.first()
    assert newest is not None
    if before is not None and newest.restores_id == before.pk and selectors.sheet_before(newest) == sheet:
        return judge(actor, locked, newest, day_of(at), at)
    if code := why_not(sheet):
        raise Refused(f"undo.{code}", WHY[code])
    assert before is not None
    verdict: StoredVerdict = sheet_return(actor, locked, before, at, "cluster.import_undo", undoes=sheet.pk)
    tell(
        selectors.people_answering(locked), _words(locked, sheet), key=f"undo:{sheet.pk}:{verdict.sheet_id}",
        url=reverse("registry:sheet_list", args=[locked.slug]), at=at, but=actor,
    )  # fmt: skip
    return verdict


def _words(cluster: Cluster, sheet: ClusterSheet) -> Callable[[], tuple[str, str]]:
    def words() -> tuple[str, str]:
        said = {"cluster": cluster.name, "file": sheet.file_name}
        subject = _("The earlier workbook counts again: %(cluster)s") % said
        return subject, _("The import of “%(file)s” is undone: the figures are as they were before it.") % said

    return words
