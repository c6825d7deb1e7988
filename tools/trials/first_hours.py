"""Goal: nine people who have never seen the product, each from a letter or the home page to what they came for.

An empty installation of its own on 127.0.0.1 and one browser. A letter or the home page leads in, and from there only
what stands on the page is pressed, so that a page without a next step ends the run; where others have done their part
aside, the way is taken up again at an address, as the document says. Printed as a table: pages seen, presses, fields
filled in, signs typed, and the seconds a practised person would need (keystroke-level model of Card, Moran and Newell:
a press 1.3 s, a field 2.5 s, a sign 0.2 s, a page 3 s to be read), with the seconds of the machine. `--write` puts the
table into docs/reference/first-hours.md.
"""

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hour_walks as walks
from hands import Hands, sitting_down
from place import folder
from round import installation
from stage import PASSWORD, Size, Stage, address

WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 360, "height": 740}
PRESS, FIELD, SIGN, PAGE = 1.3, 2.5, 0.2, 3.0
DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "reference" / "first-hours.md"


@dataclass
class Tally:
    """What one way to one goal took."""

    who: str
    goal: str
    pages: int = 0
    presses: int = 0
    fields: int = 0
    signs: int = 0
    seconds: float = 0.0

    @property
    def human(self) -> float:
        return PRESS * self.presses + FIELD * self.fields + SIGN * self.signs + PAGE * self.pages

    def row(self) -> str:
        said = (self.who, self.goal, self.pages, self.presses, self.fields, self.signs, f"{self.human:.0f}")
        return "| " + " | ".join(map(str, said)) + " |"


class Walk:
    """One person at the browser: whatever is done is counted, and every page can be kept as a picture."""

    def __init__(self, stage: Stage, tally: Tally, who: str, pictures: Path | None) -> None:
        self.stage, self.tally, self.who, self.pictures = stage, tally, who, pictures
        self.hands: Hands = stage.hands

    @property
    def page(self) -> Any:
        return self.hands.page

    # --- in ----------------------------------------------------------------------------------------------------
    def letter(self, pattern: str, *, to: str = "") -> None:
        """The link of the newest letter of that kind is pressed."""
        link = self.stage.link(to or address(self.who), pattern)
        self.hands.go(self.who if self.who in self.stage.cookies else "", link)
        self.tally.presses += 1
        self._seen()

    def home(self) -> None:
        self.hands.go("", "/")
        self._seen()

    def account(self, name: str) -> None:
        """By the letter of an invitation; where it leads to afterwards is where the way begins."""
        self.letter("/invitations/[^/]+/")
        self.send("form:has([name=password])", name=name, password=PASSWORD)
        kept = self.page.context.cookies(self.hands.url)
        self.stage.cookies[self.who] = next(each["value"] for each in kept if each["name"] == "sessionid")
        self.hands.who = self.who

    # --- on ----------------------------------------------------------------------------------------------------
    def follow(self, *words: str, within: str = "main") -> None:
        """The first visible link with one of these words; the menu is `header`."""
        for each in words:
            link = self.page.locator(f"{within} a:visible", has_text=each)
            if link.count():
                break
        else:
            raise AssertionError(f"{self.who} at {self.page.url} finds no link {words}:\n{self.hands.text()[:3000]}")
        self.hands.press_link(link.first)
        self.tally.presses += 1
        self._seen()

    def has(self, *words: str, within: str = "main") -> bool:
        return any(self.page.locator(f"{within} a:visible", has_text=each).count() for each in words)

    def asked(self, **optional: object) -> dict[str, object]:
        """What the form wants to be told; whatever it works out itself is left empty."""
        return {
            name: value for name, value in optional.items() if self.page.locator(f"[name={name}][required]").count()
        }

    def send(self, form: str, /, *, by: str = "", files: Any = None, **fields: object) -> None:
        closed = self.page.locator(f"details:not([open]):has({form}) > summary").count()
        self.tally.presses += 1 + closed
        for value in fields.values():
            self._typed(value)
        more = {"by": by} if by else {}
        if files is not None:
            self.tally.fields += 1
            self.hands.upload(form, files, **fields)
        else:
            self.hands.send(form, **more, **fields)
        self._seen()

    def _typed(self, value: object) -> None:
        self.tally.fields += 1
        self.tally.signs += 0 if value is True else len(str(value))

    def _seen(self) -> None:
        self.tally.pages += 1
        if self.pictures:
            name = f"{self.tally.who.replace(' ', '-')}-{self.tally.pages:02}"
            was = self.page.viewport_size
            for size in (WIDE, PHONE):
                self.page.set_viewport_size(size)
                self.page.screenshot(path=self.pictures / f"{name}-{size['width']}.png", full_page=True)
            self.page.set_viewport_size(was)


def walked(stage: Stage, pictures: Path | None) -> list[Tally]:
    done = []
    for who, goal, key, way in walks.WAYS:
        tally = Tally(who, goal)
        stage.hands.page.set_viewport_size(PHONE if key == "expert" else WIDE)
        counted(stage, tally, key, way, pictures)
        print(tally.row(), f"{tally.seconds:.0f} s of the machine", flush=True)
        done.append(tally)
    return done


def counted(stage: Stage, tally: Tally, key: str, way: Callable[..., None], pictures: Path | None) -> None:
    """What others have to do first is done aside and does not count; the way itself is one piece."""
    aside = way(stage)
    began = time.monotonic()
    aside(Walk(stage, tally, key, pictures))
    tally.seconds = time.monotonic() - began


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pictures", type=Path, help="where to keep a picture of every page, 1440 and 360 wide")
    options.add_argument("--write", action="store_true", help="write the table into the document")
    said = options.parse_args()
    if said.pictures:
        said.pictures.mkdir(parents=True, exist_ok=True)
    with folder() as var, installation(var) as (url, environ), sitting_down(url, {}) as hands:
        stage = Stage(hands, environ, var, Size())
        try:
            rows = walked(stage, said.pictures)
        except Exception:
            if said.pictures:
                hands.page.screenshot(path=said.pictures / "broke.png", full_page=True)
            raise
    if said.write:
        walks.written(DOCUMENT, [row.row() for row in rows])
    return 0


if __name__ == "__main__":
    sys.exit(main())
