"""A session of 1,500 people with 300 entries in its programme: `python benchmarks/large_session.py [PEOPLE [ENTRIES]]`.

Builds it in a database of its own (the one `DATABASE_URL` names, emptied afterwards): the public page, the organiser's
lists, postponing it, and 500 registrations at once for the last 100 places.
"""

import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from scratch import database

PEOPLE = int(sys.argv[1]) if len(sys.argv) > 1 else 1500
ENTRIES = int(sys.argv[2]) if len(sys.argv) > 2 else 300
REQUESTS, AT_ONCE = 20, 4
OK, MOST = 200, 60  # ms of the processor
RUSH, LEFT = max(PEOPLE // 3, 4), max(PEOPLE // 15, 1)  # who register in one minute, and for how many places
AT = datetime(2021, 6, 10, 10, tzinfo=ZoneInfo("Europe/Moscow"))
LATER = {"starts_on": date(2021, 9, 1), "ends_on": date(2021, 9, 2), "precision": "day", "reason": "Перенос"}


def main() -> None:
    with database():
        session, organiser = session_build(PEOPLE, ENTRIES)
        pages(session, organiser)
        rush(session)
        postpone(session)


def session_build(people: int, entries: int) -> tuple[Any, Any]:
    """The session with its people and programme, and its organiser."""
    from svetovod.demo import build_events, build_registry
    from svetovod.engine.workbooks.samples import invented_inn
    from svetovod.web.accounts.actors import SYSTEM
    from svetovod.web.accounts.models import Person, RoleGrant
    from svetovod.web.audit.models import DomainClock
    from svetovod.web.events import services
    from svetovod.web.events.models import ProgrammeItem

    early = AT - timedelta(days=20)
    hosts = [build_registry.organisation(invented_inn(700 + n), f"Host {n}", "RU-MO", actor=SYSTEM, at=early)
             for n in range(3)]  # fmt: skip
    session = build_events.saransk_session(hosts=hosts, actor=SYSTEM, at=early)
    build_events.registrations(session, n=people, actor=SYSTEM, at=early)
    session.capacity = people + LEFT
    session.save(update_fields=["capacity"])
    hours = [(8 + n % 10, n % 4 * 15) for n in range(entries)]
    ProgrammeItem.objects.bulk_create(
        ProgrammeItem(
            session=session, day=session.starts_on + timedelta(days=n % 2), start=f"{hour:02}:{minute:02}",
            end=f"{hour:02}:{minute + 14:02}", hall=f"Зал {n % 12}", kind="seminar", speaker=f"Эксперт {n % 40}",
            title=f"Доклад {n + 1}: опыт кластера и его совместных проектов",
        )
        for n, (hour, minute) in enumerate(hours)
    )  # fmt: skip
    services.programme_publish(actor=SYSTEM, session=session, at=AT)
    person = Person.objects.create_user("organiser@example.org", "a long password", name="Organiser")
    RoleGrant.objects.create(person=person, role="organiser", scope="platform", scope_id="", granted_at=early)
    DomainClock.objects.update_or_create(pk=1, defaults={"moment": AT, "show_future": False})
    return session, person


def pages(session: Any, organiser: Any) -> None:
    """What everybody sees, then every page of the session that its organiser can open, found by the addresses."""
    from django.test import Client
    from django.urls import reverse

    guest, desk = Client(), Client()
    desk.force_login(organiser)
    root = reverse("events:session_detail", args=[session.slug])
    asked = {"public programme": (guest, root), "programme as JSON": (guest, f"{root}programme.json")}
    asked |= {name: (desk, reverse(f"events:{name}", args=[session.slug])) for name in _names()}
    over = []
    for name, (client, url) in asked.items():
        answer = client.get(url)
        page = client is guest or answer.get("Content-Type", "").startswith("text/html")
        if answer.status_code != OK or not page:
            continue  # a form's target, a file, a part that has no state yet
        taken, spent = _timed(lambda client=client, url=url: client.get(url), REQUESTS)
        print(f"{name}: median {taken:.1f} ms, of the processor {spent:.1f} ms, "
              f"{len(answer.content) / 1000:.0f} KB")  # fmt: skip
        over += [name] if spent >= MOST else []
    print(f"pages of {MOST} ms of the processor or more: {', '.join(over) or 'none'}")


def _names() -> list[str]:
    """Addresses that need the session alone."""
    from svetovod.web.events.urls import urlpatterns

    return [each.name for each in urlpatterns if set(each.pattern.converters) == {"slug"} and "series" not in each.name]


def _timed(work: Callable[[], Any], times: int) -> tuple[float, float]:
    """Medians in milliseconds: of the clock and of the processor."""
    taken, spent = [], []
    for _ in range(times):
        begun, cpu = time.perf_counter(), time.process_time()
        work()
        taken.append((time.perf_counter() - begun) * 1000)
        spent.append((time.process_time() - cpu) * 1000)
    return statistics.median(taken), statistics.median(spent)


def rush(session: Any) -> None:
    """Through the services, from several threads as the server has them: the quota exact, none lost, none doubled."""
    from django.db import connection

    from svetovod.web.accounts.actors import VISITOR
    from svetovod.web.events import services
    from svetovod.web.events.models import Registration

    def come(number: int) -> str:
        who = services.Applicant(email=f"rush-{number}@example.org", name="Участник", kind="enterprise", region="RU-TA")
        return str(
            services.registration_create(actor=VISITOR, session=session, applicant=who, at=AT).registration.state
        )

    def comes(part: range) -> list[str]:
        try:
            return [come(number) for number in part]
        finally:
            connection.close()

    begun = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        states = Counter(state for part in pool.map(comes, (range(n, RUSH, AT_ONCE) for n in range(AT_ONCE)))
                         for state in part)  # fmt: skip
    took = time.perf_counter() - begun
    rows = Registration.objects.filter(session=session, person__email__startswith="rush-")
    assert states == {"confirmed": LEFT, "waiting": RUSH - LEFT}, states
    assert rows.count() == rows.values("person").distinct().count() == RUSH
    print(f"{RUSH} registrations for the last {LEFT} places: {took:.1f} s, the quota exact, none lost, none doubled")


def postpone(session: Any) -> None:
    from svetovod.web.accounts.actors import SYSTEM
    from svetovod.web.events import services
    from svetovod.web.events.models import SessionMailing

    begun = time.perf_counter()
    moved = LATER | {"registration_until": AT + timedelta(days=60), "papers_until": AT + timedelta(days=50)}
    services.session_postpone(actor=SYSTEM, session=session, at=AT, **moved)
    took = (time.perf_counter() - begun) * 1000
    row = SessionMailing.objects.get(what="postponed")
    print(f"postponing: {took:.0f} ms, {len(row.people)} letters left to a job")


if __name__ == "__main__":
    main()
