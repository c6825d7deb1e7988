"""From an empty installation to an event that is announced: everything pressed in pages by its organiser."""

import io
import struct
import time
import zlib
from pathlib import Path
from typing import Any

from hands import Wrong
from stage import SESSION, Stage, address

from svetovod.engine.workbooks.samples import invented_inn

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "saransk-2021" / "cluster-conforming.xlsx"
CLUSTER = "Волоконная оптика и оптоэлектроника"
HOSTS = {
    "АО «Оптиковолоконные системы»": "оптическое волокно",
    "ООО «Сарансккабель-Оптика»": "оптический кабель",
    "ООО «Завод Световых Приборов»": "световые приборы",
}
TITLE = "Практическая сессия по развитию промышленных кластеров России"
SERIES = "Подготовка к конкурсному отбору совместных кластерных проектов"
BODIES = (
    ("Ассоциация кластеров, технопарков и ОЭЗ России", "главный организатор"),
    ("Минпромторг России", "совместно с организатором"),
    ("Минпромторг России", "при поддержке"),
    ("Правительство Республики Мордовия", "при поддержке"),
    ("АУ «Технопарк-Мордовия»", "при поддержке"),
)
PACK = (
    "Программа", "Перечень документов", "Бланк сметы", "План-график и показатели", "Шаблон презентации",
)  # fmt: skip
AUDIENCE = (
    "организации и предприятия действующих и создаваемых промышленных кластеров",
    "органы исполнительной власти регионов, ответственные за промышленную политику",
    "центры кластерного развития",
)
THEMES = (
    "проведение и поддержка совместных кластерных проектов",
    "порядок предоставления субсидий и требования для включения в реестр министерства",
)
CULMINATION = "Участники представляют свои совместные кластерные проекты и получают замечания экспертов перед отбором."
EXPERT_1, EXPERT_2 = "Эксперт Минпромторга", "Эксперт ассоциации"
# title, kind, day, begins, ends, hall, speaker
PROGRAMME = (
    ("Открытие", "plenary", 24, "10:00", "10:45", "Зал 1", ""),
    ("Как получить субсидию: условия и документы", "seminar", 24, "11:00", "12:30", "Зал 1", EXPERT_1),
    ("Включение в реестр: требования к кластеру", "seminar", 24, "11:00", "12:30", "Зал 2", EXPERT_2),
    (f"Посещение участников кластера «{CLUSTER}»", "visit", 24, "15:30", "18:00", "", ""),
    ("Презентация совместных проектов и замечания экспертов", "pitches", 25, "10:00", "15:00", "Зал 1", ""),
)  # fmt: skip
MONTH = "2021-06"


def found(stage: Stage) -> None:
    """The administrator lets the organiser and an officer of the registry in; the officer enters the cluster."""
    stage.first_administrator()
    stage.clock("2021-05-11")
    stage.let_in("admin", "organiser", "Организатор", role="organiser")
    stage.let_in("admin", "officer", "Сотрудник реестра", role="registry_officer")
    cluster(stage)


def cluster(stage: Stage) -> None:
    """By its workbook, three participants of which are the hosts of the visits."""
    from openpyxl import load_workbook

    book = load_workbook(EXAMPLE)
    book.worksheets[0]["B1"] = CLUSTER
    for row, name in enumerate(HOSTS, start=2):
        book.worksheets[1].cell(row, 2).value = name
        stage.inns[name] = str(book.worksheets[1].cell(row, 1).value)
    page = stage.hands.go("officer", "/clusters/import/")
    stage.hands.upload("form:has([name=workbooks])", xlsx("cluster.xlsx", book))
    choose = until(stage, "[name=file]")
    choose.check()
    number = choose.get_attribute("value")
    page.locator(f"#inn-{number}").fill(invented_inn(700))
    page.locator(f"#name-{number}").fill("Специализированная организация кластера")
    stage.hands.press(page.locator("form[action$='/apply/'] button:not([formaction])").first)
    until(stage, f"button[name=undo][value='{number}']")


def until(stage: Stage, there: str, seconds: int = 60) -> Any:
    """A job does it: the page is opened again until it is done."""
    deadline = time.monotonic() + seconds
    while not (found := stage.hands.page.locator(there)).count():
        if time.monotonic() > deadline:
            raise Wrong(f"{there} is not there: {stage.hands.text()[:2000]}")
        stage.hands.page.wait_for_timeout(300)
        stage.hands.page.reload()
    return found.first


def xlsx(name: str, book: Any) -> Any:
    kept = io.BytesIO()
    book.save(kept)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": name, "mimeType": kind, "buffer": kept.getvalue()}


