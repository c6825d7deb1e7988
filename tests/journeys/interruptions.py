"""What befalls people at work: their sign-in ends, the network is cut, the deadline passes. Steps of the thread;
nothing is lost."""

import re
from typing import Any
from urllib.parse import quote

import pytest

from .conftest import ROUND, People, drafts_settled, press, seen
from .steps import SESSION

LATE = "Проект, который не успели подать"


def session_ends(people: People, key: str) -> None:
    """The person ends all other sign-ins from another computer: the server forgets the session of the open page."""
    other = people.visitor()
    people.sign_in(other, key)
    other.goto("/accounts/sessions/")
    press(other, other.locator("form[action='/accounts/sessions/'] button[type=submit]"))
    other.context.close()


def comes_back(people: People, page: Any, key: str, button: str, back: str) -> None:
    """Sends the form of the open page: it leads to signing in, and from there back."""
    page.get_by_role("button", name=button).click()
    page.wait_for_url("**/accounts/login/**")
    people.fill_in(page, key)
    page.wait_for_url(f"**{quote(back)}**")
    page.locator("[data-autosave-state]").filter(has_text="Возвращено введённое").wait_for()


def while_writing_the_idea(people: People, code: str) -> None:
    page, path = people("initiator"), f"/projects/{code}/canvas/"
    page.goto(path)
    state = page.locator("[data-autosave-state]")
    maker = page.get_by_label("Кто произведёт")
    kept = maker.input_value()
    page.get_by_label("Кто купит").fill("Операторы связи, кабельные заводы и железные дороги")
    state.filter(has_text="сохранено в").wait_for()
    session_ends(people, "initiator")
    maker.fill(kept + " и опытный завод")
    state.filter(has_text="Сеанс завершён").wait_for()
    comes_back(people, page, "initiator", "Сохранить", path)
    assert page.get_by_label("Кто произведёт").input_value() == kept + " и опытный завод"
    page.locator("[data-autosave-state]").filter(has_text="сохранено в").wait_for()
    page.goto(path)
    assert page.get_by_label("Кто произведёт").input_value() == kept + " и опытный завод", "the server has it"
    drafts_settled(page)
    assert not page.locator("[data-autosave-state]").inner_text(), "there is nothing left to restore"


def while_writing_a_remark(people: People, code: str, words: str) -> None:
    """A remark reaches the server only whole: the browser alone keeps what is typed."""
    page = people("expert-1", viewport={"width": 360, "height": 740})
    path = f"/projects/{code}/remarks/new/"
    page.goto(f"{path}?occasion=session:saransk-2021")
    page.locator("select[name=section]").select_option("participants")
    page.locator("textarea[name=text]").fill(words)
    session_ends(people, "expert-1")
    comes_back(people, page, "expert-1", "Отправить команде проекта", path)
    assert page.locator("textarea[name=text]").input_value() == words
    assert page.locator("select[name=section]").input_value() == "participants"
    page.goto("/projects/")
    page.goto(path)
    page.get_by_role("button", name="Забыть").click()
    page.locator("[data-autosave-state]:empty").wait_for(state="attached")
    page.goto(path)
    drafts_settled(page)
    assert not page.locator("textarea[name=text]").input_value()
    assert not page.locator("[data-autosave-state]").count(), "what was forgotten is not offered again"


def while_scoring(people: People, expert: str, number: str) -> None:
    key, path = f"expert-{expert[1:]}", f"{ROUND}/my-sheets/{number}/"
    page = people(key)
    page.goto(path)
    press(page, page.get_by_role("button", name="Конфликта интересов нет"))
    session_ends(people, key)
    page.locator("input[name^='score.']").nth(2).fill("7,5")
    page.locator("textarea[name=comment]").fill("Опытная партия не подтверждена.")
    comes_back(people, page, key, "Сохранить черновик", path)
    assert page.locator("input[name^='score.']").nth(2).input_value() == "7,5"
    assert page.locator("textarea[name=comment]").input_value() == "Опытная партия не подтверждена."
    page.locator("[data-autosave-state]").filter(has_text="сохранено в").wait_for()


def network_is_cut_at_the_door(people: People) -> None:
    """The device goes on by what it knows and forgets nothing when its page is lost as well; whom another device has
    taken in meanwhile counts once."""
    from playwright.sync_api import Error

    cut, other = people("checkin"), people("organiser")
    for page in (cut, other):
        page.goto(f"{SESSION}/door/")
        page.wait_for_load_state("networkidle")  # the device has learnt who is expected
    cut.context.set_offline(True)
    for name in ("Представитель 1 региона 1", "Представитель 2 региона 1"):
        let_in(cut, name)
    waiting(cut, 2)
    let_in(other, "Представитель 1 региона 1")
    waiting(other, 0)
    assert who_came(other) == 1, "the others are on the device that has no network"
    with pytest.raises(Error):
        cut.reload()
    cut.context.set_offline(False)
    cut.goto(f"{SESSION}/door/")
    waiting(cut, 0)
    assert who_came(other) == 2


def let_in(page: Any, name: str) -> None:
    page.locator("#door-code").fill(name)
    page.locator("[data-door-list] button").first.click()


def waiting(page: Any, many: int) -> None:
    page.locator("[data-door-waits]").get_by_text(str(many), exact=True).wait_for()


def who_came(page: Any) -> int:
    page.goto(f"{SESSION}/registrations/?state=checked_in")
    came: int = page.locator("#list tbody tr").count()
    return came


def form_is_left_open(people: People) -> Any:
    """A second project of the initiator, with its application open in a window of its own before the deadline."""
    first = people("initiator")
    first.goto("/projects/new/")
    first.get_by_label("Название").fill(LATE)
    first.get_by_label("Какую продукцию заменяет").fill("Ввозимые разъёмы")
    first.get_by_role("button", name="Создать проект").click()
    first.wait_for_url("**/canvas/")
    code = re.search(r"П-\d+", first.title())
    assert code is not None
    late = first.context.new_page()
    late.goto(f"{ROUND}/apply/{quote(code[0])}/")
    late.locator("input[name=requested]").fill("12 500 000")
    late.locator("[data-autosave-state]").filter(has_text="сохранено в").wait_for()
    return late


def deadline_has_passed(late: Any) -> None:
    """Filing is refused with the server's time, and what was typed stays."""
    late.get_by_role("button", name="Отметить готовой к подаче").dblclick()
    late.locator("h1", has_text="Приём заявок окончен").wait_for()
    said = seen(late)
    assert "МСК" in said and "черновик сохранён" in said.lower(), said
    assert re.sub(r"\s", "", late.locator("input[name=requested]").input_value()).startswith("12500000")
    assert not late.get_by_role("button", name="Отметить готовой к подаче").count()
    late.close()
