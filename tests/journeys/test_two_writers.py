"""Two people write one section of an application at once, one of them for a while without a network.

Both are told, nobody's words are lost.
"""

import re

import pytest
from playwright.sync_api import Page

from .conftest import People, drafts_settled, press

pytestmark = pytest.mark.browser

BEGAN = "Покупатели: кабельные заводы. Цена не выше ввозимой."


def test_two_people_write_one_section(people: People) -> None:
    first, second = people("initiator"), people("partner")
    first.goto("/projects/new/")
    first.get_by_label("Название").fill("Раздел на двоих")
    first.get_by_role("button", name="Создать проект").click()
    first.wait_for_url("**/canvas/")
    code = re.search(r"П-\d+", first.title())
    assert code is not None
    path = f"/projects/{code[0]}"
    first.goto(f"{path}/participants/")
    first.get_by_label("Предприятие кластера").select_option(label="Производитель светодиодов 6")
    press(first, first.get_by_role("button", name="Пригласить"))
    second.goto(f"{path}/participants/")
    press(second, second.get_by_role("button", name="Дать согласие"))
    first.goto(f"{path}/sections/market/")
    first.get_by_label("Кто пишет").select_option(label="Производитель светодиодов 6")
    press(first, first.get_by_role("button", name="Сохранить план"))
    first.locator("textarea[name=text]").fill(BEGAN)
    first.get_by_role("button", name="Сохранить", exact=True).click()
    first.get_by_text("Сохранено.").wait_for()

    second.goto(f"{path}/sections/market/")
    second.locator("#here").filter(has_text="раздел открыт для правки").wait_for()
    second.locator("textarea[name=text]").fill(BEGAN.replace("не выше", "на 10 % ниже"))
    second.locator("[data-autosave-state]").filter(has_text="сохранено в").wait_for()

    first.locator("textarea[name=text]").fill(f"{BEGAN} Писем девять.")
    first.locator("[data-autosave-state]").filter(has_text="раздел изменил другой человек").wait_for()
    first.get_by_role("button", name="Сохранить", exact=True).click()
    first.locator("#merge ins", has_text="на 10 % ниже").wait_for()
    first.locator("#merge ins", has_text="Писем девять").wait_for()
    press(first, first.get_by_role("button", name="Сохранить объединённый текст"))

    second.reload()
    written = "Покупатели: кабельные заводы. Цена на 10 % ниже ввозимой. Писем девять."
    assert second.locator("textarea[name=text]").input_value() == written
    second.goto(f"{path}/sections/")
    assert "Написано разделов: 1 из 8" in second.locator("main").inner_text()
    without_a_network(first, second, path, written)


def without_a_network(first: Page, second: Page, path: str, written: str) -> None:
    """The network goes; what is typed stays on the device, is sent when it is back, and meets the other's words."""
    first.goto(f"{path}/sections/market/")
    state = first.locator("[data-autosave-state]")
    first.context.set_offline(True)
    first.locator("textarea[name=text]").fill(f"{written} Без сети.")
    state.filter(has_text="Не сохранено: нет связи").wait_for()
    with first.expect_event("requestfailed"):
        first.get_by_role("button", name="Сохранить", exact=True).click()
    drafts_settled(first)
    state.filter(has_text="Не сохранено: нет связи").wait_for()
    assert first.locator("textarea[name=text]").input_value().endswith("Без сети."), "the form stays where it was"

    second.goto(f"{path}/sections/market/")
    second.locator("textarea[name=text]").fill(f"Главное. {written}")
    second.get_by_role("button", name="Сохранить", exact=True).click()
    second.get_by_text("Сохранено.").wait_for()

    first.context.set_offline(False)
    state.filter(has_text="раздел изменил другой человек").wait_for()
    first.goto(f"{path}/sections/")
    first.locator("[data-kept-here] a").click()
    first.get_by_role("button", name="Вернуть их").click()
    first.get_by_role("button", name="Сохранить", exact=True).click()
    first.locator("#merge ins", has_text="Без сети").wait_for()
    first.get_by_role("button", name="Сохранить объединённый текст").click()
    first.get_by_text("Сохранено.").wait_for()
    first.goto(f"{path}/sections/market/")
    drafts_settled(first)
    assert first.locator("textarea[name=text]").input_value() == f"Главное. {written} Без сети."
    first.goto(f"{path}/sections/")
    drafts_settled(first)
    assert first.locator("[data-kept-here]").is_hidden(), "what is saved is not offered again"
