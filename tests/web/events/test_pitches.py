from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from svetovod.web.accounts.actors import actor_of
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.events import services
from svetovod.web.events.models import Pitch
from svetovod.web.portal.tasks import presentations_to_read
from svetovod.web.projects.models import Remark

LATE = datetime(2021, 6, 11, 18, 0, tzinfo=ZoneInfo("Europe/Moscow"))


def submit(session, project, actor, at):
    return services.pitch_submit(actor=actor, session=session, project=project, at=at)


def test_handing_in_freezes_shows_and_is_done_once(session, project, initiator, at):
    first = submit(session, project, actor_of(initiator), at)
    again = submit(session, project, actor_of(initiator), at)
    assert first == again
    assert (Pitch.objects.count(), project.versions.count()) == (1, 1)
    project.refresh_from_db()
    assert project.state == "presented"
    assert project.audiences.get().occasion == "session:saransk-2021"


def test_what_was_handed_in_in_time_stays_so_when_the_request_comes_again_late(session, project, initiator, at):
    first = submit(session, project, actor_of(initiator), at)
    assert submit(session, project, actor_of(initiator), LATE) == first
    type(project).objects.filter(pk=project.pk).update(changed_at=LATE)
    with pytest.raises(Refused):
        submit(session, project, actor_of(initiator), LATE)


def test_papers_are_refused_at_the_deadline(session, project, initiator):
    with pytest.raises(Refused) as refused:
        submit(session, project, actor_of(initiator), LATE)
    assert refused.value.code == "papers.closed"
    assert not project.versions.exists()


def test_an_idea_is_too_early(session, idea, initiator, at):
    with pytest.raises(Refused) as refused:
        submit(session, idea, actor_of(initiator), at)
    assert refused.value.code == "pitch.idea"
    assert not idea.versions.exists()


def test_nobody_hands_in_for_another(session, project, actor, at):
    stranger = actor("x@example.org", ("initiator", "organisation", 999_999))
    with pytest.raises((Denied, Hidden)):
        submit(session, project, stranger, at)
    assert not Pitch.objects.exists()


def test_the_button_of_the_page(client, session, project, initiator, clock):
    client.force_login(initiator)
    page = reverse("events:hand_in", args=[session.slug, project.code])
    assert client.get(page).status_code == 200
    assert client.post(page).status_code == 302
    assert Pitch.objects.get().version.number == 1


def test_after_the_day_the_page_says_what_comes_next(client, session, project, initiator, at, clock):
    type(session).objects.filter(pk=session.pk).update(papers_until=at - timedelta(hours=1))
    client.force_login(initiator)
    shown = client.get(reverse("events:hand_in", args=[session.slug, project.code])).content.decode()
    assert "Материалы больше не принимаются" in shown and "Проект продолжается и без этой сессии" in shown
    assert reverse("events:session_list") in shown.split("<main")[1]


def test_the_button_is_not_there_for_strangers(client, session, project, person, clock):
    client.force_login(person("x@example.org"))
    assert client.get(reverse("events:hand_in", args=[session.slug, project.code])).status_code == 404


def test_the_panel_finds_the_screen_of_remarks(client, session, project, initiator, person, clock, at):
    submit(session, project, actor_of(initiator), at)
    client.force_login(person("expert@example.org", ("expert", "session", session.slug)))
    shown = client.get(reverse("events:pitches", args=[session.slug])).content.decode()
    assert reverse("projects:remark_new", args=[project.code]) + "?occasion=session:saransk-2021" in shown


def test_an_expert_is_told_before_the_day_what_to_read_until_a_remark_is_made(
    client, session, project, initiator, person, clock, at
):
    def desk(who):
        return [(task.what, task.where, task.url, task.due) for task in presentations_to_read(actor_of(who), at)]

    expert = person("expert@example.org", ("expert", "session", session.slug))
    other = person("other@example.org", ("expert", "session", session.slug))
    row = submit(session, project, actor_of(initiator), at)
    assert desk(expert) == [], "nobody has given it to anybody"
    row.panel.add(expert)
    [(_what, where, url, due)] = desk(expert)
    assert where == f"{project.code} {row.version.content['title']}" and due.date() == session.starts_on
    assert desk(other) == []
    client.force_login(expert)
    assert client.get(url).status_code == 200
    [that_day] = presentations_to_read(actor_of(expert), at + timedelta(days=14))
    assert that_day.url == reverse("events:pitches", args=[session.slug])
    Remark.objects.create(
        project=project, version=row.version, section="idea", severity="advice", text="Да", author=expert,
        occasion=f"session:{session.slug}", created_at=at,
    )  # fmt: skip
    assert desk(expert) == []


def test_an_initiator_sees_only_own_presentations(client, session, project, initiator, clock, at):
    submit(session, project, actor_of(initiator), at)
    client.force_login(initiator)
    shown = client.get(reverse("events:pitches", args=[session.slug]))
    assert shown.status_code == 200
    assert "remarks/new" not in shown.content.decode()


@pytest.mark.parametrize(("role", "may"), [("organiser", True), ("expert", False)])
def test_slots_are_the_organisers(session, project, initiator, actor, at, role, may):
    pitch = submit(session, project, actor_of(initiator), at)
    asking = actor("o@example.org", (role, "session", session.slug))
    if may:
        assert services.pitch_plan(actor=asking, pitch=pitch, slot=at, hall="1", at=at).slot == at
    else:
        with pytest.raises(Denied):
            services.pitch_plan(actor=asking, pitch=pitch, slot=at, hall="1", at=at)
