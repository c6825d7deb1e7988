"""The event once announced: people register, projects are called for, two days are held, papers are written."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote

from hands import Wrong
from play_plan import AUDIENCE, BODIES, CLUSTER, CULMINATION, HOSTS, MONTH, PACK, THEMES, TITLE, until, xlsx
from stage import SESSION, Stage

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
OFFLINE = 10
VISITOR = "visitor@guests.example"
REMARKS = ("Назовите второго поставщика сырья", "Покажите договор с покупателем", "Разделите смету по полугодиям")


def register(stage: Stage) -> None:
    """A visitor without an account; then people of organisations by lists."""
    hands = stage.hands
    page = hands.go("", f"{SESSION}/register/")
    regions = [each.get_attribute("value") for each in page.locator("[name=region] option").all()]
    regions = ["RU-MO", *(each for each in regions if each not in {"", "RU-MO"})]
    consents = {each.get_attribute("name"): True for each in page.locator("[name^=consent_][required]").all()}
    if not consents:
        raise Wrong("nobody is asked for the consent to personal data")
    hands.send(
        "form:has([name=name])", kind="enterprise", name="Посетитель без учётной записи", email=VISITOR,
        organisation_name="Кабельный завод 40", region="RU-PNZ", **consents,
    )  # fmt: skip
    hands.go("", stage.link(VISITOR, f"{SESSION}/registration/[^/]+/"))
    hands.expect("подтвержден")
    for number in range(1, stage.size.delegations + 1):
        delegation(stage, number, regions[number - 1])
    hands.go("organiser", f"{SESSION}/registrations/")
    hands.expect(f"{stage.size.people} ")


def delegation(stage: Stage, number: int, region: str) -> None:
    """By the blank of the page, filled in."""
    from openpyxl import load_workbook

    hands = stage.hands
    page = hands.go("organiser", f"{SESSION}/delegation/")
    book = load_workbook(io.BytesIO(page.request.get(f"{stage.hands.url}{SESSION}/delegation.xlsx").body()))
    sheet = book.worksheets[0]
    for row in range(stage.size.each):
        for column, said in enumerate((f"Делегат {number}-{row + 1}", guest(number, row + 1), "Представитель", ""), 1):
            sheet.cell(row + 2, column).value = said
    kinds = ("enterprise", "authority", "cdc")
    hands.upload(
        "form:has([name=workbook])", xlsx(f"delegation-{number}.xlsx", book), kind=kinds[number % 3], region=region,
        organisation_name=f"Организация {number}",
    )  # fmt: skip


def guest(delegation: int, row: int) -> str:
    return f"guest-{delegation}-{row}@guests.example"


def wish(stage: Stage) -> None:
    """By the link of the letter, without an account."""
    hands, hosts = stage.hands, list(HOSTS)
    for number in range(stage.size.wishes):
        to = guest(number // stage.size.each + 1, number % stage.size.each + 1)
        page = hands.go("", stage.link(to, f"{SESSION}/registration/[^/]+/") + "wishes/")
        chosen = [page.locator("[name=wish_0] option", has_text=hosts[(number + k) % 3]) for k in (0, 1)]
        first, second = (each.get_attribute("value") for each in chosen)
        hands.send("form:has([name=wish_0])", wish_0=first, wish_1=second)
        hands.expect("пожелания")


def call(stage: Stage) -> None:
    """Initiators hand projects in; the organiser answers each within a day and chooses those who are presented."""
    hands, hosts = stage.hands, list(stage.inns.values())
    for number in range(1, stage.size.projects + 1):
        who = f"initiator-{(number - 1) % len(hosts) + 1}"
        if who not in stage.cookies:
            stage.let_in("admin", who, f"Инициатор {number}", role="initiator", elsewhere=hosts[number - 1])
        project(stage, who, number)
    page = hands.go("organiser", f"{SESSION}/call/")
    links = [each.get_attribute("href") for each in page.locator("main tbody th a").all()]
    for link in links:
        hands.go("organiser", link)
        hands.send("form:has([name=part][value=answer])", note="Пакет полон")
        hands.go("organiser", link)
        hands.send("form:has([name=part][value=choice])", presents="yes", grounds="Есть место в программе")
    hands.go("organiser", f"{SESSION}/call/")
    hands.expect("документы приняты", "выступает")


def project(stage: Stage, who: str, number: int) -> None:
    hands = stage.hands
    hands.go(who, "/projects/new/")
    hands.send("form:has([name=title])", title=f"Отечественный световод {number}", replaces="Ввозимое волокно")
    code = hands.page.url.split("/projects/")[1].split("/")[0]
    stage.codes.append(code)
    hands.send("form:has([name=makers])", buyers="Операторы связи", makers="Участники кластера", lacking="Башня")
    hands.go(who, f"/projects/{code}/product/")
    hands.send("form:has([name=okpd2])", okpd2="27.31.12", start="2021-09-01", end="2022-12-31",
               requested="60 000 000", minimum="40 000 000")  # fmt: skip
    hands.go(who, f"{SESSION}/hand-in/{code}/")
    hands.send(f"form[action*='{SESSION}/hand-in/']")


def propose(stage: Stage) -> None:
    """Experts say what they judge; the order of the presentations is proposed and accepted."""
    hands = stage.hands
    hands.go("organiser", f"{SESSION}/pitches/plan/")
    people = hands.page.locator("[name=person] option:not([value=''])")
    for number in [each.get_attribute("value") for each in people.all()]:
        hands.send("form[action*='/pitches/panel/']", person=number, classes="27")
    hands.send("form[action*='/pitches/compute/']", minutes=10, row=6, pause=15, least=1, most=2, load=4)
    apply = until(stage, "form[action*='/pitches/proposals/'] button")
    hands.press(apply)
    hands.expect(f"25.{MONTH[-2:]}, 10:00", *map(unquote, stage.codes))


def assign(stage: Stage) -> None:
    hands = stage.hands
    stage.clock("2021-06-19")
    hands.go("organiser", f"{SESSION}/visits/")
    hands.send("form[action$='/visits/assign/']")
    hands.expect(f"{stage.size.wishes} из {stage.size.wishes}", "Доказано")


def hold(stage: Stage) -> None:
    """Registration is closed, the event runs; people come in by their names at the door."""
    hands = stage.hands
    for step in ("close_registration", "start"):
        stage.clock("2021-06-24")
        hands.go("organiser", f"{SESSION}/plan/")
        hands.send(f"form[action='{SESSION}/move/{step}/']")
    doors(stage)
    hands.go("organiser", f"{SESSION}/registrations/?state=checked_in")
    hands.expect(f" {came(stage)}.")


def doors(stage: Stage) -> None:
    """Two devices. The network of the first is cut: it goes on by what it knows, and forgets nothing when its page is
    lost as well. The second takes in somebody whom the first holds already: who came is counted once."""
    hands = stage.hands
    people = [f"{n}-{row}" for n in range(1, stage.size.delegations + 1) for row in range(1, stage.size.each + 1)]
    page = hands.go("organiser", f"{SESSION}/door/")
    page.wait_for_load_state("networkidle")  # the device has learnt who is expected
    page.context.set_offline(True)
    for each in people[:OFFLINE]:
        take(page, each)
    counted(page, OFFLINE)
    with other_device(stage) as second:
        second.goto(f"{hands.url}{SESSION}/door/")
        second.wait_for_load_state("networkidle")
        take(second, people[0])
        counted(second, 0)
        second.goto(f"{hands.url}{SESSION}/registrations/?state=checked_in")
        if second.locator("#list tbody tr").count() != 1:
            raise Wrong(
                f"nothing of the device without network is here yet, but: {second.locator('main').inner_text()}"
            )
    lost(page)
    page.context.set_offline(False)
    page = hands.go("organiser", f"{SESSION}/door/")
    counted(page, 0)
    for each in people[OFFLINE:]:
        take(page, each)
    counted(page, 0)
    stage.hands.pressed += len(people) + 1


def take(page: Any, delegate: str) -> None:
    page.locator("#door-code").fill(f"Делегат {delegate} Организация")
    page.locator("[data-door-list] button").first.click()


def counted(page: Any, many: int) -> None:
    page.locator("[data-door-waits]").get_by_text(str(many), exact=True).wait_for()


def lost(page: Any) -> None:
    """Loaded anew without network: the browser has nothing to show."""
    from playwright.sync_api import Error

    try:
        page.reload()
    except Error:
        return
    raise Wrong("the page was loaded without network")


@contextmanager
def other_device(stage: Stage) -> Iterator[Any]:
    context = stage.hands.page.context.browser.new_context(locale="ru-RU")
    context.add_cookies([{"name": "sessionid", "value": stage.cookies["organiser"], "url": stage.hands.url}])
    yield context.new_page()
    context.close()


def came(stage: Stage) -> int:
    return stage.size.delegations * stage.size.each


def pitch(stage: Stage) -> None:
    """The moderator's run sheet; an expert types on a phone; what is left to the moderator goes to the project."""
    hands = stage.hands
    stage.clock("2021-06-25")
    hands.go("organiser", f"{SESSION}/pitches/")
    desk = hands.page.locator(f"a[href^='{SESSION}/live/']").first.get_attribute("href")
    for number in range(stage.size.projects):
        hands.go("organiser", desk)
        hands.press(hands.page.locator(".next form button").first)
        remark(stage, number)
        hands.go("organiser", desk)
        hands.press(hands.page.locator("form[action*='/note/release/'] button").first)
    hands.press(hands.page.locator("form[action$='/end/'] button").first)
    hands.press(hands.page.locator("form[action$='/home/'] button").first)
    hands.go("initiator-1", f"/projects/{stage.codes[0]}/remarks/")
    if not any(each in hands.text() for each in REMARKS):
        raise Wrong(f"the initiator does not read the remark: {hands.text()}")


