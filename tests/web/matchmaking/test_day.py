"""The day of the meetings: somebody is late or absent, the screen in the hall, schedules on paper, who is told."""

from datetime import timedelta

import pytest
from django.urls import reverse

from svetovod.web.accounts.actors import actor_of
from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.matchmaking import bell_page, board_page, load_page, selectors, services
from svetovod.web.matchmaking.grid import slots_of
from svetovod.web.matchmaking.models import Meeting, MeetingProfile
from svetovod.web.notices.models import Notice
from svetovod.web.projects import path

from .conftest import AT
from .test_views import text


def url(name, *args):
    return reverse(f"matchmaking:{name}", args=["saransk", *args])


def test_whoever_is_late_meets_later_and_those_concerned_are_named(published, sides, organiser, computed, plan):
    """The first comes at the fourth slot: its two meetings must be later, the page says whose and lists all told."""
    actor, profile = actor_of(organiser), sides[0].profile
    services.times_close(actor=sides[0].actor, profile=profile, closed=[6], at=AT)
    profile.refresh_from_db()
    services.lateness_note(actor=actor, profile=profile, until=4, at=AT)
    profile.refresh_from_db()
    assert profile.closed == [1, 2, 3, 6]
    made = computed(plan.session, services.repair_start)
    page = board_page.of(actor, plan.session, selectors.plan_of(plan.session))
    changes = page.runs.rows[0].changes
    assert len(changes.meetings) == made.result["changed"] > 0
    assert {each.after[0].number for each in changes.meetings if "Завод 0" in each.said} <= {4, 5}
    told = services.run_publish(actor=actor, run=made, at=AT)
    assert {each.pk for each in told} == {each.pk for each in changes.concerned}
    after = board_page.of(actor, plan.session, selectors.plan_of(plan.session))
    assert after.runs.rows[0].changes is None and not after.broken


def test_nobody_waits_for_whoever_does_not_come(published, sides, organiser):
    actor, absent = actor_of(organiser), sides[0].profile
    services.lateness_note(actor=actor, profile=absent, until=None, at=AT)
    assert not selectors.meetings_of(absent).exists() and Meeting.objects.count() == 2
    told = Notice.objects.filter(key__endswith=":withdrawn")
    assert {row.person_id for row in told} == {sides[1].person.pk, sides[3].person.pk}


def test_meetings_that_have_begun_are_nobodys_to_call_off(published, sides, organiser, plan):
    last = slots_of(plan)[-1].begins_at
    services.lateness_note(actor=actor_of(organiser), profile=sides[0].profile, until=None, at=last)
    assert Meeting.objects.count() == 4


def test_lateness_is_the_organisers_word_and_of_a_slot_there_is(published, sides, organiser):
    with pytest.raises(Hidden):
        services.lateness_note(actor=sides[1].actor, profile=sides[0].profile, until=4, at=AT)
    with pytest.raises(Refused):
        services.lateness_note(actor=actor_of(organiser), profile=sides[0].profile, until=7, at=AT)


def test_the_form_of_lateness(client, published, sides, organiser, clock):
    client.force_login(organiser)
    assert "Завод 0" in text(client.get(url("organise")))
    answer = client.post(url("late"), {"enterprise": sides[0].profile.pk, "slot": 3}, follow=True)
    assert "Исправьте расписание" in text(answer)
    sides[0].profile.refresh_from_db()
    assert sides[0].profile.closed == [1, 2]
    unsaid = client.post(url("late"), {"enterprise": sides[1].profile.pk}, follow=True)
    assert "Выберите предприятие" in text(unsaid) and selectors.meetings_of(sides[1].profile).count() == 2
    client.post(url("late"), {"enterprise": sides[1].profile.pk, "slot": 0})
    assert not selectors.meetings_of(sides[1].profile).exists()


