from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from svetovod.web.accounts.actors import SYSTEM, VISITOR
from svetovod.web.accounts.models import Person
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.events import selectors, services
from svetovod.web.events.models import Registration, Visit
from svetovod.web.events.seats import Places
from svetovod.web.notices.models import OutgoingMail

MOSCOW = ZoneInfo("Europe/Moscow")


def keys():
    return set(OutgoingMail.objects.values_list("key", flat=True))


def seats(session, number):
    session.capacity = number
    session.save()


def test_a_registration_makes_a_person_who_cannot_sign_in_and_a_letter(register, at):
    done = register("New@Example.org")
    person = Person.objects.get(email="new@example.org")
    assert not person.is_active
    assert not person.has_usable_password()
    assert done.registration.state == "confirmed"
    letter = OutgoingMail.objects.get(key=f"registration:{done.registration.pk}:confirmed")
    assert done.token in letter.text
    assert letter.attachments[0]["type"] == "text/calendar"
    assert done.registration.consents.count() == 1


def test_the_token_is_kept_as_a_hash_only(register, session):
    done = register()
    row = Registration.objects.values().get(pk=done.registration.pk)
    assert done.token not in map(str, row.values())
    assert selectors.registration_by_token(session.slug, done.token) == done.registration
    with pytest.raises(Hidden):
        selectors.registration_by_token(session.slug, done.token[:-1] + "x")


def test_the_journal_names_nobody(register):
    done = register("secret.name@example.org", name="Secret Name")
    body = LedgerEntry.objects.get(action="registration.create").body
    assert "secret.name" not in body
    assert "Secret Name" not in body
    assert str(done.registration.person.pseudonym) in body


def test_the_same_address_twice_is_one_registration(register):
    first = register()
    again = register(name="Impostor", region="RU-MOW")
    assert again.token == ""
    assert again.registration == first.registration
    assert Registration.objects.get().region == "RU-TA"
    assert Person.objects.get(email="a@example.org").name == "Somebody"
    assert sum(":link:" in key for key in keys()) == 1
    register()
    assert sum(":link:" in key for key in keys()) == 1


@pytest.mark.parametrize(
    "moment", [datetime(2021, 6, 18, 18, 0, tzinfo=MOSCOW), datetime(2021, 6, 24, 9, tzinfo=MOSCOW)]
)
def test_after_the_deadline_it_is_refused(register, moment):
    with pytest.raises(Refused) as refused:
        register(at=moment)
    assert refused.value.code == "registration.closed"
    assert not Person.objects.filter(email="a@example.org").exists()


def test_a_minute_before_the_deadline_it_is_not(register):
    assert register(at=datetime(2021, 6, 18, 17, 59, tzinfo=MOSCOW)).registration.state == "confirmed"


def test_who_comes_late_waits_and_is_promoted_in_order(register, session, at):
    seats(session, 1)
    first, second, third = (register(f"{n}@example.org", at=at + timedelta(minutes=n)) for n in range(3))
    assert [d.registration.state for d in (first, second, third)] == ["confirmed", "waiting", "waiting"]
    services.registration_cancel(actor=VISITOR, registration=first.registration, token=first.token, at=at)
    states = dict(Registration.objects.values_list("person__email", "state"))
    assert states == {"0@example.org": "cancelled", "1@example.org": "confirmed", "2@example.org": "waiting"}
    assert f"registration:{second.registration.pk}:promoted" in keys()


def test_places_and_quotas_are_counted_in_the_database(register, session, at, django_assert_num_queries):
    session.quotas.all().delete()
    session.quotas.create(kind="enterprise", region="", places=4)
    session.quotas.create(kind="", region="RU-TA", places=2)
    session.quotas.create(kind="press", region="RU-MO", places=1)
    for number, (kind, region) in enumerate(
        (("enterprise", "RU-TA"), ("press", "RU-TA"), *[("enterprise", "RU-MO")] * 2)
    ):
        register(f"{number}@example.org", kind=kind, region=region)
    with django_assert_num_queries(2):
        found = Places(session)
    assert found.free == session.capacity - 4
    assert [found.taken[quota.pk] for quota in found.quotas] == [
        {"enterprise": 3, "": 2, "press": 0}[quota.kind] for quota in found.quotas
    ]
    assert not found.take("guest", "RU-TA") and found.take("enterprise", "RU-MO") and found.take("press", "RU-MO")
    assert not found.take("press", "RU-MO") and found.free == session.capacity - 6


