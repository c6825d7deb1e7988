"""After a session: tasks with their answers, the survey without names, papers, what became of the projects."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import override_settings
from django.urls import reverse

from svetovod.web.accounts.actors import SYSTEM, VISITOR
from svetovod.web.accounts.models import RoleGrant
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.events import after_page, becoming, services, tokens
from svetovod.web.events.models import PracticalSession, Registration, SessionMailing, SurveyAnswer
from svetovod.web.notices.models import Notice, OutgoingMail

TASK = {
    "text": "Собрать вопросы о сметах", "who": "Центр кластерного развития", "due": "2021-07-20", "region": "RU-TA",
    "email": "cdc@example.org",
}  # fmt: skip


def url(name, *args):
    return reverse(f"events:{name}", args=["saransk-2021", *args])


def words(response):
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


@pytest.fixture
def desk(client, clock, organiser):
    client.force_login(organiser)
    return client


@pytest.fixture
def came(session, register):
    """came(3, kind="press") -> registrations of people who are here."""

    def make(many, kind="enterprise"):
        done = [register(f"{kind}-{n}@example.org", kind=kind) for n in range(many)]
        rows = Registration.objects.filter(pk__in=[each.registration.pk for each in done])
        rows.update(state="checked_in")
        return list(zip(rows.order_by("pk"), [each.token for each in done], strict=True))

    return make


def test_a_task_goes_to_its_addressee_who_answers_by_the_link(desk, session, at):
    assert desk.post(url("task_new"), TASK).status_code == 302
    assert desk.post(url("task_new"), TASK | {"text": "Назвать проекты", "email": ""}).status_code == 302
    assert desk.post(url("task_new"), TASK | {"due": "скоро"}).status_code == 422
    for _press in range(2):
        desk.post(url("extracts"), {})
    letter = OutgoingMail.objects.get(to="cdc@example.org")
    assert letter.attachments[0]["type"] == "application/pdf" and "Собрать вопросы о сметах" in letter.text
    link = reverse("events:tasks_answer", args=["saransk-2021", tokens.tasks_token(session.pk, "cdc@example.org")])
    assert link in letter.text
    desk.logout()
    page = words(desk.get(link))
    assert "Собрать вопросы о сметах" in page and "Назвать проекты" not in page
    unsaid = desk.post(link, {"task": "1", "answer": ""})
    assert unsaid.status_code == 422 and "Не отправлено: 1 ошибка" in unsaid.content.decode()
    assert desk.post(link, {"task": "2", "answer": "x", "done": "on"}).status_code == 422
    assert desk.post(link, {"task": "1", "answer": "Собрано 34 вопроса", "done": "on"}).status_code == 302
    row = session.tasks.get(number=1)
    assert row.answer == "Собрано 34 вопроса" and row.done_at is not None
    assert desk.get(link[:-2] + "x/").status_code == 404


def test_a_task_that_was_sent_is_answered_and_not_taken_out(desk, session, at):
    for text in ("Первое", "Второе"):
        desk.post(url("task_new"), TASK | {"text": text})
    desk.post(url("task_remove", 2), {})
    desk.post(url("extracts"), {})
    assert desk.post(url("task_remove", 1), {}).status_code == 409
    assert [row.text for row in session.tasks.all()] == ["Первое"]
    assert desk.post(url("task", 1), {"answer": "Сделано", "done": "on"}).status_code == 302
    assert "Сделано" in words(desk.get(url("after")))


def test_after_thirty_days_open_tasks_are_reminded_and_the_organisers_told_once(session, person, at):
    asks = person("asks@example.org", ("organiser", "session", session.slug))
    for number in range(3):
        services.task_add(
            actor=SYSTEM, session=session, text=f"Поручение {number}", who="Орган", email=f"{number}@example.org",
            due=date(2021, 7, 10), at=at,
        )  # fmt: skip
    services.task_answer(actor=SYSTEM, session=session, pk=session.tasks.first().pk, answer="Да", done=True, at=at)
    PracticalSession.objects.filter(pk=session.pk).update(state="finished")
    days = {29: 0, 30: 1, 31: 1, 200: 0}
    for day, told in days.items():
        moment = at.replace(month=6, day=25) + timedelta(days=day)
        assert services.tasks_remind(at=moment) == told
    assert set(OutgoingMail.objects.filter(key__startswith="tasks-open:").values_list("to", flat=True)) == {
        "1@example.org", "2@example.org",
    }  # fmt: skip
    notice = Notice.objects.get(person=asks)
    assert notice.url == url("after")
    letter = OutgoingMail.objects.get(to="asks@example.org")
    assert "1 из 3" in letter.text and "2 просрочено" in letter.text


def test_the_survey_is_answered_once_and_keeps_no_names(client, clock, came):
    ((_row, token),) = came(1)
    typed = {"programme": "5", "order": "2", "again": "yes", "lacking": "Стульев"}
    assert client.post(url("survey", token), {}).status_code == 422
    assert client.post(url("survey", token), {"programme": "7"}).status_code == 422
    assert client.post(url("survey", token), typed).status_code == 302
    assert client.post(url("survey", token), typed).status_code == 422
    answer = SurveyAnswer.objects.get()
    assert (answer.marks, answer.again, answer.lacking) == ({"programme": 5, "order": 2}, True, "Стульев")
    names = {field.name for field in SurveyAnswer._meta.get_fields()}
    assert names == {"id", "session", "kind", "marks", "again", "useful", "lacking"}
    assert "Ваш ответ сохранён" in words(client.get(url("survey", token)))


def test_a_copy_of_the_database_does_not_tell_who_said_what(client, clock, came):
    """Read as `pg_dump` reads: rows in the order in which they lie, all their columns."""
    people = came(9)
    for n, (_row, token) in enumerate(people):
        assert client.post(url("survey", token), {"programme": "5", "lacking": f"Слово {n}"}).status_code == 302
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM events_surveypart")
        parts = [list(map(str, row)) for row in cursor.fetchall()]
        cursor.execute("SELECT id, lacking, xmin FROM events_surveyanswer")
        answers = cursor.fetchall()
    session = people[0][0].session_id
    assert len(parts) == len(answers) == 9 and all(re.fullmatch("[0-9a-f]{64}", mark) for mark, _session in parts)
    assert {of for _mark, of in parts} == {str(session)}
    known = {str(value) for row, token in people for value in (row.pk, row.person_id, token, row.token_hash)}
    assert not known & {mark for mark, _session in parts}
    # all were written by the last answer, with numbers of chance drawn anew and in their order: into the holes of the
    # table where it has any, so where they lie says nothing of when they came
    assert len({transaction for _id, _said, transaction in answers}) == 1
    before = {said: id for id, said, _transaction in answers}
    ((_row, token),) = came(1, kind="guest")
    client.post(url("survey", token), {"programme": "5", "lacking": "Слово 9"})
    after = {row.lacking: row.pk for row in SurveyAnswer.objects.all()}
    assert len(after) == 10 and not set(before.values()) & set(after.values())
    # the key alone makes the marks again, so that nobody answers twice
    assert services.survey_of(people[0][0])
    with override_settings(SECRET_KEY="of another installation"):
        assert not services.survey_of(people[0][0])


def test_the_survey_is_for_those_who_have_come(client, clock, register):
    token = register().token
    assert client.post(url("survey", token), {"programme": "5"}).status_code == 422
    assert not SurveyAnswer.objects.exists()


def test_everybody_who_came_is_asked_once_by_a_job(desk, session, came, mailed):
    came(3)
    assert desk.post(url("survey_ask"), {}).status_code == 409
    PracticalSession.objects.filter(pk=session.pk).update(state="finished")
    for _press in range(2):
        assert desk.post(url("survey_ask"), {}).status_code == 302
    assert SessionMailing.objects.get().what == "survey"
    mailed(), mailed()
    assert OutgoingMail.objects.filter(key__endswith=":survey").count() == 3


def fill(session, **kinds):
    for kind, many in kinds.items():
        for n in range(many):
            SurveyAnswer.objects.create(
                session=session, kind=kind, marks={"programme": 1 + n % 5}, useful=f"{kind} {n}"
            )


def test_small_groups_are_not_shown(session):
    fill(session, enterprise=4)
    assert after_page.survey(session).rows == [] and after_page.survey(session).useful == []
    fill(session, authority=6, guest=5)
    first = after_page.survey(session).rows[0]
    # four enterprises are hidden, and the smallest group beside them, by which they could be computed
    assert first[1] is not None and first[2] == [None, Decimal("2.7"), None]


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ({"a": 5}, {"a"}), ({"a": 4}, set()), ({"a": 9, "b": 5}, {"a", "b"}), ({"a": 9, "b": 4}, set()),
        ({"a": 9, "b": 6, "c": 1}, {"a"}), ({"a": 9, "b": 3, "c": 3}, {"a"}), ({}, set()),
    ],
)  # fmt: skip
def test_no_group_can_be_computed_from_the_others(sizes, shown):
    assert after_page.told_apart(sizes) == shown


def test_the_page_and_the_papers_have_the_figures(desk, session, came):
    came(2), came(1, kind="press")
    desk.post(url("task_new"), TASK)
    page = words(desk.get(url("after")))
    assert "Собрать вопросы о сметах" in page and "пресса" in page.lower()
    for paper in ("report", "protocol"):
        assert desk.get(url("after_file", paper, "pdf")).content.startswith(b"%PDF")
        assert desk.get(url("after_file", paper, "docx")).content.startswith(b"PK")
    assert desk.get(url("after_file", "extract", "pdf")).status_code == 404


def test_the_page_asks_the_same_of_many(desk, session, came, same_questions):
    same_questions([url("after")], lambda: came(1), lambda: [came(5, kind=kind) for kind in ("press", "cdc")])


def test_what_became_of_it_counts_published_results_alone(client, clock, session, monkeypatch):
    fates = [becoming.Fate(1, "P-01", "Кабель", "Отбор 2021", "/selections/x/result/", ("filed", "admitted", "funded"),
                           Decimal("12000000"), session.ends_on),
             becoming.Fate(2, "P-02", "Свет", "Отбор 2021", "/selections/x/result/", ("filed",),
                           until=session.starts_on),
             becoming.Fate(3, "P-03", "Раньше", "Отбор 2020", "/selections/y/result/", ("filed",),
                           until=session.starts_on - timedelta(days=1))]  # fmt: skip
    monkeypatch.setattr(becoming, "_sources", [lambda *_args: fates])
    page = words(client.get(url("became")))
    assert "P-01" in page and "/selections/x/result/" in page and "12" in page
    monkeypatch.setattr(becoming.Became, "told", property(lambda _self: None))
    page = words(client.get(url("became")))
    assert "Подано на отборы: 2, профинансировано: 1" in page and "не показано, меньше трёх" in page
    assert [becoming.told(size) for size in range(5)] == [0, None, None, 3, 4]
    found = becoming.of(session, session.papers_until, show_future=False)
    assert [len(found.steps[step]) for step in becoming.STEPS] == [2, 1, 1] and found.granted == Decimal("12000000")


def test_only_organisers_write_the_protocol(session, at, client, clock, person):
    with pytest.raises((Denied, Hidden)):
        services.task_add(actor=VISITOR, session=session, text="x", who="y", due=date(2021, 7, 1), at=at)
    with pytest.raises((Denied, Hidden)):
        services.extracts_send(actor=VISITOR, session=session, at=at)
    client.force_login(person("door@example.org", ("check_in", "session", session.slug)))
    assert client.get(url("after")).status_code == 403
    assert RoleGrant.objects.filter(role="check_in").exists()


def test_a_removed_task_that_was_answered_is_refused(session, at):
    row = services.task_add(actor=SYSTEM, session=session, text="x", who="y", due=date(2021, 7, 1), at=at)
    services.task_answer(actor=SYSTEM, session=session, pk=row.pk, answer="идёт", done=False, at=at)
    with pytest.raises(Refused) as refused:
        services.task_remove(actor=SYSTEM, session=session, pk=row.pk, at=at)
    assert refused.value.code == "task.sent"
