"""Builds selections of a scene through their services: the round of 2021 stage by stage, and the archive of 2018.

Known: the order of 19.10.2021 No. 4166, intake until 22.11.2021, the figures of 2018 (C-03, C-09, C-12). The hour,
all later dates, the limit, criteria and threshold are illustrations.
"""

# ruff: noqa: E501 -- a list of sections, one row a line

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from hashlib import sha256
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Q

from svetovod.web.accounts.actors import SYSTEM, Actor, actor_of
from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.models import Person
from svetovod.web.accounts.services import role_grant
from svetovod.web.common.errors import Refused
from svetovod.web.events import selectors as events
from svetovod.web.projects import services as sections
from svetovod.web.selection import services
from svetovod.web.selection.announcement.library import sets
from svetovod.web.selection.enums import (
    Choice,
    CriterionKind,
    Distribution,
    LegalMode,
    RoundState,
    SeatRole,
    SheetState,
)
from svetovod.web.selection.models import Application, Assignment, SelectionRound
from svetovod.web.selection.phrases import CHECKLIST

from . import application_form
from .build_events import SERIES
from .joining import attempt

T = TypeVar("T")
MOSCOW = ZoneInfo("Europe/Moscow")
STAGES = ("announced", "filed", "checked", "scored", "opened", "approved", "published")
LIMIT = Decimal("1600000000.00")
LACKING, STEPPED_BACK = 11, 8  # serial numbers of the applications something happens to


def moment(text: str) -> datetime:
    """`2021-11-22 18:00`, Moscow time."""
    return datetime.fromisoformat(text).replace(tzinfo=MOSCOW)


