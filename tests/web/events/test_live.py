"""Presentations live: the run sheet and its clock, remarks typed in the hall, questions, lists that go home."""

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.web.keeping import keep

from svetovod.web.accounts.actors import SYSTEM, actor_of
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.events import codes, live_page, services
from svetovod.web.events.models import FloorQuestion, PitchNote, PracticalSession
from svetovod.web.notices.models import Notice
from svetovod.web.projects import services as projects
from svetovod.web.projects.models import Remark
from svetovod.web.registry.selectors import members_of

WORDS = {"section": "estimate", "severity": "important", "text": "Say where the price comes from."}


@pytest.fixture
def item(session):
    return session.items.get(kind="pitches")


@pytest.fixture
def pitches(session, item, project, initiator, cluster, at):
    """Two presentations, ten minutes each, of a session that is running."""
    made = keep(("pitches", at), lambda: pitches_made(session, item, project, initiator, cluster, at))
    session.refresh_from_db()
    return made


def pitches_made(session, item, project, initiator, cluster, at):
    asking = actor_of(initiator)
    second = projects.project_create(
        actor=asking, cluster=cluster, organisation=members_of(cluster).first().organisation, title="Cable",
        canvas={}, at=at,
    )  # fmt: skip
    second = projects.project_edit(
        actor=asking, project=second, revision=second.revision, fields={"start": at.date()}, at=at
    )
    begins, _ends = live_page.hours(item)
    made = []
    for number, each in enumerate((project, second)):
        pitch = services.pitch_submit(actor=asking, session=session, project=each, at=at)
        slot = begins + timedelta(minutes=10 * number)
        made.append(services.pitch_plan(actor=SYSTEM, pitch=pitch, slot=slot, hall=item.hall, at=at))
    PracticalSession.objects.filter(pk=session.pk).update(state="running")
    return made


@pytest.fixture
def moderator(person, session):
    return person("moderator@example.org", ("moderator", "session", session.slug))


@pytest.fixture
def expert(person, session):
    return person("expert@example.org", ("expert", "session", session.slug))


@pytest.fixture
def scribe(person, session):
    return person("scribe@example.org", ("scribe", "session", session.slug))


def step(item, pitch, action, at, actor=SYSTEM):
    return services.pitch_step(actor=actor, item=item, pitch_id=pitch.pk, step=action, at=at)


def write(pitch, who, at, **more):
    given = {"expert": who, "key": "k1"} | WORDS | more
    return services.note_write(actor=actor_of(more.pop("by", who)), pitch=pitch, at=at, **_without(given, "by"))


def _without(given, name):
    return {key: value for key, value in given.items() if key != name}


# the run sheet


def test_the_clock_is_the_servers_and_says_how_late_the_hall_is(item, pitches, at):
    begins, _ends = live_page.hours(item)
    started = begins + timedelta(minutes=3)
    step(item, pitches[0], "start", started)
    sheet = live_page.run_sheet(item, started + timedelta(minutes=4, seconds=30))
    assert (sheet.now.clock, sheet.late, sheet.next.pitch) == ("5:30", 3, pitches[1])
    past = live_page.run_sheet(item, started + timedelta(minutes=12))
    assert (past.now.clock, past.now.over, past.late) == ("−2:00", True, 5)


def test_what_should_have_begun_is_late_before_it_begins(item, pitches):
    begins, _ends = live_page.hours(item)
    assert live_page.run_sheet(item, begins - timedelta(minutes=9)).late == 0
    assert live_page.run_sheet(item, begins + timedelta(minutes=9)).late == 9


def test_calling_the_next_ends_the_one_before_and_a_second_tap_changes_nothing(item, pitches, at):
    step(item, pitches[0], "start", at)
    step(item, pitches[1], "start", at + timedelta(minutes=9))
    again = step(item, pitches[1], "start", at + timedelta(minutes=10))
    assert again.started_at == at + timedelta(minutes=9)
    pitches[0].refresh_from_db()
    assert pitches[0].ended_at == at + timedelta(minutes=9)


def test_one_that_was_ended_too_soon_goes_on_from_its_beginning(item, pitches, at):
    step(item, pitches[0], "start", at)
    step(item, pitches[0], "end", at + timedelta(minutes=1))
    again = step(item, pitches[0], "start", at + timedelta(minutes=2))
    assert (again.started_at, again.ended_at) == (at, None)


