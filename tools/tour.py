"""Screenshots of the main pages into docs/tour: `make run` in one window, `make tour` in another.

`SVETOVOD_URL` is a demonstration no later than 10.06.2021; its clock is moved to 10.06 and 24.06. `SVETOVOD_URL_LATE`,
if given, is another one already played to the result; without it the first is moved to 10.12.2021. The last pictures
are of 25.01.2022, to which the later one is moved.
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, sync_playwright
from trials.hands import ARGS, CHROMIUM

EARLY = os.environ.get("SVETOVOD_URL", "http://127.0.0.1:8000")
LATE = os.environ.get("SVETOVOD_URL_LATE", EARLY)
OUT = Path(__file__).resolve().parents[1] / "docs" / "tour"
PASSWORD = os.environ.get("SVETOVOD_DEMO_PASSWORD", "saransk-2021")
SIZES = {1440: 900, 360: 780}
TALLEST = 2000
ROUND = "/selections/2021"


@dataclass(frozen=True, slots=True)
class Shot:
    """`who` is None for a visitor; `first` follows the first such link of the page; `late`: on the day of the result;
    `after`: when an appeal has changed it."""

    name: str
    who: str | None
    address: str
    first: str = ""
    late: bool = False
    after: bool = False
    themes: tuple[str, ...] = ("light",)


PAGES = (
    Shot("home", None, "/"),
    Shot("session", None, "/sessions/saransk-2021/"),
    Shot("register", None, "/sessions/saransk-2021/register/"),
    Shot("verdict", "manager", "/clusters/svetotekhnika-3/verdict/", themes=("light", "dark")),
    Shot("remark", "expert-1", "/projects/П-01/remarks/new/?occasion=session:saransk-2021"),
    Shot("project", "expert-1", "/projects/П-01/"),
    Shot("desk", "secretary", f"{ROUND}/desk/", late=True),
    Shot("sheet", "expert-2", f"{ROUND}/my-sheets/", first="main a[href*='/my-sheets/2021-']", late=True),
    Shot("ranking", "secretary", f"{ROUND}/ranking/", late=True),
    Shot("result", None, f"{ROUND}/result/", late=True),
    Shot("journal", "auditor", "/journal/", late=True),
    Shot("award", "secretary", f"{ROUND}/awards/", first="main a[href$='/2021-018/award/']", after=True),
)


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        move(browser, EARLY, "2021-06-10")
        for shot in PAGES[:3]:
            every_size(browser, EARLY, shot)
        move(browser, EARLY, "2021-06-24")
        for shot in PAGES[3:]:
            if not (shot.late or shot.after):
                every_size(browser, EARLY, shot)
        if LATE == EARLY:
            move(browser, LATE, "2021-12-10")
        for shot in PAGES:
            if shot.late:
                every_size(browser, LATE, shot)
        move(browser, LATE, "2022-01-25")
        for shot in PAGES:
            if shot.after:
                every_size(browser, LATE, shot)
        browser.close()


def move(browser: Browser, base: str, day: str) -> None:
    """The demonstration's clock, by whoever runs it; others of the scene act, which takes a while."""
    page = entered(browser, base, "admin", 1440, "light")
    page.goto("/clock/")
    page.locator("input[name=day]").last.fill(day)
    form = page.locator("form:has(input[name=show_future][type=checkbox]) button[type=submit]")
    form.click(timeout=180_000)
    page.wait_for_load_state()
    page.context.close()


def entered(browser: Browser, base: str, who: str | None, width: int, theme: Any) -> Any:
    size = {"width": width, "height": SIZES[width]}
    context = browser.new_context(viewport=size, color_scheme=theme, locale="ru-RU", base_url=base)  # type: ignore[arg-type]
    context.set_default_timeout(180_000)
    page = context.new_page()
    if who:
        page.goto("/accounts/login/")
        page.fill("#id_login", f"{who}@demo.svetovod.example")
        page.fill("#id_password", PASSWORD)
        page.press("#id_password", "Enter")
        page.wait_for_url("**/desk/")
    return page


def every_size(browser: Browser, base: str, shot: Shot) -> None:
    for width in SIZES:
        for theme in shot.themes:
            if theme == "light" or width == max(SIZES):
                shoot(browser, base, shot, width, theme)


def shoot(browser: Browser, base: str, shot: Shot, width: int, theme: str) -> None:
    page = entered(browser, base, shot.who, width, theme)
    answer = page.goto(shot.address)
    if shot.first and page.locator(shot.first).count():
        page.locator(shot.first).first.click()
        page.wait_for_load_state()
    if answer is None or answer.status != 200:
        print(f"{shot.address}: {answer and answer.status}", file=sys.stderr)
    wide, tall = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
    if wide > width:
        print(f"{shot.name} is {wide} wide on a screen of {width}", file=sys.stderr)
    clip = {"x": 0, "y": 0, "width": width, "height": min(tall, TALLEST)}
    path = OUT / f"{shot.name}-{width}-{theme}.png"
    page.screenshot(path=path, full_page=True, clip=clip)
    smaller(path)
    page.context.close()


def smaller(path: Path) -> None:
    """256 colours are enough for a page, and half the bytes."""
    with Image.open(path) as picture:
        drawn = picture.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    drawn.save(path, optimize=True)


if __name__ == "__main__":
    main()