def test_the_screen_says_who_sits_where_how_long_and_what_comes_next(client, published, organiser, plan, clock):
    session, slots = plan.session, slots_of(plan)
    before = bell_page.bell(session, slots[0].begins_at - timedelta(minutes=5))
    assert (before.now, before.next, before.left) == (None, slots[0], 5)
    during = bell_page.bell(session, slots[0].begins_at + timedelta(minutes=4, seconds=30))
    assert (during.now, during.left, during.ending) == (slots[0], 16, False)
    assert list(during.shown) == list(during.sitting) == list(Meeting.objects.filter(slot=1).order_by("table"))
    ending = bell_page.bell(session, slots[0].ends_at - timedelta(minutes=2))
    assert ending.ending and list(ending.shown) == list(ending.coming) == list(Meeting.objects.filter(slot=2))
    over = bell_page.bell(session, slots[-1].ends_at)
    assert (over.now, over.next, list(over.shown)) == (None, None, [])
    client.force_login(organiser)
    clock(slots[0].begins_at)
    shown = text(client.get(url("bell")))
    assert "осталось 20 минут" in shown and "every 15s" in shown


def test_the_screen_without_a_schedule(client, plan, organiser, clock):
    client.force_login(organiser)
    assert "Расписание ещё не опубликовано" in text(client.get(url("bell")))


def test_schedules_on_paper(client, published, sides, organiser, guest, clock):
    client.force_login(organiser)
    for sort in ("a4", "badge"):
        answer = client.get(url("agendas_pdf", sort))
        assert answer["Content-Type"] == "application/pdf" and answer.content[:5] == b"%PDF-"
    assert client.get(url("agendas_pdf", "other")).status_code == 404
    client.force_login(sides[0].person)
    assert client.get(url("agendas_pdf", "a4")).status_code == 404
    own = client.get(url("agenda_pdf", sides[0].key))
    assert own.content[:5] == b"%PDF-" and own["Referrer-Policy"] == "same-origin"
    assert client.get(url("agenda_pdf", sides[1].key)).status_code == 404
    client.logout()
    assert client.get(url("agenda_pdf", guest.key)).content[:5] == b"%PDF-"


def test_the_load_of_everybody_and_who_is_missing(published, sides, organiser, guest, plan, agree):
    """Each meets two; one more is agreed without a place; a guest has stated a profile and invites nobody."""
    lonely = MeetingProfile.objects.create(
        session=plan.session, registration=guest.registration, made_at=AT, changed_at=AT
    )
    agree(sides[0], sides[2])
    page = board_page.of(actor_of(organiser), plan.session, selectors.plan_of(plan.session))
    assert [(row.agreed, row.placed, row.unmet) for row in page.people] == [(3, 2, 1)] * 2 + [(2, 2, 0)] * 2
    assert (page.waits, page.moves) == (sum(row.waits for row in page.people), sum(row.moves for row in page.people))
    assert list(page.missing.silent) == [lonely] and not page.missing.absent


def test_breaks_and_changes_of_table_are_counted(published, sides, plan):
    """By hand: the first meets in slots 1 and 3 at tables 1 and 2."""
    own = list(selectors.meetings_of(sides[0].profile))
    Meeting.objects.exclude(pk__in=[each.pk for each in own]).delete()
    for meeting, (slot, table) in zip(own, ((1, 1), (3, 2)), strict=True):
        Meeting.objects.filter(pk=meeting.pk).update(slot=slot, table=table)
    rows = load_page.loads(selectors.agreements(plan.session), list(selectors.meetings(plan.session)))
    first = next(row for row in rows if row.profile == sides[0].profile)
    assert (first.placed, first.waits, first.moves) == (2, 1, 1)


def test_a_new_profile_begins_with_that_of_an_earlier_session(client, sides, plan, clock):
    from svetovod.web.accounts.actors import SYSTEM
    from svetovod.web.events import services as events

    day = plan.session.ends_on + timedelta(days=100)
    events.session_create(
        actor=SYSTEM, at=AT, slug="kazan", ordinal=2, title="Вторая", place="Казань", region="RU-TA", starts_on=day,
        ends_on=day, capacity=10, registration_until=AT + timedelta(days=90), papers_until=AT + timedelta(days=90),
        state="published", pack=["Программа"],
    )  # fmt: skip
    client.force_login(sides[0].person)
    shown = text(client.get(reverse("matchmaking:profile", args=["kazan", sides[0].key])))
    assert "Мощности 0" in shown and "27.31.12" in shown


@pytest.mark.parametrize(("public", "won", "counted"), [(True, True, True), (False, True, False), (True, False, False)])
def test_money_is_counted_once_everybody_may_know(monkeypatch, public, won, counted):
    monkeypatch.setattr(path, "_outcomes", [lambda _project: path.Answer("", public=public, won=won)])
    assert path.funded(None) is counted
