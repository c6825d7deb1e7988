from datetime import date

import pytest
from django.db import transaction

from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.audit import days
from svetovod.web.audit.models import DomainClock, LedgerEntry
from svetovod.web.audit.services import record, root_sign

pytestmark = pytest.mark.django_db
PAGES = ["/journal/", "/journal/head/", "/journal/entry/0/", "/journal/test.thing/1/"]


@pytest.fixture
def auditor(make, at):
    person = make("auditor@example.ru", ("auditor", "platform", ""))
    with transaction.atomic():
        for n in range(3):
            record(actor=SYSTEM, action="test.write", subject=("test.thing", str(n)), at=at, n=n)
    root_sign(purpose="test")
    return person


@pytest.mark.parametrize("page", PAGES)
def test_for_the_auditor_only(client, auditor, make, page):
    assert client.get(page).status_code == 302
    client.force_login(make("one@example.ru", ("expert", "round", "1")))
    assert client.get(page).status_code == 403
    client.force_login(auditor)
    answer = client.get(page)
    assert answer.status_code == 200 and 'style="' not in answer.content.decode()


@pytest.mark.parametrize("page", ["/journal/entry/999/", "/journal/no.such/1/", "/journal/entry/999/proof.json"])
def test_what_is_not_there(client, auditor, page):
    client.force_login(auditor)
    assert client.get(page).status_code == 404


@pytest.mark.parametrize(
    ("query", "shown"),
    [("action=test.write", 3), ("subject=test.thing:2", 1), ("since=2021-06-25", 0), ("until=2021-06-24", 4),
     ("pseudonym=nobody", 0), ("since=nonsense", 4)],
)  # fmt: skip
def test_filters(client, auditor, query, shown):
    client.force_login(auditor)
    page = client.get(f"/journal/?{query}")
    assert page.context["page"].paginator.count == shown


def test_check_and_proof(client, auditor):
    client.force_login(auditor)
    page = client.get("/journal/head/?check=1")
    assert page.context["checked"] and page.context["findings"] == []
    proof = client.get("/journal/entry/1/proof.json").json()
    assert proof["signed_root"]["size"] == 4 and proof["body"].startswith("{")


def test_queries_do_not_grow_with_entries(client, auditor, at, same_questions):
    def write(count):
        with transaction.atomic():
            for n in range(count):
                record(actor=SYSTEM, action="test.write", subject=("test.thing", "1"), at=at, n=n)

    client.force_login(auditor)
    same_questions(PAGES, lambda: write(1), lambda: write(9))


def test_clock_moves_there_and_back(client, make):
    client.force_login(make("one@example.ru"))
    assert client.post("/clock/", {"day": "2021-06-24"}).status_code == 302
    page = client.get("/clock/")
    assert page.context["today"] == date(2021, 6, 24)
    assert (page.context["before"], page.context["after"]) == (date(2021, 6, 10), date(2021, 10, 19))
    client.post("/clock/", {"day": "2021-06-10", "show_future": "on"})
    assert client.get("/clock/").wsgi_request.clock.show_future
    client.post("/clock/", {"day": ""})
    assert DomainClock.objects.get().moment is None
    assert LedgerEntry.objects.filter(action="clock.move").count() == 3
    assert client.post("/clock/", {"day": "yesterday"}).status_code == 422


def test_production_has_no_such_clock(client, make, settings):
    client.force_login(make("one@example.ru"))
    settings.DEMO = False
    assert client.get("/clock/").status_code == 404
    assert client.post("/clock/", {"day": "2021-06-24"}).status_code == 404


def test_visitors_do_not_move_the_clock(client):
    assert client.post("/clock/", {"day": "2021-06-24"})["Location"].startswith("/accounts/login/")


def test_named_days_are_in_order():
    listed = [day for day, _label in days.DAYS]
    assert listed == sorted(set(listed))
    assert days.neighbours(date(2021, 1, 1)) == (None, listed[0])
    assert days.neighbours(date(2024, 1, 1)) == (listed[-1], None)


def test_an_entry_says_its_values_in_words_and_keeps_the_codes(client, auditor, at):
    with transaction.atomic():
        told = {"due_on": "2021-06-30", "unheard_of": "x"}
        made = record(actor=SYSTEM, action="test.write", subject=("test.thing", "9"), at=at, **told)
    client.force_login(auditor)
    page = " ".join(client.get(f"/journal/entry/{made.index}/").content.decode().split())
    assert '<th scope="row" title="due_on">Срок</th> <td title="2021-06-30">30.06.2021</td>' in page
    assert '<th scope="row" title="unheard_of">Unheard_of</th> <td>x</td>' in page