def test_whoever_moves_up_has_a_term_to_confirm(register, session, at):
    """The place is held, and counts, until the answer; without one it goes on, and the person to the end."""
    session.quotas.create(kind="enterprise", region="", places=1)
    session.confirm_hours = 24
    session.save()
    first, second, third = (register(f"{n}@example.org", at=at + timedelta(minutes=n)) for n in range(3))
    services.registration_cancel(actor=VISITOR, registration=first.registration, token=first.token, at=at)

    def stands():
        rows = Registration.objects.exclude(pk=first.registration.pk).order_by("pk")
        assert Registration.objects.filter(state="confirmed").count() == 1, "never one more than the quota"
        return [("asked" if row.asked else row.state) for row in rows]

    assert stands() == ["asked", "waiting"]
    letter = OutgoingMail.objects.get(key__startswith=f"registration:{second.registration.pk}:asked:")
    assert second.token in letter.text and "11.06.2021, 10:00" in letter.text and not letter.attachments
    assert services.terms_sweep(at=at + timedelta(hours=23)) == 0 and stands() == ["asked", "waiting"]
    assert register("late@example.org", at=at + timedelta(hours=23)).registration.state == "waiting"
    for _again in range(2):
        services.terms_sweep(at=at + timedelta(hours=24))
    assert stands() == ["waiting", "asked", "waiting"]
    assert f"registration:{second.registration.pk}:passed:2" in keys()
    row = services.registration_come(actor=VISITOR, registration=third.registration, token=third.token, at=at)
    assert not row.asked and stands() == ["waiting", "confirmed", "waiting"]
    assert services.terms_sweep(at=at + timedelta(days=3)) == 0
    with pytest.raises(Refused):
        services.registration_come(actor=VISITOR, registration=second.registration, token=second.token, at=at)
    services.registration_cancel(actor=VISITOR, registration=third.registration, token=third.token, at=at)
    assert stands() == ["waiting", "cancelled", "asked"], "whoever let the term pass is behind those who came later"


def test_a_term_ends_before_the_session_begins(register, session, at):
    seats(session, 1)
    session.confirm_hours = 48
    session.save()
    first, second, third = (register(f"{n}@example.org", at=at + timedelta(minutes=n)) for n in range(3))
    eve = datetime(2021, 6, 23, 12, tzinfo=MOSCOW)
    services.registration_cancel(actor=VISITOR, registration=first.registration, token=first.token, at=eve)
    second.registration.refresh_from_db()
    assert second.registration.asked_until == datetime(2021, 6, 24, 0, tzinfo=MOSCOW)
    services.terms_sweep(at=datetime(2021, 6, 24, 0, tzinfo=MOSCOW))
    third.registration.refresh_from_db()
    assert third.registration.state == "confirmed" and not third.registration.asked


def test_cancelling_twice_promotes_once(register, session, at):
    seats(session, 1)
    first, *_others = (register(f"{n}@example.org", at=at + timedelta(minutes=n)) for n in range(3))
    for _click in range(2):
        services.registration_cancel(actor=VISITOR, registration=first.registration, token=first.token, at=at)
    assert Registration.objects.filter(state="confirmed").count() == 1
    assert LedgerEntry.objects.filter(action="registration.cancel").count() == 1


def test_who_waits_and_cancels_is_taken_off_the_list(register, session, at):
    seats(session, 0)
    done = register()
    row = services.registration_cancel(actor=VISITOR, registration=done.registration, token=done.token, at=at)
    assert row.state == "declined"


def test_one_may_register_anew_after_cancelling(register, at):
    done = register()
    services.registration_cancel(actor=VISITOR, registration=done.registration, token=done.token, at=at)
    again = register(at=at + timedelta(minutes=1))
    assert again.registration.pk != done.registration.pk
    assert (again.registration.state, again.token != done.token) == ("confirmed", True)


