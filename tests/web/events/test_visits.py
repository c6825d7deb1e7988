"""Visits by wishes: said by a link, assigned at a proven optimum, answered by the host; data of passes under seal."""

from datetime import datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from django.urls import reverse

from svetovod.web.accounts.actors import SYSTEM, VISITOR, actor_of
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.events import sealing, services
from svetovod.web.events.models import Registration, Visit, VisitApproval, VisitPass, VisitWish
from svetovod.web.notices.models import OutgoingMail

MOSCOW = ZoneInfo("Europe/Moscow")
PASS = {"document": "8903 123456", "born": "1980-05-01", "citizenship": "Россия", "car": "А001АА13"}


def url(name, *args):
    return reverse(f"events:{name}", args=["saransk-2021", *args])


def words(response):
    return response.content.decode()


@pytest.fixture
def desk(session, at):
    return services.visit_desk_set(
        actor=SYSTEM, session=session, wishes_until=at + timedelta(days=5), answers_until=at + timedelta(days=9),
        keep_days=10, at=at,
    )  # fmt: skip


@pytest.fixture
def visits(session):
    return list(Visit.objects.select_related("item__session", "host").order_by("pk"))


@pytest.fixture
def wishing(register, visits, at):
    """wishing("a@b.ru", 0, 2) -> registered, with these groups wished."""

    def make(email, *places, minutes=0):
        done = register(email, at=at + timedelta(minutes=minutes))
        services.visit_wish(
            actor=VISITOR, registration=done.registration, token=done.token, at=at, visits=[visits[n] for n in places]
        )
        return done

    return make


def receiver(person, session, visit, role="host", email="host@example.org"):
    return person(email, (role, "session", session.slug), ("participant", "organisation", str(visit.host_id)))


def goes(done):
    return Registration.objects.get(pk=done.registration.pk).visit_id


def test_wishes_and_a_pass_by_the_link_of_the_letter(client, clock, desk, register, visits):
    done = register()
    page = url("own_visits", done.token)
    assert client.get(page).status_code == 200
    client.post(page, {"part": "wishes", "wish_0": visits[2].pk, "wish_1": "", "wish_2": visits[0].pk})
    assert list(VisitWish.objects.values_list("rank", "visit")) == [(1, visits[2].pk), (2, visits[0].pk)]
    client.post(page, {"part": "pass", **PASS})
    kept = VisitPass.objects.get()
    assert (
        b"8903" not in bytes(kept.sealed)
        and sealing.unseal(done.registration.pk, kept.sealed)["document"] == PASS["document"]
    )
    assert "8903" not in words(client.get(page))
    with pytest.raises(sealing.SealBrokenError):
        sealing.unseal(done.registration.pk + 1, kept.sealed)


@pytest.mark.parametrize(
    "typed",
    [
        {"part": "wishes", "wish_0": "1", "wish_1": "1"},
        {"part": "wishes", "wish_0": "999999"},
        {"part": "pass", **PASS, "document": "<script>"},
        {"part": "pass", **PASS, "born": "вчера"},
        {"part": ""},
    ],
)
def test_what_is_wrong_is_said_and_nothing_kept(client, clock, desk, register, visits, typed):
    typed = {name: str(visits[0].pk) if value == "1" else value for name, value in typed.items()}
    assert client.post(url("own_visits", register().token), typed).status_code == 422
    assert not VisitWish.objects.exists() and not VisitPass.objects.exists()


def test_without_rules_there_are_no_wishes_and_after_the_day_they_are_closed(
    client, clock, register, visits, session, at
):
    done = register()
    assert client.get(url("own_visits", done.token)).status_code == 404
    services.visit_desk_set(
        actor=SYSTEM, session=session, wishes_until=at, answers_until=at + timedelta(days=1), keep_days=1, at=at
    )
    with pytest.raises(Refused) as refused:
        services.visit_wish(actor=VISITOR, registration=done.registration, token=done.token, visits=visits[:1], at=at)
    assert refused.value.code == "wishes.closed"


