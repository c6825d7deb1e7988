"""Where personal data lie outside this app: each app says how it forgets a person and what it gives out about one.

Registered in `AppConfig.ready`. An eraser runs inside the transaction of `person_erase`, before the address is blanked.
"""

from collections.abc import Callable
from typing import Any

from .models import Person

Eraser = Callable[[Person], None]
Exporter = Callable[[Person], list[dict[str, Any]]]

erasers: list[Eraser] = []
exporters: dict[str, Exporter] = {}


def register_eraser(eraser: Eraser) -> None:
    if eraser not in erasers:
        erasers.append(eraser)


def register_exporter(section: str, exporter: Exporter) -> None:
    exporters[section] = exporter
