"""Business meetings in the browser, from wishes to a published schedule, a repair, and a joint project afterwards."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .conftest import Letterbox, People, installed
from .meetings import INVITED, INVITING, ORGANISE, organiser_publishes, own, publish, two_agree
from .test_saransk import clock, seen

TABLE = "Муфта оптического кабеля"
pytestmark = pytest.mark.browser


@pytest.fixture
def fresh(letterbox: Letterbox, loaded: Path, chromium: Any) -> Iterator[People]:
    """The scene as it begins, whatever the other journeys have made of theirs."""
    with installed(letterbox, loaded, "meetings") as running:
        cast = People(chromium, running.url)
        yield cast
        for page in cast.pages.values():
            page.context.close()


def test_from_wishes_to_a_schedule_a_repair_and_a_project(fresh: People) -> None:
    two_agree(fresh)
    table_is_agreed(fresh)
    organiser_publishes(fresh)
    clock(fresh, "2021-06-25")
    screen_names_who_comes_next(fresh)
    one_is_late(fresh)
    clock(fresh, "2021-06-26")
    table_ends_with_a_paper(fresh)
    table_becomes_a_project(fresh)
    outcome_becomes_a_project(fresh)


def table_is_agreed(people: People) -> None:
    """Three sit at it already; the fourth joins."""
    page = people("partner")
    own(page, INVITING)
    page.locator("#tables li", has_text=TABLE).get_by_role("button", name="Согласиться").click()
    page.get_by_text("Согласовано. Время и стол").first.wait_for()


def screen_names_who_comes_next(people: People) -> None:
    page = people("organiser")
    page.goto(ORGANISE)
    assert "Окон у всех вместе" in seen(page, "#people") and TABLE in seen(page, "#schedule")
    page.get_by_role("link", name="Экран в зале").click()
    assert seen(page, "h1").startswith("Следующие встречи")
    assert page.locator("#bell li h2").count()


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
    page.get_by_role("button", name="Исправить с наименьшими изменениями").click()
    page.get_by_text("Доказано: меньше невозможно").first.wait_for()
    page.locator("summary", has_text=re.compile("^Узна(ет|ют) ")).click()
    assert INVITING in seen(page, "#runs details")
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


def table_ends_with_a_paper(people: People) -> None:
    page = people("partner")
    own(page, INVITING)
    page.locator("#schedule").get_by_role("link", name=re.compile(TABLE)).click()
    assert "опытную партию" in page.get_by_label("Что решили").input_value()
    page.get_by_label("Чем закончилось для вас").select_option("intention")
    page.get_by_role("button", name="Сохранить протокол").click()
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
    row.get_by_role("button", name="Намерение работать вместе").click()
    page.get_by_text("Отмечено").first.wait_for()
    row.get_by_role("button", name="Сделать совместным проектом").click()
    page.wait_for_url("**/projects/**")
    assert INVITING in seen(page)
