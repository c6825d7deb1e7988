from datetime import date, datetime
from zoneinfo import ZoneInfo

from svetovod.demo import build_events
from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.accounts.models import Person, RoleGrant
from svetovod.web.events.models import FloorQuestion, QuestionAnswer
from svetovod.web.portal.calendar import month

MOSCOW = ZoneInfo("Europe/Moscow")


def text(response):
    return response.content.decode().replace("\u00a0", " ")


def test_home_without_anything_says_so(client, clock):
    page = client.get("/")
    assert page.status_code == 200
    assert "Сессия пока не объявлена" in text(page)


def test_home_leads_to_the_nearest_session(client, clock, session):
    build_events.registrations(session, n=45, regions=40, actor=SYSTEM, at=datetime(2021, 6, 2, tzinfo=MOSCOW))
    page = text(client.get("/"))
    days = '<span class="nb">24–25 июня</span> 2021 года'
    assert f"{days}, Саранск: встречаются предприятия кластеров из 40 регионов" in page
    assert "/sessions/saransk-2021/register/" in page


def test_after_registration_the_next_step_is_another(client, clock, session):
    clock(datetime(2021, 6, 24, 10, 0, tzinfo=MOSCOW))
    assert "Посмотрите программу и проекты" in text(client.get("/"))


def test_after_the_last_session_nothing_is_said_to_be_ahead(client, clock, session):
    build_events.registrations(session, n=2, regions=2, actor=SYSTEM, at=datetime(2021, 6, 2, tzinfo=MOSCOW))
    clock(datetime(2021, 6, 26, 10, 0, tzinfo=MOSCOW))
    page = text(client.get("/"))
    assert "Впереди сессий нет; последняя:" in page and "встретились предприятия кластеров из 2 регионов" in page
    days = '<span class="nb">24–25 июня</span> 2021 года'
    assert f"Впереди сессий нет; последняя: {days}, Саранск" in text(client.get("/sessions/"))
    assert "Сессии пока не объявлены" not in text(client.get("/sessions/"))


def test_no_news_of_what_was_called_off_and_answers_to_come_hide_none(client, clock, session):
    def news():
        return text(client.get("/")).partition('id="news"')[2].partition("</section>")[0]

    put = {"item": session.items.first(), "asker": Person.objects.create_user("asker@example.org", "a long password"),
           "asked_at": made_at(), "state": "answered"}  # fmt: skip
    for n in range(7):
        asked = FloorQuestion.objects.create(text=f"Вопрос {n}", key=str(n), **put)
        day = datetime(2021, 6, 5 if n == 0 else 20, tzinfo=MOSCOW)
        QuestionAnswer.objects.create(question=asked, asked=f"Вопрос {n}", text="Да", on=day.date(), state="published",
                                      written_at=day, published_at=day)  # fmt: skip
    assert "Объявлена практическая сессия" in news() and "Вопрос 0" in news() and "Вопрос 1" not in news()
    for state in ("cancelled", "postponed"):
        session.__class__.objects.filter(pk=session.pk).update(state=state)
        assert "Объявлена практическая сессия" not in news() and "Вопрос 0" in news()


def test_home_says_what_was_made_known_and_nothing_of_days_to_come(client, clock, session):
    news = text(client.get("/")).partition('id="news"')[2].partition("</section>")[0]
    assert 'href="/rulebook/pp41/"' in news and "действует с" in news
    clock(datetime(2010, 6, 24, 10, 0, tzinfo=MOSCOW))
    assert 'id="news"' not in text(client.get("/"))


def test_home_asks_the_same_questions_however_full(clock, session, cluster, same_questions):
    def clusters(count):
        for number in range(count):
            cluster(number)

    same_questions(["/"], lambda: clusters(1), lambda: clusters(12))


def test_the_desk_is_for_the_signed_in(client, clock):
    answer = client.get("/desk/")
    assert answer.status_code == 302 and answer["Location"].startswith("/accounts/login/")


def test_the_desk_says_what_needs_one(client, clock, cluster):
    made = cluster(1)
    person = Person.objects.create_user("manager@example.org", "long-password-1", name="Manager")
    RoleGrant.objects.create(
        person=person, role="cluster_manager", scope="cluster", scope_id=str(made.pk), granted_at=made_at()
    )
    client.force_login(person)
    page = text(client.get("/desk/"))
    assert "1 дело ждёт вас" in page and f"/clusters/{made.slug}/upload/" in page


def test_an_empty_desk_says_so(client, clock):
    client.force_login(Person.objects.create_user("nobody@example.org", "long-password-1", name="Nobody"))
    assert "Сейчас от вас ничего не требуется" in text(client.get("/desk/"))


