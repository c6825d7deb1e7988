"""Many at once: the lock on the session's row leaves no seat sold twice, a form pressed twice is sent once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from svetovod.web.accounts.actors import VISITOR, actor_of
from svetovod.web.events import services
from svetovod.web.events.models import FloorQuestion, Registration, Visit


@pytest.mark.django_db(transaction=True)
def test_no_seat_is_given_twice(make_session, at):
    session = make_session()
    session.capacity = 3
    session.save()
    visit = Visit.objects.first()

    def come(number):
        who = services.Applicant(email=f"{number}@example.org", name="X", kind="guest", region="RU-TA", visit=visit)
        try:
            return services.registration_create(actor=VISITOR, session=session, applicant=who, at=at).registration.state
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        states = sorted(pool.map(come, range(8)))
    assert states == ["confirmed"] * 3 + ["waiting"] * 5
    assert Registration.objects.filter(state="confirmed").count() == 3


@pytest.mark.django_db(transaction=True)
def test_a_question_pressed_twice_is_asked_once(make_session, person, at):
    session = make_session()
    item = session.items.get(kind="pitches")
    asker = actor_of(person("expert@example.org", ("expert", "session", session.slug)))

    def press(_time):
        try:
            return services.question_ask(actor=asker, item=item, pitch=None, text="When?", key="q1", at=at).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(press, range(4)))) == 1
    assert FloorQuestion.objects.count() == 1
