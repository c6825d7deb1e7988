"""A picture copied with lines over, under and across it, as upright as a camera meant it and without what it wrote."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw, ImageOps

from .draw import BETWEEN, LEADING, font, letter_size, width_of, wrapped
from .stamp import JPEG, MOST_PIXELS, CopyProblem, Stamp, UnfitError

PALE = (90, 90, 90, 70)
ANGLE = 30
LEAST = 320  # dots: a narrower picture gets a margin


def picture_copy(content: bytes, kind: str, stamp: Stamp) -> bytes:
    picture = _opened(content)
    width = max(picture.width, LEAST)
    size = max(round(letter_size(width) if width < LEAST * 2 else width / 75), 9)
    head, foot = (wrapped(lines, size, width - 2 * size) for lines in (stamp.head, stamp.foot))
    above, under = (round(size * (LEADING * len(lines) + 1)) for lines in (head, foot))
    paper = Image.new("RGB", (width, above + picture.height + under), "white")
    # one colour of the two shows on any picture
    paper.paste(picture, ((width - picture.width) // 2, above), picture)
    _across(paper, stamp.across, round(size * 1.3))
    _lines(paper, head, size // 2, size)
    _lines(paper, foot, above + picture.height + size // 2, size)
    out = BytesIO()
    paper.save(out, "JPEG" if kind == JPEG else "PNG")
    return out.getvalue()


def _opened(content: bytes) -> Any:
    with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as found:
        if found.width * found.height > MOST_PIXELS:
            raise UnfitError(CopyProblem.LARGE)
        return ImageOps.exif_transpose(found).convert("RGBA")


def _across(paper: Any, text: str, size: int) -> None:
    """Dark letters with a light edge: read on black as on white. One tile is turned, and set again and again."""
    if not text:
        return
    tile = Image.new("RGBA", (max(round(width_of(text, size)), 1) + size, size * 2), (0, 0, 0, 0))
    ImageDraw.Draw(tile).text(
        (size // 2, size // 3), text, PALE, font(size), stroke_width=1, stroke_fill=(255, 255, 255, 70)
    )
    turned = tile.rotate(ANGLE, expand=True)
    step = size * BETWEEN // 2
    for row, y in enumerate(range(-turned.height // 2, paper.height, max(turned.height // 2, step))):
        for x in range(-(row % 2) * turned.width // 2, paper.width, turned.width + step):
            paper.paste(turned, (x, y), turned)


def _lines(paper: Any, lines: Sequence[str], top: int, size: int) -> None:
    pen = ImageDraw.Draw(paper)
    for number, line in enumerate(lines):
        pen.text((size, top + round(number * size * LEADING)), line, (20, 20, 20), font(size))
