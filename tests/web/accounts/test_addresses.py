"""Accounts whose address was stored with signs nobody sees, from before what is typed was rid of them."""

from datetime import UTC, datetime

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from svetovod.cli.doctor import addresses
from svetovod.web.accounts.actors import SYSTEM, VISITOR, actor_of
from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.models import Invitation, Person
from svetovod.web.accounts.selectors import person_by_email
from svetovod.web.accounts.services import invitation_accept, invitation_create, person_close, person_erase
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Refused

pytestmark = pytest.mark.django_db
NOW = datetime(2021, 11, 26, tzinfo=UTC)
STRANGE = "\u200bone@exa\u00admple.ru\ufeff"
PASSWORD = "long-password-of-one-7"


@pytest.fixture
def person():
    made = Person.objects.create_user("one@example.ru", PASSWORD, name="Эксперт 1")
    Person.objects.filter(pk=made.pk).update(email=STRANGE)
    EmailAddress.objects.filter(user=made).update(email=STRANGE)
    return made


def comes_in() -> bool:
    browser = Client()
    answer = browser.post(reverse("account_login"), {"login": "one@example.ru", "password": PASSWORD})
    return answer.status_code == 302 and "_auth_user_id" in browser.session


def said() -> list[str]:
    return [entry.action for entry in LedgerEntry.objects.filter(action="person.mend_address")]


def test_an_account_lets_its_owner_in_again(person, capsys):
    assert not comes_in()
    told = addresses()
    assert told.status == "problem" and ": 1," in told.ru and "svetovod manage mend_addresses" in told.en
    call_command("mend_addresses")
    assert capsys.readouterr().out == "mended: 1, open invitations: 0\n"
    person.refresh_from_db()
    assert (person.email, person.emailaddress_set.get().email) == ("one@example.ru", "one@example.ru")
    assert comes_in() and addresses().status == "ok"
    call_command("mend_addresses")
    assert capsys.readouterr().out == "mended: 0, open invitations: 0\n" and len(said()) == 1


def test_an_address_that_another_account_has_stays(person, admin):
    other = Person.objects.create_user("one@example.ru", PASSWORD, name="Эксперт 2")
    with pytest.raises(CommandError, match=f"numbers {person.pk}"):
        call_command("mend_addresses")
    person.refresh_from_db()
    assert person.email == STRANGE and addresses().status == "problem" and not said()
    person_close(actor=actor_of(admin), person=other, at=NOW)
    with pytest.raises(CommandError, match="erase that one, for a closed account keeps its address"):
        call_command("mend_addresses")
    person_erase(actor=actor_of(admin), person=other, at=NOW)
    call_command("mend_addresses")
    assert comes_in() and addresses().status == "ok"


def test_a_closed_account_waits_for_nobody(person, admin):
    """The one that is not used may be the one with the signs."""
    Person.objects.create_user("one@example.ru", PASSWORD, name="Эксперт 2")
    with pytest.raises(CommandError, match="close it"):
        call_command("mend_addresses")
    person_close(actor=actor_of(admin), person=person, at=NOW)
    call_command("mend_addresses")
    assert addresses().status == "ok" and not said()


def test_the_same_address_twice_at_one_account_is_one(person):
    EmailAddress.objects.create(user=person, email="one@example.ru", verified=False, primary=False)
    call_command("mend_addresses")
    row = person.emailaddress_set.get()
    assert (row.email, row.verified, row.primary) == ("one@example.ru", True, True) and comes_in()


def test_what_is_proved_with_them_or_without_is_proved(person):
    """The row that stays is the first one of the account, the other is the one that was answered by a letter."""
    person.emailaddress_set.update(verified=False)
    EmailAddress.objects.create(user=person, email="one@example.ru", verified=True, primary=False)
    call_command("mend_addresses")
    row = person.emailaddress_set.get()
    assert (row.email, row.verified, row.primary) == ("one@example.ru", True, True) and comes_in()


@pytest.mark.usefixtures("journal_watched")
def test_all_rows_are_asked_for_before_the_first_entry(person, invitation, capsys):
    call_command("mend_addresses")
    assert capsys.readouterr().out == "mended: 1, open invitations: 1\n"


def test_who_cannot_sign_in_yet_is_mended_without_being_counted(person):
    """Registrations make people who are invited later."""
    Person.objects.filter(pk=person.pk).update(is_active=False)
    assert addresses().status == "ok"
    call_command("mend_addresses")
    person.refresh_from_db()
    assert person.email == person.emailaddress_set.get().email == "one@example.ru" and len(said()) == 1


