"""Whoever speaks for a party of an application opens, ranks, approves and records nothing; a substitute does."""

from contextlib import contextmanager
from datetime import timedelta

import pytest

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.models import RoleGrant
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Refused
from svetovod.web.selection import services
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.models import Application, Vote

from .conftest import AT, person

MATTERS = ["initiator", "participant", "manager", "cluster", "project"]


@pytest.fixture
def scored(make_world):
    return make_world(projects=4).play("filed", "checked", "scored")


@contextmanager
def refusal(code, number=""):
    with pytest.raises(Refused) as caught:
        yield
    assert caught.value.code == code
    assert number in str(caught.value)


def speak(world, key, matter="initiator", role=Role.PARTICIPANT):
    """The person gets a role in something of the first application."""
    project = world.projects[0]
    other = project.participants.exclude(organisation=project.initiator).get()
    place = {
        "initiator": (Scope.ORGANISATION, project.initiator_id),
        "participant": (Scope.ORGANISATION, other.organisation_id),
        "manager": (Scope.ORGANISATION, project.cluster.manager_id),
        "cluster": (Scope.CLUSTER, project.cluster_id),
        "project": (Scope.PROJECT, project.pk),
    }[matter]
    return RoleGrant.objects.create(
        person=world.people[key], role=role, scope=place[0], scope_id=str(place[1]), granted_at=AT
    )


def confirm(world, key, role):
    services.opening_confirm(actor=world.actor(key), round=world.round, role=role, at=world.round.opening_at)
    world.round.refresh_from_db()


@pytest.mark.parametrize("matter", MATTERS)
@pytest.mark.parametrize("key", ["secretary", "chair"])
def test_an_officer_who_speaks_for_a_party_does_not_open(scored, key, matter):
    speak(scored, key, matter)
    number = scored.application().number
    before = LedgerEntry.objects.count()
    with refusal("round.interest", number):
        confirm(scored, key, key)
    assert not ACCESS.allows("opening.confirm", scored.actor(key), scored.round)
    assert LedgerEntry.objects.count() == before
    assert not scored.round.consents.exists()


def test_a_party_that_took_its_application_back_is_none(scored):
    speak(scored, "secretary")
    Application.objects.filter(pk=scored.application().pk).update(state="withdrawn")
    confirm(scored, "secretary", "secretary")
    assert scored.round.consents.count() == 1


def test_ranking_approval_and_protocol_are_refused_to_whoever_came_to_speak_for_a_party(scored):
    scored.play("opened")
    at, number = scored.round.sitting_at, scored.application().number
    granted = speak(scored, "secretary")
    with refusal("round.interest", number):
        services.ranking_run(actor=scored.actor("secretary"), round=scored.round, at=at)
    granted.delete()
    services.ranking_run(actor=scored.actor("secretary"), round=scored.round, at=at)
    for key in ("chair", "member-1"):
        services.vote_cast(actor=scored.actor(key), round=scored.round, choice="for", at=at)
    granted = speak(scored, "chair")
    with refusal("round.interest", number):
        services.round_approve(actor=scored.actor("chair"), round=scored.round, at=at)
    granted.delete()
    services.round_approve(actor=scored.actor("chair"), round=scored.round, at=at)
    speak(scored, "secretary")
    with refusal("round.interest", number):
        services.protocol_issue(actor=scored.actor("secretary"), round=scored.round, at=at)
    assert not scored.round.protocols.exists()


def name(world, by, role, substitute):
    services.substitute_name(
        actor=world.actor(by), round=world.round, role=role, email=f"{substitute}@example.org", at=DAY(world)
    )


def DAY(world):
    return world.round.scoring_until + timedelta(hours=1)


@pytest.mark.parametrize(("role", "by", "key"), [("chair", "secretary", "chair"), ("secretary", "chair", "secretary")])
def test_a_substitute_acts_in_the_place_of_the_one_concerned(scored, role, by, key):
    speak(scored, key)
    scored.people["substitute"] = person("substitute")
    name(scored, by, role, "substitute")
    name(scored, by, role, "substitute")
    assert LedgerEntry.objects.filter(action="substitute.name").count() == 1
    confirm(scored, "substitute", role)
    confirm(scored, by, by)
    assert scored.round.state == "opened"
    assert LedgerEntry.objects.filter(action="opening.confirm").count() == 2
    assert scored.round.consents.get(role=role).person == scored.people["substitute"]


