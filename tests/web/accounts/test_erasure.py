"""After erasure nothing of the person is left in any text column of the database."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from svetovod.web.accounts.actors import actor_of
from svetovod.web.accounts.models import Person
from svetovod.web.accounts.services import invitation_create, person_erase, person_update
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.audit.selectors import verify_journal
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.notices.services import mail_queue, notice_add

pytestmark = pytest.mark.django_db
CANARY = "Zhar-Ptitsa-7731"


@pytest.fixture
def canary(make, manager, at, client):
    person = make(f"{CANARY.lower()}@example.ru", ("participant", "organisation", "7"), name=CANARY)
    person_update(
        actor=actor_of(person), person=person, name=f"{CANARY} Name", position=f"{CANARY} boss", phone=CANARY, at=at
    )
    EmailAddress.objects.create(user=person, email=f"second-{CANARY.lower()}@example.ru")
    invitation_create(
        actor=actor_of(manager), email=person.email, role="initiator", scope="organisation", scope_id="7",
        label="Org", at=at, real_now=timezone.now(),
    )  # fmt: skip
    mail_queue(key=f"letter:{person.email}", to=person.email, subject=f"To {CANARY}", text=CANARY, at=at)
    notice_add(person=person, text=f"{CANARY} wrote", at=at)
    client.post(
        reverse("account_login"), {"login": person.email, "password": "long-password-1"}, headers={"user-agent": CANARY}
    )
    client.get(reverse("accounts:account"), headers={"user-agent": CANARY})
    # after the sign-in: a second factor would have been asked for
    Authenticator.objects.create(user=person, type="totp", data={"secret": CANARY})
    person.refresh_from_db()
    return person


def text_columns():
    with connection.cursor() as cursor:
        cursor.execute(
            "select table_name, column_name from information_schema.columns where table_schema = 'public' "
            "and data_type in ('text', 'character varying', 'jsonb', 'json', 'inet', 'bytea')"
        )
        return cursor.fetchall()


def found(needle):
    hits = []
    with connection.cursor() as cursor:
        for table, column in text_columns():
            cursor.execute(f'select 1 from "{table}" where "{column}"::text ilike %s limit 1', [f"%{needle}%"])
            if cursor.fetchone():
                hits.append(f"{table}.{column}")
    return hits


def test_nothing_personal_is_left(canary, at):
    before = found(CANARY)
    assert {"accounts_person.email", "accounts_invitation.email", "notices_outgoingmail.text"} <= set(before)
    assert {"usersessions_usersession.user_agent", "mfa_authenticator.data"} <= set(before)
    person_erase(actor=actor_of(canary), person=canary, at=at)
    assert found(CANARY) == []


def test_the_journal_keeps_the_pseudonym_and_stays_whole(canary, at):
    pseudonym = str(canary.pseudonym)
    person_erase(actor=actor_of(canary), person=canary, at=at)
    assert LedgerEntry.objects.get(action="person.erase").actor == pseudonym
    assert LedgerEntry.objects.filter(actor=pseudonym).count() > 1
    assert verify_journal() == []


def test_the_erased_cannot_return(canary, client, at):
    page = reverse("accounts:account")
    assert client.get(page).status_code == 200
    person_erase(actor=actor_of(canary), person=canary, at=at)
    assert client.get(page).status_code == 302
    assert not Person.objects.get(pk=canary.pk).is_active
    assert not actor_of(Person.objects.get(pk=canary.pk)).grants


def test_twice_is_once(canary, at):
    actor = actor_of(canary)
    first = person_erase(actor=actor, person=canary, at=at)
    assert person_erase(actor=actor, person=canary, at=at).email == first.email
    assert LedgerEntry.objects.filter(action="person.erase").count() == 1


def test_only_oneself_or_an_administrator(canary, admin, manager, at):
    with pytest.raises((Hidden, Denied)):
        person_erase(actor=actor_of(manager), person=canary, at=at)
    with pytest.raises(Refused):
        person_erase(actor=actor_of(admin), person=admin, at=at)
    person_erase(actor=actor_of(admin), person=canary, at=at)


def test_confirmation_page(canary, client):
    page = reverse("accounts:erase", args=[canary.pk])
    assert client.get(page).status_code == 200
    assert client.post(page, {}).status_code == 422
    assert client.post(page, {"sure": "on"}).status_code == 302
    assert Person.objects.get(pk=canary.pk).erased_at


def test_somebody_elses_page_is_hidden(client, make, manager):
    client.force_login(make("one@example.ru"))
    assert client.get(reverse("accounts:erase", args=[manager.pk])).status_code == 404


def test_own_data_as_a_file(canary, client):
    data = client.get(reverse("accounts:export")).json()
    assert data["person"]["name"] == f"{CANARY} Name"
    assert data["roles"] and data["sign_ins"] and data["journal"] and data["letters"] and data["notices"]
