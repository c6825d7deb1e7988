"""Business meetings on the way to the session: an invitation is agreed, a schedule is published, a table is lost."""

import re
from typing import Any

from .conftest import People

SESSION = "/sessions/saransk-2021"
ORGANISE = f"{SESSION}/meetings/organise/"
INVITING, INVITED = "Производитель светодиодов 6", "Производитель оптического кабеля 1"


def own(page: Any, name: str) -> None:
    """From the session's page to the meetings of the enterprise."""
    page.goto(f"{SESSION}/")
    page.get_by_role("link", name=f"Встречи: {name}").click()
    page.get_by_role("heading", level=1).wait_for()


def two_agree(people: People) -> None:
    page = people("partner")
    own(page, INVITING)
    page.get_by_role("link", name="С кем встретиться", exact=True).first.click()
    page.get_by_label("Название, продукция или возможности").fill(INVITED)
    page.get_by_role("button", name="Найти").click()
    row = page.locator("ul.rows > li", has_text=INVITED).first
    row.locator("summary").click()
    row.get_by_label("Несколько слов к приглашению").fill("Светодиодный модуль для муфты")
    row.get_by_role("button", name="Отправить приглашение").click()
    page.get_by_text("Приглашение отправлено").wait_for()
    page = people("initiator")
    own(page, INVITED)
    row = page.locator("#answer li", has_text="Светодиодный модуль")
    row.get_by_role("button", name="Согласиться").click()
    page.get_by_text("Согласовано. Время и стол").wait_for()


def organiser_publishes(people: People) -> None:
    page = people("organiser")
    page.goto(ORGANISE)
    page.get_by_role("button", name="Рассчитать полное расписание").click()
    publish(page)
    assert "Все встречи поставлены" in page.locator("h1").inner_text()
    own(people("partner"), INVITING)
    assert "Следующая:" in people("partner").locator("h1").inner_text()


def organiser_repairs(people: People) -> None:
    page = people("organiser")
    page.goto(ORGANISE)
    page.locator("input[name=lost][value='1']").check()
    page.get_by_role("button", name="Отметить выбывшие столы").click()
    page.get_by_text("Отмечено. Исправьте расписание").wait_for()
    page.get_by_role("button", name="Исправить с наименьшими изменениями").click()
    page.get_by_text("Доказано: меньше невозможно").first.wait_for()
    publish(page)
    assert not page.locator("#schedule li b").filter(has_text=re.compile(r"^1$")).count()


def publish(page: Any) -> None:
    """The page asks by itself how the calculation goes; the newest one stands first."""
    button = page.get_by_role("button", name="Опубликовать и сообщить всем").first
    button.wait_for()
    button.click()
    page.get_by_text("Опубликовано.").first.wait_for()
