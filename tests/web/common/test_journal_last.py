"""The watch over services that a test asks for sees a row that is asked for too late, and nothing else."""

import pytest
from django.db import transaction
from tests.web.journal_last import journal_last

from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.accounts.models import Person, RoleGrant
from svetovod.web.audit.services import record


def service(act):
    act.__module__ = "svetovod.web.trial"
    return transaction.atomic(act)


@pytest.fixture(autouse=True)
def _watched():
    with journal_last():
        yield


def entry(at):
    record(actor=SYSTEM, action="person.close", subject=("accounts.person", "1"), at=at)


@pytest.mark.parametrize(
    "late",
    [
        lambda: list(RoleGrant.objects.select_for_update(no_key=True)),
        lambda: RoleGrant.objects.update(label="elsewhere"),
        lambda: RoleGrant.objects.filter(label="elsewhere").delete(),
    ],
)
def test_a_row_asked_for_after_the_first_entry_is_a_fault(db, at, late):
    @service
    def act():
        entry(at)
        late()

    with pytest.raises(AssertionError, match="accounts_rolegrant is asked for after"):
        act()


def test_rows_that_are_held_or_new_may_be_written_and_the_next_service_begins_anew(db, at, make):
    person = make("held@example.ru")

    @service
    def act():
        Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        entry(at)
        person.name = "Another"
        person.save()
        entry(at)

    act()
    act()
    RoleGrant.objects.update(label="elsewhere")


def test_what_a_test_does_by_itself_is_not_watched(db, at):
    with transaction.atomic():
        entry(at)
        RoleGrant.objects.update(label="elsewhere")
