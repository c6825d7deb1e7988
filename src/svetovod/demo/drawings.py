"""Pictures of the scene, drawn here: nobody's logos, nobody's photographs, nobody's handwriting, each with its mark."""

import math
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

MARK = "демонстрационные данные"
INK, AMBER, PAPER, NIGHT = "#1f3a68", "#d98a1f", "#f7f4ec", "#101a2c"
WIDE, TALL = 1200, 800


def _font(size: int) -> Any:
    import font_roboto
    from PIL import ImageFont

    return ImageFont.truetype(Path(font_roboto.__file__).parent / "files" / "Roboto-Medium.ttf", size)


def _canvas(width: int, height: int, colour: str) -> tuple[Any, Any]:
    from PIL import Image, ImageDraw

    picture = Image.new("RGBA", (width, height), colour)
    return picture, ImageDraw.Draw(picture)


def _written(picture: Any, kind: str) -> bytes:
    out = BytesIO()
    (picture.convert("RGB") if kind == "JPEG" else picture).save(out, kind)
    return out.getvalue()


def logo(letters: str, shape: int) -> bytes:
    """A mark of one of three shapes with the initials of the body, on a clear background."""
    picture, draw = _canvas(440, 160, "#00000000")
    if shape % 3 == 0:
        draw.ellipse((8, 8, 152, 152), outline=INK, width=14)
        draw.arc((40, 40, 120, 120), 200, 80, fill=AMBER, width=14)
    elif shape % 3 == 1:
        draw.rounded_rectangle((8, 8, 152, 152), 22, fill=INK)
        draw.line((32, 120, 72, 48, 96, 96, 128, 40), fill=AMBER, width=12, joint="curve")
    else:
        draw.polygon([(80, 4), (156, 80), (80, 156), (4, 80)], fill=INK)
        draw.ellipse((56, 56, 104, 104), fill=AMBER)
    draw.text((178, 26), letters, font=_font(72), fill=INK)
    draw.text((180, 116), "демо", font=_font(26), fill=INK)
    return _written(picture, "PNG")


def photograph(what: str) -> bytes:
    """A drawn view with its mark in the corner."""
    picture, draw = _canvas(WIDE, TALL, NIGHT)
    SCENES[what](draw, Random(what))  # noqa: S311 -- a drawing, no secret
    draw.rectangle((0, TALL - 56, WIDE, TALL), fill="#00000099")
    draw.text((24, TALL - 46), f"Рисунок вместо снимка: {MARK}", font=_font(28), fill="white")
    return _written(picture, "JPEG")


def _hall(draw: Any, chance: Random) -> None:
    draw.rectangle((0, 0, WIDE, TALL), fill="#2a3348")
    draw.rectangle((260, 70, 940, 380), fill=PAPER)
    draw.text((300, 130), "Совместные проекты", font=_font(56), fill=INK)
    for line in range(3):
        draw.line((300, 240 + 36 * line, 820 - 110 * line, 240 + 36 * line), fill=AMBER if line == 1 else INK, width=10)
    for row in range(5):
        size = 34 + 9 * row
        for seat in range(18 - row):
            x = (seat + 0.5) * WIDE / (18 - row) + chance.uniform(-6, 6)
            y = 440 + 62 * row
            shade = chance.choice(("#10151f", "#161d2b", "#1c2536"))
            draw.ellipse((x - size / 2, y, x + size / 2, y + size), fill=shade)
            draw.rounded_rectangle((x - size, y + size, x + size, y + 3 * size), size / 2, fill=shade)


def _fibre(draw: Any, chance: Random) -> None:
    for number in range(46):
        left, bend = chance.uniform(-200, WIDE), chance.uniform(80, 420)
        points = [(left + t * 9 + bend * math.sin(t / 34), TALL - t * 7.4) for t in range(0, 120, 3)]
        colour = AMBER if number % 5 == 0 else chance.choice(("#3d6db5", "#5b8ad0", "#86aee6"))
        draw.line(points, fill=colour, width=chance.choice((2, 3, 4)), joint="curve")
        x, y = points[-1]
        draw.ellipse((x - 9, y - 9, x + 9, y + 9), fill="white")


def _drums(draw: Any, chance: Random) -> None:
    draw.rectangle((0, 0, WIDE, 520), fill="#b9c4d4")
    draw.rectangle((0, 520, WIDE, TALL), fill="#7d8593")
    for place in range(4):
        x, y, size = 170 + 290 * place, 480 - chance.randint(0, 40), 128
        draw.ellipse((x - size, y - size, x + size, y + size), fill="#8a6236", outline="#5c4021", width=8)
        for ring in range(20, size - 16, 12):
            draw.ellipse((x - ring, y - ring, x + ring, y + ring), outline=INK if ring % 24 else AMBER, width=6)
        draw.ellipse((x - 16, y - 16, x + 16, y + 16), fill="#3c2a15")


def _lamps(draw: Any, chance: Random) -> None:
    for place in range(9):
        x, y = 80 + 130 * place, 90 + chance.randint(0, 120)
        draw.line((x, 0, x, y), fill="#56617a", width=4)
        for step in range(12):
            reach = 150 - 12 * step
            draw.ellipse(
                (x - reach, y - reach / 2, x + reach, y + reach * 1.6),
                fill=f"#{40 + 16 * step:02x}{36 + 14 * step:02x}40",
            )
        draw.pieslice((x - 46, y - 46, x + 46, y + 46), 180, 360, fill="#d7dce6")


SCENES: dict[str, Callable[[Any, Random], None]] = {
    "hall": _hall, "fibre": _fibre, "drums": _drums, "lamps": _lamps,
}  # fmt: skip


def sheet(link: str, code: str, title: str) -> bytes:
    """A sheet of remarks as a scanner hands it over: its code, lines, and strokes that stand for handwriting."""
    import segno

    picture, draw = _canvas(1240, 1754, "white")
    draw.text((90, 90), "Лист замечаний", font=_font(46), fill="black")
    draw.text((90, 160), title[:70], font=_font(30), fill="black")
    draw.text((90, 210), f"Замечания – совет. {MARK.capitalize()}", font=_font(26), fill="black")
    for y, row in enumerate(segno.make(link, error="m").matrix):
        for x, dark in enumerate(row):
            if dark:
                draw.rectangle((930 + 6 * x, 80 + 6 * y, 935 + 6 * x, 85 + 6 * y), fill="black")
    draw.text((930, 330), code, font=_font(26), fill="black")
    chance = Random(code)  # noqa: S311 -- a drawing, no secret
    for line in range(11):
        y = 470 + 100 * line
        draw.line((90, y, 1150, y), fill="#b8b8b8", width=2)
        if line < 4:
            strokes = [
                (100 + 9 * t, y - 14 - 22 * abs(math.sin(t * chance.uniform(0.7, 1.1)))) for t in range(96 - 14 * line)
            ]
            draw.line(strokes, fill="#27408b", width=4, joint="curve")
    return _written(picture, "JPEG")
