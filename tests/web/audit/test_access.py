import pytest

from svetovod.web.accounts.actors import SYSTEM, VISITOR, Actor, Grant
from svetovod.web.audit.access import ACCESS


def acting(*grants):
    return Actor(person_id=1, grants=tuple(Grant(i, *grant) for i, grant in enumerate(grants)))


ACTORS = {
    "visitor": VISITOR,
    "system": SYSTEM,
    "person": acting(),
    "admin": acting(("administrator", "platform", "")),
    "false_admin": acting(("administrator", "organisation", "7")),
    "auditor": acting(("auditor", "platform", "")),
    "auditor_of_a_round": acting(("auditor", "round", "1")),
    "secretary": acting(("secretary", "round", "1")),
}
SIGNED_IN = {"person", "admin", "false_admin", "auditor", "auditor_of_a_round", "secretary"}
EXPECTED = {"journal.view": {"admin", "auditor"}, "clock.view": SIGNED_IN, "clock.move": SIGNED_IN}


@pytest.mark.parametrize("action", list(ACCESS))
@pytest.mark.parametrize("who", ACTORS)
def test_matrix(who, action):
    assert ACCESS.allows(action, ACTORS[who]) == (who in EXPECTED[action])


def test_whose_table_it_is():
    assert (ACCESS.app, ACCESS.again) == ("audit", frozenset())