def test_of_two_with_the_same_address_who_signs_in_has_it(person):
    other = Person.objects.create_user("two@example.ru", PASSWORD, name="Эксперт 2")
    Person.objects.filter(pk=other.pk).update(email="one@example\u200b.ru")
    EmailAddress.objects.filter(user=other).update(email="one@example\u200b.ru")
    Person.objects.filter(pk=person.pk).update(is_active=False)
    call_command("mend_addresses")
    assert comes_in() and len(said()) == 1


@pytest.mark.parametrize("stored", [STRANGE, "one@example.ru"])
def test_somebody_is_found_by_what_was_copied_and_by_what_is_seen(person, stored):
    Person.objects.filter(pk=person.pk).update(email=stored)
    assert person_by_email(STRANGE) == person
    assert (person_by_email("one@example.ru") == person) is (stored == "one@example.ru")
    plain = Person.objects.filter(email="one@example.ru").first() or Person.objects.create_user("one@example.ru")
    assert person_by_email(STRANGE) == plain


def test_only_a_further_address_is_mended_too(person):
    Person.objects.filter(pk=person.pk).update(email="one@example.ru")
    call_command("mend_addresses")
    assert person.emailaddress_set.get().email == "one@example.ru" and comes_in()


@pytest.mark.parametrize("plain", ["one@example.ru", "a.b-c+d@пример.рф", "o'neill@example.org"])
def test_an_address_without_them_is_left_alone(plain):
    Person.objects.create_user(plain, PASSWORD, name="Эксперт 1")
    assert addresses().status == "ok"
    call_command("mend_addresses")
    assert not said()


@pytest.fixture
def invitation():
    given = {"role": Role.EXPERT, "scope": Scope.SESSION, "scope_id": "saransk-2021", "real_now": NOW, "at": NOW}
    made = invitation_create(actor=SYSTEM, email="one@example.ru", **given)
    Invitation.objects.filter(pk=made.pk).update(email=STRANGE)
    return Invitation.objects.get(pk=made.pk)


def accepted(invitation, actor=VISITOR):
    return invitation_accept(
        actor=actor, token=invitation.token, at=NOW, real_now=NOW, name="Эксперт 1", password=PASSWORD
    )


def test_who_accepts_an_invitation_with_them_comes_in(invitation):
    person = accepted(invitation)
    invitation.refresh_from_db()
    assert person.email == invitation.email == person.emailaddress_set.get().email == "one@example.ru"
    assert comes_in() and addresses().status == "ok"


def test_an_invitation_with_them_makes_no_second_account(invitation):
    person = Person.objects.create_user("one@example.ru", PASSWORD, name="Эксперт 1")
    with pytest.raises(Refused) as refusal:
        accepted(invitation)
    assert refusal.value.code == "invitation.sign_in"
    assert accepted(invitation, actor_of(person)) == person
    assert Person.objects.count() == 1


def test_an_account_with_them_accepts_what_was_copied_from_the_same_place(person, invitation):
    with pytest.raises(Refused) as refusal:
        accepted(invitation)
    assert refusal.value.code == "invitation.sign_in"
    assert accepted(invitation, actor_of(person)) == person


def test_open_invitations_are_mended_too(invitation, capsys):
    used, withdrawn = (Invitation.objects.create(
        email=STRANGE, role=Role.EXPERT, scope=Scope.SESSION, invited_at=NOW, expires_at=NOW, **over
    ) for over in ({"accepted_at": NOW}, {"revoked_at": NOW}))  # fmt: skip
    call_command("mend_addresses")
    assert capsys.readouterr().out == "mended: 0, open invitations: 1\n"
    emails = [Invitation.objects.get(pk=each.pk).email for each in (invitation, used, withdrawn)]
    assert emails == ["one@example.ru", STRANGE, STRANGE]
    assert LedgerEntry.objects.get(action="invitation.mend_address").subject_id == str(invitation.pk)


def test_whoever_invites_or_makes_an_account_with_them_stores_none():
    made = invitation_create(
        actor=SYSTEM, email=STRANGE, role=Role.EXPERT, scope=Scope.SESSION, scope_id="1", real_now=NOW, at=NOW
    )
    assert made.email == Person.objects.create_user(STRANGE, PASSWORD).email == "one@example.ru"
