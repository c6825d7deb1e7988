"""Who may do what with people and roles: the expected table, role by object by action."""

from types import SimpleNamespace

import pytest

from svetovod.web.accounts.access import ACCESS
from svetovod.web.accounts.actors import SYSTEM, VISITOR, Actor, Grant


def acting(person_id, *grants):
    held = tuple(Grant(i, role, scope, scope_id) for i, (role, scope, scope_id) in enumerate(grants))
    return Actor(person_id=person_id, pseudonym=f"p{person_id}", email=f"p{person_id}@example.ru", grants=held)


ACTORS = {
    "visitor": VISITOR,
    "system": SYSTEM,
    "person": acting(1),
    "admin": acting(2, ("administrator", "platform", "")),
    "false_admin": acting(3, ("administrator", "organisation", "7")),
    "manager": acting(4, ("cluster_manager", "organisation", "7")),
    "foreign_manager": acting(5, ("cluster_manager", "organisation", "8")),
    "secretary": acting(6, ("secretary", "round", "1")),
    "organiser": acting(7, ("organiser", "session", "1")),
    "participant": acting(8, ("participant", "organisation", "7")),
}


def grant(role, scope, scope_id, person_id=99):
    return SimpleNamespace(role=role, scope=scope, scope_id=scope_id, person_id=person_id)


OBJECTS = {
    "participant@7": grant("participant", "organisation", "7"),
    "admin@7": grant("administrator", "organisation", "7"),
    "admin@platform": grant("administrator", "platform", ""),
    "auditor@7": grant("auditor", "organisation", "7"),
    "expert@round1": grant("expert", "round", "1"),
    "secretary@round1": grant("secretary", "round", "1"),
    "checkin@session1": grant("check_in", "session", "1"),
    "participant@nowhere": grant("participant", "organisation", ""),
}
GIVERS = {
    "participant@7": {"system", "admin", "manager"},
    "admin@7": set(),
    "admin@platform": {"system", "admin"},
    "auditor@7": {"system", "admin"},
    "expert@round1": {"system", "admin", "secretary"},
    "secretary@round1": {"system", "admin"},
    "checkin@session1": {"system", "admin", "organiser"},
    "participant@nowhere": {"system", "admin"},
}


@pytest.mark.parametrize("action", ["grant.create", "invitation.create"])
@pytest.mark.parametrize("what", OBJECTS)
@pytest.mark.parametrize("who", ACTORS)
def test_who_gives_roles(who, what, action):
    assert ACCESS.allows(action, ACTORS[who], OBJECTS[what]) == (who in GIVERS[what])


@pytest.mark.parametrize("action", ["grant.revoke", "invitation.revoke"])
@pytest.mark.parametrize("who", ACTORS)
def test_who_takes_roles_back(who, action):
    assert ACCESS.allows(action, ACTORS[who], OBJECTS["participant@7"]) == (who in {"admin", "manager"})


@pytest.mark.parametrize("who", ["admin", "manager"])
def test_nobody_gives_a_role_to_themselves(who):
    actor = ACTORS[who]
    assert not ACCESS.allows("grant.create", actor, grant("participant", "organisation", "7", actor.person_id))
    invitation = SimpleNamespace(role="participant", scope="organisation", scope_id="7", email=actor.email)
    assert not ACCESS.allows("invitation.create", actor, invitation)


PERSON = {
    "person.view": {"person", "admin"},
    "person.update": {"person"},
    "person.export": {"person"},
    "person.erase": {"person", "admin"},
    "person.close_account": {"admin"},
}


@pytest.mark.parametrize("action", PERSON)
@pytest.mark.parametrize("who", ACTORS)
def test_who_touches_a_person(who, action):
    assert ACCESS.allows(action, ACTORS[who], SimpleNamespace(pk=1)) == (who in PERSON[action])


TOKEN = ("token.view", "token.create", "token.revoke")


@pytest.mark.parametrize("action", TOKEN)
@pytest.mark.parametrize("who", ACTORS)
def test_a_token_is_its_owners_alone(who, action):
    assert ACCESS.allows(action, ACTORS[who], SimpleNamespace(person_id=1)) == (who == "person")


@pytest.mark.parametrize("who", ACTORS)
def test_who_looks_as_somebody_else(who):
    assert ACCESS.allows("viewing.begin", ACTORS[who], SimpleNamespace(pk=1)) == (who == "admin")


def test_every_action_is_in_the_expected_tables():
    tested = {
        "grant.create",
        "invitation.create",
        "grant.revoke",
        "invitation.revoke",
        "invitation.accept",
        "viewing.begin",
    }
    assert set(ACCESS) == tested | {*PERSON, *TOKEN}
