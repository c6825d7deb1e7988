"""The nine ways of first_hours.py, in the order in which each makes possible the next."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import hour_judges as judges
from play_plan import EXAMPLE, until
from stage import Stage, address

from svetovod.engine.workbooks.samples import invented_inn

EXAMPLES = EXAMPLE.parent
MANAGER = invented_inn(700)
LEAD, PARTNER, ASKED = "0000001036", "0000001068", "0000001050"
Way = Callable[[Any], None]


def organiser(stage: Stage) -> Way:
    stage.first_administrator()
    stage.clock("2021-05-11")
    invite(stage, "organiser", "organiser")

    def way(walk: Any) -> None:
        walk.account("Организатор")
        if not walk.has("Подготовить сессию"):
            walk.follow("Сессии", within="header")
        walk.follow("Подготовить сессию")
        walk.send(
            "form:has([name=ordinal])", title="Практическая сессия в Саранске", starts_on="2021-06-24",
            ends_on="2021-06-25", place="Саранск", region="RU-MO", capacity=150,
            **walk.asked(slug="saransk-2021", registration_until="2021-06-18T18:00", papers_until="2021-06-11T18:00"),
        )  # fmt: skip
        session = stage.hands.page.url.split("/sessions/")[1].split("/")[0]
        walk.follow("обязательный текст согласия", "Тексты согласий")
        known = walk.page.locator("[name=code]").input_value()
        given = {} if known else {"code": "personal-data", "required": True, "title": "Согласие на обработку данных"}
        walk.send("form:has([name=code])", text="Кто, какие данные, зачем и до какого дня.", **given)
        if not walk.has("Практическая сессия в Саранске"):
            walk.follow("Практические сессии")
        walk.follow("Практическая сессия в Саранске", "Саранск")
        if not walk.page.locator(f"form[action='/sessions/{session}/move/publish/']").count():
            walk.follow("Подготовка")
        walk.send(f"form[action='/sessions/{session}/move/publish/']")
        stage.hands.expect("регистрация открыта")

    return way


def visitor(stage: Stage) -> Way:
    def way(walk: Any) -> None:
        walk.home()
        walk.follow("Поддержка", within="header")
        walk.send("main form:has([name=who])", who="participant")
        walk.follow("Субсидия на совместные проекты")
        walk.follow("Календарь", within="header")
        walk.follow("Зарегистрироваться")
        walk.send(
            "form:has([name=name])", kind="enterprise", name="Посетитель", email=address("visitor"),
            organisation_name="Кабельный завод", region="RU-PNZ", **consents(stage),
        )  # fmt: skip

    return way


def consents(stage: Stage) -> dict[str, Any]:
    boxes = stage.hands.page.locator("[name^=consent_][required]").all()
    return {each.get_attribute("name"): True for each in boxes}


def manager(stage: Stage) -> Way:
    """An officer of the registry enters the cluster by its workbook; its manager then works on it."""
    stage.let_in("admin", "officer", "Сотрудник реестра", role="registry_officer")
    stage.hands.go("officer", "/clusters/import/")
    stage.hands.upload("form:has([name=workbooks])", EXAMPLES / "cluster-conforming.xlsx")
    until(stage, "[name=file]").check()
    page = stage.hands.page
    page.locator("#inn-1").fill(MANAGER)
    page.locator("#name-1").fill("Специализированная организация кластера")
    stage.hands.press(page.locator("form[action$='/apply/'] button:not([formaction])").first)
    until(stage, "button[name=undo]")
    invite(stage, "manager", "cluster_manager", MANAGER)

    def way(walk: Any) -> None:
        walk.account("Руководитель кластера")
        if not walk.has("Загрузить"):
            walk.follow("Мой стол", within="header") if not walk.has("Волоконная оптика") else None
            walk.follow("Волоконная оптика")
        if not walk.has("Загрузить"):
            walk.follow("Волоконная оптика", within="main nav")
        walk.follow("Загрузить")
        walk.send("form:has([name=workbook])", files=EXAMPLES / "cluster-short-participants.xlsx")
        walk.send("form[action$='/apply/']")
        walk.follow("Самый дешёвый", "Как привести")

    return way


def region(stage: Stage) -> Way:
    invite(stage, "region", "regional_authority", "Республика Мордовия")

    def way(walk: Any) -> None:
        walk.account("Минпром региона")
        if not walk.has("Справка для главы"):
            walk.follow("Регионы", within="header")
            walk.follow("Мордовия")
        with stage.hands.download():
            stage.hands.page.locator("main a[href*='note.pdf']").first.click()
        walk.tally.presses += 1

    return way


def initiator(stage: Stage) -> Way:
    invite(stage, "initiator", "initiator", LEAD)

    def way(walk: Any) -> None:
        hands = stage.hands
        walk.account("Инициатор")
        if not walk.has("Создать совместный проект"):
            walk.follow("Мой стол", within="header")
        walk.follow("Создать совместный проект")
        walk.send("form:has([name=title])", title="Отечественный световод", replaces="Ввозимое волокно")
        walk.send("form:has([name=makers])", buyers="Операторы связи", makers="Участники", lacking="Башня")
        step(walk, "Продукция")
        walk.send("form:has([name=okpd2])", okpd2="27.31.12", start="2021-09-01", end="2022-08-31",
                  requested="60 000 000")  # fmt: skip
        step(walk, "Участники")
        other = hands.page.locator("[name=organisation] option", has_text="светодиодов").get_attribute("value")
        walk.send("form:has([name=organisation])", organisation=other)
        partner(stage)
        hands.go("initiator", "/desk/")  # what the partner did aside
        hands.go("initiator", "/projects/" + stage.codes[0] + "/")
        step(walk, "Смета")
        walk.send("form:has([name=amount])", by="button:not([type]), button[type=submit]", kind="equipment",
                  on="2022-03-15", amount="250 000 000", evidence="Договор № 1")  # fmt: skip
        step(walk, "План-график")
        walk.send("form:has([name=responsible])", name="Пуск башни", start="2021-09-10", end="2022-08-20")
        step(walk, "Показатели")
        walk.send("form:has([name=unit])", name="Выпуск", unit="млн руб.")
        cells = [each.get_attribute("name") for each in hands.page.locator("main input[name^=p-]").all()]
        walk.send("form:has([name^=p-])", **dict.fromkeys(cells, 10))
        fit(walk)
        step(walk, "Готовность")
        sections(walk)
        while (yes := hands.page.locator("#rules button[value=yes]")).count():
            hands.press(yes.first)
            walk.tally.presses += 1
            walk.tally.pages += 1

    return way


def step(walk: Any, name: str) -> None:
    walk.follow(name, within="main nav")


def fit(walk: Any) -> None:
    step(walk, "Продукция")
    walk.follow("на функциональной карте")
    place = walk.page.locator("[name=place] option").nth(1).get_attribute("value")
    walk.send("form:has([name=place])", place=place)


def sections(walk: Any) -> None:
    """One after another, from the list of what is lacking."""
    while walk.has("Напишите раздел"):
        walk.follow("Напишите раздел")
        walk.send("form:has([name=text])", text="Написано по существу.")
        if not walk.has("Напишите раздел"):
            step(walk, "Готовность")


def partner(stage: Stage) -> None:
    """Somebody of the other enterprise consents."""
    found = stage.hands.page.url.split("/projects/")[1].split("/")[0]
    stage.codes.append(found)
    stage.let_in("admin", "partner", "Соисполнитель", role="participant", elsewhere=PARTNER)
    stage.hands.go("partner", f"/projects/{found}/participants/")
    stage.hands.press(stage.hands.page.get_by_role("button", name="Дать согласие"))


def enterprise(stage: Stage) -> Way:
    """The manager asks; whoever is asked has no account."""
    hands = stage.hands
    hands.go("manager", "/desk/")
    hands.press_link(hands.page.locator("main a", has_text="Волоконная оптика").first)
    hands.go("manager", hands.page.url.replace(hands.url, "").split("verdict/")[0] + "figures/new/")
    field = hands.page.locator(f"[name='email-{ASKED}']")
    field.fill(address("plant"))
    hands.page.locator("[name=due_on], [name=due]").first.fill("2021-06-30")
    hands.press(hands.page.get_by_role("button", name="Открыть запрос и отправить письма"))

    def way(walk: Any) -> None:
        walk.letter("/figures/[^\\s]+", to=address("plant"))
        walk.send("form:has([name=employees])", by="button:has-text('Отправить сведения')", employees=200,
                  high_performance_jobs=120, revenue="10 000 000,50")  # fmt: skip
        hands.expect("ответ получен")

    return way


def invite(stage: Stage, who: str, role: str, elsewhere: str = "") -> None:
    """The letter goes out; the person has not opened it yet."""
    stage.hands.go("admin", "/team/")
    where = {"elsewhere": elsewhere} if elsewhere else {"place": "platform:"}
    stage.hands.send("form:has([name=email])", email=address(who), role=role, **where)


WAYS = (
    ("organiser", "a published session with registration open", "organiser", organiser),
    ("visitor", "who may get what support; registered for the session", "visitor", visitor),
    ("cluster manager", "the cluster judged, with the cheapest way to conform", "manager", manager),
    ("regional authority", "the potential of the region; its note exported", "region", region),
    ("initiator", "a joint project from the idea to readiness", "initiator", initiator),
    ("enterprise", "the questionnaire sent, without an account", "plant", enterprise),
    ("secretary", "a selection announced, chair, member and expert invited", "secretary", judges.secretary),
    ("expert, on a phone", "the place accepted, the first sheet submitted", "expert", judges.expert),
    ("commission member", "the place accepted, the vote cast", "member", judges.member),
)


def written(document: Path, rows: list[str]) -> None:
    """The table of now is replaced; what was measured before stays."""
    head, _, rest = document.read_text(encoding="utf-8").partition("<!-- now -->\n")
    tail = rest.partition("<!-- end -->")[2]
    table = "\n".join(rows)
    document.write_text(f"{head}<!-- now -->\n{table}\n<!-- end -->{tail}", encoding="utf-8")
