"""What the doctor says of files: those that come in, keys, and the list of known faults of packages."""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from svetovod.disk import PART

from . import known_faults
from .doctor_place import NOTE, OK, PROBLEM, Check

FAULTS_DAYS = 14  # a list of known faults older than that says little


def first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def known_faults_file() -> Path | None:
    named = os.environ.get("SVETOVOD_KNOWN_FAULTS")
    return Path(named) if named else None


def faults(path: Path | None) -> Check:
    """What is installed against a list of known faults the operator has brought."""
    if path is None:
        return Check(
            "known faults", NOTE, "списка нет: SVETOVOD_KNOWN_FAULTS", "there is no list: SVETOVOD_KNOWN_FAULTS"
        )
    try:
        found = known_faults.read(path)
        days = int((time.time() - path.stat().st_mtime) // 86400)
    except (OSError, known_faults.NoListError) as error:
        said = first_line(error)
        return Check("known faults", PROBLEM, f"список не читается: {said}", f"the list cannot be read: {said}")
    if found:
        shown = "; ".join(map(str, found[:5])) + (" ..." if len(found) > 5 else "")
        return Check("known faults", PROBLEM, f"уязвимостей в пакетах: {len(found)}: {shown}",
                     f"faults of installed packages: {len(found)}: {shown}")  # fmt: skip
    status = NOTE if days > FAULTS_DAYS else OK
    return Check("known faults", status, f"не найдено, списку дней: {days}", f"none found, the list is {days} days old")


def breached(path: Path | None) -> Check:
    """The list of passwords of known breaches the operator has brought."""
    from svetovod.web.accounts.breached import NoListError, check

    if path is None:
        return Check(
            "stolen passwords", NOTE, "списка нет, проверяются 20 000 самых частых: SVETOVOD_BREACHED_PASSWORDS",
            "there is no list, the 20,000 most frequent are refused: SVETOVOD_BREACHED_PASSWORDS",
        )  # fmt: skip
    try:
        check(path)
    except (OSError, NoListError) as error:
        said = first_line(error)
        return Check(
            "stolen passwords", PROBLEM, f"список {path} не годится: {said}", f"the list {path} is no good: {said}"
        )
    size = path.stat().st_size / 1e9
    return Check("stolen passwords", OK, f"{path}: {size:.1f} ГБ", f"{path}: {size:.1f} GB")


def keys(settings: Any) -> Iterator[Check]:
    folder = Path(settings.VAR) / "keys"
    ledger, drafts = Path(settings.LEDGER_KEY_FILE), folder / "drafts"
    files = [path for path in (*sorted(folder.glob("*")), *sorted(drafts.glob("*")), ledger) if path.is_file()]
    for path in dict.fromkeys(files):
        if path.stat().st_mode & 0o077:
            yield Check("keys", PROBLEM, f"{path} читают другие: chmod 600", f"{path} is readable by others: chmod 600")
    for path in dict.fromkeys(each for place in (folder, ledger.parent) for each in sorted(place.glob(f"{PART}*"))):
        yield Check("keys", NOTE, f"{path} остался от прерванной записи и может содержать ключ: удалите этот файл",
                    f"{path} is left of a writing that was cut short and may hold a key: remove it")  # fmt: skip
    for path in sorted(folder.glob("*.former")):
        said = f"svetovod keys forget {path.stem}"
        yield Check("keys", NOTE, f"{path}: прежний ключ ещё здесь; через час после обновления: {said}",
                    f"{path}: the former key is still here; an hour after the renewal: {said}")  # fmt: skip
    if drafts.is_dir() and drafts.stat().st_mode & 0o777 != 0o700:
        yield Check("keys", PROBLEM, f"права папки {drafts} не 700: chmod 700",
                    f"the mode of the folder {drafts} is not 700: chmod 700")  # fmt: skip
    if not ledger.exists():
        yield Check("keys", NOTE, "ключ журнала будет создан при первой подписи",
                    "the key of the journal will be made at the first signature")  # fmt: skip
    elif ledger.stat().st_size != 32:
        yield Check("keys", PROBLEM, f"{ledger} не ключ Ed25519", f"{ledger} is not an Ed25519 key")
    else:
        yield Check("keys", OK, f"ключ журнала: {ledger}", f"key of the journal: {ledger}")


def scanner(settings: Any) -> Check:
    """Who looks through files for malware; files that are not scanned are a choice of the operator's."""
    from svetovod.web.quarantine.scanner import ScannerDownError, the_scanner

    found = the_scanner()
    if found is None:
        return Check("scanner", NOTE, "не задан: файлы не проверяются на вредоносный код (SVETOVOD_CLAMD)",
                     "not set: files are not scanned for malware (SVETOVOD_CLAMD)")  # fmt: skip
    try:
        said = found.version()
    except ScannerDownError as error:
        return Check("scanner", PROBLEM, f"{settings.CLAMD} не отвечает: {error}",
                     f"{settings.CLAMD} does not answer: {error}")  # fmt: skip
    return Check("scanner", OK, said, said)


def quarantine() -> Check:
    from svetovod.web.documents.selectors import unreadable, unscanned_count
    from svetovod.web.quarantine.models import HeldFile

    kept, waiting, unread = HeldFile.objects.filter(kept=True).count(), unscanned_count(), unreadable().count()
    return Check(
        "quarantine", NOTE if kept or waiting or unread else OK,
        f"файлов в карантине: {kept}, ещё не проверено: {waiting}, не читаются сканером: {unread}",
        f"files in quarantine: {kept}, not scanned yet: {waiting}, not read by the scanner: {unread}",
    )  # fmt: skip


def readings() -> Check:
    """The register of who read commercial secrets, day by day against the journal."""
    from svetovod.web.secrecy import days

    found = days.faults()
    if found:
        first = f"{found[0][0]}, {found[0][1]}"
        return Check("readings", PROBLEM, f"учёт чтений не сходится с журналом, дней: {len(found)}: {first}",
                     f"the register of readings does not fit the journal, days: {len(found)}: {first}")  # fmt: skip
    return Check("readings", OK, "учёт чтений сходится с журналом", "the register of readings fits the journal")
