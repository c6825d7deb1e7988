"""A handover from its start to the day after: who is asked, what passes, what stays, that it happens once."""

from datetime import timedelta

import pytest
from tests.web.handover.conftest import AFTER, AT, LAST, held, outcome, wish

from svetovod.web.accounts.actors import SYSTEM, actor_of
from svetovod.web.accounts.models import RoleGrant
from svetovod.web.accounts.services import role_revoke
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.handover import services
from svetovod.web.handover.enums import HandoverState
from svetovod.web.handover.models import Handover
from svetovod.web.notices.models import Notice


def test_everything_passes_after_the_last_day_and_both_names_stay(start, accept, carry_out, leaver, heir, house):
    row = start()
    assert row.state == HandoverState.PROPOSED
    accept(row, heir)
    assert held(leaver) == {("initiator", "organisation", str(house.pk))}
    on_the_last_day = carry_out(row, at=AT + timedelta(days=20))
    assert on_the_last_day.state == HandoverState.AGREED
    done = carry_out(row)
    assert done.state == HandoverState.DONE
    assert held(leaver) == set()
    assert ("initiator", "organisation", str(house.pk)) in held(heir)
    assert outcome(done) == {"Инициатор проекта": "moves"}
    entry = LedgerEntry.objects.get(action="handover.carry_out")
    assert str(leaver.pseudonym) in entry.body
    assert str(heir.pseudonym) in entry.body


def test_carried_out_twice_it_is_done_once(start, accept, carry_out, heir):
    row = start()
    accept(row, heir)
    first = carry_out(row)
    size, notices = LedgerEntry.objects.count(), Notice.objects.count()
    again = carry_out(row, at=AFTER + timedelta(days=3))
    services.handover_carry_out(actor=SYSTEM, handover=row, at=AFTER)
    assert (again.closed_at, again.outcome) == (first.closed_at, first.outcome)
    assert (LedgerEntry.objects.count(), Notice.objects.count()) == (size, notices)


def test_started_twice_it_is_one(start):
    assert start().pk == start().pk
    assert LedgerEntry.objects.filter(action="handover.start").count() == 1


def test_another_of_the_same_person_waits_for_the_first(start):
    start()
    with pytest.raises(Refused) as refusal:
        start(on=LAST + timedelta(days=1))
    assert refusal.value.code == "handover.twice"


def test_not_accepted_nothing_passes_and_the_leaders_hear_of_it_once_a_day(start, carry_out, leaver, head):
    row = start()
    assert carry_out(row).state == HandoverState.PROPOSED
    carry_out(row)
    assert held(leaver)
    assert Notice.objects.filter(person=head, key__contains="unanswered").count() == 1


def test_who_accepts_late_gets_the_work_at_once(start, accept, leaver, heir):
    row = start()
    assert accept(row, heir, at=AFTER).state == HandoverState.DONE
    assert held(leaver) == set()


def test_called_off_nothing_passes(start, accept, carry_out, head, leaver, heir):
    row = start()
    accept(row, heir)
    services.handover_revoke(actor=actor_of(head), handover=row, at=AT)
    services.handover_revoke(actor=actor_of(head), handover=row, at=AT)
    assert carry_out(row).state == HandoverState.REVOKED
    assert held(leaver)
    assert LedgerEntry.objects.filter(action="handover.revoke").count() == 1


def test_what_is_done_is_not_called_off(start, accept, carry_out, head, heir):
    row = start()
    accept(row, heir)
    carry_out(row)
    with pytest.raises(Refused) as refusal:
        services.handover_revoke(actor=actor_of(head), handover=row, at=AFTER)
    assert refusal.value.code == "handover.closed"


def test_declined_another_is_named(start, accept, carry_out, person, house, head, leaver, heir):
    row = start()
    services.handover_decline(actor=actor_of(heir), handover=row, reason="Too much", at=AT)
    assert carry_out(row).state == HandoverState.PROPOSED
    second = person("second@example.org", ("participant", "organisation", house.pk))
    services.handover_name(actor=actor_of(head), handover=row, successors={"roles": second}, at=AT)
    accept(row, second)
    assert carry_out(row).state == HandoverState.DONE
    assert ("initiator", "organisation", str(house.pk)) in held(second)
    assert len(held(heir)) == 1


def test_after_a_change_of_successor_an_agreed_one_is_asked_anew(start, accept, person, house, head, heir):
    row = start()
    accept(row, heir)
    second = person("second@example.org", ("participant", "organisation", house.pk))
    named = services.handover_name(actor=actor_of(head), handover=row, successors={"roles": second}, at=AT)
    assert named.state == HandoverState.PROPOSED
    assert not named.successions.get().accepted_at


