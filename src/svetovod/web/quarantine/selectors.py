"""Reading the quarantine."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from svetovod.web.documents.selectors import unreadable, unscanned_count

from .access import ACCESS
from .models import HeldFile
from .scanner import ScannerDownError, the_scanner

SHOWN = 100


def held(actor: Any) -> QuerySet[HeldFile]:
    ACCESS.require("held.view", actor)
    return HeldFile.objects.select_related("person")


def unread(actor: Any) -> list[Any]:
    """Files that wait and that the scanner does not read, the latest first; not their names, which are of others."""
    ACCESS.require("held.view", actor)
    return list(unreadable().order_by("-uploaded_at")[:SHOWN])


def scanner_state() -> dict[str, Any]:
    """`set`: there is one; `said`: its version; `down`: why it does not answer; `waiting`: files not scanned."""
    scanner = the_scanner()
    state: dict[str, Any] = {
        "set": scanner is not None, "said": "", "down": "", "waiting": unscanned_count(),
        "later": settings.SCANNER_DOWN == "later",
    }  # fmt: skip
    if scanner is not None:
        try:
            state["said"] = scanner.version()
        except ScannerDownError as error:
            state["down"] = str(error) or "?"
    return state