ROUND_2021: Mapping[str, Any] = {
    "slug": "2021",
    "title": "Конкурсный отбор совместных проектов участников промышленных кластеров, 2021 год",
    "expected": "III квартал 2021",
    "order_text": "Приказ Минпромторга России от 19.10.2021 № 4166",
    "announced_at": moment("2021-10-19 10:00"),
    "legal_mode": LegalMode.SHADOW,
    "edition": moment("2021-04-08 00:00").date(),
    "opens_at": moment("2021-10-20 10:00"),
    "closes_at": moment("2021-11-22 18:00"),
    "scoring_until": moment("2021-12-03 18:00"),
    "opening_at": moment("2021-12-06 10:00"),
    "sitting_at": moment("2021-12-08 11:00"),
    "publishing_at": moment("2021-12-09 12:00"),
    "limit": LIMIT,
    "threshold": Decimal("60.00"),
    "appeal_days": 10,
    "distribution": Distribution.STRICT,
    "demo": True,
}
CRITERIA_2021: Sequence[Mapping[str, Any]] = next(one for one in sets() if one.key == "demonstration").criteria("ru")
# an illustration, as the criteria are: the annex of the order was not read
LIST_2021: Mapping[str, Any] = {
    "title": {
        "ru": "Перечень отбора 2021 года (для демонстрации)", "en": "List of the selection of 2021 (for the demonstration)",
    },
    "sections": [
        {"key": key, "title": {"ru": ru, "en": en}, "hint": {"ru": hint_ru, "en": hint_en}, "required": True, "most": most}
        for key, most, ru, en, hint_ru, hint_en in (
            ("summary", 2000, "Аннотация проекта", "Abstract of the project", "Одна страница для комиссии", "One page for the commission"),
            ("relevance", 5000, "Импортозамещение", "Import substitution", "Что и сколько ввозится, чем подтверждено", "What is imported and how much, by what it is proved"),
            ("technology", 6000, "Технический уровень", "Technical level", "Сравнение с лучшими образцами по числам", "Comparison with the best specimens in numbers"),
            ("cooperation", 5000, "Кооперация участников", "Cooperation of the participants", "Кто с кем связан поставками внутри проекта", "Who supplies whom inside the project"),
            ("readiness", 4000, "Готовность к началу работ", "Readiness to begin", "Документация, площадка, оборудование, разрешения", "Documentation, site, equipment, permits"),
            ("risks", 4000, "Риски", "Risks", "Что может помешать и что будет сделано", "What may get in the way and what will be done"),
        )
    ],
}  # fmt: skip
# the forms of the session's pack (B-67..B-70) and the letter on the functional map (C-04): an illustration as well
DOCUMENTS_2021: Sequence[Mapping[str, Any]] = [
    {"title": title, "meaning": meaning, "required": True}
    for title, meaning in (
        ("Смета затрат", "По форме отбора, с обоснованием каждой строки"),
        ("План-график", "Этапы, сроки, ответственные, результаты"),
        ("Таблица показателей", "Значения по полугодиям"),
        ("Презентация совместного проекта", "По шаблону отбора"),
        ("Письмо специализированной организации", "О соответствии функциональной карте и программе развития кластера"),
    )
]
ROUND_2018: Mapping[str, Any] = {
    "slug": "2018",
    "title": "Конкурсный отбор совместных проектов участников промышленных кластеров, 2018 год",
    "announced_at": moment("2018-09-10 00:00"),
    "published_at": moment("2018-09-24 00:00"),
    "legal_mode": LegalMode.SHADOW,
    "limit": Decimal(0),
    "facts": {
        "sitting": "2018-09-10",
        "projects": 24,
        "asked_over": "6800000000",
        "supported_over": "4000000000",
        "edition_year": 2017,
        "source": "C-09, himgrad.ru, 24.09.2018",
    },
}


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays: persons by part; `initiator_of` gives the actor who files a project."""

    admin: Actor
    secretary: Person
    chair: Person
    members: Sequence[Person]
    experts: Sequence[tuple[Person, Any, str]]
    initiator_of: Callable[[Any], Actor]


@cache
def _form(order_text: str) -> bytes:
    """The form of an application to selections under that order."""
    return application_form.template(order_text, LIST_2021["sections"])


def archive_2018(*, actor: Actor = SYSTEM, at: datetime | None = None) -> SelectionRound:
    """The round of 2018 as the press told it: totals, and nothing invented."""
    at = at or moment("2021-06-01 10:00")
    known = SelectionRound.objects.filter(slug=ROUND_2018["slug"]).first()
    if known:
        return known
    return services.round_create(actor=actor, data=dict(ROUND_2018), criteria=[], at=at)


def round_2021(
    cast: Cast, *, data: Mapping[str, Any] = ROUND_2021, criteria: Sequence[Mapping[str, Any]] = CRITERIA_2021
) -> SelectionRound:
    """Announced and open, with its commission and panel."""
    at = data["announced_at"]
    round_ = services.round_create(actor=SYSTEM, data=dict(data), criteria=criteria, at=at)
    role_grant(
        actor=cast.admin, person=cast.secretary, role=Role.SECRETARY, scope=Scope.ROUND, scope_id=str(round_.pk),
        label=round_.title, at=at,
    )  # fmt: skip
    secretary = actor_of(cast.secretary)
    sections.list_write(
        actor=secretary, occasion=f"round:{round_.pk}", title=LIST_2021["title"], sections=LIST_2021["sections"], at=at
    )
    services.documents_write(actor=secretary, round=round_, rows=DOCUMENTS_2021, at=at)
    upload = SimpleUploadedFile("Форма заявки.docx", _form(round_.order_text))
    services.template_keep(actor=secretary, round=round_, upload=upload, at=at)
    series = events.series_list().filter(slug=SERIES).first()
    if series is not None:
        services.round_prepare(actor=secretary, round=round_, series=series, at=at)
    services.round_announce(actor=secretary, round=round_, at=at)
    services.seat_add(actor=secretary, round=round_, person=cast.chair, role=SeatRole.CHAIR, at=at)
    for person in cast.members:
        services.seat_add(actor=secretary, round=round_, person=person, at=at)
    for person, organisation, region in cast.experts:
        services.panel_add(
            actor=secretary, round=round_, person=person, organisation=organisation, region=region, at=at
        )
    return services.round_open(actor=secretary, round=round_, at=data["opens_at"])


def build(cast: Cast, projects: Sequence[Any], *, stage: str = "filed") -> SelectionRound:
    """The round of 2021 played up to and with `stage`."""
    round_ = round_2021(cast)
    for name in STAGES[1 : STAGES.index(stage) + 1]:
        play(name, round_, cast, projects)
    round_.refresh_from_db()
    return round_


def play(stage: str, round_: SelectionRound, cast: Cast, projects: Sequence[Any]) -> None:
    """One stage, the ones before it being played."""
    round_.refresh_from_db()
    match stage:
        case "filed":
            file_all(round_, cast, projects)
        case "checked":
            check_all(round_, cast)
            assign_all(round_, cast)
        case "scored":
            score_all(round_, cast)
        case "opened":
            open_scores(round_, cast)
        case "approved":
            approve(round_, cast)
        case "published":
            publish(round_, cast)


def file_all(round_: SelectionRound, cast: Cast, projects: Sequence[Any]) -> None:
    """Filed one after another from 08.11 to 18.11; a project not ready by then stays a draft."""
    first = moment("2021-11-08 10:00")
    for place, project in enumerate(projects):
        at = first + timedelta(hours=10 * place, minutes=7 * place % 50)
        actor = cast.initiator_of(project)
        # a third is acceptable to all: so the last of the money is a partial award, as in the scene
        least = (project.requested * Decimal("0.3")).quantize(Decimal("0.01"))
        row = services.application_draft(
            actor=actor, round=round_, project=project, requested=project.requested, minimum=least, at=at
        )
        try:
            with attempt():
                services.application_file(actor=actor, application=row, at=at)
        except Refused as error:
            if error.code != "application.not_ready":
                raise


def check_all(round_: SelectionRound, cast: Cast, *, only: Container[int] | None = None) -> None:
    """The formal check of 23.11: the eleventh lacks a letter, the rest conform. `only` names projects (ids)."""
    secretary = actor_of(cast.secretary)
    at = moment("2021-11-23 10:00")
    round_.refresh_from_db()
    if round_.state == RoundState.OPEN:
        services.intake_close(actor=secretary, round=round_, at=_known(round_.closes_at))
    if round_.state in {RoundState.OPEN, RoundState.INTAKE_CLOSED}:
        services.check_start(actor=secretary, round=round_, at=at)
    for row in _applications(round_, "filed", "formal_check", only=only):
        lacking = "functional_map" if row.serial == LACKING else ""
        answers = {key: ("no" if key == lacking else "yes", _COMMENT if key == lacking else "") for key in CHECKLIST}
        moment_ = at + timedelta(minutes=12 * _known(row.serial))
        for officer in (cast.secretary, cast.members[0]):
            _review(row, officer, answers, moment_)
        if lacking:
            services.application_refuse(actor=secretary, application=row, reason=_COMMENT, at=moment_)
        else:
            services.application_admit(actor=secretary, application=row, at=moment_)


def _review(row: Application, officer: Person, answers: Mapping[str, tuple[str, str]], at: datetime) -> None:
    if row.reviews.filter(officer=officer, revision=row.revision, finished_at__isnull=False).exists():
        return
    services.check_save(actor=actor_of(officer), application=row, answers=answers, at=at)
    services.check_finish(actor=actor_of(officer), application=row, at=at)


def second_officer(round_: SelectionRound, cast: Cast) -> None:
    """A member of the commission has checked what the secretary has not yet: the player's application."""
    for row in _applications(round_, "filed", "formal_check"):
        _review(row, cast.members[0], dict.fromkeys(CHECKLIST, ("yes", "")), moment("2021-11-23 17:00"))


