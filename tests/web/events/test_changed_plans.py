"""A plan that changes while people have places: halls, quotas, other days, called off; and what becomes of them."""

from datetime import date, timedelta

import pytest

from svetovod.web.accounts.actors import SYSTEM, actor_of
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Refused
from svetovod.web.events import services
from svetovod.web.events.models import (
    DateChange,
    Hall,
    PracticalSession,
    Registration,
    SeatQuota,
    Visit,
)
from svetovod.web.notices.models import OutgoingMail

from .planned import url, words


def test_the_link_to_take_part_is_for_those_who_have_a_place(desk, session, register, at):
    PracticalSession.objects.update(online_url="https://meet.example/secret-room", capacity=1)
    first, second = register("1@example.org"), register("2@example.org", at=at + timedelta(minutes=1))
    letters = {row.to: row.text for row in OutgoingMail.objects.all()}
    assert "secret-room" in letters["1@example.org"] and "secret-room" not in letters["2@example.org"]
    desk.logout()
    assert "secret-room" in words(desk.get(url("registration", first.token)))
    assert "secret-room" not in words(desk.get(url("registration", second.token)))
    assert "secret-room" not in words(desk.get(url("session_detail")))
    assert b"secret-room" not in desk.get(url("session_ics")).content


def test_a_quota_makes_wait_and_lets_others_pass(session, register, organiser, at):
    services.quota_set(actor=SYSTEM, session=session, kind="press", region="", places=1, at=at)
    rows = [
        register(f"{n}@example.org", kind=kind, at=at + timedelta(minutes=n)).registration
        for n, kind in enumerate(("press", "press", "press", "guest"))
    ]
    assert [row.state for row in rows] == ["confirmed", "waiting", "waiting", "confirmed"]
    services.registration_cancel(actor=actor_of(organiser), registration=rows[3], at=at)
    assert states() == ["confirmed", "waiting", "waiting", "cancelled"]
    services.quota_set(actor=SYSTEM, session=session, kind="press", region="", places=2, at=at)
    assert states() == ["confirmed", "confirmed", "waiting", "cancelled"]
    services.quota_remove(actor=SYSTEM, session=session, pk=press().pk, at=at)
    assert states() == ["confirmed", "confirmed", "confirmed", "cancelled"]


def test_quotas_of_kind_and_region_hold_together(session, register, at):
    for kind, region, places in (("", "RU-TA", 2), ("expert", "RU-TA", 1)):
        services.quota_set(actor=SYSTEM, session=session, kind=kind, region=region, places=places, at=at)
    came = [("expert", "RU-TA"), ("expert", "RU-TA"), ("guest", "RU-TA"), ("guest", "RU-TA"), ("expert", "RU-MO")]
    rows = [
        register(f"{n}@example.org", kind=kind, region=region, at=at + timedelta(minutes=n)).registration
        for n, (kind, region) in enumerate(came)
    ]
    assert [row.state for row in rows] == ["confirmed", "waiting", "confirmed", "waiting", "confirmed"]


def press():
    return SeatQuota.objects.get(kind="press")


def states():
    return list(Registration.objects.order_by("registered_at").values_list("state", flat=True))


def test_more_places_go_to_those_who_wait_and_fewer_than_taken_are_refused(session, register, at):
    PracticalSession.objects.update(capacity=1)
    for n in range(3):
        register(f"{n}@example.org", at=at + timedelta(minutes=n))
    services.session_update(actor=SYSTEM, session=session, at=at, capacity=2)
    assert states() == ["confirmed", "confirmed", "waiting"]
    with pytest.raises(Refused) as refused:
        services.session_update(actor=SYSTEM, session=session, at=at, capacity=1)
    assert refused.value.code == "capacity.taken"


def test_a_hall_with_entries_stays(desk, session):
    hall = session.halls.get(name="Зал 1")
    answer = desk.post(url("plan_remove", "hall", hall.pk))
    assert answer.status_code in {409, 422} and Hall.objects.filter(pk=hall.pk).exists()


