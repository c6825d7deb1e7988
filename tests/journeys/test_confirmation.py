"""An application for confirmation by its own forms: filed from the dossier, returned, completed, decided by two
officers, public. The page of every state is looked at by axe on a phone.
"""

import re
from pathlib import Path
from typing import Any

import pytest

from .conftest import People, press, seen
from .steps import CLUSTER, clock
from .test_figures import STILL, looked_at

pytestmark = pytest.mark.browser
PACKAGE = f"{CLUSTER}/confirmation/"
DAY = "2021-12-13"


def test_confirmation(people: People, tmp_path: Path) -> None:
    clock(people, DAY)
    number = manager_files(people, scan(tmp_path, "Заявление"), scan(tmp_path, "Чужой файл"))
    officer_returns(people, number)
    manager_completes(people, scan(tmp_path, "Устав"))
    officer_prepares(people, number)
    second_officer_decides(people, number)
    extract_is_public(people)


def scan(folder: Path, name: str) -> Path:
    path = folder / f"{name}.pdf"
    path.write_bytes(b"%PDF-1.4\n" + name.encode() + b"\n%%EOF\n")
    return path


def attach(page: Any, paper: str, path: Path) -> None:
    page.get_by_label("Документ", exact=True).select_option(label=paper)
    page.get_by_label("Файл", exact=True).set_input_files(path)
    page.get_by_role("button", name="Приложить", exact=True).click()
    page.get_by_text("Документ приложен").first.wait_for()


def into_the_dossier(page: Any, code: str, path: Path) -> None:
    page.goto(f"{CLUSTER}/dossier/documents/{code}/")
    form = page.locator("#add")
    form.locator("[name=number]").fill("1")
    form.locator("[name=dated_on]").fill(DAY)
    form.locator("[name=file]").set_input_files(path)
    form.get_by_role("button", name="Добавить документ").click()
    page.get_by_text("Документ добавлен").first.wait_for()


def manager_files(people: People, paper: Path, wrong: Path) -> str:
    """A draft thrown away, then another: what the dossier has by one press, the rest by hand, a wrong file out."""
    page = people("manager", **STILL)
    page.goto(PACKAGE)
    press(page, page.get_by_role("button", name="Начать заявление"))
    page.get_by_role("button", name="Удалить черновик").click()
    page.get_by_text("Черновик удалён").wait_for()
    for code in ("application", "covering_letter"):
        into_the_dossier(page, code, paper)
    page.goto(PACKAGE)
    press(page, page.get_by_role("button", name="Начать заявление"))
    looked_at(page)
    page.get_by_role("button", name="Взять из комплекта документов").first.click()
    page.get_by_text("взяты из комплекта документов").first.wait_for()
    attach(page, "Устав специализированной организации", wrong)
    page.get_by_role("button", name="Убрать файл").last.click()
    page.get_by_text("Файл убран").wait_for()
    attach(page, "Программа развития кластера", paper)
    looked_at(page)
    page.get_by_role("button", name="Подать", exact=True).click()
    page.get_by_text("Зарегистрировано").first.wait_for()
    looked_at(page)
    found = re.search(r"PK-2021-\d+", seen(page))
    assert found, seen(page)
    return found[0]


def officer_returns(people: People, number: str) -> None:
    page = people("officer", **STILL)
    page.goto("/desk/")
    assert number in seen(page)
    page.goto("/confirmation/")
    looked_at(page)
    page.get_by_role("link", name=number).first.click()
    page.get_by_role("button", name="Принять к рассмотрению").click()
    page.get_by_text("принято к рассмотрению").first.wait_for()
    looked_at(page)
    page.get_by_label("Чего не хватает и что исправить").fill("Нет устава.")
    page.get_by_label("Доработать до").fill("2021-12-20")
    page.get_by_role("button", name="Вернуть на доработку").click()
    page.get_by_text("Документы возвращены").first.wait_for()
    looked_at(page)


def manager_completes(people: People, charter: Path) -> None:
    page = people("manager")
    page.goto(PACKAGE)
    assert "Нет устава." in seen(page)
    looked_at(page)
    attach(page, "Устав специализированной организации", charter)
    page.get_by_role("button", name="Подать", exact=True).click()
    page.get_by_text("Зарегистрировано").first.wait_for()


def officer_prepares(people: People, number: str) -> None:
    """Lines that the calculation speaks against are marked with a reason, or conformity is not proposed."""
    page = people("officer")
    page.goto(f"/confirmation/{number}/")
    against = page.locator("input[type=radio][value=not_met]:checked")
    for name in [against.nth(n).get_attribute("name") or "" for n in range(against.count())]:
        page.locator(f"[name={name}][value=met]").check(force=True)
        page.locator(f"[name={name.replace('mark', 'comment')}]").fill("Подтверждено документами")
    page.get_by_role("button", name="Сохранить отметки").click()
    page.get_by_text("Отметки сохранены").first.wait_for()
    page.locator("#prepare").get_by_label("подтвердить соответствие").check(force=True)
    page.locator("#prepare").get_by_label("Основания").fill("Документы представлены полностью.")
    page.get_by_role("button", name="Подготовить решение").click()
    page.get_by_text("Решение подготовлено").first.wait_for()
    looked_at(page)
    assert not page.get_by_role("button", name="Принять решение").count()


def second_officer_decides(people: People, number: str) -> None:
    page = people("officer-2", **STILL)
    page.goto(f"/confirmation/{number}/")
    page.get_by_label("Номер приказа").fill("00-42")
    looked_at(page)
    page.get_by_role("button", name="Принять решение").click()
    page.get_by_text("Решение принято").first.wait_for()
    looked_at(page)
    with page.expect_download() as got:
        page.get_by_role("link", name="DOCX").first.click()
    assert got.value.suggested_filename == f"{number}-protocol.docx"


def extract_is_public(people: People) -> None:
    page = people("manager")
    page.goto(PACKAGE)
    address = page.get_by_role("link", name="Выписка из реестра").first.get_attribute("href")
    visitor = people.visitor(**STILL)
    visitor.goto(address)
    assert "действует" in seen(visitor)
    looked_at(visitor)