_COMMENT = "Нет письма специализированной организации о соответствии функциональной карте"


def assign_all(round_: SelectionRound, cast: Cast, *, only: Container[int] | None = None) -> None:
    """Up to three experts to each admitted application, going round the panel and past every conflict."""
    secretary, at = actor_of(cast.secretary), moment("2021-11-24 09:00")
    panel = list(round_.panel.all())
    round_.refresh_from_db()
    if round_.state == RoundState.FORMAL_CHECK:
        services.scoring_start(actor=secretary, round=round_, at=at)
    for row in _applications(round_, "scoring", only=only):
        given = row.assignments.count()
        order = [panel[(_known(row.serial) * 3 + step) % len(panel)] for step in range(len(panel))]
        for member in order:
            if given >= 3:
                break
            try:
                with attempt():
                    services.expert_assign(actor=secretary, application=row, member=member, at=at)
            except Refused as error:
                if not error.code.startswith("assignment.conflict"):
                    raise
                continue
            given += 1


def score_all(round_: SelectionRound, cast: Cast, *, only: Container[int] | None = None) -> None:
    """Sealed sheets from 25.11 on where none is yet; all experts of the eighth application step back."""
    experts = {member.pk: actor_of(member.person) for member in round_.panel.select_related("person")}
    codes = [row.code for row in round_.criteria_of(CriterionKind.EXPERT)]
    for row in _applications(round_, "scoring", only=only):
        at = moment("2021-11-25 10:00") + timedelta(hours=7 * _known(row.serial))
        waiting = row.assignments.filter(Q(sheet=None) | Q(sheet__state=SheetState.DRAFT))
        for assignment in waiting.select_related("member", "application__round"):
            _score(row, assignment, experts[assignment.member_id], codes, at)


