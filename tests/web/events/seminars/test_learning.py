"""The test of a seminar, who was there, and the pages of both."""

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.web.events.seminars.conftest import TITLE, right

from svetovod.web.accounts.actors import VISITOR, actor_of
from svetovod.web.accounts.selectors import own_data
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.events import bridge, codes, live_page, personal, selectors, seminar_page, services, sheets, tokens
from svetovod.web.events.models import QuizPart, SeminarPresence


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
        shown = client.get(reverse(f"events:{page}", args=[session.slug, *args]))
        assert shown.status_code == 200
        if page != "own_seminars":
            path = shown.content.decode().split('class="crumbs"')[1].split("</nav>")[0]
            assert reverse("events:own_seminars", args=[session.slug, token]) in path, page
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
        lines = seminar_page.desk_lines(actor_of(speaker), seminar_page.desk_rows(session))
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
