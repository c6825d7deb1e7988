"""The page of one's sign-ins: those that hold, whatever their number by as many questions."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

PAGE = reverse("usersessions_list")


@pytest.fixture
def signed(client, manager, clock):
    """signed(3): signs the person in from so many more browsers; gives their session keys."""
    client.force_login(manager)
    client.get("/account/")

    def more(number):
        keys = []
        for _ in range(number):
            other = Client(headers={"user-agent": "Mozilla/5.0 (X11) Firefox/128.0"})
            other.force_login(manager)
            other.get("/account/")
            keys.append(other.session.session_key)
        return keys

    return more


def shown(client):
    with CaptureQueriesContext(connection) as asked:
        page = client.get(PAGE)
    return len(page.context["sessions"]), len(asked)


def test_a_sign_in_more_is_no_question_more(signed, client):
    signed(1)
    client.get(PAGE)
    few = shown(client)
    signed(6)
    assert few[0] == 2 and shown(client) == (8, few[1])


def test_what_has_ended_is_not_shown_and_forgotten(signed, client, manager):
    gone, late, of_another_password, _held = signed(4)
    Session.objects.get(pk=gone).delete()
    Session.objects.filter(pk=late).update(expire_date=timezone.now() - timedelta(seconds=1))
    strange = Session.objects.get(pk=of_another_password)
    kept = strange.get_decoded() | {"_auth_user_hash": "0" * 64}
    Session.objects.filter(pk=strange.pk).update(session_data=client.session.encode(kept))
    assert shown(client)[0] == 2
    keys = set(UserSession.objects.filter(user=manager).values_list("session_key", flat=True))
    assert keys == {client.session.session_key, _held}
    assert client.post(PAGE)["Location"] == PAGE
    assert shown(client)[0] == 1


def test_nobody_is_shown_the_sign_ins_of_others(signed, client, admin):
    signed(2)
    other = Client()
    other.force_login(admin)
    other.get("/account/")
    assert shown(other)[0] == 1
