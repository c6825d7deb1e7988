"""What remained of the first session of the series: who came, tasks and their answers, the survey. All illustration."""

from datetime import date, datetime, timedelta
from typing import Any

from svetovod.web.events import services, tokens
from svetovod.web.events.enums import RegistrationState, SurveyQuestion
from svetovod.web.events.models import PracticalSession, Registration

from .build_events import registrations

MARK = "Демонстрационные данные"
PEOPLE, STAYED_AWAY, ANSWERED = 48, 6, 27
# what, who, region, until, the answer, the day it was given
TASKS = (
    ("Собрать вопросы регионов о сметах и передать ассоциации", "Центр кластерного развития", "RU-KO",
     date(2021, 4, 20), "Передано 34 вопроса", date(2021, 4, 19)),
    ("Подготовить бланк плана-графика совместного проекта", "Ассоциация кластеров, технопарков и ОЭЗ России", "",
     date(2021, 4, 30), "Бланк в пакете документов", date(2021, 5, 4)),
    ("Назвать проекты для показа в Саранске", "Органы власти регионов", "RU-MO", date(2021, 5, 21), "", None),
    ("Проверить функциональную зависимость кластеров по форме", "Специализированные организации", "RU-TA",
     date(2021, 6, 1), "Проверены два кластера из трёх", None),
    ("Разослать разъяснения о реестре министерства", "Минпромторг России", "", date(2021, 7, 15), "", None),
)  # fmt: skip
USEFUL = ("Разбор сметы на примере", "Замечания к проекту до отбора", "Встреча с соседним регионом")
LACKING = ("Мало времени на вопросы", "Хотелось бы шаблонов заранее")


def after_build(session: PracticalSession, *, actor: Any, at: datetime) -> None:
    if session.tasks.exists():
        return
    came = registrations(session, n=PEOPLE, regions=22, actor=actor, at=at - timedelta(days=14))
    here = [row.pk for row in came[STAYED_AWAY:]]
    Registration.objects.filter(pk__in=here).update(
        state=RegistrationState.CHECKED_IN, checked_in_at=session.papers_until + timedelta(days=13)
    )
    for row in Registration.objects.filter(pk__in=here[:ANSWERED]):
        services.survey_answer(registration=row, **_answer(row.pk))
    _tasks(session, actor, at)


def _answer(number: int) -> dict[str, Any]:
    marks = {each.value: 5 - (number + place) % 3 for place, each in enumerate(SurveyQuestion) if (number + place) % 4}
    return {
        "marks": marks, "again": number % 7 != 0,
        "useful": f"{USEFUL[number % 3]}. {MARK}" if number % 3 == 0 else "",
        "lacking": f"{LACKING[number % 2]}. {MARK}" if number % 5 == 0 else "",
    }  # fmt: skip


def _tasks(session: PracticalSession, actor: Any, at: datetime) -> None:
    """Letters of extracts go to addresses that lead nowhere (RFC 2606)."""
    for number, (text, who, region, due, _answer, _on) in enumerate(TASKS, start=1):
        services.task_add(
            actor=actor, session=session, text=text, who=who, region=region, due=due, at=at,
            email=f"body-{number}@example.org",
        )  # fmt: skip
    services.extracts_send(actor=actor, session=session, at=at)
    for row, (_text, _who, _region, _due, answer, on) in zip(session.tasks.all(), TASKS, strict=True):
        if answer:
            day = datetime.combine(on, at.timetz()) if on else at + timedelta(days=40)
            services.task_answer(
                actor=actor, session=session, pk=row.pk, answer=f"{answer}. {MARK}", done=on is not None, at=day,
                token=tokens.tasks_token(session.pk, row.email),
            )  # fmt: skip
