"""Experts: proposed by the solver, changed by hand; one by the keyboard, one by a workbook; conflicts, an illness."""

from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from play import (
    BY_BOOK,
    CORRECTED,
    EXPERTS,
    ILL,
    LATE,
    NEEDED,
    NEW,
    PROJECTS,
    REFUSED,
    ROUND,
    SHARED,
    SIGNED,
    Play,
)
from play_intake import invited

SHEETS = f"{ROUND}/my-sheets/"


def assign(play: Play) -> None:
    """The pair that the sign of a conflict will part is put together by hand; computed points are confirmed."""
    hands = play.hands
    propose(play)
    hands.go("secretary", f"{ROUND}/assignment/?application={play.numbers[SHARED]}")
    give = hands.page.locator(f"form[action$='/change/']:has([name=give][value={play.codes[SIGNED]}])")
    if give.count():
        take = hands.page.locator("form[action$='/change/'] [name=take]").first.get_attribute("value")
        hands.send(f"form[action$='/change/']:has([name=give][value={play.codes[SIGNED]}])")
        hands.send(f"form[action$='/change/']:has([name=take][value={take}])")
    confirm(play)
    hands.expect(f"0 из {NEEDED * (PROJECTS - 1)}")
    for number in sorted(set(play.numbers) - {REFUSED}):
        hands.go("secretary", play.at(number, "computed/"))
        said: dict[str, object] = {}
        if number == CORRECTED:
            said = {"value.participants": 3, "ground": "Третий участник назван в соглашении"}
        hands.send("form:has([name=ground])", **said)
        play.typed.computed[number] = [("20", "10"), ("20", "0"), ("10", "6" if said else "4")]
    hands.go("secretary", f"{ROUND}/computed/")
    hands.expect("Все расчётные баллы подтверждены")


def propose(play: Play) -> None:
    play.hands.go("secretary", f"{ROUND}/assignment/")
    play.hands.send("form[action$='/propose/']", way="total")


def confirm(play: Play) -> None:
    play.hands.go("secretary", f"{ROUND}/assignment/")
    play.hands.send("form[action$='/confirm/']")


def score(play: Play) -> None:
    """The panels are whole again after a conflict declared late, one found by a sign, and an expert who fell ill."""
    hands = play.hands
    play.on("2026-03-16T10:00")
    for n in range(1, EXPERTS + 1):
        judged(play, f"expert-{n}", only=3 if f"expert-{n}" == ILL else None)
    step_back(play)
    sign_confirmed(play)
    hands.go("secretary", f"{ROUND}/people/")
    hands.send("tr:has-text('Эксперт 5') form[action$='/release/']")
    invited(play, NEW, "expert")
    propose(play)
    confirm(play)
    for who in play.codes:
        if who != ILL:
            judged(play, who)
    hands.go("secretary", f"{ROUND}/experts/")
    done = NEEDED * (PROJECTS - 1)
    hands.expect("Все оценочные листы сданы")
    hands.go("secretary", f"{ROUND}/opening/")
    hands.expect(f"оценочных листов: {done} из {done}")
    assert {len(each) for each in play.typed.sheets.values()} == {NEEDED}


def judged(play: Play, who: str, only: int | None = None) -> None:
    """All that is given to the expert and not yet submitted, or the first `only` of it."""
    hands = play.hands
    page = hands.go(who, SHEETS)
    links = page.locator("main table a[href*='/my-sheets/']").all()
    numbers = [link.get_attribute("href").rstrip("/").rsplit("/", 1)[1] for link in links][:only]
    mine = [each for each in numbers if play.typed.may(play.project(each), who)]
    for number in mine:
        hands.go(who, f"{SHEETS}{number}/")
        hands.send("form[action$='/no-conflict/']")
    given = {number: play.typed.give(play.project(number), who) for number in mine}
    if who == BY_BOOK and mine:
        by_book(play, given)
    for place, (number, scores) in enumerate(given.items()):
        hands.go(who, f"{SHEETS}{number}/")
        if who == "expert-1" and not place:
            by_keyboard(play, scores)
        typed = {} if who == BY_BOOK else {f"score.{code}": shown(points) for code, points in scores.items()}
        hands.send("form[data-score]", by="[name=submit]", comment="По документам заявки.", **typed)


def shown(points: Any) -> str:
    return str(points).replace(".", ",")


def by_book(play: Play, given: dict[str, Any]) -> None:
    """The form is taken along, filled in and brought back: it fills the drafts."""
    hands = play.hands
    page = hands.go(BY_BOOK, SHEETS)
    with hands.download() as held:
        page.locator("a[href$='form.xlsx']").click()
    book = load_workbook(BytesIO(held[0]))
    sheet = book["Оценки эксперта"]
    rows = list(sheet.iter_rows())
    head = next(row for row in rows if {"Заявка", "Критерий", "Балл"} <= {cell.value for cell in row})
    column = {cell.value: cell.column - 1 for cell in head}
    for row in rows:
        scores = given.get(row[column["Заявка"]].value, {})
        if (code := row[column["Критерий"]].value) in scores:
            row[column["Балл"]].value = float(scores[code])
    path = play.var / "scores.xlsx"
    book.save(path)
    page.locator("input[type=file]").set_input_files(path)
    page.locator("form[action$='/my-sheets/form/'] button").last.click()  # sent by a script, which then leads on
    page.locator(".toast--yes").first.wait_for()


def by_keyboard(play: Play, scores: dict[str, Any]) -> None:
    """Arrows within the bounds, Enter to the next criterion; what is typed afterwards stands."""
    page = play.hands.page
    first, second = (page.locator(f"[name='score.{code}']") for code in scores)
    first.fill("9,5")
    for _press in range(3):
        first.press("ArrowUp")
    assert first.input_value() == "10", "the greatest score is the end"
    first.press("Enter")
    second.press("ArrowUp")
    assert second.input_value() == "0,5", "Enter goes to the next criterion"


def step_back(play: Play) -> None:
    """After the sheet is sealed: it is never opened, and somebody else is asked."""
    project = next(each for each, sheets in sorted(play.typed.sheets.items()) if LATE in sheets)
    play.hands.go(LATE, f"{SHEETS}{play.numbers[project]}/")
    play.hands.send("form[action$='/conflict/']", reason="Узнал, что заявитель — заказчик моей организации")
    play.typed.take_out(project, LATE)


def sign_confirmed(play: Play) -> None:
    """The secretary confirms what nobody declared, when the sheet is submitted already."""
    play.hands.go("secretary", f"{ROUND}/experts/signs/")
    play.hands.send(
        f"form[action$='/decide/']:has([name=application][value='{play.numbers[SHARED]}'])", by="[name=confirm]",
        ground="Почтовый домен заявителя",
    )  # fmt: skip
    play.typed.take_out(SHARED, SIGNED)
