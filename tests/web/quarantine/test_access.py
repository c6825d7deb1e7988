"""What was found in files is the administrator's to see and to drop."""

import pytest
from tests.web.acting import cast, permitted

from svetovod.web.quarantine.access import ACCESS

ACTORS = cast(
    nobody="", admin="administrator@platform:", strayed="administrator@organisation:7", auditor="auditor@platform:",
    officer="registry_officer@platform:", secretary="secretary@round:1",
)  # fmt: skip


def test_the_table_has_these_actions_and_no_others():
    assert (set(ACCESS), ACCESS.app, ACCESS.again) == ({"held.view", "held.drop"}, "quarantine", frozenset())


@pytest.mark.parametrize("action", list(ACCESS))
def test_who_may(action):
    assert permitted(ACCESS, action, ACTORS) == "admin"
