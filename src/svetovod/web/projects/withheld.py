"""Versions that no panel reads yet, though the project was shown to it: the apps that know why say which."""

from collections.abc import Callable, Collection, Iterable

# numbers of projects -> numbers of their versions
Source = Callable[[Collection[int]], Iterable[int]]
_sources: list[Source] = []


def register_withheld(source: Source) -> None:
    """Called in `AppConfig.ready`."""
    _sources.append(source)


def withheld(projects: Collection[int]) -> set[int]:
    """Versions of these projects that their teams alone read for now."""
    return {version for source in _sources for version in source(projects)}
