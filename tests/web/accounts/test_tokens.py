"""Tokens of programs: shown once, kept as a hash, ended by revocation, term, closing and erasure; nobody else's."""

from dataclasses import replace
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.utils import timezone

from svetovod.web.accounts import services
from svetovod.web.accounts.actors import actor_of
from svetovod.web.accounts.models import AccessToken
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.notices.models import OutgoingMail

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def owner(make):
    return make("owner@example.ru")


@pytest.fixture
def token(owner, at):
    def give(name="server", scope="read", days=30, real_now=NOW):
        given = {"name": name, "scope": scope, "days": days, "at": at, "real_now": real_now}
        return services.token_create(actor=actor_of(owner), **given)

    return give


def test_only_its_hash_is_kept_and_its_owner_is_written_to(owner, token):
    made, text = token()
    kept = " ".join(str(value) for value in AccessToken.objects.values().get().values())
    assert text.startswith("svt_") and len(text) > 40
    assert text not in kept and made.head == text[:8]
    letter = OutgoingMail.objects.get(person=owner)
    assert "server" in letter.text and text not in letter.text and not mail.outbox
    entry = LedgerEntry.objects.latest("index")
    assert (entry.action, entry.actor) == ("token.create", str(owner.pseudonym))
    assert "server" not in entry.body and text not in entry.body and made.digest not in entry.body


def test_a_program_speaks_for_the_owner_with_the_roles_of_now(owner, token, admin, at):
    _made, text = token(scope="write")
    actor, scope = services.token_use(text, real_now=NOW)
    assert (actor.person_id, scope, actor.grants) == (owner.pk, "write", ())
    role = {"role": "initiator", "scope": "organisation", "scope_id": "7"}
    grant = services.role_grant(actor=actor_of(admin), person=owner, **role, at=at)
    assert services.token_use(text, real_now=NOW)[0].holds("initiator", "organisation", 7)
    services.role_revoke(actor=actor_of(admin), grant=grant, at=at)
    assert services.token_use(text, real_now=NOW)[0].grants == ()


def test_a_token_works_for_no_role_without_its_second_factor(owner, token, admin, at, settings):
    _made, text = token()
    settings.SECOND_FACTOR_ROLES = ["secretary"]
    assert services.token_use(text, real_now=NOW)
    role = {"role": "secretary", "scope": "round", "scope_id": "7"}
    services.role_grant(actor=actor_of(admin), person=owner, **role, at=at)
    assert services.token_use(text, real_now=NOW) is None
    Authenticator.objects.create(user=owner, type="totp", data={"secret": "x"})
    assert services.token_use(text, real_now=NOW)


@pytest.mark.parametrize("strong", [False, True])
def test_none_is_made_that_would_never_work(owner, at, settings, strong):
    settings.SECOND_FACTOR_ROLES = ["everybody"]
    given = {"name": "server", "scope": "read", "days": 30, "at": at, "real_now": NOW}
    actor = replace(actor_of(owner), strong=strong)
    with pytest.raises(Refused, match=r"второ[йг]|second step") as refused:
        services.token_create(actor=actor, **given)
    assert refused.value.code == "token.second_step" and not AccessToken.objects.exists()
    Authenticator.objects.create(user=owner, type="totp", data={"secret": "x"})
    _made, text = services.token_create(actor=actor, **given)
    assert services.token_use(text, real_now=NOW)


def test_nothing_else_is_a_token(token):
    made, text = token()
    wrong = ("", made.head, made.digest, text[:-1], text + "a", text.upper(), "svt_")
    assert [services.token_use(each, real_now=NOW) for each in wrong] == [None] * len(wrong)


def test_it_ends_with_its_term_to_the_second(token):
    _made, text = token(days=7)
    assert services.token_use(text, real_now=NOW + timedelta(days=7) - timedelta(seconds=1))
    assert services.token_use(text, real_now=NOW + timedelta(days=7)) is None


