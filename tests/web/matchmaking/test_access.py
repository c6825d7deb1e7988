"""Business meetings: who acts for a profile, who answers an invitation, who sees a meeting, who plans."""

from types import SimpleNamespace

import pytest
from tests.web.acting import acting, cast, permitted

from svetovod.web.matchmaking.access import ACCESS

ACTORS = cast(
    guest="", other_guest="", admin="administrator@platform:", organiser="organiser@platform:",
    here="organiser@session:saransk", there="organiser@session:kazan", strayed="organiser@organisation:7",
    namesake="organiser@cluster:saransk",
    participant="participant@organisation:7", initiator="initiator@organisation:7", preparer="preparer@organisation:7",
    manager="cluster_manager@organisation:7", partner="participant@organisation:8", third="participant@organisation:9",
)  # fmt: skip
OWN, PARTNER, ORGANISE = "participant initiator preparer", "partner", "organiser here"
SESSION = SimpleNamespace(slug="saransk")


def profile(organisation_id=None, person_id=None):
    registration = SimpleNamespace(person_id=person_id)
    return SimpleNamespace(organisation_id=organisation_id, registration=registration, session=SESSION)


SEVEN, EIGHT = profile(7), profile(8)
AGREEMENT = SimpleNamespace(people=(SEVEN, EIGHT), session=SESSION)
INVITATION = SimpleNamespace(people=(SEVEN, EIGHT), receiver=EIGHT, session=SESSION)
MEETING = SimpleNamespace(agreement=AGREEMENT, session=SESSION)
TABLE = SimpleNamespace(initiator=SEVEN)
SEAT = SimpleNamespace(profile=EIGHT)
EXPECTED = {
    "profile.view": (SEVEN, f"{ORGANISE} {OWN} system"),
    "profile.edit": (SEVEN, f"{OWN} system"),
    "wish.view": (INVITATION, f"{ORGANISE} {OWN} {PARTNER} system"),
    "wish.make": (SEVEN, f"{OWN} system"),
    "wish.answer": (INVITATION, f"{PARTNER} system"),
    "wish.withdraw": (INVITATION, f"{OWN} {PARTNER} system"),
    "wish.expire": (INVITATION, "system"),
    "cooperation.lead": (TABLE, f"{OWN} system"),
    "cooperation.answer": (SEAT, f"{PARTNER} system"),
    "cooperation.record": (SEAT, f"{PARTNER} system"),
    "meeting.view": (MEETING, f"{ORGANISE} {OWN} {PARTNER}"),
    "meeting.record": (MEETING, f"{OWN} {PARTNER} system"),
    "plan.view": (SESSION, f"{ORGANISE} system"),
    "plan.manage": (SESSION, f"{ORGANISE} system"),
    "plan.compute": (SESSION, "system"),
    "plan.export": (SESSION, ORGANISE),
}


@pytest.mark.parametrize("action", list(ACCESS))
def test_who_may(action):
    obj, expected = EXPECTED[action]
    assert permitted(ACCESS, action, ACTORS, obj) == expected


def test_a_guest_speaks_for_himself_alone():
    assert permitted(ACCESS, "profile.edit", ACTORS, profile(person_id=1)) == "guest system"
    # nobody has come yet: not even whoever is nobody
    assert permitted(ACCESS, "profile.edit", ACTORS, profile()) == "system"


def test_whoever_came_for_an_enterprise_needs_its_role():
    came = profile(7, person_id=1)
    assert permitted(ACCESS, "profile.edit", ACTORS, came) == f"{OWN} system"
    assert not ACCESS.allows("profile.edit", acting(1, "participant@organisation:8"), came)


def test_whose_table_it_is():
    assert (ACCESS.app, ACCESS.again) == ("matchmaking", frozenset())
