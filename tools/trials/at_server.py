"""What a trial sees of the server from outside of it: how long each request took there, and who used the processors."""

import re
from collections.abc import Iterable
from pathlib import Path

import psutil

# the line of a slow request (src/svetovod/web/common/measuring.py); with SVETOVOD_SLOW_REQUEST=0 each has one
LINE = re.compile(
    r"request seconds=(?P<seconds>[\d.]+) processor=(?P<work>[\d.]+) queries=(?P<queries>\d+) "
    r"database=(?P<database>[\d.]+) method=(?P<method>\w+) route=(?P<route>\S*) status=(?P<status>\d+)"
)
EACH = {"SVETOVOD_SLOW_REQUEST": "0"}


def middle(values: Iterable[float], share: float) -> int:
    """A quantile, milliseconds."""
    row = sorted(values)
    return round(row[max(0, round(share * len(row)) - 1)] * 1000)


def requests(log: Path) -> dict[str, dict[str, int]]:
    """Milliseconds between the first and the last line of the product, by method and route."""
    rows: dict[str, list[re.Match[str]]] = {}
    for found in LINE.finditer(log.read_text(errors="replace")):
        rows.setdefault(f"{found['method']} {found['route']} {found['status']}", []).append(found)
    return {
        name: {
            "n": len(all_), "median": middle((float(row["seconds"]) for row in all_), 0.5),
            "p95": middle((float(row["seconds"]) for row in all_), 0.95),
            "most": middle((float(row["seconds"]) for row in all_), 1),
            "processor": middle((float(row["work"]) for row in all_), 0.5),
            "database": middle((float(row["database"]) for row in all_), 0.5),
            "queries": round(sum(int(row["queries"]) for row in all_) / len(all_)),
        }
        for name, all_ in sorted(rows.items())
    }  # fmt: skip


class Processors:
    """Seconds of the processors since the last question: by what was started, by the people of the trial, by others."""

    def __init__(self, roots: dict[str, Iterable[int]]) -> None:
        self.roots = {name: list(pids) for name, pids in roots.items()}
        self.before = self._now()

    def _now(self) -> dict[str, float]:
        told = psutil.cpu_times()
        all_ = sum(told) - getattr(told, "guest", 0) - getattr(told, "guest_nice", 0)
        mine = psutil.Process().cpu_times()
        rows = {name: sum(map(_family, pids)) for name, pids in self.roots.items()}
        return rows | {"people": mine.user + mine.system, "idle": told.idle + told.iowait, "machine": all_}

    def spent(self) -> dict[str, float]:
        now = self._now()
        used = {name: round(value - self.before[name], 1) for name, value in now.items()}
        known = sum(value for name, value in used.items() if name != "machine")
        self.before = now
        return used | {"others": round(used["machine"] - known, 1)}


def embedded() -> list[int]:
    """The first process of the PostgreSQL that this one has started."""
    return [each.pid for each in psutil.Process().children() if each.name() == "postgres"]


def _family(pid: int) -> float:
    """A process with all it has started, those that have ended too."""
    try:
        root = psutil.Process(pid)
        rows = [each.cpu_times() for each in (root, *root.children(recursive=True))]
    except psutil.NoSuchProcess:
        return 0.0
    return sum(row.user + row.system + row.children_user + row.children_system for row in rows)


def memory(pids: Iterable[int]) -> int:
    """Megabytes that are of these processes and their children alone or shared among them, each page once (PSS)."""
    total = 0
    for pid in pids:
        root = psutil.Process(pid)
        for each in (root, *root.children(recursive=True)):
            try:
                total += each.memory_full_info().pss
            except psutil.NoSuchProcess:
                continue
    return int(total / 2**20)
