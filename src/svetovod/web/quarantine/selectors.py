"""Reading the quarantine."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from svetovod.web.audit import words
from svetovod.web.audit.selectors import told_of
from svetovod.web.documents.selectors import unreadable, unscanned_count

from .access import ACCESS
from .models import HeldFile
from .scanner import ScannerDownError, the_scanner

SHOWN = 100
KEPT_AT = re.compile(r"[a-z]+\.[a-z]+:.")  # `app.model:key`, not the name of a page


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


@dataclass(frozen=True, slots=True)
class Placed:
    """One file with where it was sent in words, "" where nobody has any. `belongs` is the address of what the journal
    tells of that which an already kept one belongs to, `entry` of what it tells of the file; "" where it tells
    nothing."""

    row: HeldFile
    place: str
    belongs: str
    entry: str


def placed(rows: Collection[HeldFile]) -> list[Placed]:
    """One query at most."""
    own = {row: (row._meta.label_lower, str(row.pk)) for row in rows}
    kept: dict[HeldFile, tuple[str, str]] = {}
    for row in rows:
        if KEPT_AT.match(row.place):
            kind, _colon, key = row.place.partition(":")
            kept[row] = kind, key
    told = told_of({*own.values(), *kept.values()}) if own else set()
    return [
        Placed(
            row, words.kind(kept[row][0]) if row in kept else _page_of(row),
            _history(kept[row], told) if row in kept else "", _history(own[row], told),
        )
        for row in rows
    ]  # fmt: skip


def _history(subject: tuple[str, str], told: set[tuple[str, str]]) -> str:
    return reverse("audit:history", args=subject) if subject in told else ""


def _page_of(row: HeldFile) -> str:
    return words.of_value(row._meta.label_lower, "place", row.place) or ""
