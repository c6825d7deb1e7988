"""At the door: codes taken once however often they are sent, badges, announcements, certificates with a check."""

import json
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from svetovod.web.audit.models import LedgerEntry
from svetovod.web.events import codes
from svetovod.web.events.models import PracticalSession, Registration
from svetovod.web.notices.models import OutgoingMail


def url(name, *args):
    return reverse(f"events:{name}", args=["saransk-2021", *args])


def words(response):
    return response.content.decode()


@pytest.fixture
def door(client, session, person, clock):
    client.force_login(person("door@example.org", ("check_in", "session", session.slug)))
    return client


def sync(client, *sent):
    return client.post(
        url("door_sync"),
        json.dumps({"codes": sent}),
        content_type="application/json",
        headers={"Accept": "application/json"},
    )


def code_of(done):
    return codes.code_of(done.registration, codes.DOOR)


def test_what_a_device_has_read_is_taken_once_however_often_it_is_sent(door, register):
    first, second = register("1@example.org"), register("2@example.org")
    told = sync(door, code_of(first), code_of(second)).json()
    assert (len(told["taken"]), told["refused"], told["counts"]["came"]) == (2, {}, 2)
    assert sync(door, code_of(first), code_of(first)).json()["taken"] == [code_of(first)]
    assert LedgerEntry.objects.filter(action="registration.check_in").count() == 2


def test_what_is_wrong_is_said_and_does_not_hold_up_the_rest(door, register, at):
    PracticalSession.objects.update(capacity=1)
    good, waiting = register("1@example.org"), register("2@example.org", at=at + timedelta(minutes=1))
    forged = code_of(good)[:-1] + ("0" if code_of(good)[-1] != "0" else "1")
    told = sync(door, forged, "nonsense", "9" * 30, code_of(waiting), code_of(good)).json()
    assert told["taken"] == [code_of(good)] and set(told["refused"]) == {forged, "nonsense", "9" * 30, code_of(waiting)}
    assert Registration.objects.get(pk=waiting.registration.pk).state == "waiting"
    for body in ("", "[]", '{"codes": 1}', "{"):
        assert door.post(url("door_sync"), body, content_type="application/json").status_code == 302


def test_what_no_code_can_be_is_refused_under_the_name_it_was_sent_by(door, register):
    """Else the device would send it again for ever."""
    code = code_of(register())
    sent = [code + "0" * 60, "q" * 61, "9" * 5000, f"{code}\ud800", "\x00", "", " "]
    told = sync(door, *sent).json()
    assert (told["taken"], list(told["refused"])) == ([], sent)
    assert set(told["refused"].values()) == {"Этот код не от этой сессии."}
    assert sync(door, f" {code.upper()} ").json()["taken"] == [f" {code.upper()} "]


def test_what_waits_on_a_device_is_open_to_whoever_stands_at_that_door_next(door, organiser):
    def key(page):
        return re.search(r'<body [^>]*data-key="([0-9a-f]{64})"', words(door.get(page)))[1]

    first, own = key(url("door")), key("/clusters/")
    page = words(door.get(url("door")))
    assert "data-door-unkept hidden>Память этого устройства" in page and "data-door-aside hidden>Коды, ждавшие" in page
    door.force_login(organiser)
    assert key(url("door")) == first
    assert len({first, own, key("/clusters/")}) == 3, "what they type elsewhere is each one's own"


def test_without_javascript_a_code_is_typed(door, register):
    done = register()
    assert door.post(url("door_sync"), {"code": code_of(done)}).status_code == 302
    assert Registration.objects.get().state == "checked_in"
    assert "1 из 1" in words(door.get(url("door")))


def test_a_device_knows_what_the_door_asks_and_no_more(door, register):
    register("secret@example.org", phone="+7 999")
    told = words(door.get(url("door_known")))
    assert "Somebody" in told and "secret@example.org" not in told and "999" not in told
    door.logout()
    assert door.get(url("door_known")).status_code == 302


def test_a_code_of_another_purpose_or_session_opens_nothing(session, register):
    row = register().registration
    assert codes.registration_of(session.pk, codes.code_of(row, codes.DOOR), codes.DOOR) == row
    assert codes.registration_of(session.pk, codes.code_of(row, codes.DOOR), codes.CERTIFICATE) is None
    assert codes.registration_of(session.pk + 1, codes.code_of(row, codes.DOOR), codes.DOOR) is None


@pytest.mark.parametrize("sort", ["a4", "label"])
def test_badges(client, clock, register, organiser, sort):
    register()
    client.force_login(organiser)
    assert client.get(url("badges", sort)).content.startswith(b"%PDF")
    assert client.get(url("badges", "poster")).status_code == 404


def test_the_certificate_is_for_those_who_came_and_can_be_checked(client, door, register):
    done = register()
    assert client.get(url("certificate", done.token)).status_code == 404
    sync(door, code_of(done))
    assert client.get(url("certificate", done.token)).content.startswith(b"%PDF")
    code = codes.code_of(done.registration, codes.CERTIFICATE)
    client.logout()
    assert "Somebody" in words(client.get(url("certificate_check", code)))
    wrong = client.get(url("certificate_check", code[:-1] + ("0" if code[-1] != "0" else "1")))
    assert wrong.status_code == 404 and "Somebody" not in words(wrong)


def test_an_announcement_stands_on_the_page_and_goes_out_once(client, clock, register, organiser, mailed):
    register()
    client.force_login(organiser)
    said = {"text": "Автобусы ждут у входа", "by_letter": "on", "idempotency_key": "k1", "step": "send"}
    for _press in range(2):
        assert client.post(url("announce"), said).status_code == 302
    assert client.post(url("announce"), {"text": ""}).status_code == 422
    mailed()
    assert OutgoingMail.objects.filter(key__startswith="announcement:").count() == 1
    client.logout()
    assert "Автобусы ждут у входа" in words(client.get(url("session_detail")))
