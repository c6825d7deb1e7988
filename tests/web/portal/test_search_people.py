"""People and pages of one's own in the search: only of lists that are open to whoever asks."""

import re

import pytest
from django.urls import reverse

from svetovod.web.accounts.actors import actor_of
from svetovod.web.events.models import Registration
from svetovod.web.portal import offices
from svetovod.web.selection.enums import SeatRole
from svetovod.web.selection.models import SelectionRound

from .conftest import AT

SAID = {"kind": "guest", "state": "confirmed", "region": "RU-MO", "registered_at": AT}
LINK = re.compile(r'<b><a href="([^"]+)">([^<]+)</a></b>')


@pytest.fixture
def ask(client, clock, session):
    def found(person, text):
        client.force_login(person)
        return {(name, url.partition("?")[0]) for url, name in LINK.findall(_page(client, text))}

    return found


def _page(client, text):
    return client.get(reverse("portal:search"), {"q": text}).content.decode()


@pytest.fixture
def berry(make):
    return make("berry@example.org", name="Берёзкина Анна")


def test_an_organiser_finds_who_registered_and_a_stranger_does_not(ask, make, session, berry):
    Registration.objects.create(session=session, person=berry, **SAID, token_hash="1")
    listed = reverse("events:registrations", args=[session.slug])
    organiser, stranger = make("o@example.org", ("organiser", "session", session.slug)), make("s@example.org")
    for text in ("Березкина", "анна берёзкина", "берёзк"):
        assert ("Берёзкина Анна", listed) in ask(organiser, text), text
    for text in ("Берёзкина Пётр", ".*", "берёзкина|пётр", "_"):
        assert not any(listed == url for _name, url in ask(organiser, text)), text
    assert ask(stranger, "Берёзкина") == set()


def test_a_secretary_finds_experts_and_seats_of_the_own_round(ask, make, berry):
    rounds = [SelectionRound.objects.create(slug=slug, title=slug, limit=1) for slug in ("own", "other")]
    for row in rounds:
        row.panel.create(person=berry, code="E1")
        row.seats.create(person=make(f"{row.slug}@example.org", name="Берёзкин Олег"), role=SeatRole.MEMBER)
    secretary = make("c@example.org", ("secretary", "round", str(rounds[0].pk)))
    people = reverse("selection:people", args=["own"])
    assert {url for _name, url in ask(secretary, "Берёзкин")} == {people}
    rounds[0].panel.update(left_at=AT)
    assert ask(secretary, "Берёзкина") == set()
    assert ask(berry, "Берёзкина") == set(), "an expert has no list of the experts"


def test_whoever_leads_finds_roles_by_name_and_the_list_narrows(ask, make, client, berry):
    leader = make("admin@example.org", ("administrator", "platform", ""))
    make("auditor@example.org", ("auditor", "platform", ""), name="Берёзкина Вера")
    team = reverse("accounts:team")
    assert ("Берёзкина Вера", team) in ask(leader, "вера")
    answer = client.get(team, {"q": "Березкина Вера"})
    assert [each.grant.person.name for each in answer.context["held"]] == ["Берёзкина Вера"]
    assert client.get(team, {"q": "никого"}).context["held"] == []
    assert len(client.get(team).context["held"]) == 2


def test_names_that_hold_the_word_inside_do_not_push_out_whom_it_begins(ask, make, session, monkeypatch):
    monkeypatch.setattr("svetovod.web.portal.people.MOST", 2)
    for number, name in enumerate(("Ковалев Иван", "Киселев Пётр", "Медведев Лёва", "Римская-Левшина Анна")):
        who = make(f"p{number}@example.org", name=name)
        Registration.objects.create(session=session, person=who, **SAID, token_hash=name)
    organiser = make("o@example.org", ("organiser", "session", session.slug), name="Организатор")
    assert {name for name, _url in ask(organiser, "лев")} == {"Медведев Лёва", "Римская-Левшина Анна"}
    assert ask(organiser, "едев") == set()


def test_own_pages_are_found_by_whoever_is_signed_in(ask, make, client):
    url = reverse("notices:notice_list")
    assert url in {found for _name, found in ask(make("s@example.org"), "уведомления")}
    client.logout()
    assert url not in _page(client, "уведомления")


def test_a_search_asks_the_same_of_many_people(clock, session, make, client, same_questions):
    def register(number):
        who = make(f"p{number}@example.org", name=f"Берёзкина {number}")
        Registration.objects.create(session=session, person=who, **SAID, token_hash=who.email)

    client.force_login(make("o@example.org", ("organiser", "platform", "")))
    same_questions(["/search/?q=берёзкина"], lambda: register(1), lambda: [register(number) for number in (2, 3)])


OFFICES = (
    ("administrator", "platform", ""), ("registry_officer", "platform", ""), ("organiser", "platform", ""),
    ("secretary", "platform", ""), ("regional_authority", "region", "RU-MO"),
)  # fmt: skip


def test_pages_of_an_office_are_found_by_who_may_open_them(ask, make, client):
    rounds = [SelectionRound.objects.create(slug="one", title="Отбор", limit=1)]
    people = [make(f"{grant[0]}@example.org", grant) for grant in OFFICES]
    people.append(make("expert@example.org", ("expert", "round", str(rounds[0].pk))))
    stranger, reached = make("nobody@example.org"), set()
    assert list(offices.entries(actor_of(stranger))) == []
    for person in people:
        client.force_login(person)
        for entry in offices.entries(actor_of(person)):
            page = client.get(entry.url)
            assert page.status_code == 200, f"{person}: {entry.url}"
            title = re.search(r"<title>\s*(.*?)\s*·", page.content.decode(), re.S)[1]
            assert title == entry.title, entry.url
            reached.add(entry.url)
    assert reached == {reverse(name) for _app, _action, name, _label in offices.PAGES}
    assert ("Сообщения о проблемах", reverse("notices:problem_list")) in ask(people[0], "сообщение о проблеме")
    assert ("Сообщения о проблемах", reverse("notices:problem_list")) not in ask(people[1], "сообщение о проблеме")


def test_pages_of_a_session_are_found_by_its_organiser(ask, make, client, session):
    organiser = make("o@example.org", ("organiser", "session", session.slug))
    client.force_login(organiser)
    found = list(offices.of_session(session))
    assert len(found) == len(offices.OF_SESSION)
    for entry in found:
        page = client.get(entry.url)
        assert page.status_code == 200, entry.url
        assert re.search(r"<title>\s*(.*?)\s*·", page.content.decode(), re.S)[1] == entry.title, entry.url
    url = reverse("events:invitations", args=[session.slug])
    assert ("Приглашения", url) in ask(organiser, "приглашение")
    assert ("Приглашения", url) not in ask(make("x@example.org"), "приглашение")


def test_pages_of_a_selection_are_found_by_those_who_have_a_part_in_it(ask, make):
    row = SelectionRound.objects.create(slug="one", title="Отбор", limit=1, state="open", announced_at=AT)
    secretary = make("c@example.org", ("secretary", "round", str(row.pk)))
    for text, name in (("протокол", "protocols"), ("рейтинг", "ranking"), ("журнал регистрации", "desk")):
        assert reverse(f"selection:{name}", args=["one"]) in {url for _name, url in ask(secretary, text)}, text
    assert not {url for _name, url in ask(make("x@example.org"), "протокол") if url.startswith("/selections/")}
