"""A second project of the thread, with JavaScript switched off: a visitor registers; an idea becomes an application
that is filed, is returned for completion, is filed again and scored. All of it is plain forms; from the return to the
admission, which no other journey plays, the scripts of the pages run.

Steps of the thread. Registration, a project up to its filing, remarks and scores are played with their scripts by
`test_saransk`, and a file that a script sends by `test_uploads`; a plan of stages and the word of two persons on
readiness with theirs by nobody.
"""

import re
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

import openpyxl

from .conftest import ROUND, Installation, People, arrives, press, seen
from .steps import SESSION, answer, plan_indicators, remark_page, visitor_registers

TITLE = "Преформы отечественного производства"
PARTNER = "Производитель светодиодов 6"
BLOCKING = "Нет ни одного документа к строке 2: приложите договор."
IMPORTANT = "Кто купит: назовите заводы."
PERIOD = ("2021-09-01", "2022-12-31")


class Plain(People):
    """People whose browsers run no scripts; the initiator signs in by the form."""

    def visitor(self, **options: Any) -> Any:
        return super().visitor(**({"java_script_enabled": False} | options))

    def enter(self, page: Any, key: str) -> None:
        if key == "initiator":
            self.sign_in(page, key)
        else:
            super().enter(page, key)


def idea_becomes_a_project(people: People, installation: Installation, folder: Path) -> str:
    """Up to a project that is ready in every part; its code."""
    visitor_registers(people, installation, "plain@example.org")
    code = idea(people)
    base = f"/projects/{quote(code)}"
    consents(people, base)
    estimate(people, base, folder)
    plans(people, base)
    hand_in(people, code)
    remarks(people, code)
    answers(people, code, base)
    judged(people, code)
    ready(people, base)
    return code


def send(page: Any, name: str) -> None:
    press(page, page.get_by_role("button", name=name, exact=True).first)


def idea(people: People) -> str:
    page = people("initiator")
    page.goto("/projects/new/")
    page.get_by_label("Название").fill(TITLE)
    send(page, "Создать проект")
    page.wait_for_url("**/canvas/")
    found = re.search(r"П-\d+", page.title())
    assert found is not None
    page.get_by_label("Какую продукцию заменяет").fill("Ввозимые преформы")
    page.get_by_label("Кто купит").fill("Кабельные заводы")
    page.get_by_label("Кто произведёт").fill("Инициатор вместе с соисполнителем")
    page.get_by_label("Чего не хватает").fill("Печи и оснастки")
    send(page, "Сохранить")
    page.goto(f"/projects/{quote(found[0])}/product/")
    page.locator("#id_okpd2").fill("27.31.12")
    page.locator("#id_start").fill(PERIOD[0])
    page.locator("#id_end").fill(PERIOD[1])
    page.locator("#id_requested").fill("30 000 000")
    send(page, "Сохранить")
    return found[0]


def consents(people: People, base: str) -> None:
    page = people("initiator")
    page.goto(f"{base}/participants/")
    page.get_by_label("Предприятие кластера").select_option(label=PARTNER)
    send(page, "Пригласить")
    page.goto(f"{base}/readiness/")
    assert PARTNER in seen(page), "the page of readiness names who has not consented"
    partner = people("partner")
    partner.goto("/desk/")
    assert TITLE in seen(partner), "an invitation stands on the desk of whoever may consent"
    partner.goto(f"{base}/participants/")
    send(partner, "Дать согласие")
    assert "ждём" not in seen(partner)