def test_a_month_begins_on_monday_and_knows_days_off():
    june = month(date(2021, 6, 24), today=date(2021, 6, 10), events=[date(2021, 6, 24)], deadlines=[date(2021, 6, 11)])
    first = june.weeks[0]
    assert first[0] is None and first[1] is not None and first[1].number == 1
    days = {day.number: day for week in june.weeks for day in week if day}
    assert days[14].off, "the day off moved from Saturday, 12 June"
    assert (days[24].kind, days[11].kind, days[10].today, days[9].past) == ("ev", "dl", True, True)


def made_at():
    return datetime(2021, 6, 1, tzinfo=MOSCOW)


def test_whoever_holds_the_session_is_not_asked_to_register(client, clock, session):
    assert "Зарегистрируйтесь на сессию" in text(client.get("/"))
    client.force_login(made_person("organiser", "session", session.slug))
    page = text(client.get("/"))
    assert "Эту сессию проводите вы" in page and f"/sessions/{session.slug}/registrations/" in page
    assert "Зарегистрируйтесь на сессию" not in page


def test_what_is_said_of_the_registration_goes_by_the_state_and_the_clock(client, clock, session):
    holder, visitor = made_person("organiser", "session", session.slug), made_person("expert", "session", "another")
    for state, holders, asked in (
        ("published", "пригласите недостающих", True),
        ("registration_closed", "готовы списки и отметка на входе", False),
        ("postponed", "Сессия перенесена: регистрации остаются в силе", False),
    ):
        session.__class__.objects.filter(pk=session.pk).update(state=state)
        client.force_login(holder)
        assert holders in text(client.get("/")), state
        client.force_login(visitor)
        assert ("Зарегистрируйтесь на сессию" in text(client.get("/"))) is asked, state


def test_whoever_has_a_role_at_the_session_is_led_to_the_desk(client, clock, session):
    client.force_login(made_person("expert", "session", session.slug))
    page = text(client.get("/"))
    assert "У вас есть дело на этой сессии" in page and "Зарегистрируйтесь на сессию" not in page
    clock(datetime(2021, 6, 26, 10, 0, tzinfo=MOSCOW))
    assert "У вас есть дело на этой сессии" not in text(client.get("/")), "the session is over"


def test_whoever_is_registered_is_told_so(client, clock, session):
    build_events.registrations(session, n=1, regions=1, actor=SYSTEM, at=datetime(2021, 6, 2, tzinfo=MOSCOW))
    person = made_person("initiator", "organisation", "1")
    session.registrations.update(person=person)
    client.force_login(person)
    assert "Ваша регистрация: подтверждена" in text(client.get("/"))
    session.registrations.update(state="waiting")
    assert "Ваша регистрация: в листе ожидания" in text(client.get("/"))
    client.force_login(made_person("expert", "session", "another-session"))
    assert "Зарегистрируйтесь на сессию" in text(client.get("/")), "who has no part in it may take one"


def made_person(role, scope, place):
    person = Person.objects.create_user(f"{role}-{place}@example.org", "long-password-1", name=role)
    RoleGrant.objects.create(person=person, role=role, scope=scope, scope_id=place, granted_at=made_at())
    return person


def test_a_link_of_a_letter_that_is_not_known_says_what_it_may_be(client, clock, session):
    for address, words in (
        (f"/sessions/{session.slug}/registration/{'0' * 40}/", "Такой ссылки на регистрацию здесь нет"),
        (f"/sessions/{session.slug}/registration/{'0' * 40}/survey/", "Такой ссылки на регистрацию здесь нет"),
        (f"/sessions/never-held/registration/{'0' * 40}/", "Такой ссылки на регистрацию здесь нет"),
        (f"/sessions/{session.slug}/invitation/{'0' * 40}/", "Такого приглашения здесь нет"),
        (f"/sessions/{session.slug}/tasks/{'0' * 40}/", "Такой ссылки на поручения сессии здесь нет"),
        (f"/figures/{'0' * 40}/", "Такой ссылки на анкету здесь нет"),
        (f"/invitations/{'0' * 40}/", "Такого приглашения здесь нет"),
    ):
        answer = client.get(address)
        assert (answer.status_code, words in text(answer), "всю ссылку" in text(answer)) == (404, True, True), address
        assert words in answer.content.decode().split("</title>")[0], f"the tab is named as the page: {address}"
    assert "всю ссылку" not in text(client.get("/figures/own-1/")), "a page that is not one's own stays unsaid"


def test_a_failed_sign_in_says_that_nobody_is_signed_in(client, clock):
    page = text(client.post("/accounts/login/", {"login": "nobody@example.org", "password": "wrong"}))
    assert "Вход не выполнен: 1 ошибка" in page and "Не сохранено: 1" not in page
    page = text(client.post("/accounts/password/reset/", {"email": "?"}))
    assert "Не отправлено: 1 ошибка" in page