def test_who_may_be_named_and_by_whom(scored):
    scored.people["substitute"] = person("substitute")
    with refusal("substitute.needless"):
        name(scored, "secretary", "chair", "substitute")
    speak(scored, "chair")
    with refusal("substitute.unknown"):
        name(scored, "secretary", "chair", "nobody")
    with refusal("substitute.holds"):
        name(scored, "secretary", "chair", "expert-1")
    with refusal("substitute.holds"):
        name(scored, "secretary", "chair", "secretary")
    with refusal("substitute.interest", scored.application(1).number):
        name(scored, "secretary", "chair", "initiator-2")
    with pytest.raises(Denied):
        name(scored, "secretary", "secretary", "substitute")
    with refusal("round.interest"):
        name(scored, "chair", "secretary", "substitute")
    with pytest.raises(Denied):
        name(scored, "member-1", "chair", "substitute")


def test_the_page_says_who_is_concerned_and_names_a_substitute(scored, client):
    speak(scored, "chair")
    scored.people["substitute"] = person("substitute")
    number, url = scored.application().number, "/selections/2021/opening/"
    client.force_login(scored.people["chair"])
    page = client.get(url).content.decode()
    assert number in page
    assert "substitute/" not in page
    client.force_login(scored.people["secretary"])
    assert "opening/substitute/" in client.get(url).content.decode()
    assert client.post(f"{url}substitute/", {"role": "chair", "email": "no"}).status_code == 409
    client.post(f"{url}substitute/", {"role": "chair", "email": "substitute@example.org"})
    assert RoleGrant.objects.filter(person=scored.people["substitute"], role="chair").exists()
    assert "opening/substitute/" not in client.get(url).content.decode()


@pytest.mark.parametrize("matter", MATTERS)
def test_a_member_who_comes_to_speak_for_a_party_is_not_counted(scored, matter):
    """The vote was cast before the role was given: at the approval it is withdrawn, and printed so."""
    scored.play("opened")
    at = scored.round.sitting_at
    services.ranking_run(actor=scored.actor("secretary"), round=scored.round, at=at)
    for key in ("chair", "member-1", "member-2"):
        services.vote_cast(actor=scored.actor(key), round=scored.round, choice="for", at=at)
    speak(scored, "member-1", matter)
    services.round_approve(actor=scored.actor("chair"), round=scored.round, at=at)
    vote = Vote.objects.get(seat__person=scored.people["member-1"])
    assert (vote.choice, vote.conflict.split(":")[0]) == ("recused", scored.application().number)
    assert LedgerEntry.objects.filter(action="vote.recuse").count() == 1
    votes = services.protocol_issue(actor=scored.actor("secretary"), round=scored.round, at=at).snapshot["votes"]
    assert votes["cast"] == 2
    assert [row[2] for row in votes["rows"] if row[3]] == ["самоотвод, не учтён"]


def test_withdrawn_votes_make_no_quorum(scored):
    scored.play("opened")
    at = scored.round.sitting_at
    services.ranking_run(actor=scored.actor("secretary"), round=scored.round, at=at)
    services.vote_cast(actor=scored.actor("chair"), round=scored.round, choice="for", at=at)
    for key in ("member-1", "member-2"):
        speak(scored, key)
        services.vote_cast(actor=scored.actor(key), round=scored.round, choice="recused", at=at)
    with refusal("vote.quorum"):
        services.round_approve(actor=scored.actor("chair"), round=scored.round, at=at)


@pytest.mark.parametrize("matter", MATTERS)
def test_an_application_is_neither_checked_nor_assigned_by_who_speaks_for_it(make_world, matter):
    world = make_world().play("filed")
    speak(world, "secretary", matter)
    for action in ("application.check", "assignment.manage"):
        assert not ACCESS.allows(action, world.actor("secretary"), world.application())