def test_a_revoked_one_is_refused_and_nobody_revokes_anothers(owner, token, admin, at):
    made, text = token()
    with pytest.raises((Denied, Hidden)):
        services.token_revoke(actor=actor_of(admin), token=made, at=at, real_now=NOW)
    assert services.token_use(text, real_now=NOW)
    for _time in range(2):
        services.token_revoke(actor=actor_of(owner), token=made, at=at, real_now=NOW)
    assert services.token_use(text, real_now=NOW) is None
    assert LedgerEntry.objects.filter(action="token.revoke").count() == 1


@pytest.mark.parametrize("end", [services.person_close, services.person_erase])
def test_the_end_of_an_account_ends_its_tokens(owner, token, admin, at, end):
    _made, text = token()
    end(actor=actor_of(admin), person=owner, at=at)
    assert services.token_use(text, real_now=NOW) is None
    assert not AccessToken.objects.filter(revoked_at=None).exists()


def test_terms_names_and_number_are_bounded(token):
    def refused(**given):
        with pytest.raises(Refused) as refusal:
            token(**given)
        return refusal.value.code

    later = NOW + timedelta(days=31)
    assert refused(days=3650) == "token.term"
    token(name="a")
    assert refused(name="a") == "token.name"
    token(name="a", real_now=later)  # the first one is over
    for n in range(19):
        token(name=f"n{n}", real_now=later)
    assert refused(name="z", real_now=later) == "token.too_many"


def test_the_last_use_is_marked_now_and_then(token):
    made, text = token()
    for minutes, seen in ((0, 0), (9, 0), (11, 11)):
        services.token_use(text, real_now=NOW + timedelta(minutes=minutes))
        made.refresh_from_db()
        assert made.last_used_at == NOW + timedelta(minutes=seen)


def sure(client, owner):
    """Signed in, and has just shown once more who he is."""
    owner.set_password("once more it is me")
    owner.save()
    client.force_login(owner)
    answer = client.post("/accounts/reauthenticate/?next=/account/tokens/", {"password": "once more it is me"})
    assert answer.status_code == 302 and answer["Location"] == "/account/tokens/"


def test_an_open_session_alone_makes_no_token(client, owner, clock):
    client.force_login(owner)
    page = client.get("/account/tokens/").content.decode()
    assert "/accounts/reauthenticate/?next=" in page and 'name="days"' not in page
    answer = client.post("/account/tokens/", {"name": "x", "scope": "write", "days": "90"})
    assert answer.status_code == 302 and answer["Location"].startswith("/accounts/reauthenticate/")
    assert not AccessToken.objects.exists()
    sure(client, owner)
    assert 'name="days"' in client.get("/account/tokens/").content.decode()


def test_the_page_shows_a_token_once_and_revokes_it(client, owner, clock):
    sure(client, owner)
    sent = {"name": "Бухгалтерия", "scope": "write", "days": "90"}
    made = client.post("/account/tokens/", sent)
    text = made.content.decode().split('id="token">')[1].split("<")[0]
    assert services.token_use(text, real_now=timezone.now())
    assert made["Cache-Control"] == "no-store"
    again = client.post("/account/tokens/", sent)
    assert again.status_code == 422 and 'id="token"' not in again.content.decode()
    page = client.get("/account/tokens/").content.decode()
    assert text not in page and text[:8] in page and "Бухгалтерия" in page
    answer = client.post(f"/account/tokens/{AccessToken.objects.get().pk}/revoke/")
    assert answer.status_code == 302 and services.token_use(text, real_now=timezone.now()) is None


def test_what_cannot_be_is_said_at_its_field(client, owner, clock):
    sure(client, owner)
    for sent in ({}, {"name": "x" * 101, "scope": "all", "days": "366"}, {"name": " ", "scope": "read", "days": "x"}):
        answer = client.post("/account/tokens/", sent)
        assert answer.status_code == 422 and "errsum" in answer.content.decode()
    assert not AccessToken.objects.exists()


def test_anothers_token_is_not_there(client, token, admin, clock):
    made, _text = token()
    client.force_login(admin)
    assert client.post(f"/account/tokens/{made.pk}/revoke/").status_code == 404
    assert "server" not in client.get("/account/tokens/").content.decode()
