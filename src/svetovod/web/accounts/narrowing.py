"""What a token may be limited to: the app that keeps joint projects says which ones a person may name.

Registered in `AppConfig.ready`.
"""

from collections.abc import Callable
from typing import Any

# (id, how it is called) of what the actor may limit a token to
Source = Callable[[Any], list[tuple[int, str]]]

sources: list[Source] = []


def register_source(source: Source) -> None:
    if source not in sources:
        sources.append(source)


def choices(actor: Any) -> list[tuple[int, str]]:
    return [found for source in sources for found in source(actor)]
