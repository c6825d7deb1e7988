"""Ways of first_hours.py through a selection: the secretary, an expert on a phone, a member of the commission."""

from collections.abc import Callable
from typing import Any

from place import world
from stage import Stage, address

ROUND = "/selections/2021-first"
TITLE = "Конкурсный отбор совместных проектов, 2021 год"
Way = Callable[[Any], None]


def secretary(stage: Stage) -> Way:
    stage.hands.go("admin", "/team/")
    stage.hands.send("form:has([name=email])", email=address("secretary"), role="secretary", place="platform:")

    def way(walk: Any) -> None:
        walk.account("Секретарь отбора")
        if not walk.has("Новый отбор", "Начать отбор"):
            walk.follow("Отборы", within="header")
        walk.follow("Начать отбор", "Новый отбор")
        walk.send("form:has([name=slug])", title=TITLE, slug="2021-first", legal_mode="own", start="set:computed")
        drafted(walk)
        walk.send("form[action$='/draft/announce/']")
        if not walk.page.locator("form:has([name=email])").count():
            walk.follow("Комиссия и эксперты", "Начать", "Мой стол", within="body")
        for kind, who in (("chair", "chair"), ("member", "member"), ("expert", "expert")):
            walk.send("form:has([name=email])", kind=kind, email=address(who))

    return way


def drafted(walk: Any) -> None:
    """What the order says: money and rules, then dates; each form leads back to the draft or on to the next part."""
    walk.follow("Приказ, средства")
    kept = walk.page.locator("[name=edition]").input_value()
    walk.send(
        "form:has([name=limit])", order_text="Приказ от 11.05.2021 № 1", limit="500 000 000", threshold=10,
        **({} if kept else {"edition": in_force(walk)}),
         distribution="strict", ties="registered_at", aggregation="mean", experts_needed=1,
        appeal_days=10, return_days=10, check_officers=1,
    )  # fmt: skip
    if not walk.page.locator("[name=opens_at]").count():
        walk.follow("Сроки")
    walk.send(
        "form:has([name=opens_at])", opens_at="2021-05-12T09:00", closes_at="2021-06-14T18:00",
        scoring_until="2021-07-02T18:00", opening_at="2021-07-05T10:00", sitting_at="2021-07-07T11:00",
        publishing_at="2021-07-08T12:00",
    )  # fmt: skip
    if not walk.page.locator("form[action$='/draft/announce/']").count():
        walk.follow("Черновик")


def in_force(walk: Any) -> str:
    """Among the editions there are, whoever has the order at hand finds its own."""
    option = walk.page.locator("[name=edition] option", has_text="08.04.2021")
    return str(option.first.get_attribute("value"))


def expert(stage: Stage) -> Way:
    """The application comes in and is checked aside; the secretary assigns whoever has accepted."""

    def way(walk: Any) -> None:
        walk.account("Эксперт")
        accepted(walk)
        judged(stage)
        stage.hands.go("expert", "/desk/")
        walk.follow("Заполнить и сдать", "оценочный лист", "Открыть")
        walk.follow("2021-first-", "Начать", "Продолжить")
        walk.send("form[action$='/no-conflict/']")
        fields = [each.get_attribute("name") for each in walk.page.locator("input[name^='score.']").all()]
        walk.send("form[data-score]", by="[name=submit]", comment="По документам.", **dict.fromkeys(fields, "5"))

    return way


def accepted(walk: Any) -> None:
    """The place is answered where the way leads to: from the desk, or at once."""
    if not walk.page.locator("form:has([name=answer])").count():
        if not walk.has("Ответить на приглашение", "Открыть"):
            walk.follow("Мой стол", within="header")
        walk.follow("Ответить на приглашение", "Открыть")
    walk.send("form:has([name=answer])", answer="accept")


def judged(stage: Stage) -> None:
    """Filed, checked, admitted and assigned; the expert has said what he judges."""
    hands = stage.hands
    hands.go("expert", "/selections/experts/profile/")
    hands.send("form:has([name=okpd2])", speciality="technologist", okpd2="27.31")
    moved(stage, "2021-05-13")
    step(stage, "open")
    hands.go("initiator", f"{ROUND}/apply/{stage.codes[0]}/")
    hands.send("form:has([name=requested])", by="[name=file]", requested="60 000 000", minimum="40 000 000")
    number = hands.page.url.rstrip("/").rsplit("/", 1)[1]
    stage.codes.append(number)
    moved(stage, "2021-06-15")
    step(stage, "close")
    step(stage, "check")
    page = hands.go("secretary", f"{ROUND}/applications/{number}/check/")
    for answer in page.locator("input[type=radio][value=yes]").all():
        answer.check(force=True)
    hands.send("form:has([name=finish])", by="[name=finish]")
    hands.go("secretary", f"{ROUND}/applications/{number}/check/")
    hands.send("form[action$='/decide/']:has([name=decision][value=admit])")
    step(stage, "score")
    hands.go("secretary", f"{ROUND}/assignment/")
    hands.send("form[action$='/propose/']", way="total")
    hands.go("secretary", f"{ROUND}/assignment/")
    hands.send("form[action$='/confirm/']")
    hands.go("secretary", f"{ROUND}/applications/{number}/computed/")
    hands.send("form:has([name=ground])")


def moved(stage: Stage, day: str) -> None:
    """The people of the demonstration, who act when the page of the clock moves it, are not here."""
    world(stage.environ, "clock", script="contest.py", moment=f"{day}T12:00+03:00", who=address("admin"))


def step(stage: Stage, name: str) -> None:
    stage.hands.go("secretary", f"{ROUND}/desk/")
    stage.hands.send(f"form[action='{ROUND}/desk/{name}/']")


def member(stage: Stage) -> Way:
    """The scores are opened and the ranking is made aside, by the secretary and the chair."""

    def way(walk: Any) -> None:
        walk.account("Член комиссии")
        accepted(walk)
        ranked(stage)
        stage.hands.go("member", "/desk/")
        walk.follow("Проголосовать", "Открыть")
        walk.send("form:has([name=choice])", choice="for")

    return way


def ranked(stage: Stage) -> None:
    hands = stage.hands
    stage.enter("chair", stage.link(address("chair"), "/invitations/[^/]+/"), "Председатель")
    hands.go("chair", f"{ROUND}/place/")
    hands.send("form:has([name=answer])", answer="accept")
    moved(stage, "2021-07-05")
    for who in ("secretary", "chair"):
        hands.go(who, f"{ROUND}/opening/")
        hands.send("form[action$='/opening/confirm/']")
    hands.go("secretary", f"{ROUND}/desk/")
    hands.send(f"form[action='{ROUND}/ranking/run/']")
