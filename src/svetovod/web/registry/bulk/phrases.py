"""Why a file of a bulk import is refused, not applied or not undone: what is wrong and what mends it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svetovod.web.registry import selectors
from svetovod.web.registry.enums import BulkState
from svetovod.web.registry.models import BulkFile

LOOK = {
    BulkState.WAITING: "clock", BulkState.NEW: "info", BulkState.CHANGED: "info", BulkState.UNCHANGED: "none",
    BulkState.REFUSED: "no", BulkState.QUEUED: "clock", BulkState.APPLIED: "yes", BulkState.FAILED: "no",
    BulkState.UNDOING: "clock", BulkState.UNDONE: "none",
}  # fmt: skip


def reason(file: BulkFile) -> str:
    """Empty where there is none, or where the errors of the workbook say it."""
    code = file.reason.get("code", "")
    return _REASONS[code](file.reason) if code in _REASONS else ""


def _regions(said: dict[str, Any]) -> str:
    return ", ".join(selectors.region_name(iso) for iso in said["regions"])


_REASONS: dict[str, Any] = {
    "archive.path": lambda _r: _(
        "The name leads out of the archive's folder. Pack the workbooks anew, without folders above them."
    ),
    "archive.nested": lambda _r: _("An archive within an archive is not opened. Put the workbooks into one archive."),
    "archive.encrypted": lambda _r: _("The archive is protected by a password. Pack it without one."),
    "archive.large": lambda _r: _("The file is larger than allowed, or unpacks to far more than its size."),
    "archive.broken": lambda _r: _("The file cannot be unpacked: the archive is damaged. Pack it anew."),
    "region": lambda r: _("The cluster is of another region: %(regions)s. Its own authority uploads it.") % {
        "regions": _regions(r)
    },
    "twice": lambda r: _("Another file is of the same cluster: %(names)s. Leave one of them and upload it again.") % {
        "names": ", ".join(r["names"])
    },
    "ambiguous": lambda _r: _(
        "Several clusters have this name: upload the workbook on the page of the one that is meant."
    ),
    "base": lambda _r: _("Other figures were accepted meanwhile. Upload the workbook again to compare it with them."),
    "exists": lambda _r: _("A cluster of this name has appeared meanwhile. Upload the workbook again to compare them."),
    "denied": lambda _r: _("You answer for this cluster no longer. Ask the administrator for the role."),
    "newer": lambda _r: _(
        "Not undone: newer figures count by now. Earlier ones can be brought back among the workbooks of the cluster."
    ),
    "rests": lambda _r: _(
        "Not undone: something was filed or locked with its figures. Withdraw that first, or upload a newer workbook."
    ),
    "in_use": lambda _r: _("Not undone: others have worked with the new cluster since, so it stays."),
    "gone": lambda _r: _("The cluster is no longer there: there is nothing to undo."),
    "unexpected": lambda _r: _("Something went wrong with this file, the others are not touched. Upload it again."),
}  # fmt: skip


def headline(tally: dict[str, int], total: int) -> str:
    """The answer of the page: how far the reading is, or what the files come to."""
    if waiting := tally.get(BulkState.WAITING, 0):
        return _("%(read)d of %(total)d workbooks are read") % {"read": total - waiting, "total": total}
    working = tally.get(BulkState.QUEUED, 0) + tally.get(BulkState.UNDOING, 0)
    if working:
        return ngettext("%(n)d workbook is in line", "%(n)d workbooks are in line", working) % {"n": working}
    parts: list[tuple[str, Any]] = [
        (BulkState.APPLIED, lambda n: ngettext("%(n)d applied", "%(n)d applied", n)),
        (BulkState.NEW, lambda n: ngettext("%(n)d new cluster", "%(n)d new clusters", n)),
        (BulkState.CHANGED, lambda n: ngettext("%(n)d changes figures", "%(n)d change figures", n)),
        (BulkState.UNCHANGED, lambda n: ngettext("%(n)d changes nothing", "%(n)d change nothing", n)),
        (BulkState.FAILED, lambda n: ngettext("%(n)d not applied", "%(n)d not applied", n)),
        (BulkState.REFUSED, lambda n: ngettext("%(n)d refused", "%(n)d refused", n)),
        (BulkState.UNDONE, lambda n: ngettext("%(n)d undone", "%(n)d undone", n)),
    ]
    said = [word(n) % {"n": n} for state, word in parts if (n := tally.get(state, 0))]
    files = ngettext("%(n)d file", "%(n)d files", total) % {"n": total}
    return f"{files}: {', '.join(said)}"