def test_later_lets_the_next_one_go_first(item, pitches, at):
    slots = [pitch.slot for pitch in pitches]
    step(item, pitches[0], "later", at)
    assert [line.pitch for line in live_page.run_sheet(item, at).lines] == pitches[::-1]
    for pitch in pitches:
        pitch.refresh_from_db()
    assert [pitch.slot for pitch in pitches] == slots[::-1]
    step(item, pitches[0], "later", at)  # the last one stays the last
    assert live_page.run_sheet(item, at).lines[-1].pitch == pitches[0]


def test_nothing_begins_before_the_session_runs(item, session, pitches, at):
    PracticalSession.objects.filter(pk=session.pk).update(state="published")
    with pytest.raises(Refused) as refused:
        step(item, pitches[0], "start", at)
    assert refused.value.code == "floor.closed"


@pytest.mark.parametrize("action", ["dance", "start"])
def test_what_is_not_of_this_hall_is_refused(item, pitches, at, action):
    if action == "start":
        services.pitch_plan(actor=SYSTEM, pitch=pitches[0], slot=pitches[0].slot, hall="elsewhere", at=at)
    with pytest.raises(Refused) as refused:
        step(item, pitches[0], action, at)
    assert refused.value.code == "floor.none"


def test_an_expert_does_not_run_the_floor(item, pitches, expert, at):
    with pytest.raises(Denied):
        step(item, pitches[0], "start", at, actor=actor_of(expert))


# remarks of the hall


def test_a_remark_kept_is_nobody_elses_and_sent_it_is_one_remark(pitches, expert, at):
    note = write(pitches[0], expert, at)
    assert (note.state, Remark.objects.count()) == ("held", 0)
    assert write(pitches[0], expert, at) == note
    sent = services.note_release(actor=actor_of(expert), note=note, at=at)
    again = services.note_release(actor=actor_of(expert), note=note, at=at)
    assert sent.remark == again.remark == Remark.objects.get()
    assert (sent.remark.author, sent.remark.version, sent.remark.occasion) == (
        expert, pitches[0].version, "session:saransk-2021",
    )  # fmt: skip


def test_sent_at_once(pitches, expert, at):
    assert write(pitches[0], expert, at, then="release").state == "released"
    assert Remark.objects.get().text == WORDS["text"]


def test_the_moderator_sends_only_what_was_left(pitches, expert, moderator, at):
    kept, left = write(pitches[0], expert, at), write(pitches[0], expert, at, key="k2", then="leave")
    with pytest.raises(Denied):
        services.note_release(actor=actor_of(moderator), note=kept, at=at)
    assert services.note_release(actor=actor_of(moderator), note=left, at=at).remark.author == expert
    shown = live_page.notes_of(pitches[0], text=True)
    assert (shown["counts"], shown["ready"]) == ([{"name": expert.name, "open": 1, "sent": 1}], [])


def test_a_scribe_types_and_the_expert_confirms_with_one_tap(pitches, expert, scribe, moderator, at):
    note = write(pitches[0], expert, at, by=scribe)
    assert (note.state, note.typed_by) == ("typed", scribe)
    assert Notice.objects.get(person=expert).url == reverse("events:notes", args=["saransk-2021"])
    for stranger in (scribe, moderator):
        with pytest.raises(Denied):
            services.note_release(actor=actor_of(stranger), note=note, at=at)
        with pytest.raises(Denied):
            services.note_step(actor=actor_of(stranger), note=note, step="confirm", at=at)
    assert services.note_step(actor=actor_of(expert), note=note, step="confirm", at=at).state == "ready"
    assert services.note_release(actor=actor_of(moderator), note=note, at=at).remark.author == expert


def test_nobody_types_for_another_but_the_scribe_and_only_for_experts(pitches, expert, scribe, moderator, person, at):
    other = person("other@example.org", ("expert", "session", "saransk-2021"))
    with pytest.raises(Refused):
        write(pitches[0], other, at, by=expert)
    with pytest.raises(Refused):
        write(pitches[0], moderator, at, by=scribe)
    with pytest.raises(Denied):
        write(pitches[0], expert, at, by=moderator)
    assert not PitchNote.objects.exists()


