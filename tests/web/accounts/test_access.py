"""Who may do what with people and roles: the expected table, role by object by action."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from svetovod.web.accounts import access
from svetovod.web.accounts.access import ACCESS, closed_to_viewing, register_closed
from svetovod.web.accounts.actors import SYSTEM, VISITOR, Actor, Grant
from svetovod.web.accounts.enums import Role, Scope


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


@pytest.mark.parametrize("action", ["grant.create", "invitation.create", "invitation.resend"])
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
FILTER = ("own_desk.view", "filter.view", "filter.keep", "filter.rename", "filter.remove")


@pytest.mark.parametrize("action", [*TOKEN, *FILTER])
@pytest.mark.parametrize("who", ACTORS)
def test_a_token_or_a_filter_is_its_owners_alone(who, action):
    assert ACCESS.allows(action, ACTORS[who], SimpleNamespace(person_id=1)) == (who == "person")


@pytest.mark.parametrize("who", ACTORS)
def test_who_looks_as_somebody_else(who):
    assert ACCESS.allows("viewing.begin", ACTORS[who], SimpleNamespace(pk=1)) == (who == "admin")


def test_every_action_is_in_the_expected_tables():
    tested = {
        "grant.create",
        "invitation.create",
        "invitation.resend",
        "grant.revoke",
        "invitation.revoke",
        "invitation.accept",
        "viewing.begin",
    }
    assert set(ACCESS) == tested | {*PERSON, *TOKEN, *FILTER}
    assert ACCESS.app == "accounts"


def test_what_is_asked_again_for():
    assert ACCESS.again == {
        "person.close_account", "person.erase", "grant.create", "grant.revoke", "invitation.create", "viewing.begin",
    }  # fmt: skip


TEAM = "initiator participant preparer"
LED = {
    ("organisation", "cluster_manager"): f"cluster_manager {TEAM}",
    ("organisation", "initiator"): TEAM,
    ("cluster", "cluster_manager"): f"cluster_manager {TEAM}",
    ("project", "initiator"): TEAM,
    (
        "session",
        "organiser",
    ): "organiser expert moderator scribe local_operator host pass_officer check_in press_officer",
    ("round", "secretary"): "expert commission_member chair",
}


@pytest.mark.parametrize("scope", [each for each in Scope.values if each != "platform"])
def test_whoever_leads_gives_these_roles_there_and_no_others(scope):
    for leader in Role.values:
        actor = acting(1, (leader, scope, "1"))
        given = {role for role in Role.values if ACCESS.allows("grant.create", actor, grant(role, scope, "1"))}
        assert given == set(LED.get((scope, leader), "").split()), leader
        assert not any(ACCESS.allows("grant.create", actor, grant(role, scope, "2")) for role in Role.values)


def test_whoever_leads_elsewhere_by_the_same_number_gives_nothing_here():
    held = [(leader, scope, "1") for scope, leader in LED]
    for (scope, _), roles in LED.items():
        actor = acting(1, *(each for each in held if each[1] != scope))
        assert not any(ACCESS.allows("grant.create", actor, grant(role, scope, "1")) for role in roles.split())


def test_an_address_is_ones_own_in_any_letters():
    actor = replace(ACTORS["admin"], email="P2@Example.RU")
    invitation = SimpleNamespace(role="participant", scope="organisation", scope_id="7", email="p2@example.ru")
    assert not ACCESS.allows("invitation.create", actor, invitation)
    # nor is a program without an address whoever was invited without one
    nameless = SimpleNamespace(role="participant", scope="organisation", scope_id="7", email="", person_id=None)
    assert ACCESS.allows("invitation.create", replace(actor, email=""), nameless)
    assert ACCESS.allows("grant.create", actor, SimpleNamespace(role="participant", scope="cluster", scope_id="7"))


def test_what_has_no_person_is_no_visitors():
    for action in PERSON:
        assert not ACCESS.allows(action, VISITOR, SimpleNamespace(pk=None))
        assert not ACCESS.allows(action, ACTORS["person"], None)
    assert not any(ACCESS.allows(action, VISITOR, SimpleNamespace(person_id=None)) for action in (*TOKEN, *FILTER))
    assert not ACCESS.allows("person.close_account", ACTORS["admin"], SimpleNamespace(pk=2))
    assert all(ACCESS.allows("invitation.accept", actor, SimpleNamespace()) for actor in ACTORS.values())


def test_whose_pages_nobody_looks_at_in_their_place(person, at, monkeypatch):
    unseen = {"administrator", "secretary", "chair", "commission_member", "expert", "auditor"}
    people = {role: person(f"{role}@example.ru", (role, "round", "1")) for role in Role.values}
    assert {role for role, each in people.items() if closed_to_viewing(each)} == unseen
    people["chair"].grants.update(revoked_at=at)
    assert not closed_to_viewing(people["chair"])
    monkeypatch.setattr(access, "_closed", [])

    def closes(one):
        return one == people["host"]

    register_closed(closes)
    register_closed(closes)
    assert access._closed == [closes]
    assert {role for role, each in people.items() if closed_to_viewing(each)} == unseen - {"chair"} | {"host"}
