"""Surveys, the centre's own books and what an enterprise publishes: who may, by role and by region."""

from types import SimpleNamespace

import pytest
from tests.web.acting import cast, permitted

from svetovod.web.regions.access import ACCESS

ACTORS = cast(
    nobody="", admin="administrator@platform:", officer="registry_officer@platform:",
    centre="cdc_officer@region:RU-MO", authority="regional_authority@region:RU-MO",
    other_centre="cdc_officer@region:RU-TA", other_authority="regional_authority@region:RU-TA",
    participant="participant@organisation:7", initiator="initiator@organisation:7",
    manager="cluster_manager@organisation:7", preparer="preparer@organisation:7", rival="participant@organisation:8",
    elsewhere="cdc_officer@organisation:7", no_office="participant@region:RU-MO",
)  # fmt: skip
OFFICIALS = "centre authority other_centre other_authority"
EXPECTED = {
    "region.view": " ".join(ACTORS),
    "survey.list": f"officer {OFFICIALS}",
    "survey.view": f"officer {OFFICIALS} system",
    "survey.create": "officer system",
    "survey.publish": "officer system",
    "registry_file.list": f"admin officer {OFFICIALS}",
    "registry_file.create": f"admin officer {OFFICIALS} system",
    "centre.view": "centre authority system",
    "centre.log": "centre system",
    "centre.withdraw": "centre",
    "centre.plan": "centre authority system",
    "facility.log": "centre authority system",
    "publication.view": "officer participant initiator manager",
    "publication.set": "participant initiator manager",
    "publication.withhold": "officer",
}


@pytest.mark.parametrize("action", list(ACCESS))
def test_who_may(action):
    obj = SimpleNamespace(pk=7) if action.startswith("publication.") else "RU-MO"
    assert permitted(ACCESS, action, ACTORS, obj) == EXPECTED[action]


def test_whose_table_it_is():
    assert (ACCESS.app, ACCESS.again) == ("regions", frozenset())
