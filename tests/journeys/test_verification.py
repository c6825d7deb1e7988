"""An item verified by two officers makes the manager's new verdict hard; its withdrawal undoes that."""

from pathlib import Path

import pytest

from .conftest import People, press, seen
from .steps import CLUSTER, clock

ITEM = "/rulebook/pp779/cluster.func_dependence_min/"
pytestmark = pytest.mark.browser


def test_verification_by_two_persons(people: People, tmp_path: Path) -> None:
    clock(people, "2021-06-24")
    text = tmp_path / "pp-779.pdf"
    text.write_bytes(b"%PDF-1.4\n%%EOF\n")
    address = enter(people, text)
    manager_sees(people, "Скорее не соответствует")
    confirm(people, address)
    manager_sees(people, "Не соответствует")
    withdraw(people, address)
    manager_sees(people, "Скорее не соответствует")


def enter(people: People, text: Path) -> str:
    """The first officer mistypes the number, mends it, and cannot confirm alone."""
    page = people("officer")
    page.goto(ITEM)
    assert "Не сверено с актом" in seen(page)
    press(page, page.get_by_role("link", name="Сверить"))
    page.get_by_label("Число, как оно стоит в тексте").fill("2 %")
    page.get_by_label("Пункт акта").fill("пункт 5")
    page.get_by_label("Где опубликовано").fill("СЗ РФ 2018 N 33 ст. 5417")
    page.get_by_label("Слова акта").fill("не менее 20 процентов")
    page.get_by_label("Текст акта").set_input_files(text)
    page.get_by_role("button", name="Передать второму лицу").click()
    page.get_by_text("В своде — 20 %, а не «2 %»").first.wait_for()
    page.get_by_label("Число, как оно стоит в тексте").fill("20 %")
    page.get_by_label("Текст акта").set_input_files(text)
    page.get_by_role("button", name="Передать второму лицу").click()
    page.wait_for_url("**/rulebook/verifications/*/")
    assert "ждёт второго лица" in seen(page)
    assert not page.get_by_role("button", name="Сравнил: подтвердить").count()
    return str(page.url)


def confirm(people: People, address: str) -> None:
    page = people("officer-2")
    page.goto("/desk/")
    page.get_by_role("link", name="Подтвердить или отклонить сверку").first.click()
    page.wait_for_url(address)
    page.get_by_role("button", name="Сравнил: подтвердить").click()
    page.get_by_text("Сверка подтверждена двумя лицами").wait_for()


def withdraw(people: People, address: str) -> None:
    page = people("officer-2")
    page.goto(address)
    page.get_by_role("button", name="Отозвать с обоснованием").click()
    page.get_by_text("Укажите обоснование").first.wait_for()
    page.get_by_label("Обоснование").fill("Прочитан проект, а не акт")
    page.get_by_role("button", name="Отозвать с обоснованием").click()
    page.get_by_text("Сверка отозвана").wait_for()
    page.goto(ITEM)
    assert "Прочитан проект, а не акт" in seen(page)


def manager_sees(people: People, answer: str) -> None:
    """What is kept first stands until it is calculated anew."""
    page = people("manager")
    page.goto(f"{CLUSTER}/verdict/?on=2021-06-24")
    keep = page.get_by_role("button", name="Рассчитать и сохранить")
    if keep.count():
        press(page, keep)
    assert seen(page, "h1").startswith(f"{answer}:")
