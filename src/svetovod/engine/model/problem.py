"""What is wrong with an input, where, and with which parameters; the words live in `svetovod.wording`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Problem:
    """One collected error or note.

    `sheet` and `column` are the first (Russian) names of the format, whatever the file calls them; `row` is the
    number the user sees; `value` is the text of the cell. `params` feed the sentence (limits, allowed choices).
    """

    code: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None
    params: Mapping[str, str | int] = field(default_factory=lambda: MappingProxyType({}), hash=False)
