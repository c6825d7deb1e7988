"""Business meetings of the session, from wishes to a schedule, its repairs, and a joint project afterwards: steps of
the thread.
"""

import re
from pathlib import Path
from typing import Any

from .conftest import People, press, seen

SESSION = "/sessions/saransk-2021"
ORGANISE = f"{SESSION}/meetings/organise/"
INVITING, INVITED = "Производитель светодиодов 6", "Производитель оптического кабеля 1"
TABLE = "Муфта оптического кабеля"


def own(page: Any, name: str) -> None:
    """From the session's page to the meetings of the enterprise."""
    page.goto(f"{SESSION}/")
    press(page, page.get_by_role("link", name=f"Встречи: {name}"))


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


def table_is_agreed(people: People) -> None:
    """Three sit at it already; the fourth joins."""
    page = people("partner")
    own(page, INVITING)
    page.locator("#tables li", has_text=TABLE).get_by_role("button", name="Согласиться").click()
    page.get_by_text("Согласовано. Время и стол").first.wait_for()


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
    repair(page)
    publish(page)
    assert not page.locator("#schedule li b").filter(has_text=re.compile(r"^1$")).count()


def screen_names_who_comes_next(people: People) -> None:
    page = people("organiser")
    page.goto(ORGANISE)
    assert "Окон у всех вместе" in seen(page, "#people") and TABLE in seen(page, "#schedule")
    press(page, page.get_by_role("link", name="Экран в зале"))
    assert seen(page, "h1").startswith("Следующие встречи")
    page.locator("#bell li h2").first.wait_for()


def one_is_late(people: People) -> None:
    """The page says who has to be told; the personal page and the calendar have the new hour."""
    before = first_hour(people)
    page = people("organiser")
    page.goto(ORGANISE)
    page.get_by_label("Предприятие").select_option(label=INVITING)
    hours = [label for label in page.get_by_label("Будет").locator("option").all_inner_texts() if label > f"с {before}"]
    page.get_by_label("Будет").select_option(label=hours[0])
    page.get_by_role("button", name="Отметить", exact=True).click()
    page.get_by_text(re.compile("не мо[а-я]+ состояться")).first.wait_for()
    found = repair(page)
    found.locator("summary", has_text=re.compile("^Узна(ет|ют) ")).click()
    assert INVITING in seen(page, f"#{found.get_attribute('id')} details")
    publish(page)
    after = first_hour(people)
    assert f"с {after}" >= hours[0] > f"с {before}"
    page = people("partner")
    with page.expect_download() as calendar:
        page.get_by_role("link", name="Добавить в календарь").click()
    assert f"T{after.replace(':', '')}00" in Path(calendar.value.path()).read_text()
    page.goto("/notices/")
    assert "расписани" in seen(page).lower()


def first_hour(people: People) -> str:
    page = people("partner")
    own(page, INVITING)
    return page.locator("#schedule tbody th").first.inner_text()[:5]


def come_to_something(people: People) -> None:
    table_ends_with_a_paper(people)
    table_becomes_a_project(people)
    outcome_becomes_a_project(people)


def table_ends_with_a_paper(people: People) -> None:
    page = people("partner")
    own(page, INVITING)
    page.locator("#schedule").get_by_role("link", name=re.compile(TABLE)).click()
    assert "опытную партию" in page.get_by_label("Что решили").input_value()
    page.get_by_label("Чем закончилось для вас").select_option("intention")
    press(page, page.get_by_role("button", name="Сохранить протокол"))
    page.get_by_text("Отмечено").first.wait_for()
    with page.expect_download() as paper:
        page.get_by_role("link", name="Соглашение о намерениях, DOCX").click()
    assert Path(paper.value.path()).read_bytes()[:2] == b"PK"


def table_becomes_a_project(people: People) -> None:
    """Its initiator reads what the others decided, then opens the canvas with all who sat there."""
    page = people("initiator")
    own(page, INVITED)
    page.locator("#schedule").get_by_role("link", name=re.compile(TABLE)).click()
    page.locator("#project").get_by_role("button", name="Сделать совместным проектом").click()
    page.wait_for_url("**/projects/**")
    assert TABLE in seen(page) and "Литейный завод" in seen(page)


def outcome_becomes_a_project(people: People) -> None:
    """Two taps: what came of it, and the canvas."""
    page = people("initiator")
    own(page, INVITED)
    row = page.locator("#schedule tr", has_text=INVITING)
    press(page, row.get_by_role("button", name="Намерение работать вместе"))
    page.get_by_text("Отмечено").first.wait_for()
    row.get_by_role("button", name="Сделать совместным проектом").click()
    page.wait_for_url("**/projects/**")
    assert INVITING in seen(page)


def repair(page: Any) -> Any:
    """The new calculation, which stands above the others, when it is done."""
    newest = int((page.locator("#runs-list > ul > li").first.get_attribute("id") or "").removeprefix("run"))
    page.get_by_role("button", name="Исправить с наименьшими изменениями").click()
    found = page.locator(f"#run{newest + 1}", has_text="Доказано: меньше невозможно")
    found.wait_for()
    return found


def publish(page: Any) -> None:
    """The page asks by itself how the calculation goes, as long as one goes; the newest one stands first."""
    page.locator("#runs-list:not([hx-get])").wait_for()
    press(page, page.get_by_role("button", name="Опубликовать и сообщить всем").first)
    page.get_by_text("Опубликовано.").first.wait_for()
