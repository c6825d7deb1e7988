"""Places in which nobody holds a role yet. They belong to apps above this one, which find them by what is typed."""

from collections.abc import Callable, Iterable

Found = tuple[str, str, str]
"""Scope, id, name."""

_FINDERS: list[Callable[[str], Iterable[Found]]] = []


def register_finder(finder: Callable[[str], Iterable[Found]]) -> None:
    """Called from `AppConfig.ready`."""
    _FINDERS.append(finder)


def find(typed: str) -> list[Found]:
    return [found for finder in _FINDERS for found in finder(typed)]
