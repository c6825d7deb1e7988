"""Offices that the tables of several apps ask about: who holds one, and where else the same role opens nothing."""

from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from tests.web.acting import acting, cast

from svetovod.web.accounts import standing
from svetovod.web.accounts.actors import Actor

PLATFORM = ("administrator", "registry_officer", "registry_head", "auditor")
CLUSTER = SimpleNamespace(pk=3, manager_id=7, regions=["RU-MO", "RU-PNZ"])


def who(predicate, actors, obj=None):
    return " ".join(name for name, actor in actors.items() if predicate.test(actor, obj))


@pytest.mark.parametrize("role", PLATFORM)
def test_an_office_of_the_whole_installation_is_held_there_alone(role):
    actors = cast(
        nobody="", held=f"{role}@platform:", strayed=f"{role}@organisation:7", round=f"{role}@round:1",
        others=" ".join(f"{each}@platform:" for each in (*PLATFORM, "organiser") if each != role),
    )  # fmt: skip
    assert who(getattr(standing, role), actors) == "held"


def test_the_system_is_nobody_who_calls_himself_so():
    impostor = Actor(2, "system", "Svetovod")
    assert who(standing.system, {**cast(nobody=""), "impostor": impostor}) == "system"


def test_who_manages_a_cluster():
    actors = cast(
        held="cluster_manager@cluster:3", house="cluster_manager@organisation:7", other="cluster_manager@cluster:7",
        other_house="cluster_manager@organisation:3", member="participant@organisation:7",
        takes_part="participant@cluster:3", everywhere="cluster_manager@platform:",
    )  # fmt: skip
    assert who(standing.manages, actors, CLUSTER) == "held house"


def test_who_answers_for_a_region_of_the_cluster():
    actors = cast(
        authority="regional_authority@region:RU-MO", second="regional_authority@region:RU-PNZ",
        centre="cdc_officer@region:RU-MO", elsewhere="cdc_officer@region:RU-TA",
        participant="participant@region:RU-MO", strayed="cdc_officer@organisation:RU-MO",
    )  # fmt: skip
    assert who(standing.official_of_region, actors, CLUSTER) == "authority second centre"


def test_a_role_that_needs_a_second_step_of_signing_in(settings, person):
    settings.SECOND_FACTOR_ROLES = ("chair", "administrator")
    secured = person("secured@example.ru")
    with_role, without = acting(secured.pk, "expert@round:1", "chair@round:1"), acting(secured.pk, "expert@round:1")
    assert (standing.needs_second_factor(with_role), standing.needs_second_factor(without)) == (True, False)
    assert (standing.lacks_second_factor(with_role), standing.lacks_second_factor(without)) == (True, False)
    # they stand in for a second step that is lost, and are none
    Authenticator.objects.create(user=secured, type=Authenticator.Type.RECOVERY_CODES, data={})
    # somebody else's is not one's own
    Authenticator.objects.create(user=person("other@example.ru"), type=Authenticator.Type.TOTP, data={})
    assert standing.lacks_second_factor(with_role)
    Authenticator.objects.create(user=secured, type=Authenticator.Type.TOTP, data={})
    assert not standing.lacks_second_factor(with_role)