def test_the_assignment_is_the_best_and_says_so(desk, wishing, visits, session, at):
    Visit.objects.update(capacity=1)
    done = [
        wishing("0@example.org", 0, 1),
        wishing("1@example.org", 0, 2, minutes=1),
        wishing("2@example.org", 0, minutes=2),
    ]
    result = services.visits_assign(actor=SYSTEM, session=session, at=at)
    assert [goes(each) for each in done] == [visits[1].pk, visits[2].pk, visits[0].pk]
    assert (result["proven"], result["ranks"], result["placed"]) == (True, [1, 2, 0], 3)
    assert OutgoingMail.objects.filter(key__contains=":assigned:").count() == 3
    services.visits_assign(actor=SYSTEM, session=session, at=at)
    assert OutgoingMail.objects.filter(key__contains=":assigned:").count() == 3


def test_the_host_answers_and_the_assignment_keeps_to_it(client, clock, desk, wishing, visits, session, person, at):
    Visit.objects.update(capacity=1)
    first, second = wishing("0@example.org", 0, 1), wishing("1@example.org", 0, minutes=1)
    services.visits_assign(actor=SYSTEM, session=session, at=at)
    client.force_login(receiver(person, session, visits[0]))
    assert client.get(url("visits")).status_code == 200
    page = url("visit_host", visits[0].pk)
    assert "Somebody" in words(client.get(page))
    sent = client.post(url("visitor_answer", visits[0].pk, second.registration.pk), {"answer": "no"})
    assert sent.status_code == 302 and goes(second) is None
    services.visits_assign(actor=SYSTEM, session=session, at=at)
    assert (goes(first), goes(second)) == (visits[0].pk, None)
    client.post(url("visitor_answer", visits[0].pk, first.registration.pk), {"answer": "yes"})
    wishing("2@example.org", 0, minutes=3)
    services.visits_assign(actor=SYSTEM, session=session, at=at)
    assert goes(first) == visits[0].pk
    assert set(VisitApproval.objects.values_list("answer", flat=True)) == {"yes", "no"}
    for wrong in (visits[1].pk, visits[0].pk):
        expected = 403 if wrong != visits[0].pk else 404
        assert (
            client.post(url("visitor_answer", wrong, first.registration.pk), {"answer": "maybe"}).status_code
            == expected
        )


def test_after_the_closing_date_the_host_answers_no_more(desk, wishing, visits, session, person, at):
    done = wishing("0@example.org", 0)
    services.visits_assign(actor=SYSTEM, session=session, at=at)
    host = actor_of(receiver(person, session, visits[0]))
    with pytest.raises(Refused) as refused:
        services.visitor_answer(
            actor=host, visit=visits[0], registration=done.registration, answer="no", at=desk.answers_until
        )
    assert refused.value.code == "visit.closed"


def test_passes_are_opened_by_the_officer_alone_and_every_opening_is_journaled(
    client, clock, desk, wishing, visits, session, person, organiser, at
):
    done = wishing("0@example.org", 0)
    services.pass_give(actor=VISITOR, registration=done.registration, token=done.token, data=PASS, at=at)
    services.visits_assign(actor=SYSTEM, session=session, at=at)
    for who in (organiser, receiver(person, session, visits[0])):
        client.force_login(who)
        assert client.post(url("visit_passes", visits[0].pk, "page")).status_code == 403
    assert not LedgerEntry.objects.filter(action="passes.open").exists()
    client.force_login(receiver(person, session, visits[0], "pass_officer", "officer@example.org"))
    assert PASS["document"] in words(client.post(url("visit_passes", visits[0].pk, "page")))
    sheet = openpyxl.load_workbook(BytesIO(client.post(url("visit_passes", visits[0].pk, "xlsx")).content)).active
    assert PASS["document"] in {cell.value for line in sheet.iter_rows() for cell in line}
    assert client.post(url("visit_passes", visits[0].pk, "pdf")).content.startswith(b"%PDF")
    assert LedgerEntry.objects.filter(action="passes.open").count() == 3
    body = LedgerEntry.objects.filter(action="passes.open").first().body
    assert str(done.registration.pk) in body and "8903" not in body
    assert client.post(url("visit_passes", visits[1].pk, "page")).status_code == 403
    assert client.get(url("visit_passes", visits[0].pk, "page")).status_code == 405


