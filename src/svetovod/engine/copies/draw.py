"""Lines of a stamp: what fits into a width, set in the one typeface of the house."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

LEADING = 1.3
BETWEEN = 14  # sizes of letters between two repetitions


@lru_cache(maxsize=1)
def fonts() -> bytes:
    """Read before the process is limited."""
    import font_roboto

    return (Path(font_roboto.__file__).parent / "files" / "Roboto-Regular.ttf").read_bytes()


@lru_cache(maxsize=8)
def font(size: int) -> Any:
    from io import BytesIO

    from PIL import ImageFont

    return ImageFont.truetype(BytesIO(fonts()), size)


def width_of(text: str, size: float) -> float:
    return float(font(100).getlength(text)) * size / 100


def letter_size(width: float) -> float:
    """Of lines over and under a page: readable on A4, not lost on a drawing."""
    return min(max(width / 75, 4.0), 24.0)


def wrapped(lines: Sequence[str], size: float, width: float) -> list[str]:
    return [part for line in lines for part in _parts(line, size, width)]


def _parts(line: str, size: float, width: float) -> Iterator[str]:
    """Whole words; a word wider than the page is cut."""
    held = ""
    for word in line.split():
        longer = f"{held} {word}".strip()
        if held and width_of(longer, size) > width:
            yield held
            longer = word
        while width_of(longer, size) > width and len(longer) > 1:
            most = max(int(len(longer) * width / width_of(longer, size)), 1)
            yield longer[:most]
            longer = longer[most:]
        held = longer
    if held:
        yield held
