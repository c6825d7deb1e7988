"""Requests for figures: whoever asks, whoever is asked, and whoever passes a table on."""

from types import SimpleNamespace

import pytest
from tests.web.acting import Rows, acting, cast, permitted

from svetovod.web.figures.access import ACCESS, brings_signed, leads, reads_signed

ACTORS = cast(
    nobody="", admin="administrator@platform:", ministry="registry_officer@platform:",
    association="organiser@platform:", session="organiser@session:saransk", manager="cluster_manager@organisation:7",
    cluster="cluster_manager@cluster:3", foreign="cluster_manager@organisation:9",
    participant="participant@organisation:8", initiator="initiator@organisation:8", preparer="preparer@organisation:8",
    rival="participant@organisation:9", region="regional_authority@region:RU-MO", centre="cdc_officer@region:RU-MO",
    of_authority="regional_authority@organisation:8", of_centre="cdc_officer@organisation:8",
    of_session="registry_officer@session:saransk",
)  # fmt: skip


class Nothing:
    """Clusters of an organisation that manages none."""

    def filter(self, **_asked):
        return SimpleNamespace(exists=lambda: False)


def organisation(pk, kind="enterprise", region="RU-MO"):
    return SimpleNamespace(pk=pk, kind=kind, region=region, managed_clusters=Nothing())


def reply(request, to):
    return SimpleNamespace(request=request, organisation=to, organisation_id=to.pk)


CLUSTER = SimpleNamespace(pk=3, manager_id=7)
OF_CLUSTER = SimpleNamespace(cluster=CLUSTER, office="", asker=None, is_table=False)
OF_MINISTRY = SimpleNamespace(cluster=None, office="registry_officer", asker=None, is_table=True)
PASSED_ON = SimpleNamespace(cluster=None, office="", asker=organisation(8, "authority"), is_table=True)
MANAGERS, ANSWERING = "manager cluster", "participant initiator preparer"
# action: who may where a managing organisation asks an enterprise
EXPECTED = {
    "requests.list": f"{MANAGERS} system",
    "requests.open": f"{MANAGERS} system",
    "requests.compose": "ministry association",
    "request.view": f"{MANAGERS} system",
    "request.invite": f"{MANAGERS} system",
    "request.remind": f"{MANAGERS} system",
    "request.lock": MANAGERS,
    "request.export": MANAGERS,
    "request.amend": MANAGERS,
    "reply.view": f"{MANAGERS} {ANSWERING}",
    "reply.answer": ANSWERING,
    "reply.type_in": f"{MANAGERS} system",
    "reply.sign": f"{MANAGERS} {ANSWERING}",
    "reply.dispute": f"{MANAGERS} system",
    "reply.pass_on": "",
}


@pytest.mark.parametrize("action", list(ACCESS))
def test_a_managing_organisation_asks_an_enterprise(action):
    objects = {"requests": CLUSTER, "request": OF_CLUSTER, "reply": reply(OF_CLUSTER, organisation(8))}
    assert permitted(ACCESS, action, ACTORS, objects[action.split(".")[0]]) == EXPECTED[action]


@pytest.mark.parametrize("action", [action for action in ACCESS if action.startswith("request.")])
def test_an_office_sees_what_it_asked_itself(action):
    own = "ministry system" if "system" in EXPECTED[action] else "ministry"
    assert permitted(ACCESS, action, ACTORS, OF_MINISTRY) == own
    passed = permitted(ACCESS, action, ACTORS, PASSED_ON)
    assert passed.removesuffix(" system") == "region of_authority"


@pytest.mark.parametrize(
    ("kind", "offices"),
    [
        ("authority", "region of_authority"),
        ("cdc", "centre of_centre"),
        ("specialised_organisation", ""),
        ("enterprise", ""),
        ("association", ""),
    ],
)
def test_who_is_asked_by_a_table_answers_and_passes_it_on_by_his_office(kind, offices):
    asked = reply(OF_MINISTRY, organisation(8, kind))
    assert permitted(ACCESS, "reply.pass_on", ACTORS, asked) == offices
    assert permitted(ACCESS, "reply.answer", ACTORS, asked) == f"{ANSWERING} {offices}".strip()
    # by a questionnaire an enterprise is asked, and no office speaks for it
    plain = reply(OF_CLUSTER, organisation(8, kind))
    assert permitted(ACCESS, "reply.pass_on", ACTORS, plain) == ""
    assert permitted(ACCESS, "reply.answer", ACTORS, plain) == ANSWERING


def test_an_office_of_another_region_leads_nothing_here():
    assert not leads(acting(1, "regional_authority@region:RU-TA"), organisation(8, "authority"))
    assert not leads(acting(1, "regional_authority@cluster:RU-MO"), organisation(8, "authority"))
    assert not leads(acting(1, "regional_authority@organisation:9"), organisation(8, "authority"))
    assert not leads(acting(1, "regional_authority@cluster:8"), organisation(8, "authority"))
    assert not leads(acting(1, "cluster_manager@organisation:9"), organisation(8, "specialised_organisation"))
    assert leads(acting(1, "cluster_manager@organisation:8"), organisation(8, "specialised_organisation"))


def test_whoever_holds_a_cluster_leads_the_organisation_that_manages_it(cluster):
    house = cluster.manager
    assert leads(acting(1, f"cluster_manager@cluster:{cluster.pk}"), house)
    assert not leads(acting(1, f"cluster_manager@cluster:{cluster.pk + 1}"), house)
    assert not leads(acting(1, f"participant@cluster:{cluster.pk}"), house)


@pytest.mark.parametrize("rule", [reads_signed, brings_signed])
def test_signed_sheets_are_whose_part_it_is_and_whoever_holds_a_link_of_it(rule):
    actors = cast(
        manager="cluster_manager@cluster:3", foreign="cluster_manager@organisation:9",
        participant="participant@organisation:8", rival="participant@organisation:9", linked="", revoked="", nobody="",
    )  # fmt: skip
    part = reply(OF_CLUSTER, organisation(8))
    part.contacts = Rows(
        SimpleNamespace(person=actors[name].person_id, revoked_at=at) for name, at in (("linked", None), ("revoked", 1))
    )
    answer = SimpleNamespace(reply=part)
    may = {name for name, actor in actors.items() if rule.test(actor, answer)}
    assert may == {"manager", "participant", "linked"}


def test_whose_table_it_is():
    assert (ACCESS.app, ACCESS.again) == ("figures", frozenset())