def test_forced_with_a_reason_that_stays(start, carry_out, head, heir):
    row = start()
    with pytest.raises(Refused) as refusal:
        services.handover_force(actor=actor_of(head), handover=row, reason=" ", at=AT)
    assert refusal.value.code == "handover.reason"
    services.handover_force(actor=actor_of(head), handover=row, reason="Cannot be reached", at=AT)
    done = carry_out(row)
    assert (done.state, done.forced_reason) == (HandoverState.DONE, "Cannot be reached")
    assert len(held(heir)) == 2


def test_a_day_gone_by_or_beyond_a_year_is_refused(start):
    for day in (AT.date() - timedelta(days=1), AT.date() + timedelta(days=400)):
        with pytest.raises(Refused) as refusal:
            start(on=day)
        assert refusal.value.code == "handover.day"


def test_the_last_leader_is_not_handed_to_nobody(start, head, heir):
    with pytest.raises(Refused) as refusal:
        start(of=head, to=None)
    assert refusal.value.code in {"handover.nobody", "handover.gap"}


def test_a_leader_hands_over_his_own_leadership(start, accept, carry_out, head, heir, house):
    row = start(by=head, of=head)
    accept(row, heir)
    assert carry_out(row).state == HandoverState.DONE
    assert held(head) == set()
    assert ("cluster_manager", "organisation", str(house.pk)) in held(heir)


def test_gone_already_the_roles_end_now_and_the_work_waits(
    start, accept, person, operator, leaver, heir, house, client
):
    client.force_login(leaver)
    row = start(by=operator, to=None, urgent=True, closes_account=True, ground="Died on 9 June")
    leaver.refresh_from_db()
    assert not leaver.is_active
    assert held(leaver) == set()
    assert client.get("/account/").status_code == 302
    services.handover_name(actor=actor_of(operator), handover=row, successors={"roles": heir}, at=AT)
    assert accept(row, heir).state == HandoverState.DONE
    assert ("initiator", "organisation", str(house.pk)) in held(heir)


def test_an_urgent_end_says_why(start, operator):
    with pytest.raises(Refused) as refusal:
        start(by=operator, urgent=True)
    assert refusal.value.code == "handover.ground"


def test_whoever_started_it_must_still_lead_on_the_day(start, accept, carry_out, operator, head, leaver, heir):
    """Nobody's power outlives him: not through a paper he left behind."""
    row = start()
    accept(row, heir)
    role_revoke(actor=actor_of(operator), grant=RoleGrant.objects.get(person=head), at=AT)
    stopped = carry_out(row)
    assert stopped.state == HandoverState.AGREED
    assert stopped.held_up
    assert held(leaver)
    carry_out(row)
    assert Notice.objects.filter(person=operator, key__contains="held").count() == 1


def test_a_successor_who_left_meanwhile_holds_it_up(start, accept, carry_out, operator, leaver, heir):
    row = start()
    accept(row, heir)
    role_revoke(actor=actor_of(operator), grant=RoleGrant.objects.get(person=heir), at=AT)
    assert carry_out(row).held_up
    assert held(leaver)


def test_a_successor_who_leaves_himself_is_refused(start, person, house, operator, heir):
    third = person("third@example.org", ("participant", "organisation", house.pk))
    services.handover_start(actor=actor_of(operator), leaver=heir, wish=wish(third), at=AT)
    with pytest.raises(Refused) as refusal:
        start()
    assert refusal.value.code == "handover.leaves_too"


def test_what_is_over_is_frozen_by_the_database(start, accept, carry_out, heir):
    from django.db import ProgrammingError, transaction

    row = start()
    accept(row, heir)
    carry_out(row)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Handover.objects.filter(pk=row.pk).update(outcome=[])


def test_erasure_takes_the_words_about_the_person(start, leaver):
    from svetovod.web.handover import personal

    row = start(ground="Illness")
    assert personal.export(leaver)[0]["ground"] == "Illness"
    personal.erase(leaver)
    assert Handover.objects.get(pk=row.pk).ground == ""


def test_a_stranger_neither_starts_nor_sees(start, person, leaver, other_house):
    stranger = person("stranger@example.org", ("cluster_manager", "organisation", other_house.pk))
    with pytest.raises(Hidden):
        start(by=stranger)
    from svetovod.web.handover.selectors import handover_get

    row = start()
    with pytest.raises(Hidden):
        handover_get(actor_of(stranger), row.pk)
    with pytest.raises((Denied, Hidden)):
        services.handover_revoke(actor=actor_of(stranger), handover=row, at=AT)