def estimate(people: People, base: str, folder: Path) -> None:
    """The workbook of the project goes out, is filled in a spreadsheet, comes back wrong once and then right."""
    page = people("initiator")
    page.goto(f"{base}/estimate/")
    with page.expect_download() as out:
        page.evaluate(f"location.href = '{base}/estimate.xlsx'")
    book = openpyxl.load_workbook(BytesIO(Path(out.value.path()).read_bytes()))
    inn = book.worksheets[0]["B2"].value
    rows = [
        ["оборудование", inn, "2022-03-15", 90_000_000, "Договор № 12", "нет"],
        ["оснастка", inn, "2022-05-20", -1, "", "нет"],
        ["опытный образец", inn, "2022-02-10", 4_500_000, "Договор № 3", "нет"],
    ]
    for row in rows:
        book.worksheets[1].append(row)
    path = folder / "estimate.xlsx"
    book.save(path)
    upload(page, path)
    page.get_by_text("Файл не прочитан").wait_for()
    assert "отрицательное число" in seen(page) and "Смета пуста" in seen(page), (
        "the wrong cell is named, no row is kept"
    )
    book.worksheets[1].cell(3, 4).value = 20_000_000
    book.save(path)
    upload(page, path)
    page.locator("#row-3").wait_for()
    assert "20 000 000,00" in seen(page)


def upload(page: Any, path: Path) -> None:
    page.locator("form[action$='/estimate/import/'] input[type=file]").set_input_files(path)
    send(page, "Прочитать файл")


def plans(people: People, base: str) -> None:
    page = people("initiator")
    page.goto(f"{base}/schedule/")
    page.locator("#id_name").fill("Пуск печи")
    page.locator("#id_start").fill("2021-09-10")
    page.locator("#id_end").fill("2022-12-20")
    send(page, "Добавить этап")
    plan_indicators(page, base)
    page.goto(f"{base}/fit/")
    page.locator("#id_place").select_option(index=1)
    page.locator("#id_measure").select_option(index=1)
    send(page, "Добавить строку")


def hand_in(people: People, code: str) -> None:
    page = people("initiator")
    page.goto(f"{SESSION}/hand-in/{quote(code)}/")
    send(page, "Зафиксировать и сдать")
    assert TITLE in seen(page)


def remarks(people: People, code: str) -> None:
    """Two experts, each a remark; neither reads the draft."""
    for key, section, severity, text in (
        ("expert-1", "estimate", "blocking", BLOCKING),
        ("expert-2", "canvas", "important", IMPORTANT),
    ):
        page = people(key)
        page.goto(f"{SESSION}/pitches/")
        assert TITLE in seen(page)
        page.goto(f"/projects/{quote(code)}/remarks/new/?occasion=session:saransk-2021")
        page.locator("select[name=section]").select_option(section)
        page.locator(f"label:has(input[name=severity][value={severity}])").click()
        page.locator("textarea[name=text]").fill(text)
        press(page, page.locator("main form button[type=submit]").last)


def answers(people: People, code: str, base: str) -> None:
    page = people("initiator")
    page.goto("/desk/")
    assert code in seen(page)
    page.goto(f"{base}/estimate/")
    press(page, page.locator("#row-2").get_by_role("link", name="Изменить"))
    page.get_by_label("Подтверждающие документы").fill("Договор № 14 от 20.05.2022")
    send(page, "Сохранить")
    page.goto(f"{base}/canvas/")
    page.get_by_label("Кто купит").fill("Кабельные заводы 1, 4 и 7, письма приложены")
    send(page, "Сохранить")
    for text in (BLOCKING, IMPORTANT):
        remark_page(page, code, text)
        answer(page, "fix")
    page.goto(f"{base}/versions/compare/?from=1&to=2")
    assert "Договор № 14" in seen(page) and "письма приложены" in seen(page)


def judged(people: People, code: str) -> None:
    for key, text in (("expert-1", BLOCKING), ("expert-2", IMPORTANT)):
        page = people(key)
        remark_page(page, code, text)
        assert "Что изменилось после моего замечания" in seen(page), "the expert reads what changed since the remark"
        answer(page, "close")


