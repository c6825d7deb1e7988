"""First steps of a role: what is done is ticked off by what there is, all done or put away they are gone."""

import pytest
from django.urls import reverse

from svetovod.web.accounts.actors import actor_of
from svetovod.web.portal.desks import first
from svetovod.web.regions.facilities.models import Facility

from .conftest import AT

DESK = "/desk/"


@pytest.fixture
def region(db, person):
    return person("region@example.org", ("regional_authority", "region", "RU-MO"))


def done(person):
    return [step.done for step in first.steps(actor_of(person), AT)]


def test_every_role_that_begins_something_has_three_to_five_or_says_nothing(db, person):
    for number, (role, _source) in enumerate(first.GUIDES):
        found = first.steps(actor_of(person(f"new-{number}@example.org", (role, "platform", ""))), AT)
        assert len(found) <= 5 and all(step.url or not step.done for step in found), role


def test_a_step_is_ticked_off_by_what_there_is(region, cluster):
    assert done(region) == [False, False]
    cluster(1)
    assert done(region) == [True, False]


def test_steps_that_are_all_done_are_gone(region, cluster):
    cluster(1)
    facility = Facility(region="RU-MO", kind="technopark", name="Park", made_at=AT, as_of=AT.date())
    facility.save()
    assert done(region) == []


def test_whoever_puts_them_away_finds_them_again(client, region, clock):
    client.force_login(region)
    said = client.get(DESK).content.decode()
    assert "Первые шаги" in said and reverse("registry:bulk_list") in said
    answer = client.post(reverse("portal:first_steps"))
    assert answer.status_code == 302 and answer.cookies["first-steps"]["httponly"]
    said = client.get(DESK).content.decode()
    assert 'id="first"' not in said and "Показать первые шаги" in said
    client.post(reverse("portal:first_steps"), {"again": "1"})
    assert 'id="first"' in client.get(DESK).content.decode()


def test_another_person_at_the_same_browser_has_steps_of_their_own(client, region, person, clock):
    client.force_login(region)
    client.post(reverse("portal:first_steps"))
    client.force_login(person("other@example.org", ("cdc_officer", "region", "RU-PNZ")))
    assert 'id="first"' in client.get(DESK).content.decode()
