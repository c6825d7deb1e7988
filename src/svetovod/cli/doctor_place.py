"""What `svetovod doctor` asks of the machine and of what the people of the installation must keep themselves."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

OK, NOTE, PROBLEM = "ok", "note", "problem"
FREE_BYTES, FREE_SHARE = 2 * 1024**3, 0.1
CLOCK_SECONDS = 2
WORKER_SECONDS = 120  # a worker says every ten that it is there
Rows = Callable[..., list[Any]]


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the report: `text` holds the sentence in both languages."""

    name: str
    status: str
    ru: str
    en: str


def owed() -> str:
    """What an installation owes, and a laptop or a demonstration does not."""
    return PROBLEM if os.environ.get("DJANGO_SETTINGS_MODULE", "").endswith("production") else NOTE


def disk(folder: Path, name: str = "disk") -> Check:
    """Room for the files, the database beside them, and the backup that is made before an old one goes."""
    usage = shutil.disk_usage(folder)
    free, share = usage.free / 1024**3, usage.free / usage.total
    status = PROBLEM if usage.free < FREE_BYTES else NOTE if share < FREE_SHARE else OK
    return Check(name, status, f"свободно {free:.1f} ГБ ({share:.0%}): {folder}",
                 f"free {free:.1f} GB ({share:.0%}): {folder}")  # fmt: skip


def clock(rows: Rows, now: Any, late: str) -> Iterator[Check]:
    """Deadlines are told by this machine's clock, and entries of the journal are dated by it."""
    (there,) = rows("select clock_timestamp()")[0]
    apart = abs((there - now()).total_seconds())
    yield Check("clock", PROBLEM if apart > CLOCK_SECONDS else OK, f"с часами базы расходится на {apart:.1f} с",
                f"{apart:.1f} s apart from the clock of the database")  # fmt: skip
    by = _kept_by_ntp()
    if by is False:
        yield Check("clock", late, "часы не сверяются по NTP: поставьте systemd-timesyncd или chrony",
                    "the clock is not kept by NTP: install systemd-timesyncd or chrony")  # fmt: skip


def _kept_by_ntp() -> bool | None:
    """As the kernel says: a daemon of any kind that keeps the clock tells it. None where it cannot be asked."""
    import ctypes

    class Timex(ctypes.Structure):
        _fields_ = [("modes", ctypes.c_uint), ("rest", ctypes.c_char * 252)]

    try:
        state = ctypes.CDLL(None, use_errno=True).adjtimex(ctypes.byref(Timex()))
    except (OSError, AttributeError):
        return None
    return None if state < 0 else state != 5  # TIME_ERROR: not synchronised


def worker(rows: Rows, late: str) -> Check:
    (silent,) = rows("select extract(epoch from now() - max(last_heartbeat)) from procrastinate_workers")[0]
    if silent is None:
        return Check("worker", late, "не работает: письма и фоновые задачи стоят; systemctl start svetovod-worker",
                     "does not run: letters and background jobs stand; systemctl start svetovod-worker")  # fmt: skip
    status = late if silent > WORKER_SECONDS else OK
    return Check("worker", status, f"подавал знак {silent:.0f} с назад", f"heard {silent:.0f} s ago")


def shares() -> Iterator[Check]:
    """Keys split among people: a selection whose sheets nobody could open any more is told while it can be helped."""
    from svetovod.web.selection.selectors.custody import keys_at_risk

    risks = list(keys_at_risk())
    for risk in risks:
        ru = f"{risk.number}: кодов для вскрытия нужно {risk.needed}, могут быть введены {risk.able}"
        en = f"{risk.number}: {risk.needed} codes are needed to open, {risk.able} can be entered"
        if not risk.rehearsed:
            ru, en = f"{ru}; вскрытие не опробовано", f"{en}; the opening was not rehearsed"
        short = risk.able < risk.needed
        spare = risk.able == risk.needed
        yield Check("key shares", PROBLEM if short else NOTE if spare or not risk.rehearsed else OK, ru, en)
    if not risks:
        yield Check("key shares", OK, "разделённых ключей, ждущих вскрытия, нет", "no split key waits for an opening")


def envelopes() -> Iterator[Check]:
    """Files in envelopes that would not open later: told while their applicants can put them in once more."""
    from svetovod.web.selection.custody.envelopes import unreadable_counted

    try:
        for number, files, lost in unreadable_counted():
            yield _envelopes(number, files, lost)
    except PermissionError as error:
        yield Check("envelopes", PROBLEM, f"файл ключа keys/sheets не прочесть: {error}",
                    f"the key file keys/sheets cannot be read: {error}")  # fmt: skip


def _envelopes(number: str, files: int, lost: int) -> Check:
    if lost:
        ru = f"{number}: файлов в конвертах {files}, не читаются {lost}: верните файл ключа keys/sheets"
        en = f"{number}: {files} files in envelopes, {lost} cannot be read: restore the key file keys/sheets"
    else:
        ru, en = f"{number}: файлов в конвертах {files}, все читаются", f"{number}: {files} files, all can be read"
    return Check("envelopes", PROBLEM if lost else OK, ru, en)


def maintenance(now: Any) -> Iterator[Check]:
    from svetovod.web.common.maintenance import maintenance_read

    found = maintenance_read()
    if found is None:
        return
    over = now() >= found.ends
    ru = f"объявлены работы до {found.ends.isoformat()}" + (", сайт закрыт" if found.closed else "")
    en = f"announced until {found.ends.isoformat()}" + (", closed" if found.closed else "")
    yield Check("maintenance", PROBLEM if over and found.closed else NOTE, ru, en)
