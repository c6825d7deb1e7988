"""Sensitive acts are done by whoever has shown lately who he is; what was typed is not lost on the way."""

import re
from html import unescape

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from svetovod.web.accounts.actors import actor_of
from svetovod.web.accounts.asking import BEGAN_KEY
from svetovod.web.accounts.models import Invitation, RoleGrant
from svetovod.web.common.access import AccessTable
from svetovod.web.common.errors import AskAgain, Denied

RIGHT = "long-password-1"
SENT = {"email": "somebody-new@example.ru", "place": "platform:", "role": "auditor"}


@pytest.fixture
def old(client, admin, clock, settings):
    """An administrator whose browser has been open for an hour."""
    settings.SURE_LASTS = 900
    client.force_login(admin)
    client.get("/team/")
    session = client.session
    session[BEGAN_KEY] -= 3600
    session.save()
    return client


def shown_again(client, where):
    answer = client.post(where, {"password": RIGHT})
    assert answer.status_code == 302 and answer["Location"] == reverse("accounts:again")
    return client.get(answer["Location"])


def test_what_was_sent_is_carried_out_after_one_more_word(old):
    answer = old.post("/team/", SENT, headers={"referer": "http://testserver/team/?page=1"})
    assert answer.status_code == 302 and answer["Location"].startswith(reverse("account_reauthenticate"))
    assert not Invitation.objects.exists()
    page = shown_again(old, answer["Location"])
    assert page.status_code == 200 and page["Cache-Control"] == "no-store" and not Invitation.objects.exists()
    html = page.content.decode()
    action = re.search(r'<form method="post" action="(/team/)"', html)[1]
    fields = {name: unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', html)}
    assert "Пригласить человека в роль" in html and html.index(SENT["email"]) < html.index(
        '<form method="post" action="/team/"'
    )
    assert "<dd>аудитор</dd>" in html and fields.items() >= SENT.items() and 'href="/team/?page=1"' in html
    assert old.post(action, fields)["Location"] == "/team/"
    assert Invitation.objects.get().email == SENT["email"]


def test_what_waits_is_no_text_in_the_database(old):
    old.post("/team/", SENT)
    kept = Session.objects.get(pk=old.session.session_key).get_decoded()
    assert SENT["email"] not in str(kept) and kept["again"]["sent"]


def test_without_showing_oneself_nothing_is_shown(old):
    old.post("/team/", SENT)
    answer = old.get(reverse("accounts:again"))
    assert answer.status_code == 302 and answer["Location"] == "/desk/"


@pytest.mark.parametrize(
    ("named", "led"),
    [
        ("", "/desk/"),
        ("/team/", "/team/"),
        ("https://evil.example/", "/desk/"),
        ("//evil.example/", "/desk/"),
        ("[]", "[]"),
        ("portal:home", "/desk/"),
    ],
)
def test_where_nothing_waits_one_is_led_where_the_address_says_if_it_is_here(client, admin, clock, named, led):
    client.force_login(admin)
    assert client.get(reverse("accounts:again"), {"next": named})["Location"] == led


def test_what_waits_is_not_passed_by_for_another_page(old):
    where = old.post("/team/", SENT)["Location"]
    shown_again(old, where)
    assert old.get(reverse("accounts:again"), {"next": "/desk/"}).status_code == 200


def test_a_wrong_password_leads_nowhere(old):
    where = old.post("/team/", SENT)["Location"]
    assert old.post(where, {"password": "guessed"}).status_code == 200
    assert old.get(reverse("accounts:again")).status_code == 302 and not Invitation.objects.exists()


def test_a_sign_in_of_just_now_is_enough(client, admin, clock, settings):
    settings.SURE_LASTS = 900
    client.post(reverse("account_login"), {"login": admin.email, "password": RIGHT})
    assert client.post("/team/", SENT)["Location"] == "/team/" and Invitation.objects.count() == 1


def test_taking_a_role_back_and_erasing_ask_too(old, make):
    other = make("other@example.ru", ("auditor", "platform", ""))
    for address, sent in (
        (reverse("accounts:role_revoke", args=[other.grants.get().pk]), {}),
        (reverse("accounts:erase", args=[other.pk]), {"sure": "on"}),
    ):
        assert old.post(address, sent)["Location"].startswith(reverse("account_reauthenticate")), address
    assert RoleGrant.objects.filter(person=other, revoked_at=None).exists()
    other.refresh_from_db()
    assert other.erased_at is None


def test_sign_ins_are_ended_by_their_owner_alone(old):
    address = reverse("usersessions_list")
    assert old.get(address).status_code == 200
    answer = old.post(address)
    assert answer.status_code == 302 and answer["Location"].startswith(reverse("account_reauthenticate"))
    shown_again(old, answer["Location"])
    assert old.post(address)["Location"] == address


def test_a_script_is_led_there_too(old):
    answer = old.post("/team/", SENT, headers={"hx-request": "true"})
    assert answer.status_code == 204 and answer["HX-Redirect"].startswith(reverse("account_reauthenticate"))


def test_whoever_may_not_is_told_so_first(make):
    from dataclasses import replace

    table = AccessTable.TABLES["accounts"]
    grant = RoleGrant(person=make("two@example.ru"), role="auditor", scope="platform")
    open_session = replace(actor_of(make("one@example.ru")), sure=False)
    with pytest.raises(Denied):
        table.admit("grant.create", open_session, grant)
    leader = replace(actor_of(make("lead@example.ru", ("administrator", "platform", ""))), sure=False)
    with pytest.raises(AskAgain):
        table.admit("grant.create", leader, grant)


def test_whoever_has_nothing_to_show_here_is_led_to_the_letter(old, admin):
    """By an open session alone nobody sets a password, nor makes a token, and nothing typed as a password is kept."""
    began = old.session[BEGAN_KEY]
    admin.set_unusable_password()
    admin.save()
    old.force_login(admin)
    session = old.session
    session[BEGAN_KEY] = began
    session.save()
    new = {"password1": "of-a-thief-whole-1", "password2": "of-a-thief-whole-1"}
    for address, sent in (
        (reverse("account_set_password"), new),
        (reverse("account_email"), {"email": "thief@example.ru", "action_add": ""}),
        (reverse("mfa_activate_totp"), {"code": "123456"}),
        (reverse("mfa_add_webauthn"), {"name": "thief"}),
        (reverse("accounts:tokens"), {"name": "thief", "scope": "read", "days": "7"}),
        ("/team/", SENT),
    ):
        answer = old.post(address, sent)
        assert answer.status_code == 302 and answer["Location"].startswith(reverse("accounts:again")), address
        if sent is new:
            assert old.session["again"]["sent"] == ""
    admin.refresh_from_db()
    assert not admin.has_usable_password() and not admin.tokens.exists() and not Invitation.objects.exists()
    page = old.get(reverse("accounts:again"))
    assert page.status_code == 200 and reverse("account_reset_password") in page.content.decode()
    assert 'name="process"' not in page.content.decode()  # no provider is configured
    assert old.get(reverse("account_set_password")).status_code == 200


def test_every_act_that_asks_is_named_in_words():
    from svetovod.web.accounts.asking import CONNECT, LIBRARY, UNKEPT, WAYS_IN
    from svetovod.web.accounts.sent import ACTS

    asked = {action for table in AccessTable.TABLES.values() for action in table.again}
    assert asked | LIBRARY | {CONNECT} | (WAYS_IN - UNKEPT) | {"token.create"} == set(ACTS)


def test_the_acts_that_ask_are_these():
    asked = {app: table.again for app, table in AccessTable.TABLES.items() if table.again}
    assert asked == {
        "accounts": {
            "person.close_account", "person.erase", "grant.create", "grant.revoke", "invitation.create",
            "viewing.begin",
        },
        "commission": {"judge.appoint"},
        "handover": {"handover.start", "handover.start_urgent", "handover.accept", "handover.force"},
        "registry": {"cluster.hand_over"},
        "rulebook": {"edition.publish"},
        "selection": {
            "round.publish", "round.cancel", "panel.manage", "seat.manage", "substitute.name", "keys.manage",
            "keys.hold", "opening.confirm", "protocol.issue", "result.recount",
        },
        "signing": {"authority.forget"},
    }  # fmt: skip
