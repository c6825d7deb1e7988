"""Seminars: materials in versions and their circles, questions answered for everybody, the test, who was there."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from svetovod.web.accounts.actors import VISITOR, actor_of
from svetovod.web.accounts.selectors import own_data
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.events import (
    bridge,
    codes,
    live_page,
    personal,
    selectors,
    seminar_page,
    services,
    sheets,
    tokens,
)
from svetovod.web.events.models import FloorQuestion, QuizPart, SeminarPresence
from svetovod.web.notices.models import Notice

TITLE = "Включение в реестр: требования к кластеру"
OWN = {"text": "Who files?", "options": ["Anybody", "The managing organisation"], "right": 1, "explanation": "It does."}


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def item(session):
    return session.items.select_related("session").get(title=TITLE)


@pytest.fixture
def lead(organiser):
    return actor_of(organiser)


@pytest.fixture
def seat(register, at):
    """seat("a@b.ru") -> a registration with a place, and the secret of its link."""

    def make(email="a@example.org"):
        row = register(email, at).registration
        return row, selectors.registration_token(row)

    return make


def pdf(text="1"):
    return SimpleUploadedFile("slides.pdf", b"%PDF-1.4\n" + text.encode() + b"\n%%EOF\n")


@pytest.fixture
def material(item, lead, at):
    def make(access="registered", *, published=True):
        made = services.material_add(actor=lead, item=item, title="Slides", access=access, upload=pdf(), at=at)
        if published:
            services.material_publish(actor=lead, material=made, access=access, open=True, at=at)
        return made

    return make


def test_a_replaced_version_stays_and_the_same_file_is_none(material, lead, at):
    made = material()
    later = at + timedelta(days=1)
    assert services.material_put(actor=lead, material=made, upload=pdf(), note="", at=later).number == 1
    services.material_put(actor=lead, material=made, upload=pdf("2"), note="A misprint", at=later)
    assert [(each.number, each.put_at) for each in made.versions.all()] == [(2, later), (1, at)]


@pytest.mark.parametrize(
    ("access", "published", "readers"),
    [
        ("public", True, {"visitor", "seat", "expert", "speaker", "organiser"}),
        ("registered", True, {"seat", "expert", "speaker", "organiser"}),
        ("speakers", True, {"expert", "speaker", "organiser"}),
        ("public", False, {"organiser"}),
    ],
)
def test_a_material_is_open_to_its_circle_once_it_is_published(
    access, published, readers, material, session, seat, person, lead, at
):
    made = material(access, published=published)
    speaker = person("speaker@example.org")
    services.speaker_add(actor=lead, session=session, name="Эксперт 2", email=speaker.email, at=at)
    row, _token = seat()
    actors = {
        "visitor": VISITOR, "seat": actor_of(row.person), "organiser": lead, "speaker": actor_of(speaker),
        "expert": actor_of(person("expert@example.org", ("expert", "session", session.slug))),
    }  # fmt: skip
    file = made.versions.get().file
    from svetovod.web.documents.selectors import attachment_get

    found = set()
    for name, actor in actors.items():
        try:
            attachment_get(actor, file.pk)
        except (Hidden, Denied):
            continue
        found.add(name)
    assert found == readers


def test_the_link_of_the_letter_opens_materials_of_participants_alone(client, material, session, seat, register):
    open_one, closed = material("registered"), material("speakers")
    _row, token = seat()
    get = lambda each: client.get(reverse("events:own_material", args=[session.slug, token, each.pk, 1]))  # noqa: E731
    given = get(open_one)
    assert given["Content-Disposition"].startswith("attachment")
    assert given.getvalue().startswith(b"%PDF")
    assert get(closed).status_code == 404
    assert client.get(reverse("events:own_material", args=[session.slug, "0" * 40, open_one.pk, 1])).status_code == 404
    open_one.versions.get().file.path.unlink()
    assert get(open_one).status_code == 404


def test_whoever_teaches_prepares_and_the_organiser_publishes(item, session, lead, person, at):
    teacher = person("teacher@example.org")
    services.speaker_add(actor=lead, session=session, name="Эксперт ассоциации", email=teacher.email, at=at)
    actor = actor_of(teacher)
    made = services.material_add(actor=actor, item=item, title="Notes", access="public", upload=pdf(), at=at)
    with pytest.raises(Denied):
        services.material_publish(actor=actor, material=made, access="public", open=True, at=at)
    other = session.items.get(title="Меры поддержки регионов для кластеров")
    with pytest.raises(Denied):
        services.material_add(actor=actor, item=other, title="Notes", access="public", upload=pdf(), at=at)


def test_a_file_that_is_none_is_told_at_the_form(client, item, session, organiser):
    client.force_login(organiser)
    bad = {"title": "Slides", "access": "public", "file": SimpleUploadedFile("a.pdf", b"<html>")}
    answer = client.post(reverse("events:seminar_desk", args=[session.slug, item.pk]), bad)
    assert answer.status_code == 422
    assert not item.materials.exists()


@pytest.fixture
def question(item, seat, at):
    row, token = seat()
    return services.question_ask(
        actor=VISITOR, item=item, pitch=None, text="How many?", key="k", at=at, registration=row, token=token
    )


def test_a_question_is_asked_by_the_link_before_the_session_and_wanted_by_others(item, question, seat, lead, at):
    assert question.state == "asked"
    other, token = seat("b@example.org")
    services.question_step(actor=lead, question=question, step="accept", at=at)
    link = {"actor": VISITOR, "registration": other, "token": token, "at": at}
    assert services.question_back(question=question, **link) == 1
    assert services.question_back(question=question, **link) == 0
    with pytest.raises(Hidden):
        services.question_ask(
            actor=VISITOR, item=item, pitch=None, text="?", key="x", at=at, registration=other, token="0" * 40
        )
    assert live_page.queue(item) == [question]


@pytest.fixture
def answer(question, lead, at):
    return services.answer_write(
        actor=lead, question=question, asked="How many participants?", text="At least ten.", at=at,
        items=["cluster.min_participants", "no.such_item"],
    )  # fmt: skip


def test_an_answer_is_read_by_participants_then_by_everybody_and_names_nobody(
    client, answer, question, item, session, lead, at
):
    assert FloorQuestion.objects.get(pk=question.pk).state == "answered"
    assert Notice.objects.filter(person=question.asker, key=f"question.answer:{question.pk}").exists()
    public = reverse("events:seminar", args=[session.slug, item.pk])
    assert "At least ten" not in client.get(public).content.decode()
    services.answer_step(actor=lead, answer=answer, step="propose", at=at)
    services.answer_step(actor=lead, answer=answer, step="publish", at=at)
    shown = client.get(public).content.decode()
    listed = client.get(reverse("support:questions")).content.decode()
    alone = client.get(reverse("support:answer", args=[answer.pk])).content.decode()
    for page in (shown, listed, alone):
        assert "At least ten" in page
        assert "/rulebook/pp779/cluster.min_participants/" in page
        assert question.asker.name not in page
    assert answer.items == ["cluster.min_participants"]
    assert "How many participants?" in client.get(reverse("portal:search"), {"q": "participants"}).content.decode()


def test_a_withdrawn_answer_is_nowhere_and_only_who_may_publish_changes_it(client, answer, person, session, lead, at):
    services.answer_step(actor=lead, answer=answer, step="publish", at=at)
    moderator = actor_of(person("moderator@example.org", ("moderator", "session", session.slug)))
    words = {"asked": "?", "text": "Other", "items": [], "at": at}
    with pytest.raises(Denied):
        services.answer_write(actor=moderator, question=answer.question, **words)
    services.answer_step(actor=lead, answer=answer, step="withdraw", at=at)
    assert client.get(reverse("support:answer", args=[answer.pk])).status_code == 404
    assert not selectors.answers_public().exists()


def test_an_officer_publishes_what_a_moderator_proposed(answer, person, session, at):
    moderator = actor_of(person("moderator@example.org", ("moderator", "session", session.slug)))
    officer = actor_of(person("officer@example.org", ("registry_officer", "platform", "")))
    services.answer_step(actor=moderator, answer=answer, step="propose", at=at)
    with pytest.raises(Denied):
        services.answer_step(actor=moderator, answer=answer, step="publish", at=at)
    assert services.answer_step(actor=officer, answer=answer, step="publish", at=at).state == "published"


def test_what_everybody_has_read_is_rewritten_by_those_who_may_publish_alone(client, answer, person, session, lead, at):
    services.answer_step(actor=lead, answer=answer, step="publish", at=at)
    moderator = person("moderator@example.org", ("moderator", "session", session.slug))
    officer = person("officer@example.org", ("registry_officer", "platform", ""))
    url = reverse("events:answer", args=[session.slug, answer.question_id])
    client.force_login(moderator)
    assert not client.get(url).context["may_write"]
    client.force_login(officer)
    assert client.get(url).context["may_write"]
    assert client.post(url, {"asked": "How many?", "text": "Ten."}).status_code == 302
    answer.refresh_from_db()
    assert answer.text == "Ten."


def test_what_was_changed_after_it_was_read_is_not_published(client, answer, person, session, lead, at):
    services.answer_step(actor=lead, answer=answer, step="propose", at=at)
    officer = person("officer@example.org", ("registry_officer", "platform", ""))
    client.force_login(officer)
    mark = client.get(reverse("events:answer", args=[session.slug, answer.question_id])).context["mark"]
    move = reverse("events:answer_move", args=[session.slug, answer.question_id, "publish"])
    moderator = actor_of(person("moderator@example.org", ("moderator", "session", session.slug)))
    words = {"asked": answer.asked, "text": "Five.", "items": answer.items}
    services.answer_write(actor=moderator, question=answer.question, at=at, **words)
    for stale in ({"mark": mark}, {}):
        client.post(move, stale)
        answer.refresh_from_db()
        assert answer.state == "proposed"
    client.post(move, {"mark": seminar_page.mark(answer)})
    answer.refresh_from_db()
    assert answer.state == "published"


def test_officers_are_told_of_every_proposal(answer, person, lead, at):
    officer = person("officer@example.org", ("registry_officer", "platform", ""))
    for minutes, step in enumerate(("propose", "take_back", "propose")):
        services.answer_step(actor=lead, answer=answer, step=step, at=at + timedelta(minutes=minutes))
    assert Notice.objects.filter(person=officer, key__startswith="faq.proposed:").count() == 2


def test_an_answer_says_which_item_has_changed_since(answer):
    today = answer.on
    item = selectors.answer_items(answer, today)[0]
    assert (item["act"], item["changed"]) == ("pp779", False)
    answer.items = ["cluster.min_participants"]
    assert selectors.answer_items(answer, today.replace(year=2023))[0]["changed"]


@pytest.fixture
def quiz(item, lead, at):
    keys = [key for key, _label in bridge.quiz_rules(item.day, "ru")]
    services.quiz_draw(actor=lead, item=item, keys=keys, count=4, seed=7, at=at)
    services.quiz_question_add(actor=lead, item=item, at=at, **OWN)
    return services.quiz_step(actor=lead, item=item, step="open", at=at)


def right(quiz):
    return {each.number: bridge.quiz_right(each.content) for each in quiz.questions.all()}


def test_cases_are_repeatable_and_their_answers_are_the_engines(item, quiz, lead, at):
    cases = [each.content for each in quiz.questions.all() if each.content["kind"] == "case"]
    keys = [key for key, _label in bridge.quiz_rules(item.day, "ru")]
    assert cases == bridge.quiz_cases(keys=keys, count=4, seed=7, on=item.day)
    with pytest.raises(Refused):
        services.quiz_draw(actor=lead, item=item, keys=keys, count=4, seed=8, at=at)


def test_the_test_is_answered_by_the_link_once_and_shown_to_the_person_alone(client, quiz, item, session, seat):
    row, token = seat()
    url = reverse("events:own_quiz", args=[session.slug, token, item.pk])
    assert client.post(url, {"q1": "met"}).status_code == 422
    given = {f"q{number}": choice for number, choice in right(quiz).items()}
    assert client.post(url, given).status_code == 302
    client.post(url, given | {"q5": "0"})
    part = QuizPart.objects.get(registration=row)
    assert part.right == 5
    page = client.get(url).content.decode()
    assert "/rulebook/pp779/" in page
    assert client.get(reverse("events:own_quiz", args=[session.slug, "0" * 40, item.pk])).status_code == 404


def test_figures_of_fewer_than_three_are_not_shown(quiz, seat, at):
    questions = seminar_page.asked(quiz)
    for number in range(3):
        assert not seminar_page.results(quiz, questions).shown
        row, token = seat(f"p{number}@example.org")
        answers = right(quiz) | ({5: "0"} if number else {})
        services.quiz_answer(actor=VISITOR, quiz=quiz, registration=row, answers=answers, token=token, at=at)
    found = seminar_page.results(quiz, questions)
    assert (found.shown, dict(found.right)[5], found.mean) == (True, 1, 87)


def test_nobody_answers_for_another(quiz, seat, lead, at):
    row, _token = seat()
    for token in ("", "x"):
        with pytest.raises(Denied):
            services.quiz_answer(actor=lead, quiz=quiz, registration=row, answers=right(quiz), token=token, at=at)


def test_presence_by_the_code_on_the_screen(item, seat):
    row, token = seat()
    begins, _ends = live_page.hours(item)
    code = codes.presence_code(item, begins)
    link = {"actor": VISITOR, "item": item, "registration": row, "token": token}
    with pytest.raises(Refused):
        services.presence_mark(code="", at=begins, **link)
    with pytest.raises(Refused):
        services.presence_mark(code=code, at=begins - timedelta(days=1), **link)
    later = begins + timedelta(minutes=5)
    services.presence_mark(code=f"{code[:3]} {code[3:]}", at=later, **link)
    assert SeminarPresence.objects.get().way == "screen"
    with pytest.raises(Refused):
        services.presence_mark(code=code, at=begins + timedelta(minutes=11), **link)


def test_badges_at_the_door_of_the_hall_are_taken_once_and_named_on_paper(client, item, session, seat, lead, at):
    row, _token = seat()
    badge = codes.code_of(row, codes.DOOR)
    for _time in range(2):
        taken, refused = services.presences_take(actor=lead, item=item, entries=[badge, "1-none"], at=at)
        assert (taken, list(refused)) == ([badge], ["1-none"])
    services.registration_check_in(actor=lead, registration=row, at=at)
    proof = codes.code_of(row, codes.CERTIFICATE)
    page = client.get(reverse("events:certificate_check", args=[session.slug, proof])).content.decode()
    assert TITLE in page
    paper = client.get(reverse("events:certificate", args=[session.slug, selectors.registration_token(row)]))
    assert paper.content.startswith(b"%PDF")
    assert sheets.COLUMNS["seminars"][1](row) == TITLE


def test_of_two_registrations_of_one_person_the_seminars_are_those_of_both(item, quiz, session, seat, lead, at):
    (kept, _token), (other, token) = seat(), seat("b@example.org")
    services.presences_take(actor=lead, item=item, entries=[codes.code_of(other, codes.DOOR)], at=at)
    services.quiz_answer(actor=VISITOR, quiz=quiz, registration=other, answers=right(quiz), token=token, at=at)
    services.registration_join(actor=lead, session=session, keep=kept.pk, drop=other.pk, at=at)
    assert seminar_page.attended(kept) == [item]
    assert kept.quiz_parts.get().right == 5


def test_an_entry_with_something_taught_stays_in_the_programme(material, item, lead, at):
    material()
    with pytest.raises(Refused):
        services.item_remove(actor=lead, item=item, at=at)


def test_pages_of_organisers_and_participants_open(client, material, answer, quiz, item, session, seat, organiser):
    material()
    _row, token = seat("c@example.org")
    for page, args in (("own_seminars", [token]), ("own_seminar", [token, item.pk]), ("own_quiz", [token, item.pk])):
        assert client.get(reverse(f"events:{page}", args=[session.slug, *args])).status_code == 200
    client.force_login(organiser)
    for page in ("seminar", "seminar_desk", "quiz", "presence", "presence_known"):
        assert client.get(reverse(f"events:{page}", args=[session.slug, item.pk])).status_code == 200
    assert TITLE in client.get(reverse("events:seminars", args=[session.slug])).content.decode()
    assert client.get(reverse("events:answer", args=[session.slug, answer.question_id])).status_code == 200


def test_what_is_sent_from_the_own_page(client, item, session, seat, at):
    _row, token = seat()
    url = reverse("events:own_seminar", args=[session.slug, token, item.pk])
    assert client.post(url, {"part": "ask", "text": "When?", "idempotency_key": "k"}).status_code == 302
    assert item.questions.get().text == "When?"
    assert client.post(url, {"part": "code", "code": "000000"}).status_code == 422
    assert client.post(url, {"part": "ask", "text": ""}).status_code == 422
    assert client.post(url, {"part": "back", "question": "no"}).status_code == 404


def test_figures_of_the_screen_are_not_guessed(client, item, session, seat, monkeypatch):
    from allauth.account import app_settings

    monkeypatch.setattr(app_settings, "RATE_LIMITS", {"presence_code": "2/5m/key"}, raising=False)
    (_row, token), (_other, free) = seat(), seat("b@example.org")
    own = lambda secret: reverse("events:own_seminar", args=[session.slug, secret, item.pk])  # noqa: E731

    def said(secret):
        page = client.post(own(secret), {"part": "code", "code": "000000"})
        assert page.status_code == 422
        return page.context["code_form"].non_field_errors().as_text()

    first, _second, third = (said(token) for _time in range(3))
    assert first != third and said(free) == first


def test_queries_of_lists_do_not_grow_with_their_rows(
    django_assert_max_num_queries, client, material, session, seat, person, lead, at
):
    made, speaker = [material(), material("speakers"), material(published=False)], person("speaker@example.org")
    services.speaker_add(actor=lead, session=session, name="Эксперт ассоциации", email=speaker.email, at=at)
    with django_assert_max_num_queries(3):
        lines = seminar_page.desk_lines(actor_of(speaker), session)
    assert len(lines) == 9 and any(line["may_teach"] for line in lines)
    first = next(line["item"] for line in lines if line["item"].pk == made[0].item_id)
    assert (first.papers, first.hidden, first.asked, first.came) == (3, 1, 0, 0)
    row, token = seat()
    with django_assert_max_num_queries(3):
        found = seminar_page.own_lines(row)
    assert {line["papers"] for line in found if line["item"] == first} == {1}
    assert client.get(reverse("events:own_seminars", args=[session.slug, token])).context["lines"] == found


def test_an_entry_with_something_taught_stays_one_that_is_taught(material, item, lead, at):
    material()
    with pytest.raises(Refused):
        services.item_update(actor=lead, item=item, at=at, kind="break")
    services.item_update(actor=lead, item=item, at=at, kind="plenary")


def test_what_is_known_about_a_person_is_given_and_answers_of_tests_go(item, quiz, question, lead, session, at):
    row = session.registrations.get(person=question.asker)
    token = selectors.registration_token(row)
    services.quiz_answer(actor=VISITOR, quiz=quiz, registration=row, answers=right(quiz), token=token, at=at)
    services.presences_take(actor=lead, item=item, entries=[codes.code_of(row, codes.DOOR)], at=at)
    services.pass_give(actor=VISITOR, registration=row, data={"document": "12 34"}, token=token, at=at)
    given = own_data(actor_of(row.person))
    assert [each["text"] for each in given["questions"]] == ["How many?"]
    registered = given["registrations"][0]
    assert registered["tests"][0]["right"] == 5 and registered["seminars"][0]["title"] == TITLE
    assert registered["consents"] and registered["pass"] == {"document": "12 34"}
    personal.erase(row.person)
    assert not QuizPart.objects.exists() and SeminarPresence.objects.exists()


def test_the_link_belongs_to_its_person(item, seat, at):
    row, _token = seat()
    other = tokens.token_for(row.session_id, row.person_id + 1, row.registered_at)
    with pytest.raises(Hidden):
        services.presence_mark(
            actor=VISITOR, item=item, registration=row, code=codes.presence_code(item, at), token=other, at=at
        )
