"""Whoever would gain by a handover what nobody may give him: refused each time, and nothing has moved."""

import pytest
from tests.web.handover.conftest import AT, held, outcome, wish

from svetovod.web.accounts.actors import actor_of
from svetovod.web.accounts.models import RoleGrant
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.handover import plan, selectors, services
from svetovod.web.handover.models import Handover


@pytest.fixture
def crook(person, house):
    """Leads projects of the house and no more: may give and take back an initiator's role, not the head's."""
    return person("crook@example.org", ("initiator", "organisation", house.pk))


def test_a_role_he_may_not_give_is_out_of_his_reach(start, crook, head, heir):
    """An initiator neither ends the head's role nor gives it to his friend."""
    with pytest.raises(Hidden):
        start(by=crook, of=head)
    assert held(head)
    assert len(held(heir)) == 1


def test_nobody_hands_a_role_to_himself(start, crook, head, leaver, carry_out, house):
    """The head takes over from an initiator: drafts may come to him, the role does not."""
    row = start(to=head)
    assert row.successions.get().accepted_at, "who names himself has accepted"
    done = carry_out(row)
    assert outcome(done) == {"Инициатор проекта": "barred"}
    assert held(head) == {("cluster_manager", "organisation", str(house.pk))}


def test_the_administrator_does_not_make_himself_a_manager(start, operator, head, person, house):
    """Nor through a second role he holds in the house."""
    RoleGrant.objects.create(
        person=operator, role="participant", scope="organisation", scope_id=str(house.pk), granted_at=AT
    )
    with pytest.raises(Refused) as refusal:
        start(by=operator, of=head, to=operator)
    assert refusal.value.code == "handover.gap"


def test_two_do_not_raise_each_other(start, accept, carry_out, crook, heir, head, person, house):
    """He hands his own place to a friend; the friend gets what he had, and nothing above it."""
    row = start(by=crook, of=crook)
    accept(row, heir)
    carry_out(row)
    assert {role for role, _scope, _id in held(heir)} == {"participant", "initiator"}


def test_a_person_of_another_house_is_no_successor(start, person, other_house):
    stranger = person("stranger@example.org", ("participant", "organisation", other_house.pk))
    with pytest.raises(Refused) as refusal:
        start(to=stranger)
    assert refusal.value.code == "handover.stranger"


def test_of_two_houses_each_role_stays_in_its_own(start, accept, carry_out, operator, leaver, heir, other_house):
    """The administrator hands over both; the successor belongs to one and gets no role in the other."""
    RoleGrant.objects.create(
        person=leaver, role="participant", scope="organisation", scope_id=str(other_house.pk), granted_at=AT
    )
    row = start(by=operator)
    accept(row, heir)
    done = carry_out(row)
    assert held(leaver) == set()
    assert outcome(done)["Представитель предприятия-участника"] == "barred"
    assert not [each for each in held(heir) if each[2] == str(other_house.pk)]


def test_the_head_of_one_house_learns_and_moves_nothing_of_the_other(
    start, accept, carry_out, head, leaver, heir, other_house
):
    RoleGrant.objects.create(
        person=leaver, role="initiator", scope="organisation", scope_id=str(other_house.pk), granted_at=AT
    )
    row = start()
    assert row.places == [["organisation", str(leaver.grants.first().scope_id)]]
    accept(row, heir)
    carry_out(row)
    assert held(leaver) == {("initiator", "organisation", str(other_house.pk))}


def test_a_role_given_to_the_leaver_later_is_not_ended_by_who_may_not(start, accept, carry_out, crook, leaver, heir):
    """Between the start and the day the leaver became the head: an initiator's paper does not unseat him."""
    row = start(by=crook)
    accept(row, heir)
    RoleGrant.objects.create(
        person=leaver, role="cluster_manager", scope="organisation", scope_id=row.places[0][1], granted_at=AT
    )
    assert carry_out(row).held_up
    assert {role for role, _scope, _id in held(leaver)} == {"initiator", "cluster_manager"}


def test_a_closed_account_succeeds_to_nothing(start, heir):
    type(heir).objects.filter(pk=heir.pk).update(is_active=False)
    with pytest.raises(Refused) as refusal:
        start()
    assert refusal.value.code == "handover.stranger"


def test_only_an_administrator_closes_an_account(start, head, leaver):
    with pytest.raises(Denied):
        start(urgent=True, closes_account=True, ground="-")
    leaver.refresh_from_db()
    assert leaver.is_active


def test_nobody_ends_his_own_roles_at_once(start, head, heir):
    with pytest.raises(Denied):
        start(by=head, of=head, urgent=True, ground="-")


def test_the_last_administrator_stays(start, operator):
    with pytest.raises(Refused):
        start(by=operator, of=operator, to=None)
    assert held(operator)


def test_neither_the_leaver_nor_the_successor_decides_without_consent(start, operator, head, heir, leaver, house):
    row = start(by=head, of=head)
    for who in (head, heir):
        with pytest.raises(Denied):
            services.handover_force(actor=actor_of(who), handover=row, reason="-", at=AT)
    RoleGrant.objects.create(
        person=heir, role="cluster_manager", scope="organisation", scope_id=str(house.pk), granted_at=AT
    )
    with pytest.raises(Denied):
        services.handover_force(actor=actor_of(heir), handover=row, reason="-", at=AT)


def test_who_is_sent_off_does_not_call_it_off(start, head, leaver, heir):
    """An initiator leads too; of his own leaving he decides only where he started it himself."""
    row = start()
    with pytest.raises(Denied):
        services.handover_revoke(actor=actor_of(leaver), handover=row, at=AT)
    with pytest.raises(Denied):
        services.handover_name(actor=actor_of(leaver), handover=row, successors={"roles": head}, at=AT)


def test_only_who_is_named_accepts(start, head, leaver, operator):
    row = start()
    for who in (head, leaver, operator):
        with pytest.raises(Denied):
            services.handover_accept(actor=actor_of(who), handover=row, at=AT)


def test_who_declined_is_shown_nothing_more(start, heir):
    row = start()
    services.handover_decline(actor=actor_of(heir), handover=row, reason="-", at=AT)
    with pytest.raises(Hidden):
        selectors.handover_get(actor_of(heir), row.pk)


def test_a_successor_sees_his_part_alone(start, person, house, head, heir, leaver):
    other = person("other@example.org", ("participant", "organisation", house.pk))
    row = start()
    row.successions.create(work="drafts", successor=other)
    found = selectors.plan_of(row, AT)
    assert [label for label, _lines in selectors.groups_of(actor_of(other), row, found)] == []
    assert [label for label, _lines in selectors.groups_of(actor_of(heir), row, found)] != []


def test_a_forged_kind_of_work_is_refused(head, leaver, heir):
    """Sheets are handed to nobody, whatever is posted."""
    named = {"judgement": heir, "roles": heir}
    row = services.handover_start(
        actor=actor_of(head), leaver=leaver, wish=services.Wish(wish().leaves_on, named), at=AT
    )
    assert set(row.successions.values_list("work", flat=True)) == {"roles"}


def test_places_of_the_row_bound_what_is_planned(start, head, leaver, other_house):
    """Roles that came in other places since the start are outside, even where the starter came to lead there too."""
    row = start()
    for who, role in ((leaver, "initiator"), (head, "cluster_manager")):
        RoleGrant.objects.create(
            person=who, role=role, scope="organisation", scope_id=str(other_house.pk), granted_at=AT
        )
    found = plan.make(Handover.objects.get(pk=row.pk), actor_of(head), {}, AT)
    assert {line.item.place[1] for line in found.lines} == {row.places[0][1]}
