"""The organiser's pages of a large event: `python benchmarks/large_meetings.py [ENTERPRISES [EACH]]`.

150 enterprises with 1,500 agreed meetings, 40 tables and 24 slots, a schedule in force, a table lost and its repair,
in a database of its own (the one `DATABASE_URL` names, emptied afterwards). Of each page: time, queries and bytes,
beside those of a tenth of the enterprises.
"""

import statistics
import sys
import time
from datetime import date, datetime, timedelta
from datetime import time as clock
from typing import Any
from zoneinfo import ZoneInfo

from scratch import database

ENTERPRISES = int(sys.argv[1]) if len(sys.argv) > 1 else 150
EACH = int(sys.argv[2]) if len(sys.argv) > 2 else 20
TABLES = max(ENTERPRISES * 4 // 15, 4)
REQUESTS, SECONDS = 5, 40
AT = datetime(2021, 6, 10, 10, tzinfo=ZoneInfo("Europe/Moscow"))
CODES = ("27.31.11", "27.32.13", "22.21.29", "26.11.22", "24.53.10", "25.73.50", "28.41.21", "71.20.19")
PAGES = {
    "the organiser's page": "organise/", "where a calculation stands": "organise/runs/",
    "list of agreed meetings": "organise/list/?what=agreed", "one enterprise in it": "organise/list/?q=Завод+7",
    "list of proposals": "organise/list/?what=proposed", "what a repair changes": "organise/list/?what=changes",
    "screen in the hall": "organise/bell/", "table cards": "organise/cards/",
}  # fmt: skip


def main() -> None:
    with database():
        organiser = _organiser()
        for number, enterprises in enumerate((max(ENTERPRISES // 10, 2), ENTERPRISES)):
            slug = build(f"crowd-{number}", enterprises, min(EACH, enterprises - 1), actor=organiser)
            measure(slug, enterprises, organiser)


def _organiser() -> Any:
    from svetovod.web.accounts.actors import actor_of
    from svetovod.web.accounts.models import Person, RoleGrant
    from svetovod.web.audit.models import DomainClock

    person = Person.objects.create_user("organiser@example.org", "a long password", name="Organiser")
    RoleGrant.objects.create(person=person, role="organiser", scope="platform", scope_id="", granted_at=AT)
    DomainClock.objects.update_or_create(pk=1, defaults={"moment": AT, "show_future": False})
    return actor_of(person)


def build(slug: str, enterprises: int, each: int, *, actor: Any) -> str:
    """A session with its plan, profiles, proposals, invitations, a published schedule and the repair after a loss."""
    from svetovod.web.accounts.actors import SYSTEM
    from svetovod.web.events import services as events
    from svetovod.web.matchmaking import services

    session = events.session_create(
        actor=SYSTEM, at=AT, slug=slug, ordinal=90 + len(slug), title="Большая сессия", place="Саранск", region="RU-MO",
        starts_on=date(2021, 6, 24), ends_on=date(2021, 6, 25), capacity=500,
        registration_until=AT + timedelta(days=1), papers_until=AT + timedelta(days=1), state="published",
        pack=["Программа"],
    )  # fmt: skip
    item = events.item_add(
        actor=SYSTEM, session=session, day=date(2021, 6, 25), start=clock(9), end=clock(18), kind="meetings",
        title="Деловые встречи", hall="Зал 2", at=AT,
    )  # fmt: skip
    services.plan_set(
        actor=SYSTEM, session=session, item=item, minutes=20, tables=TABLES if enterprises == ENTERPRISES else 4,
        pause_from=clock(13), pause_minutes=60, wishes_until=AT + timedelta(days=2), seconds=SECONDS, at=AT,
    )  # fmt: skip
    wishes(session, profiles(session, enterprises), each)
    run = computed(session, actor, "the schedule")
    services.run_publish(actor=actor, run=run, at=AT)
    services.tables_lose(actor=actor, session=session, lost=[1], at=AT)
    computed(session, actor, "its repair after a table is lost")
    return slug


def computed(session: Any, actor: Any, what: str) -> Any:
    from svetovod.web.matchmaking import services, work

    run = services.run_start(actor=actor, session=session, at=AT)
    begin = time.perf_counter()
    work.run(run.pk, at=AT)
    run.refresh_from_db()
    print(f"{session.slug}: {what}: {time.perf_counter() - begin:.1f} s, {run.state}")
    return run


def profiles(session: Any, enterprises: int) -> list[Any]:
    from svetovod.demo import build_registry
    from svetovod.engine.workbooks.samples import invented_inn
    from svetovod.web.accounts.actors import SYSTEM
    from svetovod.web.matchmaking.models import MeetingProfile

    makers = [
        build_registry.organisation(
            invented_inn(3000 + number), f"Завод {number} приборов и кабельной продукции", "RU-MO", actor=SYSTEM, at=AT
        )
        for number in range(enterprises)
    ]
    return MeetingProfile.objects.bulk_create(
        MeetingProfile(
            session=session, organisation=maker, about="Мощности", made_at=AT, changed_at=AT,
            lines=[
                {"kind": kind, "okpd2": CODES[(number + shift) % 8], "note": "", "amount": None, "abroad": False}
                for kind, shift in (("makes", 0), ("buys", 1), ("seeks", 3))
            ],
        )
        for number, maker in enumerate(makers)
    )  # fmt: skip


def wishes(session: Any, rows: list[Any], each: int) -> None:
    """Everybody with the nearest ones in a circle; one invitation in six is not answered."""
    from svetovod.web.matchmaking.models import MeetingWish, Proposal

    near = [(rows[n], rows[(n + step) % len(rows)]) for n in range(len(rows)) for step in range(1, each // 2 + 1)]
    pairs = {frozenset((one.pk, other.pk)): (one, other) for one, other in near}
    MeetingWish.objects.bulk_create(
        MeetingWish(
            session=session, sender=one, receiver=other, word="Поставка", priority="must" if n % 5 == 0 else "wish",
            state="accepted", made_at=AT, expires_at=AT + timedelta(days=1), answered_at=AT,
        )
        for n, (one, other) in enumerate(pairs.values())
    )  # fmt: skip
    Proposal.objects.bulk_create(Proposal(profile=one, about=other, shown_at=AT) for one, other in pairs.values())


def measure(slug: str, enterprises: int, organiser: Any) -> None:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.force_login(_person(organiser))
    print(
        f"\n| page, {enterprises} enterprises | median, ms | processor, ms | queries | KB |\n|---|---:|---:|---:|---:|"
    )
    for name, path in PAGES.items():
        url = f"/sessions/{slug}/meetings/{path}"
        with CaptureQueriesContext(
            connection,
        ) as asked:
            answer = client.get(url)
        queries = len(asked)
        assert answer.status_code == 200, (url, answer.status_code)
        taken, spent = [], []
        for _ in range(REQUESTS):
            begun, cpu = time.perf_counter(), time.process_time()
            client.get(url)
            taken.append((time.perf_counter() - begun) * 1000)
            spent.append((time.process_time() - cpu) * 1000)
        print(f"| {name} | {statistics.median(taken):.0f} | {statistics.median(spent):.0f} | {queries} "
              f"| {len(answer.content) / 1000:.0f} |", flush=True)  # fmt: skip


def _person(actor: Any) -> Any:
    from svetovod.web.accounts.models import Person

    return Person.objects.get(pk=actor.person_id)


if __name__ == "__main__":
    main()
