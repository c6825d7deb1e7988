"""The access table of the registry asked alone: every action by every role and relation."""

from types import SimpleNamespace

import pytest
from tests.web.acting import Rows, acting, asks_again, cast, permitted

from svetovod.web.accounts.actors import VISITOR
from svetovod.web.registry.access import ACCESS, makes_checks, reads_check
from svetovod.web.registry.enums import ClusterState
from svetovod.web.registry.models import Cluster, Membership

ACTORS = cast(
    manager="cluster_manager@cluster:3", house="cluster_manager@organisation:7",
    region="regional_authority@region:RU-MO", centre="cdc_officer@region:RU-MO",
    other_region="regional_authority@region:RU-TA", other_centre="cdc_officer@region:RU-TA",
    officer="registry_officer@platform", head="registry_head@platform", admin="administrator@platform",
    organiser="organiser@platform", of_session="organiser@session:one registry_officer@session:one",
    secretary="secretary@platform", of_round="secretary@round:1", chair="chair@round:1 chair@platform",
    participant="participant@organisation:1", initiator="initiator@organisation:1",
    its_manager="cluster_manager@organisation:1", preparer="preparer@organisation:1",
    loader="regional_authority@region:RU-MO", loading_officer="registry_officer@platform", loading="",
    elsewhere="participant@organisation:2 initiator@organisation:2 cluster_manager@organisation:2 "
    "cluster_manager@cluster:4 participant@cluster:3 initiator@region:RU-MO secretary@session:1",
)  # fmt: skip
EVERYBODY = set(ACTORS)
OFFICERS = {"officer", "loading_officer"}
MANAGERS = {"manager", "house"}
OF_REGION = {"region", "centre", "loader"}
OFFICIALS = OF_REGION | {"other_region", "other_centre"}
SPEAKING = {"participant", "initiator", "its_manager"}
REGISTRARS = OFFICERS | {"organiser"}


class Nowhere:
    """Clusters of an organisation that takes part in none."""

    def filter(self, *_asked, **_more):
        return Rows()


def organisation(*, hidden=False):
    return SimpleNamespace(pk=1, hidden=hidden, memberships=Nowhere())


def bulk(by):
    return SimpleNamespace(made_by_id=by and ACTORS[by].person_id)


OPEN, HIDDEN = organisation(), organisation(hidden=True)
CLUSTER = SimpleNamespace(pk=3, manager_id=7, regions=["RU-MO", "RU-SA"], state="idea")
REGISTERED = SimpleNamespace(**{**vars(CLUSTER), "state": "registered"})
SEES_CLUSTER = MANAGERS | OF_REGION | OFFICERS | {"system"}
# an action, and what is different about its object: the object, who may
EXPECTED = {
    "organisation.view": (OPEN, EVERYBODY),
    "organisation.view, hidden": (HIDDEN, SPEAKING | {"preparer"} | REGISTRARS | {"system"}),
    "organisation.create": (None, REGISTRARS | {"system"}),
    "organisation.list": (None, OFFICERS),
    "organisation.merge": (None, OFFICERS),
    "organisation.verify": (None, OFFICERS),
    "particular.view": (OPEN, SPEAKING | OFFICERS | {"system"}),
    "particular.enter": (OPEN, SPEAKING | OFFICERS | {"system"}),
    "particular.import": (None, OFFICERS | {"secretary", "of_round", "system"}),
    "cluster.view": (REGISTERED, EVERYBODY),
    "cluster.view, an idea": (CLUSTER, SEES_CLUSTER),
    "cluster.create": (None, REGISTRARS | {"system"}),
    "cluster.import": (CLUSTER, MANAGERS | {"system"}),
    "cluster.move": (CLUSTER, MANAGERS | OFFICERS | {"system"}),
    "cluster.member": (CLUSTER, MANAGERS | {"system"}),
    "cluster.hand_over": (CLUSTER, MANAGERS | OFFICERS | {"system"}),
    "cluster.bulk_import": (CLUSTER, OF_REGION | OFFICERS),
    "bulk.create": (None, OFFICIALS | OFFICERS),
    "verdict.view": (CLUSTER, SEES_CLUSTER | {"head"}),
    "verdict.make": (CLUSTER, SEES_CLUSTER),
} | {
    f"{action}{whose}": (bulk(by), who)
    for action in ("bulk.view", "bulk.apply", "bulk.undo")
    for whose, by, who in (
        ("", "loader", {"loader"}), (", an officer's", "loading_officer", {"loading_officer"}),
        (", of one who lost the office", "loading", set()), (", nobody's", None, set()),
    )
}  # fmt: skip