def _score(row: Application, assignment: Assignment, actor: Actor, codes: Sequence[str], at: datetime) -> None:
    if row.serial == STEPPED_BACK:
        services.conflict_declare(actor=actor, assignment=assignment, reason="Консультировал заявителя по смете", at=at)
        return
    services.conflict_deny(actor=actor, assignment=assignment, at=at)
    scores = scores_of(_known(row.serial), assignment.member.code, codes)
    services.score_submit(
        actor=actor, assignment=assignment, scores=scores, comment="Оценка по представленным документам.", at=at
    )


def scores_of(serial: int, expert: str, codes: Sequence[str]) -> dict[str, Decimal]:
    """Illustrative scores: a quality of the project, a bent of the expert, a difference of the criterion; no chance."""
    quality = Decimal(_dice(f"q{serial}", 400)) / 100 + Decimal("5.2")
    bent = Decimal(_dice(f"e{expert}", 100) - 50) / 100
    points = {}
    for code in codes:
        noise = Decimal(_dice(f"{serial}{expert}{code}", 200) - 100) / 100
        points[code] = min(Decimal(10), max(Decimal(0), round((quality + bent + noise) * 2) / Decimal(2)))
    return points


def _dice(seed: str, sides: int) -> int:
    return int.from_bytes(sha256(seed.encode()).digest()[:4], "big") % sides


def open_scores(round_: SelectionRound, cast: Cast) -> None:
    for person, role in ((cast.secretary, Role.SECRETARY), (cast.chair, Role.CHAIR)):
        services.opening_confirm(actor=actor_of(person), round=round_, role=role, at=_known(round_.opening_at))


def approve(round_: SelectionRound, cast: Cast) -> None:
    """Ranking of 07.12, named votes and the chair's approval on 08.12, the protocol of the same day."""
    services.ranking_run(actor=actor_of(cast.secretary), round=round_, at=moment("2021-12-07 10:00"))
    voters = [(cast.chair, Choice.FOR)] + [
        (person, Choice.ABSTAIN if place == len(cast.members) - 1 else Choice.FOR)
        for place, person in enumerate(cast.members)
    ]
    for person, choice in voters:
        opinion = "Прошу учесть, что два места у границы средств зависят от одного эксперта." if choice != "for" else ""
        services.vote_cast(
            actor=actor_of(person), round=round_, choice=choice, opinion=opinion, at=_known(round_.sitting_at)
        )
    services.round_approve(actor=actor_of(cast.chair), round=round_, at=_known(round_.sitting_at))
    services.protocol_issue(
        actor=actor_of(cast.secretary), round=round_, at=_known(round_.sitting_at) + timedelta(hours=3)
    )


def publish(round_: SelectionRound, cast: Cast) -> None:
    services.round_publish(actor=actor_of(cast.secretary), round=round_, at=_known(round_.publishing_at))


def _applications(round_: SelectionRound, *states: str, only: Container[int] | None = None) -> list[Application]:
    rows = round_.applications.filter(state__in=states).select_related("project", "round").order_by("serial")
    return [row for row in rows if only is None or row.project_id in only]


def _known(value: T | None) -> T:
    """Days of the scene's round are all named, and whatever was filed has a serial."""
    assert value is not None
    return value
