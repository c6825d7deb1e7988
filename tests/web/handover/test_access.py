"""Handovers: who leads every place of one, who leaves, who was named, and what each may decide."""

from types import SimpleNamespace

import pytest
from tests.web.acting import acting, asks_again, cast, permitted

from svetovod.web.handover.access import ACCESS

ACTORS = cast(
    leaver="", heir="", declined="", starter="cluster_manager@organisation:7",
    other_head="cluster_manager@organisation:7", half="cluster_manager@organisation:8",
    initiator="initiator@organisation:7", rival="cluster_manager@organisation:9",
    secretary="secretary@round:1",
)  # fmt: skip
HEADS = "starter other_head"
EXPECTED = {
    "handover.list": " ".join(name for name in ACTORS if name not in ("visitor", "system")),
    "handover.view": f"leaver heir {HEADS} system",
    "handover.start": HEADS,
    "handover.start_urgent": HEADS,
    "handover.name": HEADS,
    "handover.accept": "heir",
    "handover.force": HEADS,
    "handover.revoke": HEADS,
    "handover.carry_out": "system",
}


def handover(leaver=1, started_by=4, successors=((2, None), (3, "said no")), places=(("organisation", "7"),), roles=()):
    rows = [SimpleNamespace(successor_id=who, declined_at=when) for who, when in successors]
    held = [{"role": role, "scope": "organisation", "scope_id": "7"} for role in roles]
    return SimpleNamespace(
        leaver_id=leaver, started_by_id=started_by, places=[list(place) for place in places], roles=held,
        successions=SimpleNamespace(all=lambda: rows),
    )  # fmt: skip


@pytest.mark.parametrize("action", list(ACCESS))
def test_who_may(action):
    row = handover(roles=["participant", "cluster_manager"])
    assert permitted(ACCESS, action, ACTORS, row) == EXPECTED[action]


def test_whoever_does_not_lead_every_place_or_could_not_take_back_every_role_leads_nothing():
    two = handover(places=(("organisation", "7"), ("organisation", "8")))
    both = acting(20, "cluster_manager@organisation:7", "cluster_manager@organisation:8")
    assert permitted(ACCESS, "handover.start", ACTORS | {"both": both}, two) == "both"
    assert permitted(ACCESS, "handover.start", ACTORS, handover(places=())) == ""
    assert permitted(ACCESS, "handover.start", ACTORS, handover(roles=["participant", "auditor"])) == ""
    # an initiator leads the place, and takes back no role of its manager
    assert permitted(ACCESS, "handover.start", ACTORS, handover()) == f"{HEADS} initiator"


def test_a_leaver_who_leads_decides_about_his_own_leaving_alone():
    own = handover(leaver=4, started_by=4, roles=["cluster_manager"])
    sent = handover(leaver=4, started_by=5, roles=["cluster_manager"])
    for action in ("handover.name", "handover.revoke"):
        assert permitted(ACCESS, action, ACTORS, own) == HEADS
        assert permitted(ACCESS, action, ACTORS, sent) == "other_head"
    for action in ("handover.start_urgent", "handover.force"):
        assert permitted(ACCESS, action, ACTORS, own) == "other_head"


def test_nobody_forces_the_work_upon_others_who_was_named_himself():
    row = handover(successors=((5, None),), roles=["cluster_manager"])
    assert permitted(ACCESS, "handover.force", ACTORS, row) == "starter"
    assert permitted(ACCESS, "handover.accept", ACTORS, row) == "other_head"


def test_a_place_that_nobody_was_named_for_is_not_the_visitors():
    empty = handover(leaver=None, started_by=None, successors=((None, None),), roles=["cluster_manager"])
    assert permitted(ACCESS, "handover.accept", ACTORS, empty) == ""
    assert permitted(ACCESS, "handover.view", ACTORS, empty) == f"{HEADS} system"


@pytest.mark.parametrize("action", [action for action in ACCESS if action != "handover.carry_out"])
def test_work_and_roles_change_hands_only_by_who_has_shown_lately_who_he_is(action):
    who = ACTORS["heir" if action == "handover.accept" else "starter"]
    asked = {"handover.start", "handover.start_urgent", "handover.accept", "handover.force"}
    assert asks_again(ACCESS, action, who, handover(roles=["cluster_manager"])) == (action in asked)


def test_whose_table_it_is():
    assert (ACCESS.app, ACCESS.again) == (
        "handover",
        {"handover.start", "handover.start_urgent", "handover.accept", "handover.force"},
    )
