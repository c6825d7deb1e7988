"""From an invitation to a published schedule and to a repair, by the services on real tables."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest

from svetovod.engine.workbooks import read_placed
from svetovod.web.accounts.actors import VISITOR, actor_of
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.matchmaking import board_page, selectors, services
from svetovod.web.matchmaking.grid import slots_of
from svetovod.web.matchmaking.keys import side_of
from svetovod.web.matchmaking.models import Meeting, MeetingWish
from svetovod.web.notices.models import Notice, OutgoingMail

from .conftest import AT, SLOT_3


def test_slots_go_around_the_pause(plan):
    said = [(slot.said, slot.morning) for slot in slots_of(plan)]
    assert said[:4] == [("11:30\u201311:50", True), ("11:50\u201312:10", True), ("12:10\u201312:30", True),
                        ("13:00\u201313:20", False)]  # fmt: skip
    assert len(said) == 6


def test_two_who_invite_each_other_have_agreed(sides):
    first, second = sides[:2]
    wish = services.wish_make(actor=first.actor, sender=first.profile, receiver=second.profile, word="Кабель", at=AT)
    assert wish.state == "proposed"
    assert Notice.objects.filter(person=second.person).count() == 1
    again = services.wish_make(actor=first.actor, sender=first.profile, receiver=second.profile, at=AT)
    assert again.pk == wish.pk
    back = services.wish_make(actor=second.actor, sender=second.profile, receiver=first.profile, at=AT)
    assert (back.pk, back.state) == (wish.pk, "accepted")


def test_only_the_invited_side_answers(sides):
    first, second, third = sides[:3]
    wish = services.wish_make(actor=first.actor, sender=first.profile, receiver=second.profile, at=AT)
    with pytest.raises(Denied):
        services.wish_answer(actor=first.actor, wish=wish, accept=True, at=AT)
    with pytest.raises(Hidden):
        services.wish_answer(actor=third.actor, wish=wish, accept=True, at=AT)
    assert services.wish_answer(actor=second.actor, wish=wish, accept=False, at=AT).state == "declined"
    # nothing stands in the way of another try
    assert services.wish_make(actor=first.actor, sender=first.profile, receiver=second.profile, at=AT).pk != wish.pk


def test_an_invitation_expires(sides):
    first, second = sides[:2]
    wish = services.wish_make(actor=first.actor, sender=first.profile, receiver=second.profile, at=AT)
    late = wish.expires_at + timedelta(minutes=1)
    with pytest.raises(Refused, match=r"."):
        services.wish_answer(actor=second.actor, wish=wish, accept=True, at=late)
    assert services.wishes_expire(at=late) == 1
    assert services.wishes_expire(at=late) == 0
    wish.refresh_from_db()
    assert wish.state == "expired"


def test_a_profile_for_the_invited_alone_is_found_by_nobody_else(sides):
    shy, other = sides[:2]
    services.profile_save(actor=shy.actor, profile=shy.profile, about="", lines=[], visible="invited", closed=[], at=AT)
    assert shy.profile.pk not in {row.pk for row in selectors.shown_to(other.profile)}
    with pytest.raises(Hidden):
        services.wish_make(actor=other.actor, sender=other.profile, receiver=shy.profile, at=AT)
    services.wish_make(actor=shy.actor, sender=shy.profile, receiver=other.profile, at=AT)
    assert shy.profile.pk in {row.pk for row in selectors.shown_to(other.profile)}


def test_a_guest_speaks_by_the_link_and_for_himself_alone(sides, guest, plan):
    side = side_of(VISITOR, plan.session.slug, guest.key)
    assert not side.known and side.profile.name == "Гостевой завод"
    made = services.profile_save(
        actor=VISITOR, profile=side.profile, link=side.link, about="", lines=[], visible="session", closed=[1], at=AT
    )
    wish = services.wish_make(actor=VISITOR, sender=made, receiver=sides[0].profile, link=guest.key, at=AT)
    assert wish.state == "proposed"
    for wrong in ("", "0" * 40):
        with pytest.raises((Denied, Hidden)):
            services.wish_withdraw(actor=VISITOR, wish=wish, by=made, link=wrong, at=AT)
    # a right link of a guest opens nobody else's profile
    with pytest.raises((Denied, Hidden)):
        services.wish_withdraw(actor=VISITOR, wish=wish, by=sides[0].profile, link=guest.key, at=AT)
    with pytest.raises(Hidden):
        side_of(VISITOR, plan.session.slug, "0" * 40)


def test_a_strangers_key_leads_nowhere(sides, plan):
    with pytest.raises(Hidden):
        side_of(sides[0].actor, plan.session.slug, sides[1].key)


def test_a_published_schedule_is_the_proven_one(published, sides, plan):
    assert published.result["status"] == "optimal"
    assert published.greedy.keys() == {"unplaced", "breaks"}
    assert {each.wish_id for each in Meeting.objects.all()} == {row["wish"] for row in published.problem["meetings"]}
    told = Notice.objects.filter(key__startswith="schedule:")
    assert {row.person_id for row in told} == {side.person.pk for side in sides}
    assert LedgerEntry.objects.filter(action="schedule_run.publish").count() == 1
    plan.refresh_from_db()
    assert plan.published == published


def test_what_cannot_be_has_its_reason_with_names_and_hours(sides, agree, computed, plan):
    first, second = sides[:2]
    services.times_close(actor=first.actor, profile=first.profile, closed=[1, 2, 3, 4, 5, 6], at=AT)
    agree(first, second)
    made = computed(plan.session)
    assert (made.state, made.result["status"]) == ("done", "infeasible")
    assert "Завод 0" in made.result["reason"]["ru"] and "11:30" in made.result["reason"]["ru"]
    with pytest.raises(Refused):
        services.run_publish(actor=_organiser(), run=made, at=AT)


def test_a_repair_does_not_ask_again_about_what_had_no_place(sides, agree, computed, plan):
    """Of three meetings two have a place; a table is lost and a fourth agreed: two stay, the fourth comes to them."""
    services.times_close(actor=sides[0].actor, profile=sides[0].profile, closed=[1, 2, 3, 4, 5], at=AT)
    agree(sides[0], sides[1])
    agree(sides[0], sides[2], priority="must")
    agree(sides[1], sides[2])
    made = computed(plan.session)
    services.run_publish(actor=_organiser(), run=made, at=AT)
    left, placed = made.result["left"], set(Meeting.objects.values_list("wish", flat=True))
    services.tables_lose(actor=_organiser(), session=plan.session, lost=[1], at=AT)
    fresh = agree(sides[1], sides[3])
    for _time in range(2):
        repaired = computed(plan.session, services.repair_start)
        assert repaired.result["aside"] == left and repaired.result["slots"]
        services.run_publish(actor=_organiser(), run=repaired, at=AT)
        assert set(Meeting.objects.values_list("wish", flat=True)) == placed | {fresh.pk}
        page = board_page.of(_organiser(), plan.session, selectors.plan_of(plan.session))
        assert page.waiting == [] and {each.pk for each in page.unplaced} == set(left)
    assert set(computed(plan.session).result["left"]) == set(left)  # the whole schedule chooses anew


def test_where_not_all_fit_the_must_meets_do(sides, agree, computed, plan):
    """One slot is left to the first: of its two meetings the must-meet is held, and the reason is said."""
    services.times_close(actor=sides[0].actor, profile=sides[0].profile, closed=[1, 2, 3, 4, 5], at=AT)
    agree(sides[0], sides[1])
    must = agree(sides[0], sides[2], priority="must")
    agree(sides[1], sides[2])
    made = computed(plan.session)
    left = set(MeetingWish.objects.filter(sender=sides[0].profile).exclude(pk=must.pk).values_list("pk", flat=True))
    assert (set(made.result["left"]), made.result["most"]) == (left, True)
    assert "Завод 0" in made.result["reason"]["ru"]
    services.run_publish(actor=_organiser(), run=made, at=AT)
    assert {row.wish_id for row in Meeting.objects.all()} == set(
        MeetingWish.objects.values_list("pk", flat=True)
    ) - left
    page = board_page.of(_organiser(), plan.session, selectors.plan_of(plan.session))
    assert page.runs.published.headline == "Поставлено встреч: 2 из 3, окон нет"
    assert {wish.pk for wish in page.runs.published.left} == left and page.waiting == []
    # what had a place and has none in the next schedule loses it, and both are told
    services.times_close(actor=sides[0].actor, profile=sides[0].profile, closed=[1, 2, 3, 4, 5, 6], at=AT)
    again = computed(plan.session)
    touched = services.run_publish(actor=_organiser(), run=again, at=AT)
    assert not Meeting.objects.filter(wish=must).exists()
    assert {sides[0].profile, sides[2].profile} <= set(touched)


def _organiser():
    from svetovod.web.accounts.models import Person

    return actor_of(Person.objects.get(email="organiser@example.org"))


def test_a_lost_table_moves_as_few_as_possible(published, computed, plan):
    before = {row.wish_id: (row.slot, row.table) for row in Meeting.objects.all()}
    doubled = [key for key in before.values() if key[1] == 2]
    services.tables_lose(actor=_organiser(), session=plan.session, lost=[2], at=AT)
    made = computed(plan.session, services.repair_start)
    assert made.result["changed"] == made.result["fewest"] == len(doubled)
    touched = services.run_publish(actor=_organiser(), run=made, at=AT)
    after = {row.wish_id: (row.slot, row.table) for row in Meeting.objects.all()}
    assert {table for _slot, table in after.values()} == {1}
    moved = [wish for wish in before if before[wish] != after[wish]]
    assert len(moved) == len(doubled)
    concerned = {pk for row in MeetingWish.objects.filter(pk__in=moved) for pk in (row.sender_id, row.receiver_id)}
    assert {profile.pk for profile in touched} == concerned
    assert Notice.objects.filter(key__startswith=f"schedule:{plan.session_id}:{made.number}:").count() == len(concerned)


def test_a_repair_of_the_day_leaves_what_has_begun(published, computed, plan, sides, agree):
    agree(sides[0], sides[2])
    begun = {row.wish_id: (row.slot, row.table) for row in Meeting.objects.filter(slot__lte=3)}
    made = computed(plan.session, services.repair_start, at=SLOT_3)
    assert made.result["changed"] == 0
    assert min(made.result["slots"]) > 3
    services.run_publish(actor=_organiser(), run=made, at=SLOT_3)
    assert begun == {row.wish_id: (row.slot, row.table) for row in Meeting.objects.filter(wish__in=begun)}
    assert Meeting.objects.count() == 5


def test_calling_off_frees_the_table_and_tells_the_other_side(published, sides):
    wish = MeetingWish.objects.order_by("pk").first()
    services.wish_withdraw(actor=sides[0].actor, wish=wish, by=sides[0].profile, at=AT)
    assert not Meeting.objects.filter(wish=wish).exists()
    assert Notice.objects.filter(key=f"wish:{wish.pk}:withdrawn").get().person == sides[1].person


def test_an_outcome_is_recorded_after_the_beginning(published, sides):
    meeting = Meeting.objects.filter(wish__sender=sides[0].profile).first()
    with pytest.raises(Refused):
        services.outcome_record(actor=sides[0].actor, meeting=meeting, by=sides[0].profile, result="contact", at=AT)
    late = AT + timedelta(days=6)
    row = services.outcome_record(
        actor=sides[0].actor, meeting=meeting, by=sides[0].profile, result="intention", note="Образцы", at=late
    )
    assert (row.state, row.sender_result, row.receiver_result) == ("held", "intention", "")
    with pytest.raises(Refused):
        services.wish_withdraw(actor=sides[1].actor, wish=row.wish, by=sides[1].profile, at=late)


def test_who_has_met_is_reminded_after_a_week_and_after_a_month(published, sides):
    """Once each: of what is not noted, and of contacts that are no joint project yet."""
    met = Meeting.objects.filter(wish__sender=sides[0].profile).first()
    services.outcome_record(
        actor=sides[0].actor, meeting=met, by=sides[0].profile, result="intention", at=AT + timedelta(days=6)
    )
    day = AT.replace(day=25) + timedelta(days=6)
    assert services.follow_up(at=day) == 0
    assert services.follow_up(at=day + timedelta(days=1)) == services.follow_up(at=day + timedelta(days=2)) == 4
    week = Notice.objects.filter(key__startswith="follow:")
    assert {row.key for row in week} == {f"follow:{side.profile.pk}:7" for side in sides}
    letter = OutgoingMail.objects.get(person=sides[0].person, text__contains="ничего не отмечено")
    assert "О 1 встрече ничего не отмечено" in letter.text and "1 контакт ждёт" in letter.text
    services.follow_up(at=day + timedelta(days=24))
    assert week.filter(key__endswith=":30").count() == 4
    assert services.follow_up(at=day + timedelta(days=90)) == 0


def test_a_schedule_by_hand_is_held_against_what_is_agreed(published, sides, plan, agree):
    """The workbook as it was downloaded is the schedule in force; changed, it is told what cannot be, or kept."""
    content = board_page.workbook(_organiser(), plan, AT)
    lines = read_placed(BytesIO(content)).value
    assert {(line.code, line.slot, line.table) for line in lines} == {
        (str(row.wish_id), row.slot, row.table) for row in Meeting.objects.all()
    }
    keep = {"actor": _organiser(), "session": plan.session, "at": AT}
    first = lines[0]
    second = next(line for line in lines if not {line.first, line.second} & {first.first, first.second})
    crowded = [first, replace(second, slot=first.slot, table=first.table)]
    made, broken = services.run_import(**keep, lines=crowded)
    assert made is None and len(broken) == 1 and "стол уже занят" in broken[0]
    for change, fault in ((replace(first, slot=7), "слота 7 нет"), (replace(first, table=3), "такого стола нет"),
                          (replace(first, code="999999"), "не согласована")):  # fmt: skip
        made, broken = services.run_import(**keep, lines=[change])
        assert made is None and fault in broken[0]
    free = min({1, 2, 3, 4, 5, 6} - {line.slot for line in lines})
    made, broken = services.run_import(**keep, lines=[replace(first, slot=free), second])
    assert broken == [] and len(made.result["left"]) == 2
    touched = services.run_publish(actor=_organiser(), run=made, at=AT)
    assert {row.wish_id: row.slot for row in Meeting.objects.all()} == {
        int(first.code): free, int(second.code): second.slot
    }  # fmt: skip
    assert len(touched) == 4


def test_the_hours_of_a_published_schedule_stay(published, plan):
    with pytest.raises(Refused, match=r"."):
        services.plan_set(
            actor=_organiser(), session=plan.session, item=plan.item, minutes=30, tables=2, at=AT,
            wishes_until=plan.wishes_until,
        )  # fmt: skip


def test_a_killed_calculation_is_ended_and_a_stopped_one_keeps_its_best(sides, agree, plan, organiser):
    from django.utils import timezone

    from svetovod.web.matchmaking import work
    from svetovod.web.matchmaking.services.computing import run_seen

    agree(sides[0], sides[1])
    made = services.run_start(actor=actor_of(organiser), session=plan.session, at=AT)
    assert services.run_start(actor=actor_of(organiser), session=plan.session, at=AT).pk == made.pk
    assert work.waiting() == []
    assert work.waiting(timezone.now() + timedelta(minutes=3)) == [made.pk]
    services.run_begin(run_id=made.pk)
    assert work.lost(timezone.now() + timedelta(minutes=1)) == [made.pk]
    run_seen(made.pk)
    assert work.lost(timezone.now()) == []
    services.run_fail(run_id=made.pk, at=AT)
    services.run_fail(run_id=made.pk, at=AT)
    again = services.run_start(actor=actor_of(organiser), session=plan.session, at=AT)
    services.run_stop(actor=actor_of(organiser), run=again, at=AT)
    work.run(again.pk, at=AT)
    again.refresh_from_db()
    assert (again.number, again.state, again.result["slots"] != []) == (2, "done", True)
