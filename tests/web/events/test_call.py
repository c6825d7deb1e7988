"""The call for projects: answers on completeness, the choice of presenters, the reading list, slides until the eve."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from svetovod.web.accounts.actors import SYSTEM, actor_of
from svetovod.web.common.errors import Denied, Refused
from svetovod.web.documents.models import Attachment
from svetovod.web.events import call_page, pitch_asking, services
from svetovod.web.events.models import FloorQuestion, PapersAnswer, PresenterChoice
from svetovod.web.notices.models import Notice
from svetovod.web.projects import services as projects

SETTINGS = {"minutes": 10, "row": 5, "pause": 0, "least": 1, "most": 9, "load": 9}


@pytest.fixture
def pitch(session, project, initiator, at):
    return services.pitch_submit(actor=actor_of(initiator), session=session, project=project, at=at)


@pytest.fixture
def expert(person, session):
    return person("expert@example.org", ("expert", "session", session.slug))


def pdf(name="slides.pdf", body=b"one"):
    return SimpleUploadedFile(name, b"%PDF-1.4\n" + body + b"\n%%EOF\n", content_type="application/pdf")


def test_an_answer_names_what_is_missing_of_the_pack_and_the_initiator_is_told(session, pitch, initiator, at):
    wanted = session.pack[1]
    answer = services.papers_answer(actor=SYSTEM, pitch=pitch, missing=[wanted, "not of the pack"], note="", at=at)
    assert answer.missing == [wanted]
    page = reverse("events:hand_in", args=[session.slug, pitch.project.code])
    assert Notice.objects.get(person=initiator, key__startswith="papers:").url == page
    later = services.papers_answer(actor=SYSTEM, pitch=pitch, missing=[], note="", at=at + timedelta(hours=1))
    assert (later.pk, PapersAnswer.objects.get().missing) == (answer.pk, [])


def test_a_day_is_given_for_an_answer_and_a_newer_version_asks_for_one_anew(session, pitch, project, initiator, at):
    def line(when):
        pitch.refresh_from_db()
        return call_page.lines(SYSTEM, session, [pitch], when)[0]

    assert not line(at + timedelta(hours=23))["late"]
    assert line(at + timedelta(hours=25))["late"]
    services.papers_answer(actor=SYSTEM, pitch=pitch, missing=[], note="", at=at)
    assert not line(at + timedelta(hours=25))["late"]
    project.refresh_from_db()
    changed = projects.project_edit(
        actor=actor_of(initiator), project=project, revision=project.revision, fields={"title": "Fibre 2"}, at=at
    )
    services.pitch_submit(actor=actor_of(initiator), session=session, project=changed, at=at + timedelta(minutes=5))
    assert line(at + timedelta(minutes=6))["answer"] is None


def test_who_does_not_present_is_told_why_and_gives_the_hour_back(session, pitch, initiator, at):
    services.pitch_plan(actor=SYSTEM, pitch=pitch, slot=at, hall="1", at=at)
    with pytest.raises(Refused) as refused:
        services.presenter_choose(actor=SYSTEM, pitch=pitch, presents=False, grounds=" ", at=at)
    assert refused.value.code == "choice.grounds"
    choice = services.presenter_choose(actor=SYSTEM, pitch=pitch, presents=False, grounds="Twelve slots", at=at)
    pitch.refresh_from_db()
    assert (choice.grounds, pitch.slot) == ("Twelve slots", None)
    assert pitch_asking.problem(session, SETTINGS)["projects"] == []
    services.presenter_choose(actor=SYSTEM, pitch=pitch, presents=True, grounds="One has left", at=at)
    assert PresenterChoice.objects.get().presents
    assert len(pitch_asking.problem(session, SETTINGS)["projects"]) == 1


def test_what_was_heard_is_not_chosen_any_more(session, pitch, at):
    type(pitch).objects.filter(pk=pitch.pk).update(started_at=at)
    with pytest.raises(Refused) as refused:
        services.presenter_choose(actor=SYSTEM, pitch=pitch, presents=False, grounds="Late", at=at)
    assert refused.value.code == "choice.heard"


def test_answers_and_choices_are_the_organisers(pitch, expert, initiator, at):
    for person in (expert, initiator):
        with pytest.raises(Denied):
            services.papers_answer(actor=actor_of(person), pitch=pitch, missing=[], note="", at=at)
        with pytest.raises(Denied):
            services.presenter_choose(actor=actor_of(person), pitch=pitch, presents=True, grounds="x", at=at)


def test_slides_are_frozen_at_eight_in_the_evening_before(session, pitch, initiator, expert, at):
    item = session.items.get(kind="pitches")
    slot = at.replace(month=item.day.month, day=item.day.day, hour=12, minute=0)
    services.pitch_plan(actor=SYSTEM, pitch=pitch, slot=slot, hall=item.hall, at=at)
    pitch.refresh_from_db()
    until = call_page.slides_until(pitch)
    assert (until.day, until.hour) == (item.day.day - 1, 20)
    kept = services.slides_put(actor=actor_of(initiator), pitch=pitch, upload=pdf(), at=until - timedelta(minutes=1))
    assert call_page.lines(actor_of(expert), session, [pitch], at)[0]["slides"] == kept
    with pytest.raises(Refused) as refused:
        services.slides_put(actor=actor_of(initiator), pitch=pitch, upload=pdf(body=b"two"), at=until)
    assert refused.value.code == "slides.frozen"
    with pytest.raises(Denied):
        services.slides_put(actor=actor_of(expert), pitch=pitch, upload=pdf(body=b"two"), at=at)


def test_pages_of_the_organiser(client, session, pitch, organiser, initiator, clock):
    client.force_login(organiser)
    assert pitch.project.code in client.get(reverse("events:call", args=[session.slug])).content.decode()
    page = reverse("events:call_pitch", args=[session.slug, pitch.pk])
    assert client.get(page).status_code == 200
    assert client.post(page, {"part": "choice", "presents": "no"}).status_code == 422
    assert client.post(page, {"part": "answer", "missing": [session.pack[0]]}).status_code == 302
    assert client.post(page, {"part": "choice", "presents": "yes", "grounds": "Ready"}).status_code == 302
    client.force_login(initiator)
    shown = client.get(reverse("events:hand_in", args=[session.slug, pitch.project.code])).content.decode()
    assert session.pack[0] in shown
    assert "Ready" in shown


def test_an_expert_asks_before_the_session_and_the_initiator_reads_it(client, session, pitch, expert, initiator, clock):
    client.force_login(expert)
    page = reverse("events:reading", args=[session.slug])
    assert client.get(page).status_code == 200
    assert client.post(page, {"pitch": pitch.pk, "text": ""}).status_code == 422
    assert client.post(page, {"pitch": "0", "text": "Who buys?"}).status_code == 409
    assert client.post(page, {"pitch": pitch.pk, "text": "Who buys?"}).status_code == 302
    assert FloorQuestion.objects.get().pitch == pitch
    client.force_login(initiator)
    shown = client.get(reverse("events:hand_in", args=[session.slug, pitch.project.code])).content.decode()
    assert "Who buys?" in shown


def test_slides_are_given_on_the_page(client, session, pitch, initiator, expert, clock):
    client.force_login(initiator)
    page = reverse("events:slides", args=[session.slug, pitch.project.code])
    assert client.post(page).status_code == 409
    assert client.post(page, {"file": pdf()}).status_code == 302
    assert Attachment.objects.get(kind="slides").subject_id == str(pitch.pk)
    client.force_login(expert)
    assert client.post(page, {"file": pdf(body=b"two")}).status_code == 403


def test_the_call_is_closed_to_others(client, session, pitch, expert, person, clock):
    for someone, closed in ((expert, ("call", "call_pitch")), (person("x@example.org"), ("call", "reading"))):
        client.force_login(someone)
        for name in closed:
            args = [session.slug, pitch.pk] if name == "call_pitch" else [session.slug]
            assert client.get(reverse(f"events:{name}", args=args)).status_code == 403


def test_put_off_presentations_keep_their_hour_of_the_new_day(session, pitch, organiser, at):
    """Slides are taken until the eve of the day on which the project is heard now."""
    asked = actor_of(organiser)
    services.pitch_plan(actor=asked, pitch=pitch, slot=datetime(2021, 6, 24, 11, 0, tzinfo=UTC), hall="", at=at)
    services.session_postpone(
        actor=asked, session=session, starts_on=date(2021, 9, 1), ends_on=date(2021, 9, 2), precision="day",
        registration_until=datetime(2021, 8, 20, tzinfo=UTC), papers_until=datetime(2021, 8, 10, tzinfo=UTC),
        reason="Мороз", at=at,
    )  # fmt: skip
    pitch.refresh_from_db()
    assert pitch.slot == datetime(2021, 9, 1, 11, 0, tzinfo=UTC)
