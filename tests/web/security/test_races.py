"""Two at once, with real transactions: what may happen once happens once, and the journal has no gap."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connections

from svetovod.web.audit.models import LedgerEntry, LedgerHead
from svetovod.web.audit.selectors import verify_journal
from svetovod.web.common.errors import Refused

AT_ONCE = 4
STAGE = "papers"


def together(*acts: Callable[[], Any]) -> list[Any]:
    """Runs all acts at the same moment, each in its own connection; refusals are answers."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            gate.wait(20)
            return act()
        except Refused as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def whole_journal() -> None:
    indexes = list(LedgerEntry.objects.order_by("index").values_list("index", flat=True))
    assert indexes == list(range(LedgerHead.objects.get(pk=1).size))
    assert verify_journal() == []


def test_more_registrations_than_seats(spare: str) -> None:
    from svetovod.demo.build_selection import moment
    from svetovod.web.accounts.actors import VISITOR
    from svetovod.web.events.enums import SEATED
    from svetovod.web.events.models import PracticalSession
    from svetovod.web.events.services import Applicant, registration_create

    session = PracticalSession.objects.get(slug="saransk-2021")
    taken = session.registrations.filter(state__in=SEATED).count()
    PracticalSession.objects.filter(pk=session.pk).update(capacity=taken + 2)
    people = [
        Applicant(email=f"race{n}@example.org", name="Участник", kind="participant", region="RU-MO",
                  organisation_name="Завод") for n in range(AT_ONCE)
    ]  # fmt: skip
    at = moment("2021-06-10 12:00")
    done = together(
        *(lambda p=p: registration_create(actor=VISITOR, session=session, applicant=p, at=at) for p in people)
    )
    assert not [each for each in done if isinstance(each, Refused)]
    assert session.registrations.filter(state__in=SEATED).count() == taken + 2
    whole_journal()


def test_the_same_address_twice(spare: str) -> None:
    from svetovod.demo.build_selection import moment
    from svetovod.web.accounts.actors import VISITOR
    from svetovod.web.events.models import PracticalSession, Registration
    from svetovod.web.events.services import Applicant, registration_create

    session = PracticalSession.objects.get(slug="saransk-2021")
    one = Applicant(
        email="twice@example.org", name="Участник", kind="participant", region="RU-MO", organisation_name="Завод"
    )
    at = moment("2021-06-10 12:00")
    together(*(lambda: registration_create(actor=VISITOR, session=session, applicant=one, at=at),) * AT_ONCE)
    assert Registration.objects.filter(person__email="twice@example.org").count() == 1
    whole_journal()
