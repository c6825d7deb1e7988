"""Steps that more than one person of the thread takes, with scripts and without, and what other journeys need of it."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

from .conftest import ROUND, Installation, People, links_in, press, seen, text_of

CLUSTER = "/clusters/svetotekhnika-3"
SESSION = "/sessions/saransk-2021"


def clock(people: People, day: str, *, show_future: bool = False) -> None:
    page = people("admin")
    page.goto("/clock/")
    page.locator("input[name=day]").last.fill(day)
    page.locator("input[name=show_future]").last.set_checked(show_future)
    # months of the scene are played meanwhile: seconds, but minutes on a busy machine
    page.locator("form:has(input[name=show_future][type=checkbox]) button[type=submit]").click(timeout=300_000)
    page.wait_for_load_state()
    shown = ".".join(reversed(day.split("-")))
    assert shown in page.locator(".utility").inner_text()


def visitor_registers(people: People, installation: Installation, email: str = "visitor@example.org") -> None:
    page = people.visitor()
    page.goto("/")
    page.get_by_role("link", name="Практическая сессия по развитию промышленных кластеров России").first.click()
    text = seen(page)
    for known in ("24–25 июня 2021", "Саранск", "Ассоциация кластеров", "Технопарк-Мордовия", "18.06.2021", "11.06"):
        assert known in text
    assert "III квартал 2021" in text and "19.10.2021" not in text
    page.get_by_role("link", name="Зарегистрироваться").first.click()
    page.get_by_label("Имя").fill("Представитель предприятия")
    page.get_by_label("Электронная почта").fill(email)
    page.get_by_label("Название организации").fill("Кабельный завод 40")
    page.get_by_label("Регион").select_option("RU-PNZ")
    page.get_by_label(re.compile("Согласие на обработку персональных данных")).check()
    page.get_by_label("ИНН организации").fill("1234567890")
    press(page, page.get_by_role("button", name="Зарегистрироваться"))
    assert "ИНН" in seen(page, ".errsum"), "a wrong checksum is named, and the rest of the form is kept"
    page.get_by_label("ИНН организации").fill("")
    page.get_by_role("button", name="Зарегистрироваться").click()
    page.wait_for_url("**/registered/")
    letter = installation.post.wait_for(email)
    assert any(part.get_content_type() == "text/calendar" for part in letter.walk())
    manage = next(link for link in links_in(letter) if re.search(r"/registration/[^/]+/$", link))
    page.goto(manage)
    assert "подтвержден" in seen(page).lower(), text_of(letter)
    with page.expect_download() as calendar:
        page.evaluate(f"location.href = '{SESSION}/session.ics'")
    assert "BEGIN:VEVENT" in Path(calendar.value.path()).read_text()
    page.context.close()


def plan_indicators(page: Any, base: str) -> None:
    page.goto(f"{base}/indicators/")
    page.locator("#id_name").fill("Объём производства импортозамещающей продукции")
    page.locator("#id_unit").fill("млн руб.")
    press(page, page.get_by_role("button", name="Добавить показатель"))
    cells = page.locator("main input[name^=p-]")
    assert cells.count() == 3, "three half-years from September 2021 to December 2022"
    for place in range(cells.count()):
        cells.nth(place).fill(str(10 * (place + 1)))
    press(page, page.get_by_role("button", name=re.compile("Сохранить")).first)


def remark_page(page: Any, code: str, text: str) -> None:
    page.goto(f"/projects/{quote(code)}/remarks/?show=all")
    remark = page.locator(".remark", has_text=text)
    press(page, remark.get_by_role("link", name=re.compile("Ответить|Открыть|Снять|Решить")).first)


def answer(page: Any, action: str) -> None:
    form = page.locator(f"form:has(input[name=action][value={action}]), form:has(button[value={action}])").last
    if form.locator("input[type=radio][name=action]").count():
        form.locator(f"label:has(input[name=action][value={action}])").click()
    words = {"fix": "Строка убрана.", "accept": "Письма соберём.", "decline": "План стоит на мощности башни."}
    if form.locator("textarea").count():
        form.locator("textarea").last.fill(words.get(action, "Посмотрел версию 2."))
    if action == "accept":
        form.locator("input[name=due]").fill("2021-09-01")
    buttons = form.locator(f"button[value={action}]")
    press(page, (buttons if buttons.count() else form.locator("button[type=submit]")).last)


def secretary_confirms_points(people: People, number: str) -> None:
    page = people("secretary")
    page.goto(f"{ROUND}/applications/{number}/computed/")
    assert "own_funds / estimate" in seen(page) and "costs[0].amount" in page.content(), "the cells are named"
    press(page, page.get_by_role("button", name="Подтвердить баллы"))
    assert number in seen(page)


def secretary_assigns(people: People, number: str) -> list[str]:
    page, experts = people("secretary"), ["E2", "E3", "E4"]
    for expert in experts:
        page.goto(f"{ROUND}/experts/?application={number}")
        press(page, page.locator(f"form:has(input[name=expert][value={expert}]) button"))
    assert "3" in page.locator("main tr", has_text=number).inner_text()
    return experts


def experts_score(people: People, experts: list[str], number: str) -> None:
    for expert in experts:
        page = people(f"expert-{expert[1:]}")
        page.goto(f"{ROUND}/my-sheets/{number}/")
        if (said := page.get_by_role("button", name="Конфликта интересов нет")).count():
            press(page, said)
        fields = page.locator("input[name^='score.']")
        assert fields.count() == 6, "the seventh criterion is computed"
        for place in range(6):
            fields.nth(place).fill("11" if place == 5 else "9")
        page.locator("textarea[name=comment]").fill("Проект проработан.")
        press(page, page.get_by_role("button", name="Сдать и закрыть"))
        assert "10" in seen(page, ".errsum"), "a score above the maximum is refused"
        page.locator("input[name^='score.']").nth(5).fill("8,5")
        page.get_by_role("button", name="Сдать и закрыть").click()
        page.wait_for_url("**/my-sheets/")
    secretary = people("secretary")
    secretary.goto(f"{ROUND}/experts/")
    assert "Проект проработан" not in secretary.content()
