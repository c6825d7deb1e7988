"""The console of the readable output."""

from rich.console import Console

_PIPED_WIDTH = 140


def terminal() -> Console:
    """As wide as the terminal; into a pipe or a file wide enough for the tables."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=_PIPED_WIDTH)
