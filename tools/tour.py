"""Screenshots of the main pages into docs/tour, from a running demonstration: `make run` in one window, `make tour` in another."""

import os
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

BASE = os.environ.get("SVETOVOD_URL", "http://127.0.0.1:8000")
OUT = Path(__file__).resolve().parents[1] / "docs" / "tour"
CHROMIUM = os.environ.get("SVETOVOD_CHROMIUM", "/usr/bin/chromium")
ARGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PASSWORD = os.environ.get("SVETOVOD_DEMO_PASSWORD", "saransk-2021")
SIZES = {1440: 900, 360: 780}
# name, who looks (None: a visitor), address
PAGES = (
    ("home", None, "/"),
    ("session", None, "/sessions/saransk-2021/"),
    ("register", None, "/sessions/saransk-2021/register/"),
    ("clusters", None, "/clusters/"),
    ("verdict", "manager", "/clusters/svetotekhnika-3/verdict/"),
    ("project", "initiator", "/projects/"),
    ("remarks", "expert-1", "/projects/"),
    ("selection", "secretary", "/selections/"),
    ("ranking", None, "/selections/predzashchita-syktyvkar-2021/result/"),
    ("journal", "auditor", "/journal/"),
)


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        for name, who, address in PAGES:
            for width, height in SIZES.items():
                shoot(browser, name, who, address, width, height)
        shoot(browser, "verdict", "manager", PAGES[4][2], 1440, 900, theme="dark")
        browser.close()


def shoot(
    browser: Browser, name: str, who: str | None, address: str, width: int, height: int, theme: str = "light"
) -> None:
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=theme, locale="ru-RU")
    page = context.new_page()
    if who:
        page.goto(f"{BASE}/accounts/login/")
        page.fill("input[name=login]", f"{who}@demo.svetovod.example")
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_load_state()
    answer = page.goto(BASE + address)
    status = answer.status if answer else 0
    if status != 200:
        print(f"{address}: {status}", file=sys.stderr)
    page.screenshot(path=OUT / f"{name}-{width}-{theme}.png", full_page=True)
    context.close()


if __name__ == "__main__":
    main()
