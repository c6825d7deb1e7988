"""Business meetings of the Saransk session: profiles by trade, invitations that follow the proposals, a schedule.

All invented. Who invites whom follows from the proposals themselves, so that every agreed meeting has its reason.
"""

from collections import Counter
from datetime import datetime, time, timedelta
from typing import Any

from svetovod.web.events.models import PracticalSession
from svetovod.web.matchmaking import selectors, services, work
from svetovod.web.matchmaking.bridge import proposals
from svetovod.web.matchmaking.models import MeetingPlan, MeetingProfile, MeetingWish
from svetovod.web.registry.models import Cluster, Organisation
from svetovod.web.registry.selectors import members_of

from .build_selection import moment
from .cast import Company

TABLES, MINUTES = 10, 20
ASKED, ANSWERED, PUBLISHED = moment("2021-06-08 10:00"), moment("2021-06-09 15:00"), moment("2021-06-23 16:00")
MOST = 5  # agreed meetings of one enterprise
EACH = 3  # invitations it sends
# the beginning of a name: what it makes; what it buys, rubles a year, from abroad or not; what it looks for; abilities
TRADES: tuple[tuple[str, tuple[str, ...], tuple[tuple[str, int, bool], ...], tuple[str, ...], str], ...] = (
    ("Производитель оптического кабеля", ("27.31.11",), (("27.31.12", 48_000_000, True), ("22.21.29", 9_500_000, False),
     ("24.34.11", 6_000_000, False)), ("20.59.41",), "Кабели связи до 288 волокон, испытания на растяжение"),
    ("Производитель светильников", ("27.40.25",), (("26.11.22", 37_000_000, True), ("24.53.10", 4_200_000, False)),
     ("27.12.31",), "Светильники уличные и промышленные, лаборатория светотехники"),
    ("Производитель световых приборов", ("27.40.25", "27.40.39"), (("26.11.22", 41_000_000, True),
     ("22.29.29", 3_100_000, False)), ("71.20.19",), "Световые приборы, сборка модулей на плате"),
    ("Производитель оптического волокна", ("27.31.12",), (("23.19.25", 29_000_000, True),
     ("20.59.59", 5_000_000, True)),
     ("27.31.11",), "Вытяжка оптического волокна, 2,4 млн км в год"),
    ("Кабельный завод", ("27.32.13", "27.32.11"), (("24.44.23", 62_000_000, False), ("22.21.29", 8_000_000, False)),
     ("27.33.13",), "Силовые кабели и провода, волочение меди"),
    ("Производитель оболочек", ("22.21.29",), (("20.16.10", 21_000_000, True),), ("28.96.10",),
     "Экструзия полимерных оболочек для кабелей"),
    ("Производитель полимерных оболочек", ("22.21.29",), (("20.16.10", 18_000_000, True),), ("20.30.11",),
     "Экструзия полимерных оболочек, трубки для волокна"),
    ("Производитель светодиодов", ("26.11.22",), (("26.11.30", 55_000_000, True), ("24.45.30", 2_000_000, True)),
     ("27.40.25",), "Светодиоды белые и цветные, корпусирование кристаллов"),
    ("Завод проволоки", ("24.34.11",), (("24.10.61", 33_000_000, False),), ("27.32.13",),
     "Проволока стальная для брони"),
    ("Производитель стальной проволоки", ("24.34.11",), (("24.10.61", 30_000_000, False),), ("27.31.11",),
     "Проволока стальная, оцинкование"),
    ("Литейный завод", ("24.53.10", "24.51.11"), (("24.42.11", 26_000_000, False),), ("25.73.50",),
     "Литьё алюминия под давлением, корпуса приборов"),
    ("Изготовитель оснастки", ("25.73.50",), (("24.10.22", 12_000_000, False),), ("24.53.10",),
     "Пресс-формы и штампы, обработка на станках с ЧПУ"),
    ("Испытательн", ("71.20.19",), (("26.51.43", 7_500_000, True),), ("27.40.25", "28.41.21"),
     "Испытания на прочность и огнестойкость, аттестат аккредитации"),
    ("Производитель кварцевых", ("23.19.25",), (("20.13.24", 6_400_000, False),), ("27.31.12",),
     "Кварцевые заготовки и трубы"),
    ("Производитель соединителей", ("27.33.13",), (("24.44.23", 5_200_000, False),), ("27.32.13",),
     "Соединители и муфты"),
    ("Станкостроительный завод", ("28.41.21",), (("27.11.10", 24_000_000, True), ("28.15.10", 11_000_000, True)),
     ("25.73.50",), "Токарные и фрезерные станки с ЧПУ"),
    ("Производитель приводов", ("27.11.10",), (("24.44.23", 15_000_000, False), ("26.11.30", 19_000_000, True)),
     ("28.41.21",), "Электроприводы до 200 кВт"),
    ("Инструментальный завод", ("25.73.40",), (("24.10.22", 9_000_000, False),), ("28.41.21",), "Режущий инструмент"),
    ("Производитель подшипников", ("28.15.10",), (("24.10.22", 17_000_000, False),), ("25.73.40",),
     "Подшипники качения"),
    ("Электротехнический завод", ("27.12.31",), (("27.32.13", 13_500_000, False), ("27.33.13", 4_400_000, True)),
     ("24.53.10",), "Щиты управления и распределения"),
    ("Завод крепежа", ("25.94.11",), (("24.34.11", 8_800_000, False),), ("28.41.21",), "Крепёж для машиностроения"),
    ("Производитель композитов", ("22.21.21",), (("20.16.40", 22_000_000, True), ("13.96.16", 14_000_000, True)),
     ("25.73.50",), "Трубы и профили из композитов"),
    ("Производитель смол", ("20.16.40",), (("20.14.33", 16_000_000, False),), ("22.21.21",), "Эпоксидные смолы"),
    ("Завод полимеров", ("20.16.10",), (("20.14.11", 44_000_000, False),), ("22.21.29",), "Полиэтилен для кабеля"),
    ("Производитель красок", ("20.30.11",), (("20.16.40", 7_700_000, False),), ("27.40.25",), "Покрытия по металлу"),
)  # fmt: skip


