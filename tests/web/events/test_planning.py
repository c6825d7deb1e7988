"""A session from nothing by its pages: draft, texts, days, series, team, and who is asked what."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from icalendar import Calendar

from svetovod.web.accounts.actors import SYSTEM, VISITOR, actor_of
from svetovod.web.accounts.models import Invitation, RoleGrant
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.events import services, tokens
from svetovod.web.events.models import (
    ConsentDocument,
    DateChange,
    PracticalSession,
    SessionSeries,
)
from svetovod.web.notices.models import OutgoingMail

from .planned import url, words

MOSCOW = ZoneInfo("Europe/Moscow")
NEW = {
    "title": "Третья сессия", "slug": "kaluga-2021", "ordinal": "3", "place": "Калуга", "region": "RU-KLU",
    "zone": "Europe/Moscow", "attendance": "hybrid", "online_url": "https://meet.example/secret-room",
    "starts_on": "2021-09-14", "ends_on": "2021-09-15", "precision": "day", "capacity": "120",
    "registration_until": "2021-09-07T18:00", "papers_until": "2021-09-01T18:00", "pack": "Программа\n\nСмета",
}  # fmt: skip


def test_after_the_end_nobody_is_asked_for_a_second_organiser(desk, session, clock):
    ConsentDocument.objects.all().delete()
    before = words(desk.get(url("plan")))
    assert "второй организатор" in before and "обязательный текст согласия" in before
    clock(datetime(2021, 6, 26, 10, 0, tzinfo=MOSCOW))
    after = words(desk.get(url("plan")))
    assert "второй организатор" not in after and "обязательный текст согласия" not in after


def test_a_draft_whose_days_are_gone_is_not_ahead(desk, session, clock):
    PracticalSession.objects.filter(pk=session.pk).update(state="draft")
    last = datetime(2021, 6, 25, 23, 0, tzinfo=MOSCOW)
    for at, phase in ((last, "draft"), (last + timedelta(hours=2), "over")):
        clock(at)
        page = desk.get(reverse("events:session_list"))
        listed = {side: [row["phase"] for row in page.context[side]] for side in ("ahead", "past")}
        assert listed == {"ahead": [phase] * (phase == "draft"), "past": [phase] * (phase == "over")}


def test_the_list_is_by_day_whatever_was_written_down_first(desk, session, clock):
    earlier = PracticalSession.objects.get(pk=session.pk)
    earlier.pk, earlier.slug, earlier.place = None, "earlier-2021", "Сыктывкар"
    earlier.starts_on, earlier.ends_on = date(2021, 4, 1), date(2021, 4, 2)
    earlier.save()
    clock(datetime(2021, 3, 1, 10, tzinfo=MOSCOW))
    page = desk.get(reverse("events:session_list"))
    assert [row["session"].place for row in page.context["ahead"]] == ["Сыктывкар", "Саранск"]
    clock(datetime(2021, 12, 10, 10, tzinfo=MOSCOW))
    page = desk.get(reverse("events:session_list"))
    assert [row["session"].place for row in page.context["past"]] == ["Саранск", "Сыктывкар"], "the newest first"
    assert page.context["last"]["session"] == session, "and it is the last one"


def test_texts_of_consents_are_published_in_versions(desk, session, client):
    """What an installation without the demonstration begins with: no text, and the desk says that it is lacking."""
    page = reverse("events:consent_texts")
    typed = {
        "code": "personal-data", "version": "2.0", "title": "Согласие на обработку", "text": "Кто, что, зачем",
        "required": "on", "in_force_from": "2021-06-01",
    }  # fmt: skip
    assert desk.post(page, typed).status_code == 302
    assert LedgerEntry.objects.filter(action="consent.publish", body__contains="2.0").exists()
    again = desk.post(page, typed | {"text": "Другие слова"})
    assert again.status_code == 422 and list(again.context["form"].errors) == ["version"]
    assert "Другие слова" not in [text.text for text, _asked in again.context["texts"]]
    now = {(text.code, text.version): asked for text, asked in desk.get(page).context["texts"]}
    assert now["personal-data", "2.0"] and not now["personal-data", "1.0"]
    assert "Кто, что, зачем" in words(client.get(url("register")))
    ConsentDocument.objects.all().delete()
    assert "обязательный текст согласия" in words(desk.get(url("plan")))


def test_a_session_from_nothing(desk, organiser):
    desk.post(reverse("events:series_new"), {"title": "Осень", "slug": "autumn-2021"})
    series = SessionSeries.objects.get(slug="autumn-2021")
    answer = desk.post(reverse("events:session_new"), NEW | {"series": series.pk})
    made = PracticalSession.objects.get(slug="kaluga-2021")
    assert answer["Location"] == reverse("events:plan", args=[made.slug])
    assert (made.state, made.series, made.pack) == ("draft", series, ["Программа", "Смета"])
    assert made.registration_until == datetime(2021, 9, 7, 18, tzinfo=MOSCOW)
    assert RoleGrant.objects.filter(person=organiser, role="organiser", scope_id="kaluga-2021").exists()
    for page in ("session_detail", "session_list"):
        said = words(desk.get(reverse(f"events:{page}", args=[made.slug] if page == "session_detail" else [])))
        assert "черновик, его видят организаторы" in said and "регистрация закрыта, сессия впереди" not in said
    detail = words(desk.get(reverse("events:session_detail", args=[made.slug])))
    assert "Допишите план и опубликуйте сессию" in detail and "Регистрация шла до" not in detail
    texts = desk.get(reverse("events:consent_texts")).content.decode()
    assert reverse("events:plan", args=[made.slug]) in texts, "from the text of consent back to the plan"
    for part, typed in (
        ("hall", {"name": "Большой зал", "seats": "90"}),
        ("body", {"name": "Ассоциация", "role": "организатор"}),
        ("quota", {"kind": "press", "region": "", "places": "5"}),
    ):
        assert desk.post(reverse("events:plan_add", args=["kaluga-2021", part]), typed).status_code == 302
    assert made.halls.get().seats == 90 and made.bodies.get().role == "организатор" and made.quotas.get().places == 5
    desk.post(reverse("events:move", args=["kaluga-2021", "publish"]))
    made.refresh_from_db()
    assert made.state == "published"
    assert reverse("events:plan", args=[made.slug]) not in desk.get(reverse("events:consent_texts")).content.decode()
    detail = words(desk.get(reverse("events:session_detail", args=[made.slug])))
    assert "Пригласите предприятия" in detail and "Зарегистрируйтесь как представитель" not in detail
    assert "secret-room" not in words(desk.get(reverse("events:session_detail", args=["kaluga-2021"])))


@pytest.mark.parametrize("typed", [{}, {"slug": ""}])
def test_a_second_press_of_a_new_session_leads_to_the_draft_of_the_first(desk, session, typed):
    """Also where its address is worked out; another session of the same place and year gets a number."""
    send = NEW | typed
    first, again = (desk.post(reverse("events:session_new"), send) for _press in range(2))
    assert first.status_code == again.status_code == 302 and first.url == again.url
    assert PracticalSession.objects.count() == 2
    assert LedgerEntry.objects.filter(action="session.create", body__contains="kaluga").count() == 1
    other = desk.post(reverse("events:session_new"), send | {"title": "Четвёртая сессия"})
    assert other.status_code == (302 if "slug" in typed else 422)
    assert sorted(PracticalSession.objects.values_list("slug", flat=True)) == sorted(
        ["saransk-2021", "kaluga-2021", *(["kaluga-2021-2"] if "slug" in typed else [])]
    )


def test_a_session_without_series_visits_or_entries_says_so_and_asks_for_none(desk, session, register):
    assert desk.post(reverse("events:session_new"), NEW).status_code == 302
    made = PracticalSession.objects.get(slug="kaluga-2021")
    programme = words(desk.get(reverse("events:programme", args=[made.slug])))
    assert "В программе пока ничего нет" in programme and "Пока никого" in programme
    assert "в серии" not in words(desk.get(reverse("events:session_detail", args=[made.slug])))
    assert "Накладок в программе нет" in words(desk.get(url("programme")))
    assert "в серии" in words(desk.get(reverse("events:session_detail", args=["saransk-2021"])))
    PracticalSession.objects.filter(pk=made.pk).update(state="published")
    page = reverse("events:register", args=[made.slug])
    assert 'name="visit"' not in words(desk.get(page)) and 'name="visit"' in words(desk.get(url("register")))
    sent = {
        "kind": "guest",
        "name": "Гость",
        "email": "guest@example.org",
        "region": "RU-KLU",
        "organisation_name": "Дом",
    }
    agreed = {f"consent_{each.pk}": "on" for each in ConsentDocument.objects.filter(required=True)}
    answer = desk.post(page, sent | agreed)
    assert answer.status_code == 302, answer.context["form"].errors
    assert made.registrations.get().visit is None


def test_the_code_for_the_door_is_dark_on_light_in_the_dark_too(client, session, register):
    assert "fill%3D%27%23fff%27" in client.get(tokens.link_of(register().registration)).context["door_qr"]


def test_the_register_marks_consents_that_may_be_withheld(desk, session):
    form = desk.get(url("register")).context["form"]
    fields = [(document.required, form.fields[f"consent_{document.pk}"]) for document in form.documents]
    assert {required for required, _field in fields} == {True, False}
    assert all(("необязательно" in field.label) != required for required, field in fields)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"slug": "saransk-2021"}, "slug"),
        ({"slug": "Калуга"}, "slug"),
        ({"ends_on": "2021-09-13"}, "ends_on"),
        ({"ends_on": "2021-12-13"}, "ends_on"),
        ({"registration_until": "2021-09-16T10:00"}, "registration_until"),
        ({"attendance": "online", "online_url": ""}, "online_url"),
        ({"capacity": "-1"}, "capacity"),
        ({"region": "RU-XX"}, "region"),
        ({"map_url": "javascript:alert(1)"}, "map_url"),
    ],
)
def test_what_is_wrong_with_a_new_session_is_said_at_its_field(desk, wrong, field):
    answer = desk.post(reverse("events:session_new"), NEW | wrong)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not PracticalSession.objects.filter(slug="kaluga-2021").exists()


def test_a_deadline_that_would_be_over_already_is_asked_for(desk):
    near = {"starts_on": "2021-06-18", "ends_on": "2021-06-18", "registration_until": "", "papers_until": ""}
    answer = desk.post(reverse("events:session_new"), NEW | near)
    assert answer.status_code == 422 and list(answer.context["form"].errors) == ["papers_until"]
    typed = near | {"papers_until": "2021-06-16T18:00"}
    assert desk.post(reverse("events:session_new"), NEW | typed).status_code == 302
    made = PracticalSession.objects.get(slug="kaluga-2021")
    assert made.registration_until == datetime(2021, 6, 12, 18, tzinfo=MOSCOW)


def test_a_series_is_one_calendar_of_days_and_deadlines(client, clock, session):
    answer = client.get(reverse("events:series_ics", args=[session.series.slug]))
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    told = {str(each["uid"]).split("-")[0]: each.decoded("dtstart") for each in events}
    assert told == {
        "session": session.starts_on, "papers_until": session.papers_until,
        "registration_until": session.registration_until,
    }  # fmt: skip
    PracticalSession.objects.update(precision="quarter")
    again = client.get(reverse("events:series_ics", args=[session.series.slug]))
    assert len(Calendar.from_ical(again.content).walk("VEVENT")) == 2
    assert client.get(reverse("events:series_ics", args=["none"])).status_code == 404


def test_a_session_needs_no_pack_and_no_selection(desk):
    assert desk.post(reverse("events:session_new"), NEW | {"pack": ""}).status_code == 302
    again = NEW | {"pack": "", "about": "Коротко"}
    assert desk.post(reverse("events:session_edit", args=["kaluga-2021"]), again).status_code == 302
    assert PracticalSession.objects.get(slug="kaluga-2021").about == "Коротко"


def test_the_team_is_given_roles_or_invited_and_the_last_organiser_stays(desk, session, person, organiser, at):
    known = person("known@example.org")
    services.team_add(
        actor=SYSTEM, session=session, email=organiser.email, role="organiser", at=at, real_now=at
    )  # fmt: skip
    desk.post(url("plan_add", "team"), {"email": "KNOWN@example.org", "role": "expert"})
    assert RoleGrant.objects.filter(person=known, role="expert", scope_id=session.slug, revoked_at=None).exists()
    desk.post(url("plan_add", "team"), {"email": "fresh@example.org", "role": "organiser"})
    assert Invitation.objects.get(email="fresh@example.org").scope_id == session.slug
    own = RoleGrant.objects.get(person=organiser, scope="session", scope_id=session.slug, role="organiser")
    assert desk.post(url("plan_remove", "team", own.pk)).status_code in {409, 422}
    expert = RoleGrant.objects.get(person=known, role="expert", scope_id=session.slug)
    desk.post(url("plan_remove", "team", expert.pk))
    expert.refresh_from_db()
    assert expert.revoked_at
    assert desk.post(url("plan_add", "team"), {"email": "x@example.org", "role": "administrator"}).status_code == 422


def test_who_organises_one_session_is_told_of_lacking_texts_without_a_link(client, session, organiser, person, clock):
    ConsentDocument.objects.all().delete()
    page, texts = url("plan"), f'href="{reverse("events:consent_texts")}"'
    for reader, linked in (
        (organiser, True), (person("own@example.org", ("organiser", "session", session.slug)), False),
    ):  # fmt: skip
        client.force_login(reader)
        said = words(client.get(page))
        assert "обязательный текст согласия" in said and (texts in said) is linked


def test_who_does_not_organise_plans_nothing(session, person, at):
    stranger = actor_of(person("x@example.org", ("expert", "session", session.slug)))
    for actor in (VISITOR, stranger):
        with pytest.raises((Denied, Hidden)):
            services.session_update(actor=actor, session=session, at=at, capacity=1)
        with pytest.raises((Denied, Hidden)):
            services.session_cancel(actor=actor, session=session, reason="x", at=at)
        with pytest.raises((Denied, Hidden)):
            services.session_clone(actor=actor, session=session, slug="x-1", starts_on=date(2021, 9, 1), at=at)


def test_the_series_says_what_each_step_demands(client, session, at, clock):
    from svetovod.demo.build_events import syktyvkar_session

    syktyvkar_session(actor=SYSTEM, at=at)
    page = words(client.get(reverse("events:series_detail", args=["kluster-2021"])))
    assert page.index("Сыктывкар") < page.index("Саранск") < page.index("III квартал 2021")
    assert "18.06.2021, 18:00" in page
    demands = page[page.index('id="list"') : page.index('id="calendar"')]
    assert "19.03.2021" not in demands and "Зарегистрироваться" in demands
    assert client.get(reverse("events:series_detail", args=["none"])).status_code == 404


def test_the_plan_asks_the_same_whatever_is_in_it(desk, session, at, same_questions):
    def fill(n):
        for each in range(n):
            services.hall_add(actor=SYSTEM, session=session, name=f"Зал {n}-{each}", seats=10, at=at)
            services.quota_set(actor=SYSTEM, session=session, kind="", region=f"RU-{each:02}", places=5, at=at)

    same_questions([url("plan"), url("session_edit")], lambda: fill(1), lambda: fill(9))


def test_a_draft_whose_days_are_past_is_moved_before_it_is_published(desk, session, clock):
    PracticalSession.objects.filter(pk=session.pk).update(state="draft")
    publish = url("move", "publish")
    assert publish in words(desk.get(url("plan")))
    clock(datetime(2021, 6, 26, 10, 0, tzinfo=MOSCOW))
    for page in ("plan", "session_detail"):
        said = words(desk.get(url(page)))
        assert "Её дни прошли: перенесите даты" in said and publish not in said and "Перенести даты" in said
    assert "Дни сессии прошли" in words(desk.post(publish, follow=True))
    with pytest.raises(Refused, match="Дни сессии прошли"):  # whatever door it comes by
        services.session_move(
            actor=SYSTEM, session=session, action="publish", at=datetime(2021, 6, 26, 10, 0, tzinfo=MOSCOW)
        )
    move = url("session_change", "postpone")
    assert "О датах пока никому не сообщалось" in words(desk.get(move))
    for other in ("cancel", "move_online"):
        assert desk.get(url("session_change", other)).status_code == 404, "nobody comes to a draft yet"
    days = sorted(session.items.values_list("day", flat=True))
    dates = {
        "starts_on": "2021-09-24", "ends_on": "2021-09-25", "precision": "day",
        "registration_until": "2021-09-18T18:00", "papers_until": "2021-09-11T18:00",
    }  # fmt: skip
    assert desk.post(move, dates).headers["Location"] == url("plan")
    session.refresh_from_db()
    assert (session.state, session.starts_on, session.ends_on) == ("draft", date(2021, 9, 24), date(2021, 9, 25))
    assert sorted(session.items.values_list("day", flat=True)) == [day + timedelta(days=92) for day in days]
    assert not DateChange.objects.exists() and not OutgoingMail.objects.exists(), "nobody was told of the old dates"
    desk.post(publish)
    session.refresh_from_db()
    assert session.state == "published"
    given = dates | {"starts_on": date(2021, 9, 27), "ends_on": date(2021, 9, 28), "precision": "day"}
    with pytest.raises(Refused, match="отложите"):
        services.session_redate(
            actor=SYSTEM, session=session, at=session.registration_until,
            **given | {name: getattr(session, name) for name in ("registration_until", "papers_until")},
        )  # fmt: skip