def test_the_evening_list_sends_all_that_is_own(session, pitches, expert, scribe, person, at):
    other = person("other@example.org", ("expert", "session", session.slug))
    write(pitches[0], expert, at)
    write(pitches[1], expert, at, by=scribe, key="k2")
    dropped = write(pitches[1], expert, at, key="k3")
    services.note_step(actor=actor_of(expert), note=dropped, step="drop", at=at)
    write(pitches[1], other, at)
    assert services.notes_release(actor=actor_of(expert), session=session, at=at) == 2
    assert services.notes_release(actor=actor_of(expert), session=session, at=at) == 0
    assert set(Remark.objects.values_list("author", flat=True)) == {expert.pk}


def test_at_the_end_lists_go_home_and_each_initiator_is_told_once(item, pitches, expert, initiator, at):
    with pytest.raises(Refused):
        services.pitches_home(actor=SYSTEM, item=item, at=at)
    step(item, pitches[0], "start", at)
    write(pitches[0], expert, at, then="leave")
    write(pitches[0], expert, at, key="k2")
    for _time in range(2):
        assert services.pitches_home(actor=SYSTEM, item=item, at=at) == 1
    assert Remark.objects.count() == 1
    assert Remark.objects.get().answer_by is not None
    told = Notice.objects.get(person=initiator, key=f"pitch.home:{pitches[0].pk}")
    assert told.url == reverse("projects:remark_list", args=[pitches[0].project.code])


# questions


@pytest.fixture
def guest(person, register):
    someone = person("a@example.org")
    register("a@example.org")
    return someone


def ask(item, who, at, text="When?", key="q1"):
    return services.question_ask(actor=actor_of(who), item=item, pitch=None, text=text, key=key, at=at)


def test_the_panel_waits_its_turn_at_once_a_guest_is_looked_at_first(item, guest, expert, at):
    assert (ask(item, expert, at).state, ask(item, guest, at).state) == ("waiting", "asked")
    assert ask(item, guest, at) == FloorQuestion.objects.get(asker=guest)


def test_whoever_has_no_place_asks_nothing(item, person, at):
    with pytest.raises(Denied):
        ask(item, person("x@example.org"), at)


def test_the_wanted_goes_first_and_a_voice_is_given_once(item, guest, expert, person, session, at):
    first = ask(item, expert, at)
    second = ask(item, expert, at + timedelta(minutes=1), key="q2")
    actor = actor_of(guest)
    assert services.question_back(actor=actor, question=second, at=at) == 1
    assert live_page.queue(item) == [second, first]
    assert services.question_back(actor=actor, question=second, at=at) == 0
    with pytest.raises(Refused):
        services.question_back(actor=actor_of(expert), question=first, at=at)


def test_one_question_is_on_the_screen(item, expert, moderator, at):
    first, second = ask(item, expert, at), ask(item, expert, at, key="q2")
    for question in (first, second):
        services.question_step(actor=actor_of(moderator), question=question, step="show", at=at)
    first.refresh_from_db()
    assert first.state == "answered"
    with pytest.raises(Denied):
        services.question_step(actor=actor_of(expert), question=second, step="answer", at=at)


def test_one_person_does_not_fill_the_queue(item, expert, at):
    for number in range(10):
        ask(item, expert, at, key=f"q{number}")
    with pytest.raises(Refused):
        ask(item, expert, at, key="q10")


# pages


def test_the_screen_of_the_hall_follows_the_moderator_without_signing_in(client, item, session, pitches, at, clock):
    page = reverse("events:hall", args=[session.slug, codes.hall_code(item)])
    step(item, pitches[1], "start", at)
    shown = client.get(page).content.decode()
    assert pitches[1].version.content["title"] in shown
    assert client.get(page[:-3] + ("11/" if page.endswith("00/") else "00/")).status_code == 404
    PracticalSession.objects.filter(pk=session.pk).update(state="finished")
    assert pitches[1].version.content["title"] not in client.get(page).content.decode()


def test_the_desk_answers_nothing_where_nothing_is_new(client, item, session, pitches, moderator, expert, at, clock):
    client.force_login(moderator)
    page = reverse("events:live", args=[session.slug, item.pk])
    step(item, pitches[0], "start", at)
    seen = client.get(page).context["seen"]
    assert client.get(page, {"seen": seen}).status_code == 204
    write(pitches[0], expert, at, then="leave")
    shown = client.get(page, {"seen": seen})
    assert WORDS["text"] in shown.content.decode()


