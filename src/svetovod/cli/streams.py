"""Standard output and standard error that cannot break a command: any text, a pipe that closes, a disk that is full."""

import os
import sys
from io import TextIOBase, TextIOWrapper

_STDOUT = 1
_STDERR = 2


class OutputLostError(Exception):
    """Standard output takes no more and somebody wanted it: the disk is full. The message is the system's."""


class _Stream(TextIOWrapper):
    """A text stream on `descriptor`, which leads nowhere once writing has failed.

    A reader that has left, as `head` does, has what it wanted: the command goes on, so that its exit code and the files
    it writes are those of any other call.
    """

    def __init__(self, stream: TextIOWrapper, descriptor: int) -> None:
        self._descriptor = descriptor
        buffering = stream.line_buffering
        # backslashes for what has no UTF-8 form, the stray bytes of a file's name; in JSON they are an escape
        super().__init__(stream.detach(), encoding="utf-8", errors="backslashreplace", line_buffering=buffering)

    def write(self, text: str) -> int:
        try:
            return super().write(text)
        except OSError as error:
            self._give_up(error)
        return len(text)

    def flush(self) -> None:
        try:
            super().flush()
        except OSError as error:
            self._give_up(error)

    def _give_up(self, error: OSError) -> None:
        # what waits in the buffer goes there too: the interpreter flushes it once more at its end
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self._descriptor)
        os.close(nowhere)
        if self._descriptor == _STDOUT and not isinstance(error, BrokenPipeError):
            raise OutputLostError(error.strerror) from error


def guard_streams() -> None:
    """Puts the guarded streams in the place of `sys.stdout` and `sys.stderr`; a closed one becomes one to nowhere."""
    sys.stdout = _guarded(sys.stdout, _STDOUT)
    sys.stderr = _guarded(sys.stderr, _STDERR)


def _guarded(stream: object, descriptor: int) -> TextIOBase:
    if isinstance(stream, TextIOWrapper):
        return _Stream(stream, descriptor)
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - open as long as the command runs
