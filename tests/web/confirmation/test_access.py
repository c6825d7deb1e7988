"""Confirmation of conformity: by role, by the cluster's own people and by the state of what was filed."""

from types import SimpleNamespace

import pytest
from tests.web.acting import cast, permitted

from svetovod.web.confirmation.access import ACCESS

ACTORS = cast(
    nobody="", admin="administrator@platform:", officer="registry_officer@platform:", head="registry_head@platform:",
    own_officer="registry_officer@platform: cluster_manager@cluster:3", manager="cluster_manager@organisation:7",
    cluster="cluster_manager@cluster:3", foreign="cluster_manager@organisation:3", initiator="initiator@organisation:7",
    region="regional_authority@region:RU-MO", centre="cdc_officer@region:RU-MO", elsewhere="cdc_officer@region:RU-TA",
)  # fmt: skip
CLUSTER = SimpleNamespace(pk=3, manager_id=7, regions=["RU-MO", "RU-PNZ"])
MANAGERS, OFFICERS, REGION = "own_officer manager cluster", "officer own_officer", "region centre"
READERS = f"officer head {MANAGERS} {REGION} system"
# action: who may while it is a draft, once it is filed, after it was given back
EXPECTED = {
    "package.view": (f"officer {MANAGERS} {REGION} system",) * 3,
    "package.prepare": (f"{MANAGERS} system",) * 3,
    "application.view": (f"{MANAGERS} system", READERS, READERS),
    "application.examine": ("", "officer head own_officer", "officer head own_officer"),
    "application.attach": (f"{MANAGERS} system", "system", f"{MANAGERS} system"),
    "application.throw_away": (MANAGERS, "", ""),
    "application.file": (f"{MANAGERS} system",) * 3,
    "application.withdraw": (f"{MANAGERS} system",) * 3,
    "application.review": ("system", "officer system", "officer system"),
    "application.return": ("system", "officer system", "officer system"),
    "application.prepare": ("", "officer", "officer"),
    "application.decide": ("", "officer", "officer"),
    "application.appeal": (MANAGERS,) * 3,
    "application.hear": ("", "officer", "officer"),
    "application.sign": ("", "officer head", "officer head"),
    "queue.view": ("officer head own_officer",) * 3,
    "absence.enter": (OFFICERS,) * 3,
    "entry.view": (" ".join(ACTORS),) * 3,
    "entry.tend": ("system",) * 3,
    "entry.exclude": ("", "officer", "officer"),
    "entry.sign": ("officer head",) * 3,
    "entry.report": (MANAGERS,) * 3,
    "entry.answer": ("", "officer", "officer"),
}


@pytest.mark.parametrize("action", list(ACCESS))
def test_who_may(action):
    rows = [SimpleNamespace(cluster=CLUSTER, state=state) for state in ("draft", "filed", "returned")]
    assert tuple(permitted(ACCESS, action, ACTORS, row) for row in rows) == EXPECTED[action]


def test_the_cluster_itself_stands_for_its_papers():
    assert permitted(ACCESS, "package.prepare", ACTORS, CLUSTER) == f"{MANAGERS} system"
    assert permitted(ACCESS, "package.view", ACTORS, CLUSTER) == EXPECTED["package.view"][0]


def test_whose_table_it_is():
    assert (ACCESS.app, ACCESS.again) == ("confirmation", frozenset())
