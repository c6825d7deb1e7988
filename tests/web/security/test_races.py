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
            gate.wait(120)
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


def test_two_colleagues_answer_at_once_and_the_manager_reminds_twice(spare: str) -> None:
    """One answer counts, the other is told; a reminder is one letter however many hands press the button."""
    from svetovod.demo.build_selection import moment
    from svetovod.demo.people import DOMAIN
    from svetovod.web.accounts.actors import VISITOR, actor_of
    from svetovod.web.accounts.models import Person
    from svetovod.web.figures import bridge, pages, services
    from svetovod.web.figures.models import FiguresReply
    from svetovod.web.figures.tokens import token_for
    from svetovod.web.notices.models import OutgoingMail

    at = moment("2021-06-10 12:00")
    manager = actor_of(Person.objects.get(email=f"manager@{DOMAIN}"))
    part = FiguresReply.objects.filter(state="sent", contacts__isnull=False).order_by("id").first()
    assert part is not None
    people = [
        services.contact_add(actor=manager, reply=part, name="", email=f"colleague{n}@example.org", at=at)
        for n in range(2)
    ]
    typed = [pages.start_of(part) | {"employees": str(n)} for n in (1, 2)]
    said = [bridge.read(each, inn=part.organisation.inn, year=part.request.year).figures for each in typed]
    assert all(said)
    done = together(
        *(
            lambda c=c, f=f: services.answer_file(
                actor=VISITOR, reply=part, content=bridge.to_plain(f), base=0,
                token=token_for(part.pk, c.person_id, c.issued_at), at=at,
            )
            for c, f in zip(people, said, strict=True)
        )
    )  # fmt: skip
    assert [each.code for each in done if isinstance(each, Refused)] == ["figures.conflict"]
    assert part.answers.count() == 1
    together(*(lambda: services.request_remind(actor=manager, request=part.request, at=at),) * AT_ONCE)
    keys = list(OutgoingMail.objects.filter(key__contains=":remind:").values_list("key", flat=True))
    assert keys
    assert len(keys) == len(set(keys))
    whole_journal()


def test_an_answer_and_the_lock_at_once(spare: str) -> None:
    """Either the answer is in the sheet, or it is refused: never half."""
    from svetovod.demo.build_selection import moment
    from svetovod.demo.people import DOMAIN
    from svetovod.web.accounts.actors import VISITOR, actor_of
    from svetovod.web.accounts.models import Person
    from svetovod.web.figures import services
    from svetovod.web.figures.models import FiguresDispute, FiguresReply
    from svetovod.web.figures.tokens import token_for

    at = moment("2021-06-10 12:00")
    manager = actor_of(Person.objects.get(email=f"manager@{DOMAIN}"))
    for dispute in FiguresDispute.objects.filter(outcome=""):
        services.dispute_withdraw(actor=manager, dispute=dispute, at=at)
    part = FiguresReply.objects.filter(state="sent", contacts__isnull=False).order_by("id").first()
    assert part is not None
    contact = part.contacts.get()
    token = token_for(part.pk, contact.person_id, contact.issued_at)
    answered, locked = together(
        lambda: services.answer_repeat(actor=VISITOR, reply=part, base=0, token=token, at=at),
        lambda: services.request_lock(actor=manager, request=part.request, at=at),
    )
    assert not isinstance(locked, Refused)
    source = next(row for row in locked.sheet.sources if row["inn"] == part.organisation.inn)
    assert source["by"] == ("nobody" if isinstance(answered, Refused) else "enterprise")
    if isinstance(answered, Refused):
        assert answered.code == "figures.locked"
    whole_journal()


def test_two_write_one_section_at_once(spare: str) -> None:
    """One text is taken, the other is told and loses nothing; the first touch makes one row."""
    from svetovod.demo.build_selection import moment
    from svetovod.demo.people import DOMAIN
    from svetovod.web.accounts.actors import actor_of
    from svetovod.web.accounts.models import Person
    from svetovod.web.projects import services
    from svetovod.web.projects.models import JointProject, ProjectSection, SectionPen
    from svetovod.web.projects.sections import reading
    from svetovod.web.registry.models import Membership

    at = moment("2021-06-10 12:00")
    who = actor_of(Person.objects.get(email=f"initiator@{DOMAIN}"))
    seat = Membership.objects.filter(organisation__in=who.organisation_ids("initiator")).select_related("organisation")[
        0
    ]
    project: JointProject = services.project_create(
        actor=who, cluster=seat.cluster, organisation=seat.organisation, title="Гонка", at=at
    )
    common = {"actor": who, "project": project, "key": "market", "at": at}
    done = together(
        *(
            lambda n=n: services.section_write(**common, text=f"Слова {n}.", revision=0, edit_key=str(n))
            for n in range(AT_ONCE - 1)
        ),
        lambda: services.section_hold(**common, edit_key="watcher"),
    )
    assert [each.code for each in done if isinstance(each, Refused)] == ["section.conflict"] * (AT_ONCE - 2)
    section = ProjectSection.objects.get(project=project)
    assert section.revision == 1
    texts = [f"Слова {n}." for n in range(AT_ONCE - 1)]
    assert section.text in texts
    texts.remove(section.text)
    together(*(lambda t=t: services.section_hold(**common, edit_key=t, base=0, text=t) for t in texts * 2))
    assert sorted(SectionPen.objects.exclude(text="").values_list("text", flat=True)) == texts
    found = reading.merge(section, mine=texts[0], base=0, edit_key=texts[0])
    assert texts[0] in found.joined.text and section.text in found.joined.text
    whole_journal()