def meetings_plan(session: PracticalSession, actor: Any, at: datetime) -> MeetingPlan:
    item = session.items.get(kind="meetings")
    return services.plan_set(
        actor=actor, session=session, item=item, minutes=MINUTES, tables=TABLES, pause_from=time(13, 0),
        pause_minutes=30, wishes_until=moment("2021-06-22 18:00"), seconds=30, at=at,
    )  # fmt: skip


def meetings_build(company: Company, session: PracticalSession, clusters: list[Cluster]) -> None:
    """Slots, profiles and invitations, once. A few of them still wait for an answer."""
    if MeetingPlan.objects.filter(session=session).exists():
        return
    meetings_plan(session, company.actor("organiser"), ASKED - timedelta(days=1))
    profiles = [_profile(company, session, organisation) for organisation in _enterprises(clusters)]
    _invite(company, profiles)
    table_build(company, profiles)


def _enterprises(clusters: list[Cluster]) -> list[Organisation]:
    """All members of the thread's cluster with a known trade, and two or three of each other one."""
    found: list[Organisation] = []
    for place, cluster in enumerate(clusters):
        rows = members_of(cluster).exclude(role="infrastructure").order_by("organisation_id")
        known = [row.organisation for row in rows if _trade(row.organisation.name)]
        shift = 2 * place % max(len(known), 1)
        found += known if place == 0 else (known[shift:] + known[:shift])[: 3 if place % 2 else 2]
    return found


def _trade(name: str) -> Any:
    return next((row for row in TRADES if name.startswith(row[0])), None)


def _profile(company: Company, session: PracticalSession, organisation: Organisation) -> MeetingProfile:
    _name, makes, buys, seeks, about = _trade(organisation.name)
    lines = [_line("makes", code) for code in makes]
    lines += [_line("buys", code, str(amount), abroad=abroad) for code, amount, abroad in buys]
    lines += [_line("seeks", code) for code in seeks]
    return services.profile_save(
        actor=company.partner(organisation), profile=MeetingProfile(session=session, organisation=organisation),
        about=f"{about}.", lines=lines, visible="session", closed=[1, 2] if organisation.pk % 9 == 0 else [],
        at=ASKED,
    )  # fmt: skip


def _line(kind: str, code: str, amount: str | None = None, *, abroad: bool = False) -> dict[str, Any]:
    return {"kind": kind, "okpd2": code, "note": "", "amount": amount, "abroad": abroad}


def _invite(company: Company, profiles: list[MeetingProfile]) -> None:
    """Everybody invites the first of its proposals; those who have enough are left out, one in nine is not answered."""
    by_key = {profile.pk: profile for profile in profiles}
    load: Counter[int] = Counter()
    pairs: set[frozenset[int]] = set()
    for profile in profiles:
        shown = proposals(profile, profiles, {})[: 2 * EACH]
        assert profile.organisation
        services.proposals_note(
            actor=company.partner(profile.organisation), profile=profile, about=[each.key for each in shown], at=ASKED
        )
        for proposal in shown:
            pair = frozenset({profile.pk, proposal.key})
            if pair in pairs or max(load[profile.pk], load[proposal.key]) >= MOST or len(pairs) >= 2 * len(profiles):
                continue
            pairs.add(pair)
            answered = len(pairs) % 9 != 0
            _meet(company, profile, by_key[proposal.key], must=proposal.score > 80, answered=answered)
            load.update(pair if answered else ())


