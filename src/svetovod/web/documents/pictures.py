"""Pictures made plain: upright, no larger than asked, without what a camera or an editor writes into them."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext_lazy as _

from svetovod.web.common.errors import Refused

MOST_PIXELS = 80_000_000
MOST_AT_ONCE = 25_000_000  # in memory, A4 at 500 dots an inch: a JPEG is read smaller than it is, others are not


def jpeg(file: IO[bytes], side: int) -> bytes:
    """What was transparent is white."""
    with _opened(file, side) as picture:
        from PIL import Image  # heavy: only where a picture is made

        paper = Image.new("RGBA", picture.size, "white")
        paper.alpha_composite(picture)
        return _written(paper.convert("RGB"), "JPEG", quality=84)


def png(file: IO[bytes], width: int, height: int) -> tuple[bytes, int, int]:
    """With its size."""
    with _opened(file, max(width, height)) as picture:
        picture.thumbnail((width, height))
        return _written(picture, "PNG"), picture.width, picture.height


def size_of(sha256: str, path: Path) -> tuple[int, int] | None:
    """Width and height of a kept picture, for the place a page holds for it; None where it cannot be read."""
    try:
        return _size(sha256, path)
    except OSError:
        return None


@lru_cache(maxsize=4096)
def _size(_sha256: str, path: Path) -> tuple[int, int]:
    """Only the head of the file is read, once a process: bytes of one hash stay what they are."""
    from PIL import Image

    with Image.open(path, formats=("JPEG", "PNG")) as found:
        return found.size


def _written(picture: Any, form: str, **options: Any) -> bytes:
    out = BytesIO()
    picture.save(out, form, optimize=True, **options)
    return out.getvalue()


@contextmanager
def _opened(file: IO[bytes], side: int) -> Iterator[Any]:
    from PIL import Image, ImageOps

    file.seek(0)
    try:
        with Image.open(file, formats=("JPEG", "PNG")) as found:
            if found.width * found.height > MOST_PIXELS:
                raise Refused("picture.pixels", _("The picture has more than 80 million pixels. Make it smaller."))
            whole = found.width * found.height if found.info.get("progressive") else 0
            found.draft("RGB", (side * 2, side * 2))
            if max(whole, found.width * found.height) > MOST_AT_ONCE:
                raise Refused(
                    "picture.pixels",
                    _("The picture has more than 25 million pixels. Make it smaller, or save it as a plain JPEG."),
                )
            ImageOps.exif_transpose(found, in_place=True)
            # what is transparent may stand in `info` alone: it is taken from there before that is emptied
            picture = found.convert("RGBA") if found.mode != "RGBA" else found
            picture.thumbnail((side, side))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise Refused("picture.broken", _("The picture is damaged. Save it anew and choose it again.")) from error
    picture.info.clear()
    yield picture
