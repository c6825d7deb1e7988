"""Pictures made plain: what was clear stays clear, or is white where there is no clear."""

from io import BytesIO

import pytest
from PIL import Image

from svetovod.web.documents import pictures


def clear(mode):
    """Half of it clear, by what its file says beside the picture."""
    made = Image.new(mode, (60, 20), 1 if mode == "P" else (0, 0, 0) if mode == "RGB" else 0)
    made.paste(0 if mode == "P" else (9, 9, 9) if mode == "RGB" else 9, (0, 0, 30, 20))
    if mode == "P":
        made.putpalette([9, 9, 9, 0, 0, 0])
    out = BytesIO()
    made.save(out, "PNG", transparency={"P": 0, "RGB": (9, 9, 9), "L": 9}[mode])
    return out


@pytest.mark.parametrize("mode", ["P", "RGB", "L"])
def test_what_is_clear_stays_clear(mode):
    content, width, height = pictures.png(clear(mode), 600, 240)
    shown = Image.open(BytesIO(content))
    assert (shown.mode, width, height, shown.info) == ("RGBA", 60, 20, {})
    assert [shown.getpixel((x, 10))[3] for x in (10, 50)] == [0, 255]
    assert Image.open(BytesIO(pictures.jpeg(clear(mode), 60))).getpixel((10, 10)) == (255, 255, 255)


def test_a_picture_of_sixteen_bits_is_drawn():
    out = BytesIO()
    Image.new("I;16", (40, 20), 40_000).save(out, "PNG")
    assert pictures.png(out, 600, 240)[1:] == (40, 20)