def test_data_of_passes_are_deleted_after_their_days(desk, wishing, session, at):
    done = wishing("0@example.org", 0)
    services.pass_give(actor=VISITOR, registration=done.registration, token=done.token, data=PASS, at=at)
    last = datetime.combine(session.ends_on, datetime.min.time(), MOSCOW) + timedelta(days=10, hours=23)
    assert services.passes_erase(at=last) == 0
    assert services.passes_erase(at=last + timedelta(hours=2)) == 1
    kept = VisitPass.objects.get()
    assert bytes(kept.sealed) == b"" and kept.erased_at
    assert services.passes_erase(at=last + timedelta(days=1)) == 0


def test_the_organiser_sets_rules_and_groups(client, clock, session, organiser, visits):
    client.force_login(organiser)
    rules = {"wishes_until": "2021-06-15T18:00", "answers_until": "2021-06-20T18:00", "keep_days": "5"}
    assert client.post(url("visits_rules"), rules | {"answers_until": "2021-06-14T18:00"}).status_code == 422
    assert client.post(url("visits_rules"), rules).status_code == 302
    group = {
        "item": visits[0].item_id,
        "inn": visits[0].host.inn,
        "capacity": "12",
        "travel": "20",
        "subject": "Вторая",
    }
    assert client.post(url("visit_new"), group | {"inn": "0000000000"}).status_code == 422
    assert client.post(url("visit_new"), group).status_code == 302
    made = Visit.objects.get(subject="Вторая")
    assert (made.host, made.travel) == (visits[0].host, 20)
    assert (
        client.post(url("visit_edit", made.pk), group | {"capacity": "15", "briefing": "Без фото"}).status_code == 302
    )
    made.refresh_from_db()
    assert (made.capacity, made.briefing) == (15, "Без фото")
    assert client.post(url("visits_assign")).status_code == 302


def test_strangers_assign_and_see_nothing(session, desk, visits, person, at):
    stranger = actor_of(person("x@example.org", ("expert", "session", session.slug)))
    with pytest.raises((Denied, Hidden)):
        services.visits_assign(actor=stranger, session=session, at=at)
    with pytest.raises((Denied, Hidden)):
        services.passes_open(actor=stranger, visit=visits[0], at=at)


def test_pages_ask_the_same_whatever_the_number(
    client, clock, desk, wishing, visits, session, organiser, at, same_questions
):
    def fill(n):
        for each in range(n):
            wishing(f"{n}-{each}@example.org", 0, 1, minutes=each)
        services.visits_assign(actor=SYSTEM, session=session, at=at)

    client.force_login(organiser)
    same_questions([url("visits"), url("visit_host", visits[0].pk)], lambda: fill(1), lambda: fill(12))


def test_a_hidden_host_is_named_to_nobody_who_is_not_going(client, session, visits, register, at):
    host = visits[0].host
    pages = [reverse("portal:home"), url("session_detail"), url("register")]
    assert all(host.name in words(client.get(page)) for page in pages)
    host.hidden = True
    host.save()
    assert not any(host.name in words(client.get(page)) for page in pages)
    assert "не названо" in words(client.get(url("session_detail")))


def test_whom_the_host_has_refused_does_not_choose_that_group_again(desk, wishing, visits, session, person, at):
    done = wishing("0@example.org", 0)
    services.visits_assign(actor=SYSTEM, session=session, at=at)
    host = actor_of(receiver(person, session, visits[0]))
    services.visitor_answer(actor=host, visit=visits[0], registration=done.registration, answer="no", at=at)
    with pytest.raises(Refused, check=lambda error: error.code == "visit.by_wishes"):
        services.registration_visit(
            actor=VISITOR, registration=done.registration, visit=visits[0], token=done.token, at=at
        )
    assert goes(done) is None
