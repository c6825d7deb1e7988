"""A session from nothing by its pages: draft, halls, bodies, quotas, team, clone; and what becomes of everybody."""

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
    Hall,
    PracticalSession,
    Registration,
    SeatQuota,
    SessionSeries,
    Visit,
)
from svetovod.web.notices.models import OutgoingMail

MOSCOW = ZoneInfo("Europe/Moscow")
NEW = {
    "title": "Третья сессия", "slug": "kaluga-2021", "ordinal": "3", "place": "Калуга", "region": "RU-KLU",
    "zone": "Europe/Moscow", "attendance": "hybrid", "online_url": "https://meet.example/secret-room",
    "starts_on": "2021-09-14", "ends_on": "2021-09-15", "precision": "day", "capacity": "120",
    "registration_until": "2021-09-07T18:00", "papers_until": "2021-09-01T18:00", "pack": "Программа\n\nСмета",
}  # fmt: skip


def url(name, *args):
    return reverse(f"events:{name}", args=["saransk-2021", *args])


def words(response):
    return response.content.decode()


@pytest.fixture
def desk(client, session, organiser, clock):
    client.force_login(organiser)
    return client


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


def test_the_link_to_take_part_is_for_those_who_have_a_place(desk, session, register, at):
    PracticalSession.objects.update(online_url="https://meet.example/secret-room", capacity=1)
    first, second = register("1@example.org"), register("2@example.org", at=at + timedelta(minutes=1))
    letters = {row.to: row.text for row in OutgoingMail.objects.all()}
    assert "secret-room" in letters["1@example.org"] and "secret-room" not in letters["2@example.org"]
    desk.logout()
    assert "secret-room" in words(desk.get(url("registration", first.token)))
    assert "secret-room" not in words(desk.get(url("registration", second.token)))
    assert "secret-room" not in words(desk.get(url("session_detail")))
    assert b"secret-room" not in desk.get(url("session_ics")).content


def test_a_quota_makes_wait_and_lets_others_pass(session, register, organiser, at):
    services.quota_set(actor=SYSTEM, session=session, kind="press", region="", places=1, at=at)
    rows = [
        register(f"{n}@example.org", kind=kind, at=at + timedelta(minutes=n)).registration
        for n, kind in enumerate(("press", "press", "press", "guest"))
    ]
    assert [row.state for row in rows] == ["confirmed", "waiting", "waiting", "confirmed"]
    services.registration_cancel(actor=actor_of(organiser), registration=rows[3], at=at)
    assert states() == ["confirmed", "waiting", "waiting", "cancelled"]
    services.quota_set(actor=SYSTEM, session=session, kind="press", region="", places=2, at=at)
    assert states() == ["confirmed", "confirmed", "waiting", "cancelled"]
    services.quota_remove(actor=SYSTEM, session=session, pk=press().pk, at=at)
    assert states() == ["confirmed", "confirmed", "confirmed", "cancelled"]


def test_quotas_of_kind_and_region_hold_together(session, register, at):
    for kind, region, places in (("", "RU-TA", 2), ("expert", "RU-TA", 1)):
        services.quota_set(actor=SYSTEM, session=session, kind=kind, region=region, places=places, at=at)
    came = [("expert", "RU-TA"), ("expert", "RU-TA"), ("guest", "RU-TA"), ("guest", "RU-TA"), ("expert", "RU-MO")]
    rows = [
        register(f"{n}@example.org", kind=kind, region=region, at=at + timedelta(minutes=n)).registration
        for n, (kind, region) in enumerate(came)
    ]
    assert [row.state for row in rows] == ["confirmed", "waiting", "confirmed", "waiting", "confirmed"]


def press():
    return SeatQuota.objects.get(kind="press")


def states():
    return list(Registration.objects.order_by("registered_at").values_list("state", flat=True))


def test_more_places_go_to_those_who_wait_and_fewer_than_taken_are_refused(session, register, at):
    PracticalSession.objects.update(capacity=1)
    for n in range(3):
        register(f"{n}@example.org", at=at + timedelta(minutes=n))
    services.session_update(actor=SYSTEM, session=session, at=at, capacity=2)
    assert states() == ["confirmed", "confirmed", "waiting"]
    with pytest.raises(Refused) as refused:
        services.session_update(actor=SYSTEM, session=session, at=at, capacity=1)
    assert refused.value.code == "capacity.taken"


