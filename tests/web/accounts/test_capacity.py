"""The journal names the capacity that permitted the act, whatever hat was chosen."""

from dataclasses import replace

import pytest

from svetovod.web.accounts.actors import SYSTEM, VISITOR, Actor, Grant, actor_of
from svetovod.web.accounts.models import Person
from svetovod.web.accounts.services import person_update, role_grant
from svetovod.web.audit.models import LedgerEntry

ADMIN, MANAGER = ("administrator", "platform", ""), ("cluster_manager", "organisation", "7")
EXPERT = ("expert", "round", "1")


def someone(*grants: tuple[str, str, str], hat: int = 0) -> Actor:
    held = tuple(Grant(number, *grant) for number, grant in enumerate(grants))
    return Actor(person_id=1, pseudonym="p", grants=held, acting=held[hat])


def test_the_chosen_hat_stays_where_it_suffices():
    actor = someone(MANAGER, EXPERT, hat=1)
    assert actor.permitted_by(lambda one: one.holds("expert")).acting_label == "expert@round:1"
    assert actor.permitted_by(lambda one: True).acting_label == "expert@round:1"


def test_another_role_is_named_where_it_permitted():
    actor = someone(EXPERT, MANAGER, ADMIN)
    assert actor.permitted_by(lambda one: one.holds("administrator")).acting_label == "administrator@platform:"
    assert actor.permitted_by(lambda one: one.holds("administrator")).grants == actor.grants


def test_of_two_roles_needed_together_one_is_named():
    actor = someone(EXPERT, MANAGER, ADMIN)
    both = actor.permitted_by(lambda one: one.holds("cluster_manager") and one.holds("administrator"))
    assert both.acting_label == "cluster_manager@organisation:7"


@pytest.mark.parametrize("actor", [VISITOR, SYSTEM])
def test_without_roles_there_is_no_capacity(actor):
    assert actor.permitted_by(lambda one: True) is actor


@pytest.mark.parametrize(
    ("role", "scope", "scope_id", "capacity"),
    [("participant", "organisation", "7", "cluster_manager@organisation:7"),
     ("auditor", "platform", "", "administrator@platform:")],
)  # fmt: skip
def test_the_journal_names_the_role_that_permitted(make, at, role, scope, scope_id, capacity):
    """One person, an expert by the chosen hat, gives a role once as the manager and once as the administrator."""
    person = make("many@example.ru", EXPERT, MANAGER, ADMIN)
    actor = actor_of(person)
    assert actor.acting_label == "expert@round:1"
    role_grant(actor=actor, person=make("new@example.ru"), role=role, scope=scope, scope_id=scope_id, at=at)
    assert LedgerEntry.objects.latest("index").acting_as == capacity


def test_the_chosen_hat_is_kept_where_no_role_is_needed(make, at):
    actor = actor_of(make("many@example.ru", EXPERT, MANAGER))
    hatted = replace(actor, acting=actor.grants[1])
    person_update(actor=hatted, person=Person.objects.get(pk=actor.person_id), at=at, name="New")
    assert LedgerEntry.objects.latest("index").acting_as == "cluster_manager@organisation:7"
