from types import SimpleNamespace

import pytest

from svetovod.web.accounts.actors import SYSTEM, VISITOR, Actor, Grant
from svetovod.web.notices.access import ACCESS

ACTORS = {
    "visitor": VISITOR,
    "system": SYSTEM,
    "owner": Actor(person_id=1),
    "other": Actor(person_id=2),
    "admin": Actor(person_id=3, grants=(Grant(1, "administrator", "platform", ""),)),
    "auditor": Actor(person_id=4, grants=(Grant(1, "auditor", "platform", ""),)),
}
EXPECTED = {
    "mail.view": {"admin"}, "mail.resend": {"admin"}, "mail.drop": {"admin"}, "mail.free": {"admin"},
    "notice.view": {"owner"}, "notice.read": {"owner"},
    "problem.tell": set(ACTORS), "problem.view": {"admin"}, "problem.answer": {"admin"},
    "notice.set": {"owner", "other", "admin", "auditor"},
}  # fmt: skip


@pytest.mark.parametrize("action", list(ACCESS))
@pytest.mark.parametrize("who", ACTORS)
def test_matrix(who, action):
    assert ACCESS.allows(action, ACTORS[who], SimpleNamespace(person_id=1)) == (who in EXPECTED[action])


def test_whose_table_it_is():
    assert (ACCESS.app, ACCESS.again) == ("notices", frozenset())