def test_a_full_visit_is_refused(register, session):
    visit = Visit.objects.first()
    Visit.objects.filter(pk=visit.pk).update(capacity=1)
    visit.refresh_from_db()
    register("1@example.org", visit=visit)
    with pytest.raises(Refused) as refused:
        register("2@example.org", visit=visit)
    assert refused.value.code == "visit.full"
    assert not Person.objects.filter(email="2@example.org").exists()


def test_the_visit_can_be_changed_while_it_has_places(register, at):
    one, other = Visit.objects.all()[:2]
    done = register(visit=one)
    row = services.registration_visit(
        actor=VISITOR, registration=done.registration, visit=other, token=done.token, at=at
    )
    assert row.visit == other
    Visit.objects.filter(pk=one.pk).update(capacity=0)
    one.refresh_from_db()
    with pytest.raises(Refused):
        services.registration_visit(actor=VISITOR, registration=row, visit=one, token=done.token, at=at)


def test_a_place_is_handed_over_with_its_visit(register, session, at):
    visit = Visit.objects.first()
    done = register(visit=visit)
    call = {"actor": VISITOR, "registration": done.registration, "token": done.token, "name": "Heir", "at": at}
    made = services.registration_transfer(**call, email="heir@example.org")
    assert (made.state, made.visit, made.person.email) == ("confirmed", visit, "heir@example.org")
    assert Registration.objects.get(pk=done.registration.pk).state == "transferred"
    assert services.registration_transfer(**call, email="heir@example.org") == made
    assert not made.consents.exists()


def test_nothing_is_done_without_the_link(register, at):
    done = register()
    for token in ("", "wrong"):
        with pytest.raises((Denied, Hidden)):
            services.registration_cancel(actor=VISITOR, registration=done.registration, token=token, at=at)
    assert Registration.objects.get().state == "confirmed"


def test_the_door_taps_once(register, session, actor, at):
    row = register().registration
    door = actor("door@example.org", ("check_in", "session", session.slug))
    first = services.registration_check_in(actor=door, registration=row, at=at)
    again = services.registration_check_in(actor=door, registration=row, at=at + timedelta(hours=1))
    assert again.checked_in_at == first.checked_in_at == at
    with pytest.raises((Denied, Hidden)):
        services.registration_check_in(actor=VISITOR, registration=row, at=at)


@pytest.mark.parametrize("action", ["start", "finish", "archive"])
def test_a_published_session_does_not_jump(session, at, action):
    with pytest.raises(Refused):
        services.session_move(actor=SYSTEM, session=session, action=action, at=at)


def test_the_scene_has_what_it_says(session, at):
    from svetovod.demo import build_events

    made = build_events.registrations(session, actor=SYSTEM, at=at - timedelta(days=10))
    assert len(made) == 150
    assert len({row.region for row in made}) == 40
    assert LedgerEntry.objects.filter(action="registration.create").count() == 150
    assert all(visit.left >= 0 for visit in selectors.visits(session))
    assert session.items.filter(kind="seminar").count() == 6
    assert selectors.visits(session).count() == 4
    assert build_events.registrations(session, actor=SYSTEM, at=at) == []


def test_a_consent_is_taken_back_and_given_again_the_obligatory_one_ends_with_the_registration(register, at):
    documents = {document.required: document for document in selectors.consents(at.date())}
    done = register(consents=list(documents.values()))
    call = {"actor": VISITOR, "registration": done.registration, "token": done.token}
    for _press in range(2):
        services.consent_withdraw(**call, document_id=documents[False].pk, at=at)
    kept = done.registration.consents.get(document=documents[False])
    assert kept.withdrawn_at == at
    assert LedgerEntry.objects.filter(action="registration.consent_withdraw").count() == 1
    with pytest.raises(Refused, match="отмен"):
        services.consent_withdraw(**call, document_id=documents[True].pk, at=at)
    later = at + timedelta(days=1)
    services.consents_give(**call, documents=[documents[False]], at=later)
    kept.refresh_from_db()
    assert (kept.given_at, kept.withdrawn_at) == (later, None)
    with pytest.raises(Hidden):
        services.consent_withdraw(**call | {"token": "x"}, document_id=documents[False].pk, at=at)


def test_whoever_registers_by_what_was_copied_is_the_one_who_is_there(register):
    first = register("one@example.org").registration
    again = register("\u200bOne@example\u00ad.org ").registration
    assert again.person == first.person and again.person.email == "one@example.org"
