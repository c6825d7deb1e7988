"""Codes on paper and screens: short, made from the installation's key, good for one purpose each."""

from datetime import datetime
from typing import Any

from django.utils.crypto import constant_time_compare, salted_hmac

from .models import ProgrammeItem, Registration, RemarkSheet

DOOR, CERTIFICATE, HALL, SHEET = "door", "certificate", "hall", "sheet"
WINDOW = 300  # seconds that a code of presence stays on the screen
LENGTHS = {DOOR: 10, CERTIFICATE: 20, HALL: 20, SHEET: 6}


def code_of(registration: Registration, purpose: str) -> str:
    """`17-8c0f1a...`: the registration and a proof that nobody made it up. It opens nothing but that purpose."""
    return _code(registration, purpose)


def hall_code(item: ProgrammeItem) -> str:
    """Opens the screen of the hall without signing in: on it is what everybody in the hall sees."""
    return _code(item, HALL)


def sheet_code(sheet: RemarkSheet) -> str:
    """Short, to be typed from paper where no machine reads it: it says which sheet it is, and opens nothing."""
    return _code(sheet, SHEET)


def _code(row: Registration | ProgrammeItem | RemarkSheet, purpose: str) -> str:
    mac = salted_hmac(f"svetovod.{purpose}", f"{row.session_id}:{row.pk}", algorithm="sha256")
    return f"{row.pk}-{mac.hexdigest()[: LENGTHS[purpose]]}"


def presence_code(item: ProgrammeItem, at: datetime, back: int = 0) -> str:
    """Six figures on the screen of the hall, others every five minutes; `back`: those of the times before."""
    window = int(at.timestamp()) // WINDOW - back
    mac = salted_hmac("svetovod.presence", f"{item.pk}:{window}", algorithm="sha256")
    return f"{int(mac.hexdigest()[:12], 16) % 10**6:06}"


def registration_of(session_id: int, code: str, purpose: str) -> Registration | None:
    rows = Registration.objects.filter(session=session_id).select_related("session", "person")
    found: Registration | None = _found(rows, code, purpose)
    return found


def hall_of(session_id: int, code: str) -> ProgrammeItem | None:
    rows = ProgrammeItem.objects.filter(session=session_id).select_related("session")
    found: ProgrammeItem | None = _found(rows, code, HALL)
    return found


def sheet_of(session_id: int, code: str) -> RemarkSheet | None:
    rows = RemarkSheet.objects.filter(session=session_id).select_related("session", "pitch__project", "expert")
    found: RemarkSheet | None = _found(rows, code, SHEET)
    return found


def _found(rows: Any, code: str, purpose: str) -> Any:
    code = code.strip().lower()
    number, _sep, _mac = code.partition("-")
    if not (code.isascii() and number.isdecimal()) or len(number) > 12:
        return None
    row = rows.filter(pk=int(number)).first()
    if row is None or not constant_time_compare(_code(row, purpose), code):
        return None
    return row


def mark(shown: str) -> str:
    """What a page shows, in a few letters: a page that asks with the same mark has nothing new to learn."""
    return salted_hmac("svetovod.mark", shown, algorithm="sha256").hexdigest()[:16]
