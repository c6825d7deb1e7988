"""How services say no. Each carries a code and parameters; the app's `phrases.py` words them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


class Refused(Exception):  # noqa: N818 - says what happened
    """The request is understood, and cannot be done: wrong state, missed deadline, broken rule of law.

    `message` is a lazy translated sentence that says what is wrong and what would fix it.
    """

    def __init__(self, code: str, message: Any, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.params: Mapping[str, Any] = params

    def __str__(self) -> str:
        return str(self.message)


@dataclass(frozen=True, slots=True)
class Fault:
    """`field` is where it was typed, `said` the value, the rule and what mends it."""

    field: str
    said: str


class Faulty(Refused):
    """Everything that is wrong with what was typed, at once."""

    def __init__(self, code: str, faults: Iterable[Fault], **params: Any) -> None:
        self.faults = tuple(faults)
        super().__init__(code, " ".join(fault.said for fault in self.faults), **params)


def require_text(code: str, text: Any, message: Any) -> str:
    """The text without spaces around; refused when nothing is left."""
    plain = str(text or "").strip()
    if not plain:
        raise Refused(code, message)
    return plain


class Denied(Exception):  # noqa: N818 - says what happened
    """The actor sees the object but may not do this with it."""

    def __init__(self, action: str, reason: Any = "") -> None:
        super().__init__(action)
        self.action = action
        self.reason = reason


class AskAgain(Exception):  # noqa: N818 - says what happened
    """Permitted, and such that whoever is signed in first shows once more who he is."""

    def __init__(self, action: str) -> None:
        super().__init__(action)
        self.action = action


class Hidden(Exception):  # noqa: N818 - says what happened
    """The actor may not know that the object exists: becomes a 404 that leaks nothing."""


class LinkUnknown(Hidden):
    """Nobody's link from a letter: a 404 that says what such a link is and what to try. `kind` is `role`,
    `registration`, `invitation`, `questionnaire` or `tasks`, as the headlines of `views.py` and
    `link_unknown.html` know them."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class Conflict(Refused):
    """Somebody else changed the object since it was read."""
