"""Screenshots of the main pages into docs/tour: `make run` in one window, `make tour` in another.

`SVETOVOD_URL` is a demonstration no later than 10.06.2021; its clock is moved to 10.06 and 24.06, and the trial
selection with envelopes is played in it up to the sheets of its experts. `SVETOVOD_URL_LATE`, if given, is another one
already played to the result; without it the first is moved to 10.12.2021. The last pictures are of 25.01.2022, to
which the later one is moved.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, sync_playwright
from trials.hands import ARGS, CHROMIUM, SUBMIT

EARLY = os.environ.get("SVETOVOD_URL", "http://127.0.0.1:8000")
LATE = os.environ.get("SVETOVOD_URL_LATE", EARLY)
OUT = Path(__file__).resolve().parents[1] / "docs" / "tour"
PASSWORD = os.environ.get("SVETOVOD_DEMO_PASSWORD", "saransk-2021")
SIZES = {1440: 900, 360: 780}
TALLEST = 2000
ABOVE = 400  # what is looked for stands so far above the end of the picture
ROUND, TRIAL = "/selections/2021", "/selections/2021-envelopes"
OWN = "П-23"  # the project whose draft is left to the applicant of the trial
JUDGE = "expert-5"  # to whom the assignment gives both applications of the trial


@dataclass(frozen=True, slots=True)
class Shot:
    """`who` is None for a visitor; `first` follows the first such link of the page; the picture begins lower where
    `shows` would be below its end."""

    name: str
    who: str | None
    address: str
    first: str = ""
    shows: str = ""
    themes: tuple[str, ...] = ("light",)


ON_10_06 = (
    Shot("home", None, "/"),
    Shot("session", None, "/sessions/saransk-2021/"),
    Shot("register", None, "/sessions/saransk-2021/register/"),
    Shot("announcement", None, f"{TRIAL}/announcement/", shows="text=В запечатанном конверте"),
)
PUT_IN = (Shot("envelope", "applicant", f"{TRIAL}/apply/{OWN}/"),)
ON_24_06 = (
    Shot("verdict", "manager", "/clusters/svetotekhnika-3/verdict/", themes=("light", "dark")),
    Shot("remark", "expert-1", "/projects/П-01/remarks/new/?occasion=session:saransk-2021"),
    Shot("project", "expert-1", "/projects/П-01/"),
)
ONE_WORD = (Shot("opening", "chair", f"{TRIAL}/envelopes/"),)
GIVEN_OUT = (
    Shot(
        "opened", JUDGE, f"{TRIAL}/my-sheets/", first="main table a[href*='/my-sheets/2021-']", shows="#envelope",
    ),
)  # fmt: skip
ON_10_12 = (
    Shot("desk", "secretary", f"{ROUND}/desk/"),
    Shot("sheet", "expert-2", f"{ROUND}/my-sheets/", first="main a[href*='/my-sheets/2021-']"),
    Shot("ranking", "secretary", f"{ROUND}/ranking/"),
    Shot("result", None, f"{ROUND}/result/"),
    Shot("journal", "auditor", "/journal/"),
)
ON_25_01 = (Shot("award", "secretary", f"{ROUND}/awards/", first="main a[href$='/2021-018/award/']"),)


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        move(browser, EARLY, "2021-06-10")
        drawn(browser, EARLY, ON_10_06)
        put_in(browser)
        drawn(browser, EARLY, PUT_IN)
        filed(browser)
        move(browser, EARLY, "2021-06-24")
        drawn(browser, EARLY, ON_24_06)
        said(browser, "secretary")
        drawn(browser, EARLY, ONE_WORD)
        said(browser, "chair")
        given_out(browser)
        drawn(browser, EARLY, GIVEN_OUT)
        if LATE == EARLY:
            move(browser, LATE, "2021-12-10")
        drawn(browser, LATE, ON_10_12)
        move(browser, LATE, "2022-01-25")
        drawn(browser, LATE, ON_25_01)
        browser.close()


def move(browser: Browser, base: str, day: str) -> None:
    """The demonstration's clock, by whoever runs it; others of the scene act, which takes a while."""
    with sitting(browser, base, "admin") as page:
        page.goto("/clock/")
        page.locator("input[name=day]").last.fill(day)
        press(page, "form:has(input[name=show_future][type=checkbox])")


