"""Who may do what at a session: the whole table, role by relation by action."""

import pytest

from svetovod.web.accounts.actors import VISITOR
from svetovod.web.common.errors import Denied, Hidden
from svetovod.web.events.access import ACCESS

PUBLIC = {"session.view", "registration.create"}
EVERYTHING = {
    "session.view", "session.update", "session.publish", "registration.create", "registrations.list",
    "registrations.export", "pitches.list",
}  # fmt: skip
EXPECTED = {
    "visitor": (None, PUBLIC),
    "organiser": (("organiser", "platform", ""), EVERYTHING),
    "organiser of the session": (("organiser", "session", "saransk-2021"), EVERYTHING),
    "organiser of another": (("organiser", "session", "kaluga-2022"), PUBLIC),
    "at the door": (("check_in", "session", "saransk-2021"), PUBLIC | {"registrations.list"}),
    "at another door": (("check_in", "session", "kaluga-2022"), PUBLIC),
    "expert": (("expert", "session", "saransk-2021"), PUBLIC | {"pitches.list"}),
    "scribe": (("scribe", "session", "saransk-2021"), PUBLIC | {"pitches.list"}),
    "expert of a selection": (("expert", "round", "1"), PUBLIC),
    "administrator": (("administrator", "platform", ""), PUBLIC),
    "cluster manager": (("cluster_manager", "cluster", "1"), PUBLIC),
}


@pytest.mark.parametrize("who", EXPECTED)
def test_session_matrix(who, session, actor):
    role, allowed = EXPECTED[who]
    asking = actor("x@example.org", role) if role else VISITOR
    assert {action for action in EVERYTHING if ACCESS.allows(action, asking, session)} == allowed


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        (None, set()),
        (
            ("organiser", "session", "saransk-2021"),
            {"registration.view", "registration.manage", "registration.check_in"},
        ),
        (("check_in", "session", "saransk-2021"), {"registration.view", "registration.check_in"}),
        (("expert", "session", "saransk-2021"), set()),
    ],
)
def test_registration_matrix(role, allowed, register, actor):
    row = register().registration
    asking = actor("x@example.org", role) if role else VISITOR
    actions = ("registration.view", "registration.manage", "registration.check_in")
    assert {action for action in actions if ACCESS.allows(action, asking, row)} == allowed


def test_drafts_are_seen_by_organisers_only(session, actor):
    session.state = "draft"
    assert not ACCESS.allows("session.view", VISITOR, session)
    assert ACCESS.allows("session.view", actor("o@example.org", ("organiser", "session", session.slug)), session)


def test_registering_for_a_draft_is_refused_to_its_organiser_too(session, actor):
    """Asked about a session, not about a registration: a refusal in words, not an error."""
    session.state = "draft"
    with pytest.raises(Denied):
        ACCESS.require("registration.create", actor("o@example.org", ("organiser", "session", session.slug)), session)
    with pytest.raises(Hidden):
        ACCESS.require("registration.create", actor("x@example.org", ("expert", "round", "1")), session)
