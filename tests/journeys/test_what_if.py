"""Steps tried beside the verdict, with scripts and without; workbooks of a region compared, applied and taken back."""

import re
from typing import Any

import pytest

from .conftest import People, press, seen
from .steps import CLUSTER, clock

PANEL = f"{CLUSTER}/what-if/?on=2021-06-24"
pytestmark = pytest.mark.browser


def test_a_change_flips_the_verdict(people: People) -> None:
    clock(people, "2021-06-24")
    page = people("manager")
    add_move(page)
    assert seen(page, "h1").startswith("Соответствует:")
    address = page.url
    page.get_by_label("Сумма, ₽").first.fill("1000")
    page.get_by_text("Скорее не соответствует: уровень функциональной").wait_for()
    page.wait_for_url(re.compile("a=1000&"))
    page.get_by_role("slider").press("End")
    page.get_by_text("Соответствует: выполнены").wait_for()
    press(page, page.get_by_role("button", name="Отменить"))
    assert "Шагов пока нет" in seen(page)
    page.goto(address)
    page.get_by_role("button", name="Взять как план").click()
    page.get_by_text("Посчитано так, будто 1 шаг уже сделан").wait_for()


def test_a_change_flips_the_verdict_without_scripts(people: People) -> None:
    clock(people, "2021-06-24")
    page = people("manager", java_script_enabled=False)
    add_move(page)
    assert seen(page, "h1").startswith("Соответствует:")
    page.get_by_label("Сумма, ₽").first.fill("много")
    with page.expect_navigation():
        page.get_by_label("Сумма, ₽").first.press("Enter")
    assert "Запишите сумму в рублях" in seen(page)
    page.get_by_label("Сумма, ₽").first.fill("1000")
    press(page, page.get_by_role("button", name="Пересчитать"))
    assert seen(page, "h1").startswith("Скорее не соответствует:")


def add_move(page: Any) -> None:
    """The largest outside purchase, whole, to the first supplier of the list."""
    page.goto(PANEL)
    assert seen(page, "h1").startswith("Что, если")
    what = page.locator("#id_move-what")
    outside = page.locator("#id_move-what option", has_text="ИНН").first.get_attribute("value")
    what.select_option(outside)
    page.locator("#id_move-to").select_option(label="Производитель оптического волокна 2")
    page.get_by_role("button", name="Добавить шаг").first.click()
    page.wait_for_url("**s=move*")


def test_workbooks_of_a_region_are_applied_and_taken_back(people: People) -> None:
    clock(people, "2021-06-24")
    page = people("region")
    page.goto("/clusters/")
    page.get_by_role("link", name="Загрузить много файлов").click()
    page.get_by_role("link", name="09.06.2021").click()
    row = page.locator("tr", has_text="Кабельный кластер 4")
    press(page, row.get_by_role("link", name="различ"))
    assert "Файл меняет" in seen(page, "h1")
    page.get_by_role("link", name="Ко всем файлам").click()
    page.locator("tr", has_text="Оптический кластер 2").get_by_role("checkbox").uncheck()
    page.get_by_role("button", name="Принять выбранные").click()
    row.get_by_text("принят", exact=True).wait_for()
    page.locator("#bulk-files:not([hx-get])").wait_for()  # until then it is there anew every two seconds
    row.get_by_role("button", name="Отменить").click()
    row.get_by_text("отменён", exact=True).wait_for()
