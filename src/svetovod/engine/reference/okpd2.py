"""OKPD2, the classifier of products (ОК 034-2014)."""

from .classifier import Classifier

_DATA = Classifier("okpd2")


def exists(code: str) -> bool:
    """Whether the classifier has this very code."""
    return _DATA.exists(code)


def name(code: str) -> str | None:
    """The official (Russian) name of the code, None when there is no such code."""
    return _DATA.name(code)


def codes() -> tuple[str, ...]:
    """All codes, in their order."""
    return tuple(sorted(_DATA.codes))


def names() -> tuple[str, ...]:
    """All names, in the order of their codes."""
    return tuple(_DATA.names.values())


def search(text: str, limit: int = 20) -> list[tuple[str, str]]:
    """Up to `limit` pairs (code, name) by the beginning of a code or by words of the name in any form."""
    return _DATA.search(text, limit)
