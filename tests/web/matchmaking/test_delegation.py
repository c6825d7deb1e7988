"""Several who come for one enterprise: who goes where, two meetings at once, and everybody it concerns is told."""

import pytest
from django.urls import reverse

from svetovod.web.accounts.actors import actor_of
from svetovod.web.common.errors import Denied, Hidden
from svetovod.web.matchmaking import asking, board_page, pages, selectors, services
from svetovod.web.matchmaking.keys import side_of
from svetovod.web.notices.models import Notice

from .conftest import AT


@pytest.fixture
def two(sides):
    """Two who come for the first enterprise."""
    first = sides[0]
    return [
        services.delegate_add(actor=first.actor, profile=first.profile, name=name, at=AT)
        for name in ("технический директор", "начальник закупок")
    ]


@pytest.fixture
def one_hour(sides, agree, plan):
    """Two meetings of the first enterprise, and one slot of the six in which its partners are free."""
    for side in sides[1:3]:
        services.times_close(actor=side.actor, profile=side.profile, closed=[1, 2, 3, 4, 5], at=AT)
    return [agree(sides[0], side) for side in sides[1:3]]


def split(sides, wishes, two):
    goes = dict(zip((wish.pk for wish in wishes), (each.pk for each in two), strict=True))
    return services.delegation_split(actor=sides[0].actor, profile=sides[0].profile, goes=goes, at=AT)


def test_as_a_whole_it_cannot_be_at_two_meetings_at_once(one_hour, two, computed, plan):
    made = computed(plan.session)
    assert len(made.result["left"]) == 1


def test_split_it_can(one_hour, two, sides, computed, plan, organiser):
    assert split(sides, one_hour, two) == 2
    assert split(sides, one_hour, two) == 0
    made = computed(plan.session)
    assert made.result["status"] == "optimal" and set(made.result["slots"]) == {6}
    services.run_publish(actor=actor_of(organiser), run=made, at=AT)
    page = board_page.of(actor_of(organiser), plan.session, selectors.plan_of(plan.session))
    assert page.broken == []
    told = Notice.objects.filter(key__startswith="comes:")
    assert {row.person_id for row in told} == {side.person.pk for side in sides[1:3]}
    # the other side sees who comes, its own side who goes
    side = side_of(sides[1].actor, plan.session.slug, sides[1].key)
    assert [line.partner for line in pages.agenda(side, AT).lines] == ["Завод 0 (технический директор)"]
    own = side_of(sides[0].actor, plan.session.slug, sides[0].key)
    assert {line.who for line in pages.agenda(own, AT).lines} == {each.name for each in two}


def test_who_is_taken_out_leaves_the_meetings_to_all_and_the_organiser_sees_it(
    one_hour, two, sides, computed, plan, organiser
):
    split(sides, one_hour, two)
    services.run_publish(actor=actor_of(organiser), run=computed(plan.session), at=AT)
    services.delegate_remove(actor=sides[0].actor, delegate=two[1], at=AT)
    page = board_page.of(actor_of(organiser), plan.session, selectors.plan_of(plan.session))
    assert len(page.broken) == 2  # the one who is left would sit at both


def test_hours_of_one_who_comes_are_not_the_others(one_hour, two, sides, plan):
    services.delegate_add(actor=sides[0].actor, profile=sides[0].profile, name=two[0].name, closed=[6], at=AT)
    split(sides, one_hour, two)
    problem = asking.problem(selectors.plan_of(plan.session), AT, repairing=False)
    closed = dict(zip(problem["names"], problem["closed"], strict=True))
    assert closed["Завод 0 (технический директор)"] == [6] and closed["Завод 0 (начальник закупок)"] == []


def test_a_meeting_of_the_whole_delegation_needs_all_of_it(sides, two, agree, plan):
    agree(sides[0], sides[1])
    (row,) = asking.problem(selectors.plan_of(plan.session), AT, repairing=False)["meetings"]
    assert len({row["first"], row["second"], *row["others"]}) == 3


def test_even_split_gives_nobody_many_more(sides, two, agree):
    for other in sides[1:]:
        agree(sides[0], other)
    given = list(services.evenly(sides[0].profile).values())
    assert sorted(given.count(each.pk) for each in two) == [1, 2]


def test_only_the_enterprise_splits_its_delegation(one_hour, two, sides):
    goes = {one_hour[0].pk: two[0].pk}
    with pytest.raises((Denied, Hidden)):
        services.delegation_split(actor=sides[1].actor, profile=sides[0].profile, goes=goes, at=AT)
    with pytest.raises(Hidden):  # somebody else's representative
        services.delegation_split(actor=sides[1].actor, profile=sides[1].profile, goes=goes, at=AT)
    with pytest.raises((Denied, Hidden)):
        services.delegate_remove(actor=sides[1].actor, delegate=two[0], at=AT)


def test_on_the_page(client, one_hour, sides, plan, clock):
    clock(AT)
    client.force_login(sides[0].person)
    here = reverse("matchmaking:delegation", args=[plan.session.slug, sides[0].key])
    assert client.post(here, {"name": ""}).status_code == 422
    client.post(here, {"name": "технолог", "closed": ["1"]})
    client.post(here, {"name": "директор"})
    people = list(sides[0].profile.delegates.all())
    assert [(each.name, each.closed) for each in people] == [("технолог", [1]), ("директор", [])]
    body = " ".join(client.get(f"{here}?evenly=1").content.decode().split())
    assert all(f'value="{each.pk}" selected' in body for each in people)
    goes = {f"goes-{one_hour[0].pk}": people[0].pk, f"goes-{one_hour[1].pk}": people[1].pk}
    client.post(reverse("matchmaking:delegation_split", args=[plan.session.slug, sides[0].key]), goes)
    one_hour[0].refresh_from_db()
    assert one_hour[0].sender_delegate == people[0]
    client.post(reverse("matchmaking:delegate_remove", args=[plan.session.slug, sides[0].key, people[0].pk]))
    one_hour[0].refresh_from_db()
    assert one_hour[0].sender_delegate is None