def test_the_desk_does_not_show_what_an_expert_keeps(client, item, session, pitches, moderator, expert, at, clock):
    step(item, pitches[0], "start", at)
    write(pitches[0], expert, at)
    client.force_login(moderator)
    assert WORDS["text"] not in client.get(reverse("events:live", args=[session.slug, item.pk])).content.decode()


def test_buttons_of_the_desk(client, item, session, pitches, moderator, initiator, at, clock):
    client.force_login(moderator)
    for action in ("start", "end"):
        client.post(reverse("events:live_pitch", args=[session.slug, item.pk, pitches[0].pk, action]))
    pitches[0].refresh_from_db()
    assert pitches[0].ended_at is not None
    client.post(reverse("events:live_home", args=[session.slug, item.pk]))
    assert Notice.objects.filter(person=initiator, key__startswith="pitch.home").exists()


def test_an_expert_types_on_the_phone_and_is_told_of_the_next_one(client, session, item, pitches, expert, at, clock):
    client.force_login(expert)
    page = reverse("events:note_new", args=[session.slug, pitches[0].pk])
    listed = reverse("events:notes", args=[session.slug])
    assert "Замечаний ещё не записано" in client.get(listed).content.decode()
    step(item, pitches[1], "start", at)
    assert reverse("events:note_new", args=[session.slug, pitches[1].pk]) in client.get(page).content.decode()
    assert client.post(page, {"text": ""}).status_code == 422
    assert client.post(page, WORDS | {"then": "leave", "idempotency_key": "k"}).status_code == 302
    note = PitchNote.objects.get()
    assert (note.state, note.expert) == ("ready", expert)
    client.post(reverse("events:note_move", args=[session.slug, "hold", note.pk]))
    assert client.post(reverse("events:notes", args=[session.slug])).status_code == 302
    note.refresh_from_db()
    assert note.state == "released" and "Всё отправлено" in client.get(listed).content.decode()


def test_a_scribe_says_for_whom(client, session, pitches, expert, scribe, clock):
    client.force_login(scribe)
    page = reverse("events:note_new", args=[session.slug, pitches[0].pk])
    assert client.post(page, WORDS).status_code == 422
    assert client.post(page, WORDS | {"expert": expert.pk}).status_code == 302
    assert PitchNote.objects.get().state == "typed"
    assert client.post(reverse("events:notes", args=[session.slug])).status_code == 403
    assert WORDS["text"] in client.get(reverse("events:notes", args=[session.slug])).content.decode()


def test_the_moderator_sends_from_the_desk(client, session, item, pitches, expert, moderator, at, clock):
    note = write(pitches[0], expert, at, then="leave")
    client.force_login(moderator)
    release = reverse("events:note_move", args=[session.slug, "release", note.pk])
    assert client.post(release, {"back": item.pk}).url == reverse("events:live", args=[session.slug, item.pk])
    assert Remark.objects.get().author == expert


def test_questions_from_a_phone(client, session, item, guest, expert, moderator, at, clock):
    client.force_login(guest)
    page = reverse("events:floor", args=[session.slug, item.pk])
    assert client.post(page, {"text": ""}).status_code == 422
    assert client.post(page, {"text": "How much?"}).status_code == 302
    question = FloorQuestion.objects.get()
    client.force_login(expert)
    assert "How much?" not in client.get(page).content.decode()
    client.force_login(moderator)
    for action in ("accept", "show"):
        client.post(reverse("events:question_move", args=[session.slug, action, question.pk]))
    client.force_login(expert)
    assert "How much?" in client.get(page).content.decode()
    assert client.post(reverse("events:question_back", args=[session.slug, question.pk])).status_code == 302
    assert question.backers.get() == expert


def test_pages_are_closed_to_strangers(client, session, item, pitches, person, clock):
    client.force_login(person("x@example.org"))
    for name, args in (
        ("live", [item.pk]), ("note_new", [pitches[0].pk]), ("notes", []), ("floor", [item.pk]),
    ):  # fmt: skip
        assert client.get(reverse(f"events:{name}", args=[session.slug, *args])).status_code == 403


def test_a_draft_is_nobodys_hall(client, item, session, clock):
    PracticalSession.objects.filter(pk=session.pk).update(state="draft")
    assert client.get(reverse("events:hall", args=[session.slug, codes.hall_code(item)])).status_code == 404
    with pytest.raises(Hidden):
        from svetovod.web.accounts.actors import VISITOR
        from svetovod.web.events import selectors

        selectors.session_get(VISITOR, session.slug)
