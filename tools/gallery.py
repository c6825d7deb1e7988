"""Every page of the demonstration as each role reaches it by links, in four pictures, on one page to look through.

`make run` in one window, `make gallery` in another: the clock of the demonstration is moved through its days. Each
kind of page is drawn once, of whoever reached it first: at 1440 points in Russian and in the dark in English, at 360
points in Russian in the dark and in English. `build/gallery/index.html` shows them all; `sheet-*.png` hold twelve.
"""

import re
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import unquote

from links import kind_of, links
from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from tour import ARGS, CHROMIUM, EARLY, PASSWORD, move

ROLES = (
    "", "organiser", "manager", "initiator", "partner", "applicant", "expert-1", "secretary", "chair", "member-1",
    "auditor", "officer", "head", "region", "cdc", "checkin", "scribe", "admin",
)  # fmt: skip
DAYS = ("2021-06-10", "2021-06-24", "2021-12-10")
OUT = Path(__file__).resolve().parents[1] / "build" / "gallery"
TALLEST = 2600
VARIANTS = ((1440, "light", "ru"), (1440, "dark", "en"), (360, "dark", "ru"), (360, "light", "en"))
THUMB, ROW = 460, 4  # points of a picture in a sheet, pictures in a row
SHEET = 12
STYLE = "body{font:15px/1.5 sans-serif;margin:2rem}section{margin:0 0 3rem}"
STYLE += "img{border:1px solid #999;margin:.3rem;vertical-align:top;max-height:900px}"


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    only = re.compile(sys.argv[1]) if len(sys.argv) > 1 else None
    shown: dict[str, str] = {}
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        for day in DAYS:
            move(browser, EARLY, day)
            for who in ROLES:
                state = entered(browser, who)
                for kind, path in walk(browser, state):
                    if kind not in shown and (only is None or only.search(kind)):
                        shown[kind] = f"{day}, {who or 'visitor'}: {unquote(path)}"
                        draw(browser, state, kind, path)
        browser.close()
    contents(shown)
    sheets(list(shown))
    print(f"{len(shown)} kinds of pages: {OUT / 'index.html'}")


def entered(browser: Browser, who: str) -> object:
    context = browser.new_context(locale="ru-RU", base_url=EARLY)
    if who:
        page = context.new_page()
        page.goto("/accounts/login/")
        page.fill("#id_login", f"{who}@demo.svetovod.example")
        page.fill("#id_password", PASSWORD)
        page.press("#id_password", "Enter")
        page.wait_for_url("**/desk/")
    state = context.storage_state()
    context.close()
    return state


def walk(browser: Browser, state: object) -> Iterator[tuple[str, str]]:
    context = browser.new_context(storage_state=state, base_url=EARLY, locale="ru-RU")  # type: ignore[arg-type]
    asked: set[str] = set()
    queue = ["/", "/desk/"] if context.cookies() else ["/", "/accounts/login/"]
    while queue:
        path = queue.pop(0)
        if kind_of(path) in asked:
            continue
        asked.add(kind_of(path))
        answer = context.request.get(path)
        led_to_sign_in = "/login/" in answer.url and "/login/" not in path
        if answer.status == 200 and not led_to_sign_in and "html" in answer.headers.get("content-type", ""):
            queue += links(answer.text())
            yield kind_of(path), path
    context.close()


def name_of(kind: str) -> str:
    return re.sub(r"[^\w*#-]+", "_", kind).strip("_").replace("*", "x").replace("#", "n") or "home"


def draw(browser: Browser, state: object, kind: str, path: str) -> None:
    for width, theme, lang in VARIANTS:
        context: BrowserContext = browser.new_context(
            storage_state=state, viewport={"width": width, "height": 900}, color_scheme=theme, base_url=EARLY,  # type: ignore[arg-type]
            locale="ru-RU", reduced_motion="reduce",
        )  # fmt: skip
        context.add_cookies([{"name": "django_language", "value": lang, "url": EARLY}])
        page = context.new_page()
        page.goto(path)
        tall = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
        page.screenshot(
            path=OUT / f"{name_of(kind)}-{width}-{theme}-{lang}.png", full_page=True,
            clip={"x": 0, "y": 0, "width": width, "height": tall},
        )  # fmt: skip
        context.close()


def contents(shown: dict[str, str]) -> None:
    rows = [
        f"<section><h2>{escape(kind)}</h2><p>{escape(where)}</p>"
        + "".join(
            f'<img loading="lazy" src="{name_of(kind)}-{w}-{t}-{lang}.png" alt="{w} {t} {lang}">'
            for w, t, lang in VARIANTS
        )
        + "</section>"
        for kind, where in sorted(shown.items())
    ]
    head = f'<!doctype html><meta charset="utf-8"><title>Svetovod: all pages</title><style>{STYLE}</style>'
    (OUT / "index.html").write_text(f"{head}<h1>All pages ({len(shown)})</h1>{''.join(rows)}")


def sheets(kinds: list[str]) -> None:
    """Twelve pages on a picture, a variant a sheet: what can be looked at in minutes."""
    font = ImageFont.load_default(16)
    for variant in VARIANTS:
        width, theme, lang = variant
        thumb = THUMB if width > 400 else THUMB // 2
        for start in range(0, len(kinds), SHEET):
            tiles = []
            for kind in kinds[start : start + SHEET]:
                with Image.open(OUT / f"{name_of(kind)}-{width}-{theme}-{lang}.png") as whole:
                    tile = whole.convert("RGB").resize(
                        (thumb, whole.height * thumb // whole.width), Image.Resampling.LANCZOS
                    )
                tiles.append((kind, tile.crop((0, 0, thumb, min(tile.height, thumb * 2)))))
            page = Image.new("RGB", (ROW * (thumb + 10), 3 * (thumb * 2 + 30)), "#888")
            pen = ImageDraw.Draw(page)
            for place, (kind, tile) in enumerate(tiles):
                at = (place % ROW * (thumb + 10), place // ROW * (thumb * 2 + 30))
                pen.text(at, kind[:60], fill="black", font=font)
                page.paste(tile, (at[0], at[1] + 24))
            page.save(OUT / f"sheet-{width}-{theme}-{lang}-{start // SHEET + 1:02}.png")


if __name__ == "__main__":
    main()