def ready(people: People, base: str) -> None:
    """Whatever the page of readiness still lists is done by whom it names, until it says 100 %."""
    page = people("initiator")
    page.goto(f"{base}/sections/")
    for link in [str(row.get_attribute("href")) for row in page.locator("main tbody th a").all()]:
        page.goto(link)
        page.locator("textarea[name=text]").fill("Написано по существу.")
        send(page, "Сохранить")
    for key in ("initiator", "manager"):
        person = people(key)
        person.goto(f"{base}/readiness/")
        while (yes := person.locator("#rules button[value=yes]")).count():
            press(person, yes.first)
    page.goto(f"{base}/readiness/")
    assert "100 %" in seen(page, "h1"), seen(page)


def filed(people: People, code: str) -> str:
    page = people("initiator")
    page.goto(f"/projects/{quote(code)}/readiness/")
    assert "100 %" in seen(page, "h1"), "what a later edition asks is answered: " + seen(page)
    page.goto(f"{ROUND}/apply/{quote(code)}/")
    page.get_by_role("button", name="Отметить готовой к подаче").dblclick()
    arrives(page, "**/applications/**")
    return str(page.url.rstrip("/").rsplit("/", 1)[1])


def returned(people: People, number: str) -> None:
    checks(people, "secretary", number, lacking="Нет расчёта мощности печи")
    page = people("chair")  # a member of the commission found everything in order: the chair settles it
    page.goto(f"{ROUND}/applications/{number}/check/")
    assert "расходятся по 1 пункту" in seen(page, "h1")
    page.locator("input[name=answer][value=no]").check(force=True)
    page.locator("textarea[name=ground]").fill("Расчёта действительно нет")
    send(page, "Разрешить")
    page = people("secretary")
    page.goto(f"{ROUND}/applications/{number}/check/")
    page.get_by_text("Вернуть на доработку").first.click()
    page.locator("#id_reason").fill("Приложите расчёт мощности печи.")
    page.locator("#id_until").fill("2021-11-26T18:00")
    send(page, "Вернуть")
    assert "возвращена" in page.locator("main tr", has_text=number).inner_text()


def corrected(people: People, code: str) -> None:
    """The way back: the applicant is told what and until when, mends it, and files under the same number."""
    page, base = people("initiator"), f"/projects/{quote(code)}"
    page.goto("/desk/")
    assert "26.11.2021" in seen(page), "the desk says until when: " + seen(page)
    page.locator("main a", has_text="Исправить заявку").first.click()
    page.wait_for_url("**/applications/**")
    text = seen(page)
    assert "Приложите расчёт мощности печи." in text and "26.11.2021" in text, text
    page.get_by_role("link", name="Сначала исправить проект").click()
    page.wait_for_url(f"**{base}/")
    assert "возвращена" in seen(page, "h1")
    page.goto(f"{base}/canvas/")
    page.get_by_label("Чего не хватает").fill("Печи мощностью 40 т в год и оснастки")
    send(page, "Сохранить")
    page.goto(f"{ROUND}/apply/{quote(code)}/")
    page.get_by_role("button", name="Сдать исправленную версию").dblclick()
    page.locator("h1", has_text="готова к подаче").wait_for()
    assert "возвращена" not in seen(page)


def checks(people: People, key: str, number: str, lacking: str = "") -> None:
    """An officer's own check, finished: everything conforms, or all but the first item."""
    page = people(key)
    page.goto(f"{ROUND}/applications/{number}/check/")
    for yes in page.locator("input[type=radio][value=yes]").all():
        yes.check(force=True)
    if lacking:
        page.locator("input[type=radio][value=no]").first.check(force=True)
        page.locator("textarea[name$=comment], input[name$=comment]").first.fill(lacking)
    send(page, "Закончить проверку")


def admitted(people: People, number: str) -> None:
    for key in ("secretary", "chair"):
        checks(people, key, number)
    page = people("secretary")
    page.goto(f"{ROUND}/applications/{number}/check/")
    assert "40 т в год" in page.content(), "the corrected version is the one that is checked"
    send(page, "Допустить")
    assert "допущена" in page.locator("main tr", has_text=number).inner_text()
