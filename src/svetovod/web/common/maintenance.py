"""Work on the server that was announced: a banner on every page, or, while it is closed, one page instead of all.

It stands in a file of the installation, so that it can be told while there is no database.
"""

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from svetovod.disk import whole_file
from svetovod.web.common.http import Request

# what tells the proxy and the monitoring how the server is, and what the page itself needs
STILL_OPEN = ("/health/", "/static/", "/metrics/")


@dataclass(frozen=True, slots=True)
class Maintenance:
    """`words` are the operator's own; `closed`: nobody can work meanwhile."""

    begins: datetime
    ends: datetime
    words: str = ""
    closed: bool = False

    def closes(self, now: datetime) -> bool:
        """A server that was forgotten closed stays closed: what it was closed for may be half done."""
        return self.closed and now >= self.begins


def _file() -> Path:
    return Path(settings.VAR) / "maintenance.json"


def maintenance_read() -> Maintenance | None:
    try:
        known = json.loads(_file().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    begins, ends = (datetime.fromisoformat(known[name]) for name in ("begins", "ends"))
    return Maintenance(begins, ends, known["words"], known["closed"])


def maintenance_announce(found: Maintenance) -> None:
    """Replaced at once: no process ever reads half of it. Whoever announces it, the server reads it: root, too, may."""
    with whole_file(_file(), replace=True) as out:
        os.fchmod(out.fileno(), 0o644)
        out.write(json.dumps(asdict(found), default=datetime.isoformat, ensure_ascii=False).encode())


def maintenance_end() -> None:
    _file().unlink(missing_ok=True)


def announced(get_response: Callable[[Request], HttpResponse]) -> Callable[[Request], HttpResponse]:
    """Gives the request what was announced; while the server is closed, answers itself and asks no database."""

    def handle(request: Request) -> HttpResponse:
        now = timezone.now()
        found = maintenance_read()
        request.maintenance = found if found and (found.closed or now < found.ends) else None
        if found and found.closes(now) and not request.path.startswith(STILL_OPEN):
            answer = render(None, "503.html", {"maintenance": found, "late": now >= found.ends}, status=503)
            answer["Retry-After"] = str(max(int((found.ends - now).total_seconds()), 60))
            return answer
        return get_response(request)

    return handle
