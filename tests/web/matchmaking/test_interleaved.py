"""Meetings by two at once: the last table, one hour of one enterprise, an answer beside a refusal, see
tests/web/interleaving.py."""

import pytest
from tests.web.interleaving import Race, entries, interleave
from tests.web.matchmaking.conftest import AT

from svetovod.web.accounts.actors import actor_of
from svetovod.web.matchmaking import selectors, services
from svetovod.web.matchmaking.models import Meeting, MeetingWish
from svetovod.web.matchmaking.services import booking

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def invited(published, sides, plan, organiser):
    """Two invitations to one hour, in which one table is free; acts that read their rows anew."""
    room = booking.free(selectors.plan_of(plan.session), AT)
    hour = next(
        slot.number for slot in room.slots
        if all(slot in room.of(side.profile) for side in sides)
    )  # fmt: skip
    wishes = [
        services.wish_make(actor=sides[a].actor, sender=sides[a].profile, receiver=sides[b].profile, slot=hour, at=AT)
        for a, b in ((0, 2), (1, 3))
    ]
    services.tables_lose(actor=actor_of(organiser), session=plan.session, lost=[1], at=AT)

    def answer(number, accept=True):
        wish = MeetingWish.objects.get(pk=wishes[number].pk)
        return services.wish_answer(actor=sides[2 + number].actor, wish=wish, accept=accept, at=AT).state

    def call_off(number):
        wish = MeetingWish.objects.get(pk=wishes[number].pk)
        return services.wish_withdraw(actor=sides[number].actor, wish=wish, by=sides[number].profile, at=AT).state

    return answer, call_off, wishes, hour


def test_two_meetings_take_the_last_table(invited):
    answer, _off, _wishes, hour = invited

    def holds(one, other):
        assert one == other == "accepted", "both have agreed; the second gets its hour by a schedule"
        assert Meeting.objects.filter(slot=hour).count() == 1
        assert entries("meeting.book") == 1

    assert interleave(Race(lambda: answer(0), lambda: answer(1), holds)) > 2


def test_one_side_accepts_while_the_other_calls_off(invited):
    answer, call_off, wishes, hour = invited

    def holds(accepted, off):
        assert off == "withdrawn"
        assert accepted in {"accepted", "state.wrong"}
        assert MeetingWish.objects.get(pk=wishes[0].pk).state == "withdrawn"
        assert not Meeting.objects.filter(slot=hour).exists(), "no hour is kept for what was called off"

    assert interleave(Race(lambda: answer(0), lambda: call_off(0), holds)) > 2
    assert interleave(Race(lambda: answer(0), lambda: answer(0, accept=False), _either)) > 2


def _either(one, other):
    assert {one, other} in ({"accepted", "state.wrong"}, {"declined", "state.wrong"}), (one, other)


def test_a_meeting_is_agreed_while_the_organiser_changes_the_tables(invited, organiser, plan):
    """Both need the plan and the journal: they wait for each other in one order."""
    answer, _off, _wishes, hour = invited

    def tables():
        services.tables_lose(actor=actor_of(organiser), session=plan.session, lost=[], at=AT)
        return "done"

    def holds(accepted, changed):
        assert (accepted, changed) == ("accepted", "done")
        assert Meeting.objects.filter(slot=hour).count() == 1

    assert interleave(Race(lambda: answer(0), tables, holds)) > 2


def test_one_agrees_while_a_colleague_declines_by_withdrawing(invited, sides):
    """Calling off what the other side has asked is a refusal: it asks for the plan in the order of the answer."""
    answer, _off, wishes, hour = invited

    def decline():
        wish = MeetingWish.objects.get(pk=wishes[0].pk)
        return services.wish_withdraw(actor=sides[2].actor, wish=wish, by=sides[2].profile, at=AT).state

    def holds(answered, called_off):
        state = MeetingWish.objects.get(pk=wishes[0].pk).state
        assert (answered, called_off) in {("accepted", "withdrawn"), ("state.wrong", "declined")}
        assert state == called_off and not Meeting.objects.filter(slot=hour).exists()

    assert interleave(Race(lambda: answer(0), decline, holds)) > 2


def test_two_invite_each_other_while_one_of_them_answers(invited, sides):
    """An invitation back is an answer: it is given once, and nobody waits in a circle."""
    answer, _off, wishes, hour = invited
    before = entries("wish.accept")

    def invite_back():
        made = services.wish_make(
            actor=sides[2].actor, sender=sides[2].profile, receiver=sides[0].profile, slot=hour, at=AT
        )
        return made.pk, made.state

    def holds(answered, back):
        assert (answered, back) == ("accepted", (wishes[0].pk, "accepted"))
        assert (entries("wish.accept"), entries("meeting.book")) == (before + 1, 1)

    assert interleave(Race(lambda: answer(0), invite_back, holds)) > 2
