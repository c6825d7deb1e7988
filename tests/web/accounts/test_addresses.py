"""Accounts whose address was stored with signs nobody sees, from before what is typed was rid of them."""

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from svetovod.cli.doctor import addresses
from svetovod.web.accounts.models import Person
from svetovod.web.audit.models import LedgerEntry

pytestmark = pytest.mark.django_db
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
    assert capsys.readouterr().out == "mended: 1\n"
    person.refresh_from_db()
    assert (person.email, person.emailaddress_set.get().email) == ("one@example.ru", "one@example.ru")
    assert comes_in() and addresses().status == "ok"
    call_command("mend_addresses")
    assert capsys.readouterr().out == "mended: 0\n" and len(said()) == 1


def test_an_address_that_another_account_has_stays(person):
    other = Person.objects.create_user("one@example.ru", PASSWORD, name="Эксперт 2")
    with pytest.raises(CommandError, match=f"numbers {person.pk}"):
        call_command("mend_addresses")
    person.refresh_from_db()
    assert person.email == STRANGE and addresses().status == "problem" and not said()
    other.delete()
    call_command("mend_addresses")
    assert comes_in()


def test_the_same_address_twice_at_one_account_is_one(person):
    EmailAddress.objects.create(user=person, email="one@example.ru", verified=False, primary=False)
    call_command("mend_addresses")
    row = person.emailaddress_set.get()
    assert (row.email, row.verified, row.primary) == ("one@example.ru", True, True) and comes_in()


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
