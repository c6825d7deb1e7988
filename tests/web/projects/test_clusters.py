"""Enterprises of other clusters: invited only where the edition of the day is known to allow it."""

import pytest

from svetovod.web.common.errors import Refused
from svetovod.web.projects import bridge, services
from svetovod.web.projects.selectors import candidates_for
from svetovod.web.registry.models import Cluster, Membership, Organisation

from .conftest import AT


@pytest.fixture
def outsider(scene):
    other = Cluster.objects.create(slug="lasers", name="Lasers", regions=["RU-MO"], state="registered", manager=scene.d)
    found = Organisation.objects.create(inn="0000000057", name="Laser works", region="RU-MO")
    Membership.objects.create(cluster=other, organisation=found, role="supplier")
    return found


@pytest.fixture
def allowed(monkeypatch):
    law = bridge.facts().with_values({bridge.ONE_CLUSTER: False})
    monkeypatch.setattr(bridge, "facts", lambda: law)


def invite(scene, project, organisation):
    return services.participant_invite(
        actor=scene.initiator, project=project, organisation=organisation, role="co_executor", at=AT
    )


def test_no_known_edition_lets_them_in(scene, project, outsider, signed):
    assert outsider not in candidates_for(project, AT.date())
    with pytest.raises(Refused) as refusal:
        invite(scene, project, outsider)
    assert refusal.value.code == "participant.not_a_member"
    page = signed(scene.people["initiator"]).get(f"/projects/{project.code}/participants/").content.decode()
    assert "only participants of this cluster are invited" in page and "/project.one_cluster/" in page
    assert "Laser works" not in page


def test_an_edition_that_allows_it_opens_the_form_and_the_service(scene, project, outsider, signed, allowed):
    assert set(candidates_for(project, AT.date())) == {scene.c, outsider}
    page = signed(scene.people["initiator"]).get(f"/projects/{project.code}/participants/").content.decode()
    assert "enterprises of any cluster may be invited" in page and "Laser works" in page
    assert invite(scene, project, outsider).organisation == outsider
    with pytest.raises(Refused):
        invite(scene, project, scene.d)
