"""When a meeting can be, by each side and by the organiser; meetings booked beside the published schedule."""

from datetime import timedelta

import pytest
from django.urls import reverse

from svetovod.web.accounts.actors import actor_of
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.matchmaking import board_page, pages, selectors, services
from svetovod.web.matchmaking.grid import slots_of
from svetovod.web.matchmaking.keys import side_of
from svetovod.web.matchmaking.models import Meeting
from svetovod.web.matchmaking.services import booking
from svetovod.web.notices.models import Notice

from .conftest import AT, SLOT_3


def want(side, wish, begins=None, after=None):
    services.time_want(actor=side.actor, agreement=wish, by=side.profile, begins=begins, after=after, at=AT)


def test_not_before_by_either_side_and_after_another_meeting(sides, agree, computed, plan):
    first, second = agree(sides[0], sides[1]), agree(sides[0], sides[2])
    want(sides[0], first, begins=3)
    want(sides[1], first, begins=2)
    want(sides[0], second, after=first)
    made = computed(plan.session)
    slots = {row["wish"]: slot for row, slot in zip(made.problem["meetings"], made.result["slots"], strict=True)}
    assert slots[first.pk] >= 3 and slots[second.pk] > slots[first.pk]
    assert made.result["status"] == "optimal" and made.result["breaks"] == 0
    # taken back by the one who said it, the other's word stays
    want(sides[0], first)
    first.refresh_from_db()
    assert first.earliest == 2


def test_two_meetings_cannot_wait_for_each_other(sides, agree):
    first, second = agree(sides[0], sides[1]), agree(sides[0], sides[2])
    want(sides[0], second, after=first)
    first.refresh_from_db()
    with pytest.raises(Refused, match=r"."):
        want(sides[0], first, after=second)
    with pytest.raises(Hidden):  # not a meeting of this side
        want(sides[1], first, after=second)
    with pytest.raises((Denied, Hidden)):
        services.time_want(actor=sides[3].actor, agreement=first, by=sides[0].profile, begins=2, at=AT)
    with pytest.raises(Refused):
        want(sides[0], first, begins=9)


def test_what_cannot_be_is_said_with_the_hours_that_are_left(sides, agree, computed, plan):
    wish = agree(sides[0], sides[1])
    want(sides[0], wish, begins=6)
    services.times_close(actor=sides[1].actor, profile=sides[1].profile, closed=[6], at=AT)
    made = computed(plan.session)
    assert made.result["status"] == "infeasible"
    assert "только 13:40" in made.result["reason"]["ru"]


def test_words_about_hours_that_are_no_more_are_none(sides, agree, computed, plan):
    wish = agree(sides[0], sides[1])
    want(sides[0], wish, begins=6)
    wish.refresh_from_db()
    wish.fixed = 6
    wish.save()
    plan.minutes = 40
    plan.save()
    made = computed(plan.session)
    assert made.problem["slots"] == 2 and made.result["status"] == "optimal"


def test_the_organiser_fixes_an_hour(published, plan, organiser, computed, client, clock, sides):
    clock(AT)
    meeting = Meeting.objects.order_by("slot").first()
    with pytest.raises((Denied, Hidden)):
        services.time_fix(actor=sides[0].actor, agreement=meeting.wish, slot=6, at=AT)
    client.force_login(organiser)
    here = reverse("matchmaking:fix", args=[plan.session.slug])
    client.post(here, {"meeting": str(meeting.wish_id), "slot": "6"})
    page = board_page.of(actor_of(organiser), plan.session, selectors.plan_of(plan.session))
    assert [each.pk for each in page.broken] == [meeting.pk]
    assert [hours for _said, hours in page.fixed] == ["13:40\u201314:00"]
    made = computed(plan.session, services.repair_start)
    services.run_publish(actor=actor_of(organiser), run=made, at=AT)
    meeting.refresh_from_db()
    assert meeting.slot == 6
    client.post(here, {"meeting": str(meeting.wish_id), "slot": ""})
    meeting.wish.refresh_from_db()
    assert meeting.wish.fixed is None


@pytest.fixture
def hour(published, sides, plan):
    """An hour in which the first and the third are free, beside the schedule in force, and a table with them."""
    room = booking.free(selectors.plan_of(plan.session), AT)
    return room.of(sides[0].profile, sides[2].profile)[0].number