def test_a_hall_with_entries_stays(desk, session):
    hall = session.halls.get(name="Зал 1")
    answer = desk.post(url("plan_remove", "hall", hall.pk))
    assert answer.status_code in {409, 422} and Hall.objects.filter(pk=hall.pk).exists()


def test_postponing_keeps_the_earlier_dates_and_tells_everybody_once(desk, session, register, at, mailed):
    visit = Visit.objects.first()
    token = register("1@example.org", visit=visit).token
    shown = words(desk.get(url("session_change", "postpone")))
    assert "1 человек" in shown or "1 участник" in shown
    new = {
        "starts_on": "2021-09-01", "ends_on": "2021-09-02", "precision": "quarter", "reason": "Ограничения в регионе",
        "registration_until": "2021-08-20T18:00", "papers_until": "2021-08-10T18:00",
    }  # fmt: skip
    for _press in range(2):
        desk.post(url("session_change", "postpone"), new)
    session.refresh_from_db()
    assert (session.state, session.starts_on) == ("postponed", date(2021, 9, 1))
    assert DateChange.objects.get().starts_on == date(2021, 6, 24)
    assert session.items.order_by("day").first().day == date(2021, 9, 1)
    assert not OutgoingMail.objects.filter(key__contains=":postponed:").exists()
    mailed(), mailed()
    letter = OutgoingMail.objects.get(key__contains=":postponed:")
    assert "Ограничения в регионе" in letter.text and "III квартал 2021" in letter.text and token in letter.text
    row = Registration.objects.get()
    assert (row.state, row.visit) == ("confirmed", visit)
    page = words(desk.get(url("session_detail")))
    assert "24–25" in page and "Ограничения в регионе" in page


def test_online_takes_the_visits_off_and_sends_the_link(desk, session, register, mailed):
    register("1@example.org", visit=Visit.objects.first())
    desk.post(url("session_change", "move_online"), {"online_url": "https://meet.example/room", "reason": "Мороз"})
    assert Registration.objects.get().visit is None
    mailed()
    letter = OutgoingMail.objects.get(key__contains=":moved_online:")
    assert "https://meet.example/room" in letter.text and "Мороз" in letter.text


def test_cancelling_ends_every_registration_with_a_reason(desk, session, register, at, mailed):
    PracticalSession.objects.update(capacity=1)
    register("1@example.org"), register("2@example.org", at=at + timedelta(minutes=1))
    assert desk.post(url("session_change", "cancel"), {"reason": ""}).status_code == 422
    assert desk.post(url("session_change", "cancel"), {"reason": "Нет зала"}).status_code == 302
    assert states() == ["cancelled", "declined"]
    mailed()
    assert OutgoingMail.objects.filter(key__contains=":called_off:", text__contains="Нет зала").count() == 2
    assert desk.post(url("session_change", "cancel"), {"reason": "Ещё раз"}).status_code == 302
    assert LedgerEntry.objects.filter(action="session.cancel").count() == 1
    with pytest.raises(Refused) as refused:
        services.hall_add(actor=SYSTEM, session=session, name="X", seats=1, at=at)
    assert refused.value.code == "session.over"


def test_the_simple_button_does_not_cancel(desk, session):
    answer = desk.post(url("move", "cancel"))
    assert answer["Location"] == url("session_change", "cancel")
    session.refresh_from_db()
    assert session.state == "published"


def test_a_clone_has_the_plan_and_nobody(desk, session, register):
    register("1@example.org")
    desk.post(url("session_clone"), {"slug": "kaluga-2021", "starts_on": "2021-09-14"})
    made = PracticalSession.objects.get(slug="kaluga-2021")
    assert (made.state, made.ordinal, made.ends_on) == ("draft", 3, date(2021, 9, 15))
    for part in ("bodies", "halls", "quotas", "items"):
        assert getattr(made, part).count() == getattr(session, part).count() > 0
    assert made.items.order_by("day").first().day == date(2021, 9, 14)
    # groups of visits come along with their hosts, places and rules, on their new day
    groups = [list(Visit.objects.filter(item__session=each).order_by("pk")) for each in (session, made)]
    told = [[(each.host_id, each.capacity, each.meeting_point, each.item.title) for each in rows] for rows in groups]
    assert told[0] == told[1] and len(told[0]) == 4
    assert {each.item.day for each in groups[1]} == {groups[0][0].item.day + (made.starts_on - session.starts_on)}
    assert not made.registrations.exists()
    assert desk.post(url("session_clone"), {"slug": "saransk-2021", "starts_on": "2021-09-14"}).status_code == 422


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