def remark(stage: Stage, number: int) -> None:
    hands = stage.hands
    hands.page.set_viewport_size(PHONE)
    hands.go("expert-1", f"{SESSION}/notes/")
    hands.press_link(hands.page.locator(".next a.btn--next"))
    hands.send("form:has([name=severity])", by="[name=then][value=leave]", severity="important",
               text=REMARKS[number % len(REMARKS)])  # fmt: skip
    hands.page.set_viewport_size(DESK)


def finish(stage: Stage) -> None:
    hands = stage.hands
    stage.clock("2021-06-26")
    hands.go("organiser", f"{SESSION}/plan/")
    hands.send(f"form[action='{SESSION}/move/finish/']")


def papers(stage: Stage) -> None:
    """The releases and the report say what is known, and the numbers of what was pressed here."""
    hands, size = stage.hands, stage.size
    hands.go("organiser", f"{SESSION}/press/")
    before, after = hands.text("section:has(#beforeru), #beforeru"), hands.text("section:has(#afterru), #afterru")
    known = (
        TITLE, "24–25 июня 2021", "Саранск", "Республика Мордовия", "№ 2", "1–2 апреля 2021", "Сыктывкар",
        "III квартал 2021", CLUSTER, CULMINATION, *AUDIENCE, *THEMES, *HOSTS, *HOSTS.values(), *dict(BODIES),
        "главный организатор", "совместно с организатором, при поддержке", "18.06.2021", "11.06.2021", *PACK,
        "№ 779 от 31.07.2015 в редакции от 02.08.2018", "№ 41 от 28.01.2016 в редакции от 08.04.2021",
        "«Как получить субсидию: условия и документы» (Эксперт Минпромторга)",
    )  # fmt: skip
    said = (
        f"Участников: {came(stage)}; регионов: {size.delegations}",
        f"Представлено совместных проектов: {size.projects}, кластеров: 1; замечаний экспертов: {size.projects}.",
    )
    for release, words in ((before, known), (after, said)):
        if missing := [each for each in words if each not in release]:
            raise Wrong(f"the release does not say {missing}:\n{release}")
    hands.go("organiser", f"{SESSION}/after/")
    hands.expect(f"{came(stage)}", f"из {size.people}")
    for paper in ("report.pdf", "report.docx", "protocol.pdf"):
        answer = hands.page.request.get(f"{hands.url}{SESSION}/after/{paper}")
        if answer.status != 200:
            raise Wrong(f"{paper}: {answer.status}")
