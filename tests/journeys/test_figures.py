"""A request for figures from the letter to the verdict: the manager, two enterprises on phones without accounts, a
disputed figure, the lock. Every page of it is looked at by axe and must not stick out at 360 px.
"""

from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from .conftest import Installation, Letterbox, People, press, seen, text_of
from .steps import CLUSTER
from .test_accessible import AXE, COLOURLESS, PHONE, contrast

pytestmark = pytest.mark.browser
STILL = {"viewport": PHONE, "reduced_motion": "reduce"}  # colours on their way are no colours
PASSED: set[str] = set()  # colours of texts, on whichever page
BUYER, SELLER = "buyer@example.org", "seller@example.org"


def looked_at(page: Any) -> None:
    page.wait_for_load_state()  # after a click the page may have begun and have no elements yet
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} sticks out by {wide} px"
    page.evaluate(AXE_SCRIPT)
    found = [*page.evaluate(AXE, COLOURLESS), *contrast(page, PASSED)]
    assert not found, [(rule, element[:160]) for rule, element in found]


def test_figures(people: People, installation: Installation) -> None:
    year, names = manager_asks(people)
    buyer = answers_by_link(people, link_to(installation.post, BUYER), purchase=names)
    answers_by_link(people, link_to(installation.post, SELLER), sale=names)
    manager_disputes(people, year, names)
    buyer_mends(buyer, installation.post)
    manager_locks(people, year)
    buyer_reads_after_the_lock(buyer)


def link_to(post: Letterbox, to: str, subject: str = "Запрос сведений") -> str:
    """The link of the newest letter of that kind."""
    post.wait_for(to)
    letters = [text_of(letter) for letter in post.letters if to in letter["To"]]
    found = [line for text in letters for line in text.split() if "/figures/" in line]
    assert found, f"{subject}: no link in the letters to {to}"
    return found[-1]


def manager_asks(people: People) -> tuple[str, dict[str, str]]:
    page = people("manager", **STILL)
    page.goto(f"{CLUSTER}/")
    page.locator("main").get_by_role("link", name="Запросы сведений").click()
    press(page, page.get_by_role("link", name="Новый запрос"))
    looked_at(page)
    year = page.get_by_label("Отчётный год").input_value()
    page.get_by_label("Ответить до").fill("2021-12-30")
    addresses = page.locator("input[type=email]")
    inns = [(addresses.nth(n).get_attribute("name") or "").removeprefix("email-") for n in (2, 3)]
    for place, address in ((2, BUYER), (3, SELLER)):
        addresses.nth(place).fill(address)
    page.get_by_role("button", name="Открыть запрос и отправить письма").click()
    page.wait_for_url(f"**/figures/{year}/")
    assert "Ответили 0 из" in seen(page)
    looked_at(page)
    return year, {"buyer": inns[0], "seller": inns[1]}


def answers_by_link(
    people: People, link: str, *, purchase: dict[str, str] | None = None, sale: dict[str, str] | None = None
) -> Any:
    """On a phone, a draft that saves itself, a code found by words, an error mended."""
    page = people.visitor(**STILL)
    page.goto(link)
    looked_at(page)
    page.locator("[name=employees]").fill("двести")
    page.locator("[name=high_performance_jobs]").fill("120")
    page.locator("[name=revenue]").fill("10 000 000,50")
    table, partner = ("purchases", "seller") if purchase else ("sales", "buyer")
    row = page.locator(f"#{table} fieldset").last
    row.locator(f"[name$={partner}]").fill((purchase or {}).get("seller") or (sale or {}).get("buyer", ""))
    row.locator("[name$=okpd2]").press_sequentially("волоконно-оптические", delay=10)
    page.wait_for_selector("#okpd2-list option[value='27.31']", state="attached")
    row.locator("[name$=okpd2]").fill("27.31")
    row.locator("[name$=amount]").fill("5 000 000" if purchase else "4 000 000")
    page.locator("[data-autosave-state]", has_text="сохранено").wait_for()
    page.get_by_role("button", name="Отправить сведения").click()
    page.wait_for_selector(".errsum")
    assert "«двести» — не число" in seen(page)
    looked_at(page)
    page.locator("[name=employees]").fill("200")
    page.get_by_role("button", name="Отправить сведения").click()
    page.wait_for_selector("text=Ваш ответ получен")
    return page


def manager_disputes(people: People, year: str, names: dict[str, str]) -> None:
    page = people("manager")
    page.goto(f"{CLUSTER}/figures/{year}/reconciliation/")
    text = seen(page)
    assert "5 000 000,00" in text and "4 000 000,00" in text and "суммы расходятся" in text
    looked_at(page)
    page.goto(f"{CLUSTER}/figures/{year}/{names['buyer']}/")
    looked_at(page)
    choices = page.get_by_label("Показатель", exact=True)
    wanted = choices.locator("option", has_text="27.31").last.get_attribute("value")
    choices.select_option(wanted)
    page.get_by_label("Что вызывает сомнение").fill("Поставщик называет меньшую сумму.")
    page.get_by_role("button", name="Вернуть на уточнение").click()
    page.wait_for_selector("text=Показатель возвращён на уточнение")


def buyer_mends(page: Any, post: Letterbox) -> None:
    page.reload()
    text = seen(page)
    assert "Нужно уточнить 1 показатель" in text and "Поставщик называет меньшую сумму." in text
    assert "другая сторона указала иную сумму" in text
    assert "4 000 000,00" not in text
    looked_at(page)
    amounts = page.locator("#purchases [name$=amount]")
    given = [amounts.nth(n) for n in range(amounts.count()) if amounts.nth(n).input_value().startswith("5 000 000")]
    given[-1].fill("4 000 000")
    page.get_by_role("button", name="Отправить сведения").click()
    page.wait_for_selector("text=Ваш ответ получен")
    assert "другая сторона" not in seen(page)


def manager_locks(people: People, year: str) -> None:
    page = people("manager")
    page.goto(f"{CLUSTER}/figures/{year}/")
    page.get_by_role("button", name="Закрыть без остальных").click()
    page.wait_for_url("**/verdict/")
    text = seen(page)
    assert "Расчёт по сведениям участников на" in text and "не является решением Минпромторга" in text
    assert "само предприятие, по ссылке" in text
    looked_at(page)


def buyer_reads_after_the_lock(page: Any) -> None:
    page.reload()
    text = seen(page)
    assert "сбор закрыт" in text
    assert "не менее 3 других предприятий" in text
    assert page.get_by_role("button", name="Отправить сведения").count() == 0
    looked_at(page)
