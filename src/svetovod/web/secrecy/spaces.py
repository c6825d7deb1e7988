"""What a file belongs to: a mark reaches equal files of the same project or object, and nobody else's.

Equal bytes alone say nothing: a public blank lies in everybody's papers.
"""

from collections.abc import Callable
from typing import Any

Space = Callable[[str], str]
Parties = Callable[[str], set[int]]
_spaces: dict[str, Space] = {}
_parties: dict[str, Parties] = {}


def register_space(subject_type: str, space: Space) -> None:
    """Of the id of a part of something greater, as a row of an estimate is of its project; "" where nobody knows."""
    _spaces[subject_type] = space


def register_parties(label: str, parties: Parties) -> None:
    """Of the id of such an object, the organisations in it: a secret among its papers may be theirs."""
    _parties[label] = parties


def parties_of(attachment: Any) -> set[int]:
    label, _colon, key = space_of(attachment).partition(":")
    found = _parties.get(label)
    return found(key) if found else set()


def space_of(attachment: Any) -> str:
    find = _spaces.get(attachment.subject_type)
    greater = find(attachment.subject_id) if find else ""
    return greater or space(attachment.subject_type, attachment.subject_id)


def space(label: str, key: Any) -> str:
    return f"{label}:{key}"
