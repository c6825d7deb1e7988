"""Builds the Saransk session through its services, and its registrations in bulk.

Known (K of scene.md): title, days, place, bodies, hosts, deadlines, quarter of the selection. Illustration: capacity,
hours, halls, titles of seminars, groups. The session as a whole carries the demonstration mark.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import cycle, islice
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password
from django.db import transaction

from svetovod.web.accounts.models import Person
from svetovod.web.audit.services import record
from svetovod.web.events import services, tokens
from svetovod.web.events.enums import ItemKind, RegistrationKind, RegistrationState
from svetovod.web.events.models import (
    PracticalSession,
    ProgrammeItem,
    Registration,
    RegistrationConsent,
    SessionSeries,
    Visit,
    VisitWish,
)
from svetovod.web.events.selectors import consents
from svetovod.web.registry.models import Cluster, Organisation
from svetovod.web.registry.selectors import region_choices

MOSCOW = ZoneInfo("Europe/Moscow")
SLUG = "saransk-2021"
HALLS = ("Зал 1", "Зал 2")
SEATS = (200, 80)
SERIES = "kluster-2021"
QUOTAS = ((RegistrationKind.PRESS, 12), (RegistrationKind.GUEST, 40))
TITLE = "Практическая сессия по развитию промышленных кластеров России"
BODIES = (
    ("Ассоциация кластеров, технопарков и ОЭЗ России", "главный организатор"),
    ("Минпромторг России", "совместно с организатором"),
    ("Минпромторг России", "при поддержке"),
    ("Правительство Республики Мордовия", "при поддержке"),
    ("АУ «Технопарк-Мордовия»", "при поддержке"),
)
PACK = (
    "Программа сессии",
    "Перечень документов",
    "Бланк сметы совместного проекта",
    "План-график и таблица показателей",
    "Шаблон презентации",
)
TRIP = "Посещение участников кластера «Волоконная оптика и оптоэлектроника»"
# day of the session, from, till, hall, kind, title, speaker
PROGRAMME = (
    (0, (10, 0), (10, 45), 0, ItemKind.PLENARY, "Открытие: от сессии к отбору совместных проектов", "Организатор"),
    (0, (11, 0), (12, 30), 0, ItemKind.SEMINAR, "Как получить субсидию: условия и документы", "Эксперт Минпромторга"),
    (0, (11, 0), (12, 30), 1, ItemKind.SEMINAR, "Включение в реестр: требования к кластеру", "Эксперт ассоциации"),
    (0, (12, 30), (13, 30), None, ItemKind.BREAK, "Обед", ""),
    (0, (13, 30), (15, 0), 0, ItemKind.SEMINAR, "Смета и план-график совместного проекта", "Эксперт ассоциации"),
    (0, (13, 30), (15, 0), 1, ItemKind.SEMINAR, "Функциональная карта и закупки участников", "Эксперт 2"),
    (0, (15, 30), (18, 0), None, ItemKind.VISIT, TRIP, ""),
    (1, (9, 30), (11, 0), 0, ItemKind.SEMINAR, "Показатели и отчётность после соглашения", "Эксперт Минпромторга"),
    (1, (9, 30), (11, 0), 1, ItemKind.SEMINAR, "Меры поддержки регионов для кластеров", "Орган власти региона"),
    (1, (11, 30), (16, 0), 0, ItemKind.PITCHES, "Презентация совместных проектов и замечания экспертов", "Эксперты"),
    (1, (11, 30), (16, 0), 1, ItemKind.MEETINGS, "Деловые встречи предприятий", ""),
    (1, (16, 15), (17, 0), 0, ItemKind.PLENARY, "Итоги сессии и поручения", "Организатор"),
)  # fmt: skip
CONSENTS = (
    ("personal-data", "Согласие на обработку персональных данных", True,
     "Для участия в сессии: имя, должность, организация, адрес и телефон; до конца года сессии."),
    ("photo", "Согласие на фото- и видеосъёмку", False, "Снимки мероприятия могут быть опубликованы."),
    ("newsletter", "Согласие на рассылку о следующих сессиях", False, "Письма о сессиях и отборах, раз в месяц"),
)  # fmt: skip
KINDS = (RegistrationKind.ENTERPRISE,) * 6 + (RegistrationKind.AUTHORITY, RegistrationKind.CDC, RegistrationKind.GUEST)


def session_fields() -> dict[str, Any]:
    return {
        "slug": SLUG, "ordinal": 2, "title": TITLE, "place": "Саранск", "region": "RU-MO",
        "starts_on": date(2021, 6, 24), "ends_on": date(2021, 6, 25), "capacity": 200,
        "registration_until": datetime(2021, 6, 18, 18, 0, tzinfo=MOSCOW),
        "papers_until": datetime(2021, 6, 11, 18, 0, tzinfo=MOSCOW),
        "about": "Семинары экспертов, посещение предприятий и презентация совместных проектов перед отбором.",
        "pack": list(PACK), "selection_year": 2021, "selection_quarter": 3,
        "selection_opens_on": date(2021, 10, 19), "selection_known_on": date(2021, 10, 19), "is_demo": True,
    }  # fmt: skip


def syktyvkar_session(*, actor: Any, at: datetime) -> PracticalSession:
    """The first of the series. Known: its place and days; places and deadlines are illustration."""
    fields = session_fields() | {
        "slug": "syktyvkar-2021", "ordinal": 1, "place": "Сыктывкар", "region": "RU-KO", "capacity": 120,
        "starts_on": date(2021, 4, 1), "ends_on": date(2021, 4, 2),
        "registration_until": datetime(2021, 3, 26, 18, 0, tzinfo=MOSCOW),
        "papers_until": datetime(2021, 3, 19, 18, 0, tzinfo=MOSCOW),
    }  # fmt: skip
    series = SessionSeries.objects.get(slug=SERIES)
    session = services.session_create(actor=actor, at=at, **fields, series=series)
    for action in ("publish", "close_registration", "start", "finish"):
        session = services.session_move(actor=actor, session=session, action=action, at=at, held=True)
    return session


def saransk_session(*, hosts: list[Organisation], actor: Any, at: datetime) -> PracticalSession:
    """The published session with bodies, consents, programme and four groups of visitors.

    `hosts`: АО «Оптиковолоконные системы», ООО «Сарансккабель-Оптика», ООО «Завод Световых Приборов», in this order.
    """
    if known := PracticalSession.objects.filter(slug=SLUG).first():
        return known
    series = services.series_create(
        actor=actor, at=at, slug=SERIES, title="Подготовка к конкурсному отбору совместных кластерных проектов",
        about="Практические сессии ассоциации перед отбором: обучение, замечания экспертов, посещения предприятий.",
    )  # fmt: skip
    session = services.session_create(actor=actor, at=at, **session_fields(), series=series)
    for name, places in zip(HALLS, SEATS, strict=True):
        services.hall_add(actor=actor, session=session, name=name, seats=places, at=at)
    for quota, most in QUOTAS:
        services.quota_set(actor=actor, session=session, kind=quota, region="", places=most, at=at)
    for order, (name, role) in enumerate(BODIES):
        services.body_add(actor=actor, session=session, name=name, role=role, order=order, at=at)
    consent_texts(actor=actor, at=at)
    trip = _programme(session, actor, at)
    groups = zip((*hosts, hosts[0]), ("оптическое волокно", "оптический кабель", "световые приборы"), strict=False)
    for number, (host, subject) in enumerate([*groups, (hosts[0], "оптическое волокно, вторая группа")], start=1):
        services.visit_add(
            actor=actor, item=trip, host=host, capacity=25, subject=subject, travel=25, at=at,
            meeting_point=f"Вход в технопарк, автобус {number}",
        )  # fmt: skip
    return services.session_move(actor=actor, session=session, action="publish", at=at, held=True)


def consent_texts(*, actor: Any, at: datetime) -> None:
    for code, title, required, text in CONSENTS:
        services.consent_publish(
            actor=actor, code=code, version="1.0", title=title, text=text, required=required,
            in_force_from=date(2021, 1, 1), at=at,
        )  # fmt: skip


def _programme(session: PracticalSession, actor: Any, at: datetime) -> ProgrammeItem:
    """All entries with their speakers; returns the one of the visits."""
    trip = None
    speakers = {
        name: services.speaker_add(actor=actor, session=session, name=name, at=at)
        for name in dict.fromkeys(row[-1] for row in PROGRAMME if row[-1])
    }
    services.absence_add(
        actor=actor, session=session, speaker=speakers["Эксперт 2"], day=session.ends_on, start=time(9), end=time(12),
        at=at,
    )  # fmt: skip
    for offset, start, end, hall, kind, title, speaker in PROGRAMME:
        item = services.item_add(
            actor=actor, session=session, day=session.starts_on + timedelta(days=offset), start=time(*start),
            end=time(*end), hall="" if hall is None else HALLS[hall], kind=kind, title=title, at=at,
            speakers=[speakers[speaker]] if speaker else [],
        )  # fmt: skip
        trip = item if kind == ItemKind.VISIT else trip
    assert trip is not None
    return trip


def visits_by_wishes(
    session: PracticalSession, *, people: Iterable[Registration], actor: Any, at: datetime
) -> None:  # fmt: skip
    """Rules of the visits, and wishes of the people of the background; data of passes are given by nobody real."""
    services.visit_desk_set(
        actor=actor, session=session, wishes_until=session.registration_until, keep_days=10, at=at,
        answers_until=datetime.combine(session.starts_on, time(0), MOSCOW) - timedelta(days=1),
    )  # fmt: skip
    visits = list(Visit.objects.filter(item__session=session).order_by("pk"))
    VisitWish.objects.bulk_create(
        (
            VisitWish(registration=row, visit=visits[(place + step * (1 + place % 2)) % len(visits)], rank=step + 1)
            for place, row in enumerate(people)
            for step in range(1 + place % 3)
        ),
        ignore_conflicts=True,
    )


def panel_build(session: PracticalSession, *, experts: Iterable[Any], actor: Any, at: datetime) -> None:
    """What the experts of the scene judge: three classes of the products of its projects each."""
    codes = session.pitches.exclude(project__okpd2="").values_list("project__okpd2", flat=True)
    classes = sorted({code[:2] for code in codes})
    for place, person in enumerate(experts):
        chosen = [classes[(place + step) % len(classes)] for step in range(min(3, len(classes)))]
        services.panel_set(actor=actor, session=session, person=person, classes=chosen, at=at)


AUDIENCE = (
    "организации и предприятия действующих и создаваемых промышленных кластеров",
    "органы исполнительной власти регионов, ответственные за промышленную политику",
    "центры кластерного развития",
)
THEMES = (
    "проведение и поддержка совместных кластерных проектов",
    "эксперты министерства и ассоциации объясняют, как предоставляются субсидии и что требуется для включения в реестр "
    "министерства",
)
CULMINATION = (
    "Главное событие сессии: участники представляют свои совместные кластерные проекты и получают замечания экспертов, "
    "чтобы подготовиться к отбору."
)
ENGLISH = {
    TITLE: "Practical session on the development of industrial clusters of Russia",
    "Саранск": "Saransk", "Сыктывкар": "Syktyvkar",
    "Подготовка к конкурсному отбору совместных кластерных проектов":
        "Preparation for the competitive selection of joint cluster projects",
    "Ассоциация кластеров, технопарков и ОЭЗ России": "Association of clusters, technoparks and SEZ of Russia",
    "Минпромторг России": "Ministry of Industry and Trade of Russia",
    "Правительство Республики Мордовия": "Government of the Republic of Mordovia",
    "АУ «Технопарк-Мордовия»": "Technopark Mordovia", "главный организатор": "main organiser",
    "совместно с организатором": "jointly with the organiser", "при поддержке": "with the support",
    AUDIENCE[0]: "organisations and enterprises of existing and emerging industrial clusters",
    AUDIENCE[1]: "regional executive authorities responsible for industrial policy",
    AUDIENCE[2]: "cluster development centres",
    THEMES[0]: "carrying out and supporting joint cluster projects",
    THEMES[1]: "experts of the ministry and the association explain how subsidies are granted and what is required for "
               "inclusion in the registry of the ministry",
    CULMINATION: "The culmination: participants present their joint cluster projects and get remarks of experts to "
                 "prepare for the selection.",
    "Как получить субсидию: условия и документы": "How to get a subsidy: conditions and papers",
    "Включение в реестр: требования к кластеру": "Inclusion in the registry: what is required of a cluster",
    "Смета и план-график совместного проекта": "Estimate and schedule of a joint project",
    "Функциональная карта и закупки участников": "Functional map and purchases of participants",
    "Показатели и отчётность после соглашения": "Indicators and reports after the agreement",
    "Меры поддержки регионов для кластеров": "Support of regions for clusters",
    "Эксперт Минпромторга": "expert of the ministry", "Эксперт ассоциации": "expert of the association",
    "Эксперт 2": "expert 2", "Орган власти региона": "authority of a region",
    TRIP: "Visits to participants of the industrial cluster “Fibre optics and optoelectronics”",
    "АО «Оптиковолоконные системы»": "Optic Fiber Systems JSC", "ООО «Сарансккабель-Оптика»": "Saranskkabel-Optika LLC",
    "ООО «Завод Световых Приборов»": "Lighting Devices Plant LLC", "оптическое волокно": "optical fibre",
    "оптический кабель": "optical cable", "световые приборы": "lighting", "Программа сессии": "programme",
    "Перечень документов": "list of documents", "Бланк сметы совместного проекта": "blank estimate",
    "План-график и таблица показателей": "plan-schedule and indicators", "Шаблон презентации": "presentation template",
}  # fmt: skip


def press_build(session: PracticalSession, *, actor: Any, at: datetime) -> None:
    """What the press release says beyond the data. Known: audience, themes, culmination; English is ours."""
    services.press_set(
        actor=actor, session=session, at=at, audience=list(AUDIENCE), themes=list(THEMES), culmination=CULMINATION,
        english=ENGLISH,
    )  # fmt: skip


@transaction.atomic
def registrations(
    session: PracticalSession, *, n: int = 150, regions: int = 40, actor: Any, at: datetime
) -> list[Registration]:
    """`n` confirmed people of that many regions, once. Inserted in bulk, each with its entry in the journal.

    No letters: nobody is behind these addresses.
    """
    if session.registrations.filter(person__email__startswith="participant-").exists():
        return []
    isos = ["RU-MO", *(iso for iso, _name in region_choices() if iso != "RU-MO")][:regions]
    seats = _visit_seats(session)
    clusters = {cluster.regions[0]: cluster for cluster in Cluster.objects.order_by("-id") if cluster.regions}
    people = _people(n)
    rows = []
    for number, (person, iso, kind) in enumerate(zip(people, cycle(isos), cycle(KINDS), strict=False)):
        moment = at + timedelta(minutes=7 * number)
        token = tokens.token_for(session.pk, person.pk, moment)
        rows.append(
            Registration(
                session=session, person=person, organisation_name=f"Организация {number + 1}", region=iso, kind=kind,
                cluster=clusters.get(iso), visit=next(seats, None), state=RegistrationState.CONFIRMED,
                token_hash=tokens.hashed(token), registered_at=moment,
            )
        )  # fmt: skip
    made = Registration.objects.bulk_create(rows)
    _consent_all(made)
    for row in made:
        record(
            actor=actor, action="registration.create", subject=row, at=row.registered_at, session=session.slug,
            kind=str(row.kind), state=str(row.state), person=str(row.person.pseudonym), region=row.region,
        )  # fmt: skip
    return made


def _visit_seats(session: PracticalSession) -> Any:
    """Places of the visits one after another, three of each group left free."""
    visits = list(Visit.objects.filter(item__session=session))
    taken = [visit for visit in visits for _seat in range(max(visit.capacity - 3, 0))]
    return iter(taken)


def _people(n: int) -> list[Person]:
    """People are roles; the addresses lead nowhere (RFC 2606)."""
    fresh = (
        Person(
            email=f"participant-{number:03}@example.org", name=f"Участник {number:03}", position="Представитель",
            is_active=False, password=make_password(None),
        )
        for number in range(1, n + 1)
    )  # fmt: skip
    Person.objects.bulk_create(fresh, ignore_conflicts=True)
    found = Person.objects.filter(email__startswith="participant-", email__endswith="@example.org")
    return list(islice(found.order_by("email"), n))


def _consent_all(rows: list[Registration]) -> None:
    required = [document for document in consents(rows[0].registered_at.date()) if document.required]
    RegistrationConsent.objects.bulk_create(
        RegistrationConsent(registration=row, document=document, given_at=row.registered_at)
        for row in rows
        for document in required
    )
