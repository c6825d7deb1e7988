"""Two at once, and a process killed in the middle: what passes passes once, or not at all."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from tests.web.handover.conftest import AFTER, AT, LAST, held, wish
from tests.web.interleaving import Race, interleave
from tests.web.killing import deaths, killed

from svetovod.web.accounts.actors import SYSTEM, actor_of
from svetovod.web.accounts.models import Person, RoleGrant
from svetovod.web.accounts.services import person_close, role_revoke
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.audit.selectors import verify_journal
from svetovod.web.common.errors import Refused
from svetovod.web.handover import services
from svetovod.web.handover.enums import HandoverState
from svetovod.web.handover.models import Handover
from svetovod.web.handover.services import carrying
from svetovod.web.notices.models import OutgoingMail

pytestmark = pytest.mark.django_db(transaction=True)


def together(*acts):
    gate = Barrier(len(acts))

    def run(act):
        try:
            gate.wait(120)
            return act()
        except Refused as refusal:
            return refusal.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_two_handovers_of_one_person_at_once(start, person, house, head, leaver, heir):
    other = person("other@example.org", ("participant", "organisation", house.pk))
    done = together(lambda: start(to=heir), lambda: start(to=other))
    assert sorted(type(each).__name__ for each in done) == ["Handover", "str"]
    assert Handover.objects.count() == 1
    assert verify_journal() == []


def test_two_who_leave_to_each_other_at_once(operator, leaver, heir):
    def leave(who, to):
        return lambda: services.handover_start(actor=actor_of(operator), leaver=who, wish=wish(to), at=AT)

    done = together(leave(leaver, heir), leave(heir, leaver))
    assert [each for each in done if isinstance(each, str)] == ["handover.leaves_too"]


def test_the_job_runs_twice_while_it_is_called_off(start, accept, head, leaver, heir):
    row = start()
    accept(row, heir)

    def tend():
        services.handover_carry_out(actor=SYSTEM, handover=row, at=AFTER)

    together(tend, tend, lambda: services.handover_revoke(actor=actor_of(head), handover=row, at=AFTER))
    state = Handover.objects.get(pk=row.pk).state
    passed = LedgerEntry.objects.filter(action="handover.carry_out").count()
    assert (state, passed, bool(held(leaver))) in {(HandoverState.DONE, 1, False), (HandoverState.REVOKED, 0, True)}
    assert verify_journal() == []


def test_killed_in_the_middle_nothing_has_passed_and_the_next_run_passes_all(start, accept, leaver, heir):
    row = start()
    accept(row, heir)

    def kept():
        return LedgerEntry.objects.count(), OutgoingMail.objects.count(), held(leaver), held(heir)

    before = kept()
    for step in deaths(lambda: services.handovers_tend(at=AFTER)):
        assert kept() == before, step
    assert services.handovers_tend(at=AFTER) == 1
    assert (held(leaver), len(held(heir))) == (set(), 2)


def test_killed_right_after_the_commit_all_has_passed_and_the_next_run_passes_nothing_twice(
    start, accept, leaver, heir
):
    row = start()
    accept(row, heir)
    killed(lambda: services.handovers_tend(at=AFTER))
    after = LedgerEntry.objects.count(), OutgoingMail.objects.count()
    assert (held(leaver), len(held(heir))) == (set(), 2)
    assert services.handovers_tend(at=AFTER) == 0
    assert (LedgerEntry.objects.count(), OutgoingMail.objects.count()) == after
    assert verify_journal() == []


def test_an_urgent_handover_and_an_erasure_wait_for_each_other_in_one_order(house, person):
    for name in ("one", "two"):
        person(f"{name}@example.org", ("administrator", "platform", ""))
    person("leaver@example.org", ("initiator", "organisation", house.pk))

    def who(name):
        return Person.objects.get(email=f"{name}@example.org")

    def leave():
        gone = services.Wish(LAST, {}, "gone", urgent=True, closes_account=True)
        services.handover_start(actor=actor_of(who("one")), leaver=who("leaver"), wish=gone, at=AT)
        return "done"

    def close():
        person_close(actor=actor_of(who("two")), person=who("leaver"), at=AT)
        return "done"

    def holds(one, other):
        assert "done" in {one, other} and not any(isinstance(each, Exception) for each in (one, other)), (one, other)

    assert interleave(Race(leave, close, holds)) > 2


def test_an_urgent_handover_ends_a_role_that_is_just_taken_back(house, person):
    for name in ("one", "two"):
        person(f"{name}@example.org", ("administrator", "platform", ""))
    person("leaver@example.org", ("initiator", "organisation", house.pk), ("participant", "organisation", house.pk))

    def leave():
        gone = services.Wish(LAST, {}, "gone", urgent=True)
        services.handover_start(
            actor=actor_of(Person.objects.get(email="one@example.org")),
            leaver=Person.objects.get(email="leaver@example.org"), wish=gone, at=AT,
        )  # fmt: skip
        return "done"

    def revoke():
        grant = RoleGrant.objects.get(person__email="leaver@example.org", role="participant")
        role_revoke(actor=actor_of(Person.objects.get(email="two@example.org")), grant=grant, at=AT)
        return "done"

    def holds(one, other):
        assert one == other == "done"
        assert not RoleGrant.objects.filter(person__email="leaver@example.org", revoked_at=None).exists()
        assert LedgerEntry.objects.filter(action="grant.revoke").count() == 2

    assert interleave(Race(leave, revoke, holds)) > 2


def test_one_that_fails_does_not_keep_the_others(start, accept, house, person, heir, monkeypatch):
    first, other = start(), person("other@example.org", ("participant", "organisation", house.pk))
    second = start(of=other)
    for row in (first, second):
        accept(row, heir)
    carry_out = carrying._carry_out

    def broken(row, at):
        if row.pk == first.pk:
            raise ValueError("broken")
        carry_out(row, at)

    monkeypatch.setattr(carrying, "_carry_out", broken)
    with pytest.raises(ExceptionGroup):
        services.handovers_tend(at=AFTER)
    states = list(Handover.objects.order_by("pk").values_list("state", flat=True))
    assert states == [HandoverState.AGREED, HandoverState.DONE]