def test_a_meeting_is_booked_into_a_free_hour_when_both_agree(hour, sides, plan):
    wish = services.wish_make(
        actor=sides[0].actor, sender=sides[0].profile, receiver=sides[2].profile, word="Образец при себе", slot=hour,
        at=AT,
    )  # fmt: skip
    assert not Meeting.objects.filter(wish=wish).exists()
    services.wish_answer(actor=sides[2].actor, wish=wish, accept=True, at=AT)
    meeting = Meeting.objects.get(wish=wish)
    assert meeting.slot == hour
    assert Meeting.objects.filter(slot=hour, table=meeting.table).count() == 1
    assert Notice.objects.filter(key__startswith=f"wish:{wish.pk}:booked").count() == 2
    side = side_of(sides[2].actor, plan.session.slug, sides[2].key)
    assert hour in {line.meeting.slot for line in pages.agenda(side, AT).lines}


def test_an_hour_that_is_taken_by_then_waits_for_the_next_schedule(hour, sides, plan):
    wish = services.wish_make(
        actor=sides[0].actor, sender=sides[0].profile, receiver=sides[2].profile, slot=hour, at=AT
    )
    services.times_close(actor=sides[0].actor, profile=sides[0].profile, closed=[hour], at=AT)
    wish = services.wish_answer(actor=sides[2].actor, wish=wish, accept=True, at=AT)
    assert wish.state == "accepted" and not Meeting.objects.filter(wish=wish).exists()
    services.wish_withdraw(actor=sides[0].actor, wish=wish, by=sides[0].profile, at=AT)
    sides[0].profile.refresh_from_db()
    with pytest.raises(Refused):
        services.wish_make(actor=sides[0].actor, sender=sides[0].profile, receiver=sides[2].profile, slot=hour, at=AT)


def test_a_request_for_an_hour_expires_when_it_begins(hour, sides, plan):
    early = SLOT_3 - timedelta(minutes=60)
    wish = services.wish_make(
        actor=sides[0].actor, sender=sides[0].profile, receiver=sides[2].profile, slot=hour, at=early
    )
    starts = next(slot.begins_at for slot in slots_of(plan) if slot.number == hour)
    assert wish.expires_at <= starts
    with pytest.raises(Refused):
        services.wish_answer(actor=sides[2].actor, wish=wish, accept=True, at=starts + timedelta(minutes=1))


def test_nothing_is_booked_before_a_schedule_is_published(sides, plan):
    with pytest.raises(Refused):
        services.wish_make(actor=sides[0].actor, sender=sides[0].profile, receiver=sides[1].profile, slot=1, at=AT)


def test_a_schedule_computed_before_a_booking_does_not_put_another_there(hour, sides, plan, computed, organiser):
    made = computed(plan.session)
    wish = services.wish_make(
        actor=sides[0].actor, sender=sides[0].profile, receiver=sides[2].profile, slot=hour, at=AT
    )
    services.wish_answer(actor=sides[2].actor, wish=wish, accept=True, at=AT)
    meeting = Meeting.objects.get(wish=wish)
    made.result["slots"][0], made.result["tables"][0] = meeting.slot, meeting.table
    made.save()
    with pytest.raises(Refused) as refusal:
        services.run_publish(actor=actor_of(organiser), run=made, at=AT)
    assert refusal.value.code == "run.booked"
    again = computed(plan.session)
    services.run_publish(actor=actor_of(organiser), run=again, at=AT)
    assert Meeting.objects.count() == 5


def test_spare_tables_are_left_out_of_the_schedule(sides, agree, plan, computed):
    plan.spare = 1
    plan.save()
    for one, other in ((0, 1), (2, 3)):
        agree(sides[one], sides[other])
    made = computed(plan.session)
    assert made.problem["tables"] == [1] and len(set(made.result["slots"])) == 2


def test_on_the_pages(client, sides, agree, plan, clock, published):
    clock(AT)
    wish = Meeting.objects.filter(wish__sender=sides[0].profile).first().wish
    client.force_login(sides[0].person)
    agenda = client.get(reverse("matchmaking:agenda", args=[plan.session.slug, sides[0].key])).content.decode()
    assert f"begins-{wish.pk}" in agenda
    client.post(reverse("matchmaking:want", args=[plan.session.slug, sides[0].key, wish.pk]), {"begins": "4"})
    wish.refresh_from_db()
    assert wish.sender_from == 4
    answer = client.post(reverse("matchmaking:want", args=[plan.session.slug, sides[3].key, wish.pk]), {"begins": "4"})
    assert answer.status_code == 404
    partners = client.get(reverse("matchmaking:partners", args=[plan.session.slug, sides[0].key])).content.decode()
    assert 'name="slot"' in partners