def put_in(browser: Browser) -> None:
    """The applicant puts a file into the envelope; the receipt is drawn as it comes on paper."""
    with sitting(browser, EARLY, "applicant") as page:
        page.goto(f"{TRIAL}/apply/{OWN}/")
        form = "form:has(input[type=file])"
        upload: Any = {"name": "Финансовая модель.pdf", "mimeType": "application/pdf", "buffer": blank()}
        page.locator(form).locator("input[type=file]").set_input_files(upload)
        press(page, form)
        receipt = pypdfium2.PdfDocument(page.request.get(f"{TRIAL}/envelope/{OWN}/receipt.pdf").body())
        path = OUT / "receipt.png"
        sheet = receipt[0].render(scale=1.5).to_pil()
        sheet.crop((0, 0, sheet.width, sheet.height * 2 // 5)).save(path)  # the rest is empty
        smaller(path)


def blank() -> bytes:
    page = BytesIO()
    Image.new("RGB", (595, 842), "white").save(page, "PDF")
    return page.getvalue()


def filed(browser: Browser) -> None:
    with sitting(browser, EARLY, "applicant") as page:
        page.goto(f"{TRIAL}/apply/{OWN}/")
        press(page, "form[data-autosave]", by="[name=file]")


def said(browser: Browser, who: str) -> None:
    """One of the two words that open the envelopes."""
    with sitting(browser, EARLY, who) as page:
        page.goto(f"{TRIAL}/envelopes/")
        press(page, f"form[action$='/envelopes/confirm/']:has([name=role][value={who}])")


def given_out(browser: Browser) -> None:
    """Both applications are checked by two and admitted, and go to the experts, of whom one has no conflict."""
    with sitting(browser, EARLY, "secretary") as page:
        stepped(page, "check")
        links = page.locator("#register a[href*='/applications/']").all()
        numbers = sorted({str(link.get_attribute("href")).split("/applications/")[1].split("/")[0] for link in links})
        for number in numbers:
            checked(page, number)
    with sitting(browser, EARLY, "member-1") as page:
        for number in numbers:
            checked(page, number)
    with sitting(browser, EARLY, "secretary") as page:
        for number in numbers:
            page.goto(f"{TRIAL}/applications/{number}/check/")
            press(page, "form[action$='/decide/']:has([name=decision][value=admit])")
        stepped(page, "score")
        for step in ("propose", "confirm"):
            page.goto(f"{TRIAL}/assignment/")
            press(page, f"form[action$='/{step}/']")
    with sitting(browser, EARLY, JUDGE) as page:
        page.goto(f"{TRIAL}/my-sheets/")
        with page.expect_event("load"):
            page.locator("main table a[href*='/my-sheets/2021-']").first.click()
        press(page, "form[action$='/no-conflict/']")


def stepped(page: Any, step: str) -> None:
    page.goto(f"{TRIAL}/desk/")
    press(page, f"form[action='{TRIAL}/desk/{step}/']")


def checked(page: Any, number: str) -> None:
    page.goto(f"{TRIAL}/applications/{number}/check/")
    for answer in page.locator("input[type=radio][value=yes]").all():
        answer.check(force=True)
    press(page, "form:has([name=finish])", by="[name=finish]")


def press(page: Any, form: str, /, *, by: str = SUBMIT) -> None:
    """The form's button, to the page it leads to, which must not refuse."""
    with page.expect_event("load"):  # a form with a file is sent by a script, which then leads on
        page.locator(form).locator(by).first.click()
    refused = page.locator(".toast--no, .errsum, .notice--no").all_inner_texts()
    if refused:
        raise SystemExit(f"{page.url}: {refused}")


@contextmanager
def sitting(browser: Browser, base: str, who: str) -> Iterator[Any]:
    page = entered(browser, base, who, 1440, "light")
    page.on("dialog", lambda dialog: dialog.accept())
    yield page
    page.context.close()


def entered(browser: Browser, base: str, who: str | None, width: int, theme: Any) -> Any:
    size: Any = {"width": width, "height": SIZES[width]}
    context = browser.new_context(
        viewport=size, color_scheme=theme, locale="ru-RU", base_url=base, reduced_motion="reduce",
    )  # fmt: skip
    context.set_default_timeout(180_000)
    page = context.new_page()
    if who:
        page.goto("/accounts/login/")
        page.fill("#id_login", f"{who}@demo.svetovod.example")
        page.fill("#id_password", PASSWORD)
        page.press("#id_password", "Enter")
        page.wait_for_url("**/desk/")
    return page


def drawn(browser: Browser, base: str, shots: tuple[Shot, ...]) -> None:
    for shot in shots:
        for width in SIZES:
            for theme in shot.themes:
                if theme == "light" or width == max(SIZES):
                    shoot(browser, base, shot, width, theme)


def shoot(browser: Browser, base: str, shot: Shot, width: int, theme: str) -> None:
    page = entered(browser, base, shot.who, width, theme)
    answer = page.goto(shot.address)
    if shot.first and page.locator(shot.first).count():
        with page.expect_event("load"):
            page.locator(shot.first).first.click()
    if answer is None or answer.status != 200:
        print(f"{shot.address}: {answer and answer.status}", file=sys.stderr)
    wide, tall = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
    if wide > width:
        print(f"{shot.name} is {wide} wide on a screen of {width}", file=sys.stderr)
    lowest = page.locator(shot.shows).first.bounding_box()["y"] + ABOVE if shot.shows else 0
    top = max(0, int(min(lowest, tall)) - TALLEST)
    clip = {"x": 0, "y": top, "width": width, "height": min(tall - top, TALLEST)}
    path = OUT / f"{shot.name}-{width}-{theme}.png"
    # a picture of the full page would be taken of a wider one, and rows that scroll would lose their places
    page.set_viewport_size({"width": width, "height": top + clip["height"]})
    page.screenshot(path=path, clip=clip)
    smaller(path)
    page.context.close()


def smaller(path: Path) -> None:
    """256 colours are enough for a page, and half the bytes."""
    with Image.open(path) as picture:
        reduced = picture.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    reduced.save(path, optimize=True)


if __name__ == "__main__":
    main()
