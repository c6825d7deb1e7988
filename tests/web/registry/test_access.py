"""Who may do what: the whole table, role by relation by action."""

import pytest

from svetovod.web.accounts.actors import VISITOR
from svetovod.web.registry.access import ACCESS

PUBLIC = {"cluster.view"}
FIGURES = {"cluster.view", "verdict.view", "verdict.make"}
ACTIONS = {"cluster.view", "cluster.import", "verdict.view", "verdict.make"}

EXPECTED = {
    "visitor": (None, PUBLIC),
    "manager of the cluster": (("cluster_manager", "cluster", "{cluster}"), ACTIONS),
    "manager of its organisation": (("cluster_manager", "organisation", "{manager}"), ACTIONS),
    "manager of another": (("cluster_manager", "organisation", 9999), PUBLIC),
    "authority of the region": (("regional_authority", "region", "RU-MO"), FIGURES),
    "cdc of the region": (("cdc_officer", "region", "RU-MO"), FIGURES),
    "authority of another region": (("regional_authority", "region", "RU-TA"), PUBLIC),
    "registry officer": (("registry_officer", "platform", ""), FIGURES),
    "administrator": (("administrator", "platform", ""), PUBLIC),
    "expert": (("expert", "round", 1), PUBLIC),
    "organiser": (("organiser", "platform", ""), PUBLIC),
}


@pytest.mark.parametrize("who", EXPECTED)
def test_cluster_matrix(who, empty_cluster, actor):
    role, allowed = EXPECTED[who]
    asking = VISITOR
    if role:
        place = str(role[2]).format(cluster=empty_cluster.pk, manager=empty_cluster.manager_id)
        asking = actor("x@example.org", (role[0], role[1], place))
    assert {action for action in ACTIONS if ACCESS.allows(action, asking, empty_cluster)} == allowed


@pytest.mark.parametrize(
    ("role", "sees"), [("cluster_manager", True), ("cdc_officer", True), ("registry_officer", True), (None, False)]
)
def test_an_idea_is_seen_by_those_who_answer_for_it(role, sees, empty_cluster, actor):
    empty_cluster.state = "idea"
    scope = {"cluster_manager": ("cluster", empty_cluster.pk), "cdc_officer": ("region", "RU-MO")}.get(
        role, ("platform", "")
    )
    asking = actor("x@example.org", (role, *scope)) if role else VISITOR
    assert ACCESS.allows("cluster.view", asking, empty_cluster) is sees


@pytest.mark.parametrize(("role", "may"), [("organiser", True), ("registry_officer", True), ("expert", False)])
def test_who_enters_organisations(role, may, actor):
    asking = actor("x@example.org", (role, "platform", ""))
    assert ACCESS.allows("organisation.create", asking) is may
    assert ACCESS.allows("cluster.create", asking) is may


@pytest.mark.parametrize("role", ["organiser", "registry_officer"])
def test_the_same_role_in_one_session_opens_nothing_of_the_registry(role, empty_cluster, actor):
    """An organiser of one session was made by another organiser: hidden enterprises stay hidden from them."""
    asking = actor("x@example.org", (role, "session", "saransk-2021"))
    empty_cluster.manager.hidden, empty_cluster.state = True, "idea"
    assert not ACCESS.allows("organisation.view", asking, empty_cluster.manager)
    assert not ACCESS.allows("organisation.create", asking)
    assert not ACCESS.allows("cluster.view", asking, empty_cluster)
    assert not ACCESS.allows("verdict.view", asking, empty_cluster)


def test_what_is_asked_again_for():
    assert (ACCESS.app, ACCESS.again) == ("registry", {"cluster.hand_over"})
