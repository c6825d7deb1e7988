"""The one exception of the room: the file as a whole is refused. It never leaves `read`."""

from collections.abc import Iterable

from svetovod.engine.model import Problem


class RefusedFileError(Exception):
    """Carries the `Problem` of the last batch."""

    def __init__(self, code: str, place: str | None = None, **params: str | int) -> None:
        super().__init__(code)
        self.problem = Problem(code, sheet=place, params=params)


def drift(expected: Iterable[str], found: Iterable[str], place: str | None = None) -> RefusedFileError:
    """The published structure has changed, or it is another file."""
    return RefusedFileError("open.schema", place, expected=", ".join(expected), found=", ".join(found)[:300] or "—")
