"""Pages of a PDF or of one picture, drawn alike whatever they came as, and the QR codes on them."""

import hashlib
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from typing import Any

import pypdfium2
import zxingcpp
from PIL import Image, ImageOps

from .page import MOST_PAGES, ScannedPage, ScanProblem

QR = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
# the long side of a page in pixels: 170 and 280 dots an inch of A4
SIDE, FINE_SIDE = 2000, 3300
MOST_PIXELS = 80_000_000  # of one picture: a page of A3 at 600 dots an inch
MOST_AT_ONCE = 25_000_000  # of one in memory: a page of A4 at 500, a JPEG is read smaller than it is
QUALITY = 72
Image.MAX_IMAGE_PIXELS = MOST_PIXELS


class UnreadableError(Exception):
    def __init__(self, problem: ScanProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


def read(content: bytes) -> Iterator[ScannedPage]:
    """Raises `UnreadableError`; pages that were given before stay good. One that cannot be read keeps none of the
    others back: it is told at the end."""
    drawn = _pdf(content) if content.startswith(b"%PDF-") else _picture(content)
    good = bad = 0
    for number, total, draw in drawn:
        try:
            page = _page(number, total, draw)
        except (pypdfium2.PdfiumError, MemoryError):
            bad += 1
            continue
        good += 1
        yield page
    if bad:
        raise UnreadableError(ScanProblem.PARTLY if good else ScanProblem.BROKEN)


def _page(number: int, total: int, draw: Callable[[int], Image.Image]) -> ScannedPage:
    picture = draw(SIDE)
    return ScannedPage(number, total, _jpeg(picture), _mark(picture), _codes(picture) or _codes(draw(FINE_SIDE)))


def _pdf(content: bytes) -> Iterator[Any]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(ScanProblem.BROKEN) from error
    total = len(document)
    if total > MOST_PAGES:
        raise UnreadableError(ScanProblem.TOO_MANY)
    for index in range(total):
        yield index + 1, total, partial(_drawn, document, index)


def _drawn(document: Any, index: int, side: int) -> Image.Image:
    """Scaled by its long side: a page that says it is ten metres wide is drawn no larger than another."""
    page = document[index]
    scale = side / max(page.get_width(), page.get_height(), 1)
    made: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    return made


def _picture(content: bytes) -> Iterator[Any]:
    try:
        with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise UnreadableError(ScanProblem.TOO_LARGE)
            at_once = opened.width * opened.height if opened.info.get("progressive") else 0
            opened.draft("RGB", (FINE_SIDE, FINE_SIDE))
            if max(at_once, opened.width * opened.height) > MOST_AT_ONCE:
                raise UnreadableError(ScanProblem.TOO_LARGE)
            ImageOps.exif_transpose(opened, in_place=True)
            whole = _on_white(opened)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise UnreadableError(ScanProblem.BROKEN) from error
    yield 1, 1, partial(_within, whole)


def _on_white(picture: Image.Image) -> Image.Image:
    """What was transparent is paper."""
    if "A" not in picture.getbands() and "transparency" not in picture.info:
        return picture.convert("RGB")
    shown = picture if picture.mode == "RGBA" else picture.convert("RGBA")
    paper = Image.new("RGB", shown.size, "white")
    paper.paste(shown, mask=shown)
    return paper


def _within(picture: Image.Image, side: int) -> Image.Image:
    smaller = picture.copy()
    smaller.thumbnail((side, side))
    return smaller


def _jpeg(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def _mark(picture: Image.Image) -> str:
    return hashlib.sha256(f"{picture.width}x{picture.height}:".encode() + picture.tobytes()).hexdigest()


def _codes(picture: Image.Image) -> tuple[str, ...]:
    found = zxingcpp.read_barcodes(picture.convert("L"), formats=QR)
    return tuple(each.text for each in found)
