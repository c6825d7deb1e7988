"""A PDF copied page by page: each becomes a picture of itself in a new document, with lines over, under and across it.

What a page draws is shut into an object of its own: no clipping, no matrix and no colour of it reaches the lines. What
a document carries besides its pages (scripts, files, forms to fill, signatures) is not copied.
"""

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from math import cos, radians, sin
from typing import Any

import pypdfium2
from pypdfium2 import raw

from .draw import BETWEEN, LEADING, fonts, letter_size, width_of, wrapped
from .stamp import MOST_PAGES, CopyProblem, Stamp, UnfitError

PALE = (120, 120, 120, 46)
INK = (20, 20, 20, 255)
ANGLE = 30
MOST_ACROSS = 150
EMPTY = (100, 100)


@dataclass(frozen=True, slots=True)
class Frame:
    """`box` is what of the page is seen, `turned` how it is shown, `size` as it is shown."""

    size: tuple[float, float]
    box: tuple[float, float, float, float]
    turned: int


@dataclass(frozen=True, slots=True)
class Pen:
    """The document that is made, and the typeface in it."""

    made: Any
    letters: Any

    def write(self, page: Any, text: str, size: float, colour: tuple[int, ...], matrix: Any) -> None:
        found = raw.FPDFPageObj_CreateTextObj(self.made.raw, self.letters, size)
        data = (text + "\0").encode("utf-16-le")
        raw.FPDFText_SetText(found, (ctypes.c_ushort * (len(data) // 2)).from_buffer_copy(data))
        raw.FPDFPageObj_SetFillColor(found, *colour)
        raw.FPDFPageObj_SetMatrix(found, matrix.to_raw())
        raw.FPDFPage_InsertObject(page.raw, found)


def pdf_copy(content: bytes, stamp: Stamp) -> bytes:
    source = _opened(content)
    if len(source) > MOST_PAGES:
        raise UnfitError(CopyProblem.LARGE)
    frames = [_frame(source, place) for place in range(len(source))]
    made = _shut(source)
    pen = Pen(made, _letters(made))
    for place, frame in enumerate(frames):
        _page(place, frame, pen, stamp)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _opened(content: bytes) -> Any:
    try:
        source = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD
        raise UnfitError(CopyProblem.LOCKED if locked else CopyProblem.BROKEN) from error
    if not len(source):
        raise UnfitError(CopyProblem.BROKEN)
    return source


def _frame(source: Any, place: int) -> Frame:
    """What is seen of a page, and its own marks made part of it; its rotation is done later, and not by a reader."""
    page = source[place]
    raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)  # notes and filled fields are part of what is seen
    frame = Frame(page.get_size(), page.get_bbox(), page.get_rotation())
    page.set_rotation(0)
    page.close()
    return frame


def _shut(source: Any) -> Any:
    """A new document whose pages are the source's, each shut into an object, and fonts and pictures still shared.

    Page by page each object would bring its own copy of all that the pages share. Asked for all at once two of them
    go on one sheet, so every second is empty.
    """
    for place in range(len(source)):
        source.new_page(*EMPTY, index=2 * place + 1).close()
    return pypdfium2.PdfDocument(raw.FPDF_ImportNPagesToOne(source.raw, 2 * EMPTY[0], EMPTY[1], 2, 1))


def _letters(made: Any) -> Any:
    data = fonts()
    held = (ctypes.c_uint8 * len(data)).from_buffer_copy(data)
    return raw.FPDFText_LoadFont(made.raw, held, len(data), raw.FPDF_FONT_TRUETYPE, 1)


def _page(place: int, frame: Frame, pen: Pen, stamp: Stamp) -> None:
    new = pen.made[place]
    drawn, empty = new.get_objects(max_depth=1)
    new.remove_obj(empty)
    width, height = frame.size
    size = letter_size(width)
    head, foot = (wrapped(lines, size, width - 4 * size) for lines in (stamp.head, stamp.foot))
    above, under = (size * (LEADING * len(lines) + 1.6) for lines in (head, foot))
    scale = (height - above - under) / height
    if scale < 0.75:  # a page smaller than its lines grows
        scale, height = 1.0, height + above + under
    new.set_mediabox(0, 0, width, height)
    matrix = _upright(frame.box, frame.turned).scale(scale, scale)
    side = width * (1 - scale) / 2
    drawn.set_matrix(matrix.translate(side, under))
    for edge in (
        (0, height - above, width, above), (0, 0, width, under), (0, 0, side, height), (width - side, 0, side, height)
    ):  # fmt: skip
        _blank(new, edge)
    _across(new, pen, stamp.across, (width, height), size)
    _lines(new, pen, head, (2 * size, height - size * 1.7), size)
    _lines(new, pen, foot, (2 * size, under - size * 1.7), size)
    new.gen_content()
    new.close()


def _upright(box: tuple[float, float, float, float], turned: int) -> Any:
    """The page's own corner at zero and its rotation done: an object has neither."""
    left, low, right, high = box
    matrix = pypdfium2.PdfMatrix().translate(-left, -low)
    wide, tall = right - left, high - low
    if turned == 90:
        return matrix.rotate(-90, ccw=True).translate(0, wide)
    if turned == 180:
        return matrix.rotate(180, ccw=True).translate(wide, tall)
    if turned == 270:
        return matrix.rotate(90, ccw=True).translate(tall, 0)
    return matrix


def _blank(page: Any, frame: tuple[float, float, float, float]) -> None:
    """What was outside the page's own frame does not come to light around it."""
    found = raw.FPDFPageObj_CreateNewRect(*frame)
    raw.FPDFPageObj_SetFillColor(found, 255, 255, 255, 255)
    raw.FPDFPath_SetDrawMode(found, raw.FPDF_FILLMODE_WINDING, 0)
    raw.FPDFPage_InsertObject(page.raw, found)


def _across(page: Any, pen: Pen, text: str, room: tuple[float, float], size: float) -> None:
    if not text:
        return
    width, height = room
    size *= 1.3
    step, long = size * BETWEEN, width_of(text, size)
    turned = pypdfium2.PdfMatrix().rotate(ANGLE, ccw=True)
    x_step, y_step = long * cos(radians(ANGLE)) + step / 2, max(long * sin(radians(ANGLE)) / 2, step)
    count, y = 0, 0.0
    while y < height and count < MOST_ACROSS:
        x = -x_step / 2 if round(y / y_step) % 2 else size
        while x < width and count < MOST_ACROSS:
            pen.write(page, text, size, PALE, turned.translate(x, y))
            x, count = x + x_step, count + 1
        y += y_step


def _lines(page: Any, pen: Pen, lines: Sequence[str], top: tuple[float, float], size: float) -> None:
    for number, line in enumerate(lines):
        place = pypdfium2.PdfMatrix().translate(top[0], top[1] - number * size * LEADING)
        pen.write(page, line, size, INK, place)