def allowed(action, obj, actors=ACTORS):
    return set(permitted(ACCESS, action.partition(",")[0], actors, obj).split())


@pytest.mark.parametrize("action", EXPECTED)
def test_who_may(action):
    obj, who = EXPECTED[action]
    assert allowed(action, obj) == who


def test_every_action_is_asked():
    # who edits an organisation depends on rows: below
    assert {action.partition(",")[0] for action in EXPECTED} | {"organisation.edit"} == set(ACCESS)
    assert (ACCESS.app, ACCESS.again) == ("registry", {"cluster.hand_over"})
    assert asks_again(ACCESS, "cluster.hand_over", ACTORS["manager"], CLUSTER)
    assert not asks_again(ACCESS, "cluster.move", ACTORS["manager"], CLUSTER)


def test_only_an_idea_is_not_public():
    for state in ClusterState.values:
        row = SimpleNamespace(**{**vars(CLUSTER), "state": state})
        assert ACCESS.allows("cluster.view", VISITOR, row) is (state != "idea")


def test_a_load_without_a_person_is_no_programs():
    official = {"lost": acting(None, "regional_authority@region:RU-MO")}
    assert allowed("bulk.view", bulk(None), official) == set()


def test_an_extract_is_read_by_officers_and_whoever_edits_the_organisation():
    """Made by officers alone: a comparison with the state's register is theirs."""

    def may(rule):
        return {name for name, actor in ACTORS.items() if rule.test(actor, SimpleNamespace(organisation=OPEN))}

    assert may(makes_checks) == OFFICERS
    assert may(reads_check) == SPEAKING | OFFICERS | {"system"}


def test_an_organisation_is_edited_by_whoever_speaks_for_it_or_manages_its_cluster_now(manager_of, at):
    house = manager_of.pk
    now, left = (
        Cluster.objects.create(slug=slug, name=slug, manager=manager_of, regions=["RU-MO"]) for slug in ("now", "left")
    )
    row = type(manager_of).objects.create(inn="0000000018", name="Enterprise", region="RU-MO")
    Membership.objects.create(cluster=now, organisation=row)
    gone = Membership.objects.create(cluster=left, organisation=row, left_on=at.date())
    actors = cast(
        manager=f"cluster_manager@cluster:{now.pk}", house=f"cluster_manager@organisation:{house}",
        of_left=f"cluster_manager@cluster:{left.pk}", participant=f"participant@organisation:{row.pk}",
        initiator=f"initiator@organisation:{row.pk}", preparer=f"preparer@organisation:{row.pk}",
        its_manager=f"cluster_manager@organisation:{row.pk}", officer="registry_officer@platform",
        organiser="organiser@platform", of_house=f"participant@organisation:{house}",
        in_cluster=f"participant@cluster:{now.pk}", nobody="",
    )  # fmt: skip
    speaking = {"participant", "initiator", "its_manager", "officer", "system"}
    assert allowed("organisation.edit", row, actors) == speaking | {"manager", "house"}
    # whoever managed it until it left manages it no longer
    Membership.objects.filter(cluster=now).delete()
    assert allowed("organisation.edit", row, actors) == speaking
    gone.left_on = None
    gone.save()
    assert allowed("organisation.edit", row, actors) == speaking | {"of_left", "house"}


def test_whoever_manages_nothing_is_told_so_without_a_question():
    assert not ACCESS.allows("organisation.edit", ACTORS["organiser"], SimpleNamespace(pk=1, memberships=None))