def test_postponing_keeps_the_earlier_dates_and_tells_everybody_once(desk, session, register, at, mailed):
    visit = Visit.objects.first()
    token = register("1@example.org", visit=visit).token
    shown = words(desk.get(url("session_change", "postpone")))
    assert "1 человек" in shown or "1 участник" in shown
    new = {
        "starts_on": "2021-09-01", "ends_on": "2021-09-02", "precision": "quarter", "reason": "Ограничения в регионе",
        "registration_until": "2021-08-20T18:00", "papers_until": "2021-08-10T18:00",
    }  # fmt: skip
    for _press in range(2):
        desk.post(url("session_change", "postpone"), new)
    session.refresh_from_db()
    assert (session.state, session.starts_on) == ("postponed", date(2021, 9, 1))
    assert DateChange.objects.get().starts_on == date(2021, 6, 24)
    assert session.items.order_by("day").first().day == date(2021, 9, 1)
    assert not OutgoingMail.objects.filter(key__contains=":postponed:").exists()
    mailed(), mailed()
    letter = OutgoingMail.objects.get(key__contains=":postponed:")
    assert "Ограничения в регионе" in letter.text and "III квартал 2021" in letter.text and token in letter.text
    row = Registration.objects.get()
    assert (row.state, row.visit) == ("confirmed", visit)
    page = words(desk.get(url("session_detail")))
    assert "24–25" in page and "Ограничения в регионе" in page


def test_online_takes_the_visits_off_and_sends_the_link(desk, session, register, mailed):
    register("1@example.org", visit=Visit.objects.first())
    desk.post(url("session_change", "move_online"), {"online_url": "https://meet.example/room", "reason": "Мороз"})
    assert Registration.objects.get().visit is None
    mailed()
    letter = OutgoingMail.objects.get(key__contains=":moved_online:")
    assert "https://meet.example/room" in letter.text and "Мороз" in letter.text


def test_cancelling_ends_every_registration_with_a_reason(desk, session, register, at, mailed):
    PracticalSession.objects.update(capacity=1)
    register("1@example.org"), register("2@example.org", at=at + timedelta(minutes=1))
    assert desk.post(url("session_change", "cancel"), {"reason": ""}).status_code == 422
    assert desk.post(url("session_change", "cancel"), {"reason": "Нет зала"}).status_code == 302
    assert states() == ["cancelled", "declined"]
    mailed()
    assert OutgoingMail.objects.filter(key__contains=":called_off:", text__contains="Нет зала").count() == 2
    assert desk.post(url("session_change", "cancel"), {"reason": "Ещё раз"}).status_code == 302
    assert LedgerEntry.objects.filter(action="session.cancel").count() == 1
    with pytest.raises(Refused) as refused:
        services.hall_add(actor=SYSTEM, session=session, name="X", seats=1, at=at)
    assert refused.value.code == "session.over"


def test_the_simple_button_does_not_cancel(desk, session):
    answer = desk.post(url("move", "cancel"))
    assert answer["Location"] == url("session_change", "cancel")
    session.refresh_from_db()
    assert session.state == "published"


def test_a_clone_has_the_plan_and_nobody(desk, session, register):
    register("1@example.org")
    desk.post(url("session_clone"), {"slug": "kaluga-2021", "starts_on": "2021-09-14"})
    made = PracticalSession.objects.get(slug="kaluga-2021")
    assert (made.state, made.ordinal, made.ends_on) == ("draft", 3, date(2021, 9, 15))
    for part in ("bodies", "halls", "quotas", "items"):
        assert getattr(made, part).count() == getattr(session, part).count() > 0
    assert made.items.order_by("day").first().day == date(2021, 9, 14)
    # groups of visits come along with their hosts, places and rules, on their new day
    groups = [list(Visit.objects.filter(item__session=each).order_by("pk")) for each in (session, made)]
    told = [[(each.host_id, each.capacity, each.meeting_point, each.item.title) for each in rows] for rows in groups]
    assert told[0] == told[1] and len(told[0]) == 4
    assert {each.item.day for each in groups[1]} == {groups[0][0].item.day + (made.starts_on - session.starts_on)}
    assert not made.registrations.exists()
    assert desk.post(url("session_clone"), {"slug": "saransk-2021", "starts_on": "2021-09-14"}).status_code == 422