def plan(stage: Stage) -> None:
    hands = stage.hands
    hands.go("organiser", "/sessions/consents/")
    for code, title, obliges in (("personal-data", "Согласие на обработку персональных данных", True),
                                 ("photo", "Согласие на фото- и видеосъёмку", False)):  # fmt: skip
        said = {"required": True} if obliges else {}
        hands.send("form:has([name=code])", code=code, version="1.0", title=title, text="Кто, что, зачем, до когда.",
                   in_force_from="2021-05-01", **said)  # fmt: skip
    stage.clock("2021-03-10")  # what is past cannot be announced any more
    hands.go("organiser", "/sessions/new/")
    hands.send("form:has([name=about]):not(:has([name=ordinal]))", title=SERIES, slug="kluster-2021")
    series = hands.page.locator("[name=series] option", has_text=SERIES).get_attribute("value")
    common = {"title": TITLE, "series": series, "capacity": 200, "selection_year": 2021, "selection_quarter": 3}
    hands.send(
        "form:has([name=ordinal])", slug="praktika-syktyvkar", ordinal=1, starts_on="2021-04-01", ends_on="2021-04-02",
        place="Сыктывкар", region="RU-KO", registration_until="2021-03-26T18:00", papers_until="2021-03-19T18:00",
        **common,
    )  # fmt: skip
    hands.send("form[action$='/move/publish/']")
    stage.clock("2021-05-11")
    hands.go("organiser", "/sessions/new/")
    hands.send(
        "form:has([name=ordinal])", slug=SESSION.rsplit("/", 1)[1], ordinal=2, starts_on="2021-06-24",
        ends_on="2021-06-25", place="Саранск", region="RU-MO", registration_until="2021-06-18T18:00",
        papers_until="2021-06-11T18:00", about="Семинары, посещение предприятий и презентация совместных проектов.",
        pack="\n".join(PACK), **common,
    )  # fmt: skip
    for name, seats in (("Зал 1", 200), ("Зал 2", 80)):
        hands.send("form[action*='/plan/hall/']:has([name=seats])", name=name, seats=seats)
    for name, role in BODIES:
        hands.send("form[action*='/plan/body/']:has([name=role])", name=name, role=role)
    for kind, places in (("press", 12), ("guest", 40)):
        hands.send("form[action*='/plan/quota/']:has([name=places])", kind=kind, places=places)
    hands.expect("Зал 1", "Технопарк-Мордовия", "0 / 12")
    logo(stage)
    hands.go("organiser", f"{SESSION}/form/")
    hands.send("form[action*='/form/new/']", label_ru="Нужна гостиница", kind="yes_no", stage="form")


def logo(stage: Stage) -> None:
    stage.hands.go("organiser", f"{SESSION}/logos/")
    picture = {"name": "logo.png", "mimeType": "image/png", "buffer": png()}
    stage.hands.upload(f"form:has([type=file]):has([value='{BODIES[0][0]}'])", picture)


def png(width: int = 64, height: int = 32) -> bytes:
    """A blue rectangle, without a library of pictures."""
    rows = b"".join(b"\0" + b"\x1f\x4e\x9e" * width for _row in range(height))
    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", size), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


def programme(stage: Stage) -> None:
    hands = stage.hands
    hands.go("organiser", f"{SESSION}/programme/")
    speakers = {}
    for name in (EXPERT_1, EXPERT_2):
        hands.send("form[action*='/speakers/']:has([name=name])", name=name)
        said = hands.page.locator(f"label:has-text('{name}') input[name=speakers]").first
        speakers[name] = said.get_attribute("value")
    for title, kind, day, start, end, hall, speaker in PROGRAMME:
        who = {"speakers": speakers[speaker]} if speaker else {}
        hands.send("form[action*='/programme/new/']", title=title, kind=kind, day=f"{MONTH}-{day}", start=start,
                   end=end, hall=hall, **who)  # fmt: skip
    hands.expect("Накладок в программе нет")
    hands.send("form[action$='/programme/publish/']")
    visits(stage)


def visits(stage: Stage) -> None:
    hands = stage.hands
    hands.go("organiser", f"{SESSION}/visits/")
    hands.send("form[action*='/visits/rules/']", wishes_until=f"{MONTH}-18T18:00", answers_until=f"{MONTH}-22T18:00",
               keep_days=10)  # fmt: skip
    for name, subject in HOSTS.items():
        entry = hands.page.locator("[name=item] option").last.get_attribute("value")
        hands.send("form[action*='/visits/new/']", item=entry, inn=stage.inns[name], capacity=60, subject=subject,
                   meeting_point="Вход в технопарк", travel=25)  # fmt: skip
    hands.expect(*HOSTS)


def announce(stage: Stage) -> None:
    """Words for the press, the team, the publication."""
    hands = stage.hands
    hands.go("organiser", f"{SESSION}/press/")
    hands.send("form:has([name=culmination])", audience="\n".join(AUDIENCE), themes="\n".join(THEMES),
               culmination=CULMINATION, contact="press@stage.example", english="")  # fmt: skip
    hands.go("organiser", f"{SESSION}/plan/")
    hands.send(f"form[action='{SESSION}/move/publish/']")
    hands.go("", SESSION + "/")
    hands.expect("24–25 июня 2021", "Саранск", "III квартал 2021", *dict(BODIES))
    for number in range(1, stage.size.experts + 1):
        team(stage, f"expert-{number}", "expert", f"Эксперт {number}")
    team(stage, "organiser-2", "organiser", "Второй организатор")


def team(stage: Stage, who: str, role: str, name: str) -> None:
    stage.hands.go("organiser", f"{SESSION}/plan/")
    stage.hands.send("form[action*='/plan/team/']:has([name=email])", email=address(who), role=role)
    stage.enter(who, stage.link(address(who), "/invitations/[^/]+/"), name)
