"""Steps tried beside the verdict, with scripts and without; workbooks of a region compared, applied and taken back."""

from typing import Any

import pytest

from .conftest import People, seen
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
    assert "a=1000&" in page.url
    page.get_by_role("slider").press("End")
    page.get_by_text("Соответствует: выполнены").wait_for()
    page.get_by_role("button", name="Отменить").click()
    page.wait_for_url("**/what-if/?on=2021-06-24*")
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
    page.get_by_label("Сумма, ₽").first.press("Enter")
    page.wait_for_load_state()
    assert "Запишите сумму в рублях" in seen(page)
    page.get_by_label("Сумма, ₽").first.fill("1000")
    page.get_by_role("button", name="Пересчитать").click()
    page.wait_for_load_state()
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
    row.get_by_role("link", name="различ").click()
    assert "Файл меняет" in seen(page, "h1")
    page.get_by_role("link", name="Ко всем файлам").click()
    page.locator("tr", has_text="Оптический кластер 2").get_by_role("checkbox").uncheck()
    page.get_by_role("button", name="Принять выбранные").click()
    row.get_by_text("принят", exact=True).wait_for()
    row.get_by_role("button", name="Отменить").click()
    row.get_by_text("отменён", exact=True).wait_for()
