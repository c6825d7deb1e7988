"""Figures for a monitoring system, in the text format of Prometheus: docs/reference/monitoring.md lists them.

Requests are counted for all processes of a machine together. Each process has a file of numbers of its own in
`$SVETOVOD_VAR/metrics`, held by a lock; one that starts goes on with the file of one that ended, so that no count ever
falls. Other apps add what they know by `register_gauges`.
"""

import fcntl
import mmap
import os
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError

BOUNDS = (0.05, 0.1, 0.3, 1.0, 2.0, 5.0, 30.0)  # seconds; an answer slower than all of them is in the sum alone
CLASSES = ("2xx", "3xx", "4xx", "5xx")
WORDS = len(CLASSES) + len(BOUNDS) + 4  # and: all, microseconds, microseconds of the processor, statements
MOST_PROCESSES = 256


@dataclass(frozen=True, slots=True)
class Gauge:
    """One number of the moment; `labels` as they are written: `state="queued"`."""

    name: str
    help: str
    value: float
    labels: str = ""


Source = Callable[[], Iterable[Gauge]]
_sources: list[Source] = []


def register_gauges(source: Source) -> None:
    """Called in `AppConfig.ready`."""
    _sources.append(source)


class Counters:
    """The numbers of this process, in a file others can read."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._lock = threading.Lock()
        self._file = _free(folder)
        self._words = memoryview(mmap.mmap(self._file, WORDS * 8)).cast("Q")

    def add(self, status: int, seconds: float, processor: float, statements: int) -> None:
        with self._lock:
            words = self._words
            words[min(max(status // 100 - 2, 0), 3)] += 1
            for place, bound in enumerate(BOUNDS, len(CLASSES)):
                words[place] += seconds <= bound
            for place, more in enumerate((1, int(seconds * 1e6), int(processor * 1e6), statements), WORDS - 4):
                words[place] += more


def _free(folder: Path) -> int:
    """The descriptor of the first file nobody holds; it is held until the process ends."""
    for number in range(MOST_PROCESSES):
        file = os.open(folder / str(number), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            continue
        os.ftruncate(file, WORDS * 8)
        return file
    raise RuntimeError(f"{MOST_PROCESSES} processes count requests in {folder}")


@lru_cache(maxsize=1)
def _counters_of(_process: int) -> Counters:
    return Counters(Path(settings.VAR) / "metrics")


def counters() -> Counters:
    return _counters_of(os.getpid())


def counted() -> list[int]:
    """The sum over all processes there have been."""
    counters()
    files = [path.read_bytes() for path in (Path(settings.VAR) / "metrics").iterdir()]
    rows = [memoryview(data).cast("Q") for data in files if len(data) == WORDS * 8]
    return [sum(column) for column in zip(*rows, strict=True)] or [0] * WORDS


def _requests() -> Iterator[str]:
    words = counted()
    number, took, worked, statements = words[-4:]
    yield from _head("svetovod_requests_total", "Answers by class of status.", "counter")
    yield from (f'svetovod_requests_total{{status="{name}"}} {words[place]}' for place, name in enumerate(CLASSES))
    yield from _head("svetovod_request_seconds", "How long answers took.", "histogram")
    for place, bound in enumerate(BOUNDS, len(CLASSES)):
        yield f'svetovod_request_seconds_bucket{{le="{bound}"}} {words[place]}'
    yield f'svetovod_request_seconds_bucket{{le="+Inf"}} {number}'
    yield f"svetovod_request_seconds_sum {took / 1e6}"
    yield f"svetovod_request_seconds_count {number}"
    yield from _head("svetovod_request_processor_seconds_total", "Processor time of answers.", "counter")
    yield f"svetovod_request_processor_seconds_total {worked / 1e6}"
    yield from _head("svetovod_request_statements_total", "Statements answers asked of the database.", "counter")
    yield f"svetovod_request_statements_total {statements}"


def _head(name: str, told: str, kind: str) -> Iterator[str]:
    yield f"# HELP {name} {told}"
    yield f"# TYPE {name} {kind}"


def _machine() -> Iterator[Gauge]:
    """Files may have a disk to themselves: told of is the fuller one."""
    places = [place for place in (Path(settings.VAR), Path(settings.MEDIA_ROOT)) if place.is_dir()]
    usage = min(map(shutil.disk_usage, places), key=lambda each: each.free)
    yield Gauge("svetovod_disk_free_bytes", "Free space where the product keeps its files.", usage.free)
    yield Gauge("svetovod_disk_bytes", "All space there.", usage.total)


def _database() -> Iterator[Gauge]:
    """Whether it answers, and what the apps know from it: where it does not, the rest is still told."""
    try:
        known = [gauge for source in _sources for gauge in source()]
    except DatabaseError:
        known = None
    yield Gauge("svetovod_database_up", "1 if the database answered.", known is not None)
    yield from known or ()


def exposition() -> str:
    lines = list(_requests())
    last = ""
    for gauge in (*_machine(), *_database()):
        if gauge.name != last:
            lines += _head(gauge.name, gauge.help, "gauge")
        last = gauge.name
        labels = f"{{{gauge.labels}}}" if gauge.labels else ""
        lines.append(f"{gauge.name}{labels} {float(gauge.value):.15g}")
    return "\n".join(lines) + "\n"
