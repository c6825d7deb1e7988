"""The one exception of the room: the file as a whole cannot be read. It never leaves the readers."""

from svetovod.engine.model import Problem


class UnusableFileError(Exception):
    """Carries the `Problem` that the reader returns instead of a value."""

    def __init__(self, code: str, sheet: str | None = None, **params: str | int) -> None:
        super().__init__(code)
        self.problem = Problem(code, sheet=sheet, params=params)


def unreadable(kind: str) -> UnusableFileError:
    """`kind` says what the file is instead: xls, html, csv, pdf, docx, ods, xlsb, empty, missing, broken, dtd..."""
    return UnusableFileError("file.unreadable", kind=kind)