def _meet(company: Company, one: MeetingProfile, other: MeetingProfile, *, must: bool, answered: bool) -> MeetingWish:
    assert one.organisation and other.organisation
    wish = services.wish_make(
        actor=company.partner(one.organisation), sender=one, receiver=other, priority="must" if must else "wish",
        word="Обсудить поставку и совместный проект", at=ASKED if answered else moment("2021-06-22 12:00"),
    )  # fmt: skip
    if answered:
        services.wish_answer(actor=company.partner(other.organisation), wish=wish, accept=True, at=ANSWERED)
    return wish


TABLE = "Муфта оптического кабеля со световой индикацией"
SKETCH = (
    "Муфта вместо ввозной: кабель, литой корпус, герметичные вводы и светодиодный модуль делают участники кластера.\n"
    "Нужны изготовители корпуса, вводов и модуля."
)
MINUTES_OF_TABLE = (
    "Литейный завод отливает опытные корпуса до 1 августа 2021 года.\n"
    "Производитель соединителей готовит герметичные вводы до 15 июля.\n"
    "Производитель оптического кабеля собирает опытную партию из 50 муфт и передаёт её на испытания до 1 сентября."
)


def table_build(company: Company, profiles: list[MeetingProfile]) -> None:
    """A cooperation table that three have agreed to; the enterprise of the co-executor has not answered yet."""
    first, caster, fitter, asked = (
        _first(profiles, name)
        for name in (
            "Производитель оптического кабеля",
            "Литейный завод",
            "Производитель соединителей",
            "Производитель светодиодов",
        )
    )
    leader = company.partner(_of(first))
    table = services.table_open(actor=leader, profile=first, title=TABLE, idea=SKETCH, at=ASKED)
    for guest in (caster, fitter):
        services.seat_offer(actor=leader, table=table, guest=guest, role="maker", at=ASKED)
        services.seat_answer(actor=company.partner(_of(guest)), table=table, by=guest, accept=True, at=ANSWERED)
    services.seat_offer(actor=leader, table=table, guest=asked, role="maker", at=moment("2021-06-22 12:00"))


def _first(profiles: list[MeetingProfile], name: str) -> MeetingProfile:
    return next(each for each in profiles if each.name.startswith(name))


def _of(profile: MeetingProfile) -> Organisation:
    assert profile.organisation
    return profile.organisation


def table_held(company: Company, session: PracticalSession) -> None:
    """What the table decided, written down by its initiator; two of the others have said what came of it."""
    for meeting in selectors.meetings(session).exclude(cooperation=None).filter(cooperation__minutes=""):
        table = meeting.cooperation
        assert table
        for profile, result in zip(table.people, ("intention", "intention", "contact"), strict=False):
            services.table_minutes(
                actor=company.partner(_of(profile)), table=table, by=profile, minutes=MINUTES_OF_TABLE, result=result,
                at=moment("2021-06-25 17:00"),
            )  # fmt: skip


def schedule_publish(company: Company, session: PracticalSession) -> None:
    """The organiser's step, done where he left it undone."""
    plan = selectors.plan_of(session)
    if plan is None or plan.published_id is not None:
        return
    organiser = company.actor("organiser")
    run = services.run_start(actor=organiser, session=session, at=PUBLISHED)
    work.run(run.pk, at=PUBLISHED)
    run.refresh_from_db()
    services.run_publish(actor=organiser, run=run, at=PUBLISHED)


def outcomes_build(company: Company, session: PracticalSession) -> None:
    """What the enterprises say afterwards: two of three meetings have an outcome, the cooperation table its minutes."""
    table_held(company, session)
    results = ("contact", "intention", "contact", "nothing", "intention", "missed")
    rows = selectors.meetings(session).filter(cooperation=None, sender_result="", receiver_result="").order_by("pk")
    for number, meeting in enumerate(rows):
        if number % 3 and meeting.wish and meeting.wish.sender.organisation:
            services.outcome_record(
                actor=company.partner(meeting.wish.sender.organisation), meeting=meeting, by=meeting.wish.sender,
                result=results[number % len(results)], at=moment("2021-06-25 17:00"),
            )  # fmt: skip


__all__ = ["meetings_build", "meetings_plan", "outcomes_build", "schedule_publish"]
