"""What a file belongs to: a mark reaches equal files of the same project or object, and nobody else's.

Equal bytes alone say nothing: a public blank lies in everybody's papers.
"""

from collections.abc import Callable
from typing import Any

Space = Callable[[str], str]
_spaces: dict[str, Space] = {}


def register_space(subject_type: str, space: Space) -> None:
    """Of the id of a part of something greater, as a row of an estimate is of its project; "" where nobody knows."""
    _spaces[subject_type] = space


def space_of(attachment: Any) -> str:
    find = _spaces.get(attachment.subject_type)
    greater = find(attachment.subject_id) if find else ""
    return greater or space(attachment.subject_type, attachment.subject_id)


def space(label: str, key: Any) -> str:
    return f"{label}:{key}"
