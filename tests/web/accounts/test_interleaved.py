"""Rights given and taken by two at once, see tests/web/interleaving.py."""

import pytest
from tests.web.interleaving import Race, entries, interleave

from svetovod.web.accounts.actors import actor_of
from svetovod.web.accounts.models import Person, RoleGrant
from svetovod.web.accounts.services import person_close, role_revoke

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_administrators_take_the_role_from_each_other_or_close_the_account(person, at):
    for name in ("one", "two"):
        person(f"{name}@example.org", ("administrator", "platform", ""))

    def actor(who):
        return actor_of(Person.objects.get(email=f"{who}@example.org"))

    def revoke(by, whose):
        role_revoke(actor=actor(by), grant=RoleGrant.objects.get(person__email=f"{whose}@example.org"), at=at)
        return "done"

    def close(by, whose):
        person_close(actor=actor(by), person=Person.objects.get(email=f"{whose}@example.org"), at=at)
        return "done"

    def holds(one, other):
        assert [one, other].count("done") == 1
        assert RoleGrant.objects.filter(role="administrator", revoked_at=None, person__is_active=True).count() == 1
        assert entries("grant.revoke") + entries("person.close_account") == 1

    for act in (revoke, close):
        assert interleave(Race(lambda act=act: act("one", "two"), lambda: revoke("two", "one"), holds)) > 2
    assert interleave(Race(lambda: close("one", "two"), lambda: close("two", "one"), holds)) > 2
