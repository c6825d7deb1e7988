"""Who signs for an organisation is entered by its own people and read by those who answer for it."""

import pytest
from tests.web.acting import cast, permitted

from svetovod.demo import build_registry as build
from svetovod.engine.workbooks.samples import invented_inn
from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.registry.models import Cluster, Membership
from svetovod.web.signing.access import ACCESS

ENTERS = "manager initiator participant leads system"


@pytest.fixture
def world(house, at):
    """A house that manages one cluster and belongs to another one, whose manager it is not."""
    other = build.organisation(invented_inn(502), "Other", "RU-TA", "specialised_organisation", actor=SYSTEM, at=at)
    own = Cluster.objects.create(slug="own", name="Own", manager=house, regions=["RU-MO"])
    led = Cluster.objects.create(slug="led", name="Led", manager=other, regions=["RU-TA"])
    alien = Cluster.objects.create(slug="alien", name="Alien", manager=other, regions=["RU-TA"])
    row = Membership.objects.create(cluster=led, organisation=house, joined_on=at.date())
    actors = cast(
        nobody="", admin="administrator@platform:", officer="registry_officer@platform:",
        manager=f"cluster_manager@organisation:{house.pk}", initiator=f"initiator@organisation:{house.pk}",
        participant=f"participant@organisation:{house.pk}", preparer=f"preparer@organisation:{house.pk}",
        leads=f"cluster_manager@cluster:{own.pk}", answers=f"cluster_manager@cluster:{led.pk}",
        leads_others=f"cluster_manager@cluster:{alien.pk}",
        answers_by_house=f"cluster_manager@organisation:{other.pk}", takes_part=f"participant@cluster:{led.pk}",
        region="regional_authority@region:RU-MO", centre="cdc_officer@region:RU-MO",
        elsewhere="cdc_officer@region:RU-TA", rival=f"participant@organisation:{other.pk}",
    )  # fmt: skip
    return actors, row


@pytest.mark.parametrize("action", list(ACCESS))
def test_who_may(world, house, action):
    actors, _ = world
    answers = {"manager", "initiator", "participant", "preparer", "leads", "answers", "answers_by_house"}
    readers = {"officer", *answers, "region", "centre", "system"}
    read = " ".join(name for name in actors if name in readers)
    assert permitted(ACCESS, action, actors, house) == (read if action == "authority.view" else ENTERS)


def test_whoever_answered_for_it_before_it_left_reads_nothing(world, house, at):
    actors, row = world
    Membership.objects.filter(pk=row.pk).update(left_on=at.date())
    found = permitted(ACCESS, "authority.view", actors, house).split()
    assert "answers" not in found and "answers_by_house" not in found
    assert "leads" in found


def test_what_is_asked_again_for():
    assert (ACCESS.app, ACCESS.again) == ("signing", {"authority.forget"})
