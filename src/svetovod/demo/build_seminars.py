"""Seminars of the session: materials, questions with answers, a short test. All invented, all marked."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from svetovod.web.documents.papers import Block, Paper, pdf
from svetovod.web.events import bridge, codes, selectors, services
from svetovod.web.events.enums import QuizState
from svetovod.web.events.models import PracticalSession, ProgrammeItem, Registration

from .build_selection import moment
from .cast import Company

AT = moment("2021-06-09 14:00")
LATER = moment("2021-06-09 18:00")
SUBSIDY, REGISTRY, ESTIMATE = (
    "Как получить субсидию: условия и документы", "Включение в реестр: требования к кластеру",
    "Смета и план-график совместного проекта",
)  # fmt: skip
# entry of the programme, title, who may open it, versions, published
MATERIALS = (
    (SUBSIDY, "Памятка: путь от реестра до субсидии", "public", ("", "Исправлена опечатка в перечне документов"), True),
    (REGISTRY, "Слайды семинара", "registered", ("",), True),
    (REGISTRY, "Заметки для ведущих", "speakers", ("",), True),
    (ESTIMATE, "Пример сметы с пояснениями", "registered", ("",), False),
)
# entry, question, answer, items of the rulebook, how far it has come
QUESTIONS = (
    (REGISTRY, "Считаются ли объекты инфраструктуры, когда проверяют число участников?",
     "Нет. Наименьшее число участников считают без объектов инфраструктуры; их наличие проверяют отдельно.",
     ("cluster.min_participants", "cluster.min_tech_infra_objects"), "publish"),
    (REGISTRY, "Какие закупки входят в уровень функциональной зависимости?",
     "Закупки производителей конечной продукции для этой продукции: какую их долю они делают у других участников.",
     ("cluster.func_dependence_min",), "publish"),
    (SUBSIDY, "Какую часть затрат проекта можно вернуть?",
     "Не больше доли, которую называет редакция, и не больше предельной суммы на проект. Обе — по ссылкам.",
     ("subsidy.rate_max", "subsidy.cap_rub_per_project"), "publish"),
    (SUBSIDY, "Можно ли заявить затраты, на которые уже получена другая поддержка?",
     "Нет, одни и те же затраты дважды не возмещают. Разделите смету по источникам до подачи заявки.",
     ("subsidy.no_double_funding",), "propose"),
    (SUBSIDY, "Нужен ли НДС в смете?", "Суммы указывают без НДС.", ("subsidy.vat_excluded",), ""),
    (REGISTRY, "Кто подписывает соглашение об участии, если участник — филиал?", "", (), ""),
)  # fmt: skip
TEACHERS = (("Эксперт ассоциации", "expert-2"), ("Эксперт Минпромторга", "expert-1"))
SEED, CASES = 2021, 5
OWN: dict[str, Any] = {
    "text": "Кто вправе подать документы на включение кластера в реестр?",
    "options": ["Любой участник кластера", "Специализированная организация", "Орган власти региона"], "right": 1,
    "explanation": "Документы готовит и подаёт специализированная организация кластера от имени его участников.",
}  # fmt: skip
TAKERS = 9


def item_of(session: PracticalSession, title: str) -> ProgrammeItem:
    return session.items.select_related("session").get(title=title)


def seminars_build(company: Company, session: PracticalSession) -> None:
    """Before the session: papers are given, people ask and are answered, the test is drawn and kept closed."""
    organiser = company.actor("organiser")
    for name, key in TEACHERS:
        services.speaker_add(actor=organiser, session=session, name=name, email=company.people[key].email, at=AT)
    for given in MATERIALS:
        _material(organiser, session, given)
    askers = _people(session, len(QUESTIONS))
    for number, (title, text, answer, items, step) in enumerate(QUESTIONS):
        row = askers[number]
        made = services.question_ask(
            actor=organiser, item=item_of(session, title), pitch=None, text=text, key=f"seminar-{number}", at=AT,
            registration=row, token=selectors.registration_token(row),
        )  # fmt: skip
        if answer:
            said = services.answer_write(actor=organiser, question=made, asked=text, text=answer, items=items, at=LATER)
            if step:
                services.answer_step(actor=organiser, answer=said, step=step, at=LATER)
    item = item_of(session, REGISTRY)
    keys = [key for key, _label in bridge.quiz_rules(item.day, "ru")]
    services.quiz_draw(actor=organiser, item=item, keys=keys, count=CASES, seed=SEED, at=LATER)
    services.quiz_question_add(actor=organiser, item=item, at=LATER, **OWN)


def _material(actor: Any, session: PracticalSession, row: tuple[str, str, str, tuple[str, ...], bool]) -> None:
    title, name, access, notes, published = row
    item = item_of(session, title)
    made = services.material_add(actor=actor, item=item, title=name, access=access, upload=_file(item, name, 1), at=AT)
    for number, note in enumerate(notes[1:], 2):
        services.material_put(actor=actor, material=made, upload=_file(item, name, number), note=note, at=LATER)
    if published:
        services.material_publish(actor=actor, material=made, access=access, open=True, at=LATER)


def _file(item: ProgrammeItem, name: str, version: int) -> SimpleUploadedFile:
    paper = Paper(
        title=name, kicker=item.title, subtitle=f"Версия {version}", demo=True,
        blocks=[Block(paragraphs=["Показательный раздаточный материал: содержание придумано."])],
    )  # fmt: skip
    return SimpleUploadedFile(f"{name.replace(':', '')}.pdf", pdf(paper, AT))


def _people(session: PracticalSession, many: int) -> list[Registration]:
    rows = session.registrations.filter(state__in=("confirmed", "checked_in")).select_related("session", "person")
    return list(rows.order_by("registered_at", "pk")[:many])


def seminars_open(company: Company, session: PracticalSession) -> None:
    """On the day the test is opened: it is answered after the seminar."""
    item = item_of(session, REGISTRY)
    if item.quiz.state == QuizState.DRAFT:
        services.quiz_step(actor=company.actor("organiser"), item=item, step="open", at=moment("2021-06-24 11:00"))


def seminars_held(company: Company, session: PracticalSession) -> None:
    """Who was in the halls by the door, and a few answers to the test, some of them wrong."""
    quiz = item_of(session, REGISTRY).quiz
    if quiz.state != QuizState.OPEN or quiz.parts.exists():
        return
    organiser, came = company.actor("organiser"), _people(session, 4 * TAKERS)
    for place, (title, hour) in enumerate(((REGISTRY, "11:05"), (SUBSIDY, "11:05"), (ESTIMATE, "13:35"))):
        there = [codes.code_of(row, codes.DOOR) for number, row in enumerate(came) if number % 3 != place]
        at = moment(f"2021-06-24 {hour}")
        services.presences_take(actor=organiser, item=item_of(session, title), entries=there, at=at)
    right = {each.number: bridge.quiz_right(each.content) for each in quiz.questions.all()}
    for number, row in enumerate(came[:TAKERS]):
        wrong = number % len(right) + 1
        given = right | {wrong: "0" if wrong == len(right) else "no_data"}
        services.quiz_answer(
            actor=organiser, quiz=quiz, registration=row, answers=given,
            token=selectors.registration_token(row), at=moment("2021-06-24 13:00"),
        )  # fmt: skip
