"""The schedule of presentations: asked for, computed by a job, accepted; its conditions come from what is there."""

from datetime import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from tests.web.keeping import keep

from svetovod.demo import build_registry
from svetovod.web.accounts.actors import SYSTEM, actor_of
from svetovod.web.accounts.models import RoleGrant
from svetovod.web.common.errors import Refused
from svetovod.web.events import pitch_asking, services
from svetovod.web.events.models import PitchProposal
from svetovod.web.projects import services as projects
from svetovod.web.registry.selectors import members_of

EXAMPLES = Path(__file__).resolve().parents[3] / "examples" / "saransk-2021"
SETTINGS = {"minutes": 10, "row": 5, "pause": 20, "least": 1, "most": 3, "load": 4}


def url(name, *args):
    return reverse(f"events:{name}", args=["saransk-2021", *args])


@pytest.fixture
def pitches(session, person, at):
    """Four projects of one enterprise handed in."""
    return keep(("four pitches", at), lambda: make_pitches(session, person, at))


def make_pitches(session, person, at):
    host = session.items.filter(kind="visit").get().visits.first().host
    cluster = build_registry.cluster_from_workbook(
        EXAMPLES / "cluster-conforming.xlsx", "optics", host, name="Optics", regions=["RU-MO"], actor=SYSTEM, at=at
    )
    leader = members_of(cluster).first().organisation
    actor = actor_of(person("initiator@example.org", ("initiator", "organisation", leader.pk)))
    for number in range(4):
        project = projects.project_create(
            actor=actor, cluster=cluster, organisation=leader, title=f"Fibre {number}", canvas={}, at=at
        )
        fields = {"start": at.date(), "okpd2": ("26.11", "27.31", "27.40", "26.11")[number]}
        project = projects.project_edit(actor=actor, project=project, revision=project.revision, fields=fields, at=at)
        services.pitch_submit(actor=actor, session=session, project=project, at=at)
    return list(session.pitches.order_by("pk"))


@pytest.fixture
def experts(session, person, at):
    made = [person(f"expert-{number}@example.org", ("expert", "session", session.slug)) for number in range(3)]
    for place, each in enumerate(made):
        services.panel_set(actor=SYSTEM, session=session, person=each, classes=["26", "27"][: place + 1], at=at)
    return made


@pytest.fixture
def desk(client, session, organiser, clock):
    client.force_login(organiser)
    return client


def test_a_schedule_is_proposed_accepted_and_stands_on_the_page(desk, session, pitches, experts):
    for _press in range(2):
        assert desk.post(url("proposal_start"), SETTINGS).status_code == 302
    proposal = PitchProposal.objects.get()
    assert "hx-trigger" in desk.get(url("pitch_plan")).content.decode()
    services.proposal_compute(proposal_id=proposal.pk)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.result["status"]) == ("done", "optimal")
    assert proposal.result["bound"] == proposal.result["value"] == 4
    assert pitches[0].project.code in desk.get(url("pitch_plan")).content.decode()
    assert desk.post(url("proposal_apply", proposal.number)).status_code == 302
    item, found = session.items.get(kind="pitches"), list(session.pitches.prefetch_related("panel"))
    assert len({(each.slot, each.hall) for each in found}) == 4
    assert all(1 <= each.panel.count() <= 3 for each in found)
    local = [each.slot.astimezone(ZoneInfo(session.zone)) for each in found]
    assert all(item.start <= each.time() < item.end and each.date() == item.day for each in local)
    assert "expert-" in desk.get(url("pitches")).content.decode()


def test_an_expert_hears_no_project_of_their_own_and_not_in_hours_that_are_taken(session, pitches, experts, at):
    place = str(pitches[0].project.initiator_id)
    RoleGrant.objects.create(
        person=experts[0], role="participant", scope="organisation", scope_id=place, granted_at=at
    )  # fmt: skip
    item = session.items.get(kind="pitches")
    speaker = services.speaker_add(actor=SYSTEM, session=session, name="Эксперт", email=experts[1].email, at=at)
    services.absence_add(
        actor=SYSTEM, session=session, speaker=speaker, day=item.day, start=time(0), end=time(23), at=at
    )
    own, away, free = pitch_asking.problem(session, SETTINGS)["experts"]
    assert own["own"] == [0, 1, 2, 3] and own["blocks"]
    assert away["blocks"] == [] and away["own"] == []
    assert free["blocks"] and free["own"] == []


def test_rows_pauses_and_halls_become_blocks(session, pitches):
    item = session.items.get(kind="pitches")
    item.start, item.end = time(12), time(14)
    item.save()
    blocks = pitch_asking.problem(session, SETTINGS)["blocks"]
    assert [(each["start"][11:16], each["end"][11:16], each["places"], each["time"]) for each in blocks] == [
        ("12:00", "12:50", 5, 0), ("13:10", "14:00", 5, 1),
    ]  # fmt: skip
    item.pk, item.hall = None, "Зал 2"
    item.save()
    twice = pitch_asking.problem(session, SETTINGS)["blocks"]
    assert [(each["hall"], each["time"]) for each in twice] == [("Зал 1", 0), ("Зал 2", 0), ("Зал 1", 1), ("Зал 2", 1)]


def test_what_cannot_be_held_is_refused_before_it_is_computed(desk, session, pitches):
    for wrong in ({"minutes": 119}, {"least": 4}, {"minutes": "0"}, {"load": ""}):
        assert desk.post(url("proposal_start"), SETTINGS | wrong).status_code == 422, wrong
    assert not PitchProposal.objects.exists()


def test_without_experts_nothing_is_found_and_that_is_said(desk, session, pitches, at):
    proposal = services.proposal_start(actor=SYSTEM, session=session, settings=SETTINGS, at=at)
    services.proposal_compute(proposal_id=proposal.pk)
    proposal.refresh_from_db()
    assert proposal.state == "nothing"
    assert desk.post(url("proposal_apply", proposal.number)).status_code == 409


def test_a_schedule_of_other_projects_is_not_accepted(session, pitches, experts, at):
    proposal = services.proposal_start(actor=SYSTEM, session=session, settings=SETTINGS, at=at)
    services.proposal_compute(proposal_id=proposal.pk)
    pitches[0].delete()
    with pytest.raises(Refused) as refused:
        services.proposal_apply(actor=SYSTEM, session=session, number=proposal.number, at=at)
    assert refused.value.code == "proposal.stale"


def test_only_experts_of_the_session_judge(desk, session, experts, person, pitches, at):
    stranger = person("stranger@example.org")
    assert desk.post(url("panel_set"), {"person": stranger.pk}).status_code == 422
    with pytest.raises(Refused):
        services.panel_set(actor=SYSTEM, session=session, person=stranger, classes=[], at=at)
    assert desk.post(url("panel_set"), {"person": experts[0].pk, "classes": ["27"]}).status_code == 302
    assert session.panel_experts.get(person=experts[0]).classes == ["27"]
