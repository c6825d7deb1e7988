"""Many registrations at once: what will be done to which, what cannot and why; then it is done, each by itself."""

import pytest

from svetovod.web.events.enums import RegistrationState as R
from svetovod.web.events.enums import SessionState as S
from svetovod.web.events.models import Registration
from svetovod.web.notices.models import OutgoingMail

pytestmark = pytest.mark.usefixtures("journal_watched")
AT = "2021-06-10T10:00:00+03:00"


@pytest.fixture
def listed(client, session, person, clock):
    """Three with places, one who waits, one called off; the organiser is signed in."""
    states = (R.CONFIRMED, R.CONFIRMED, R.CONFIRMED, R.WAITING, R.CANCELLED)
    for number, state in enumerate(states):
        Registration.objects.create(
            session=session, person=person(f"guest-{number}@example.org"), region="RU-MO" if number < 2 else "RU-PNZ",
            kind="enterprise", state=state, registered_at=AT, token_hash=f"{number}",
        )  # fmt: skip
    client.force_login(person("boss@example.org", ("organiser", "session", session.slug)))
    return client, f"/sessions/{session.slug}/registrations/", list(session.registrations.order_by("pk"))


def test_the_list_offers_it_and_the_next_page_says_to_whom(listed):
    client, url, rows = listed
    page = client.get(url, {"region": "RU-MO"}).content.decode()
    assert f'name="row" value="{rows[0].pk}" form="bulk"' in page and 'name="region" value="RU-MO"' in page
    asked = client.get(f"{url}many/", {"do": "cancel", "row": [rows[0].pk, rows[4].pk, "x"]}).content.decode()
    assert "guest-0@example.org" in asked and "guest-4@example.org" in asked
    assert asked.count('name="row"') == 1, "who is called off already has no button"
    every = client.get(f"{url}many/", {"do": "cancel", "all": "1", "region": "RU-MO"}).content.decode()
    assert every.count('name="row"') == 2 and "guest-2" not in every
    assert set(Registration.objects.values_list("state", flat=True)) == {R.CONFIRMED, R.WAITING, R.CANCELLED}


def test_each_is_done_by_itself_and_the_page_says_what_was_not(listed):
    client, url, rows = listed
    body = {"do": "check_in", "row": [row.pk for row in rows], "filter": "region=RU-MO"}
    # the form posts to the address it was asked at: a filter there does not choose again
    answer = client.post(f"{url}many/?state=waiting&all=1", body)
    page = client.get(answer["Location"]).content.decode()
    assert Registration.objects.filter(state=R.CHECKED_IN).count() == 3
    assert f"{url}?region=RU-MO" in page and page.index("guest-0") < page.index("guest-3")
    assert "шага назад" in page and client.get(answer["Location"]).status_code == 200, "read again, done once"
    again = client.post(f"{url}many/", body, follow=True).content.decode()
    assert "guest-0" in again and "сейчас:" in again, "what is done already is said"
    assert client.get(f"{url}many/?do=check_in&told=other").status_code == 302


def test_who_is_called_off_is_not_promised_the_place_of_another(listed):
    client, url, rows = listed
    body = {"do": "cancel", "row": [row.pk for row in rows]}
    assert client.post(f"{url}many/", body).status_code == 422, "nobody is called off without a reason"
    client.post(f"{url}many/", body | {"reason": "The hall is smaller."})
    letter = OutgoingMail.objects.get(to="guest-0@example.org").text
    assert "The hall is smaller." in letter and "заново" not in letter
    assert set(Registration.objects.values_list("state", flat=True)) == {R.CANCELLED, R.DECLINED}
    assert not OutgoingMail.objects.filter(to="guest-3@example.org", key__contains="promoted").exists()


def test_whoever_keeps_the_door_marks_and_calls_nobody_off(client, listed, session, person):
    _organiser, url, rows = listed
    client.force_login(person("door@example.org", ("check_in", "session", session.slug)))
    assert "cancel" not in client.get(url).content.decode().partition('id="bulk"')[2].partition("</form>")[0]
    assert client.post(f"{url}many/", {"do": "cancel", "row": [rows[0].pk]}).status_code == 403
    assert client.post(f"{url}many/", {"do": "check_in", "row": [rows[0].pk]}).status_code == 302
    assert client.get(f"{url}many/", {"do": "check_in"}).status_code == 302  # nothing was ticked
    assert client.get(f"{url}many/", {"do": "burn"}).status_code == 409


def test_a_filter_that_is_not_understood_chooses_nobody(listed, monkeypatch):
    client, url, _rows = listed
    assert "guest-0" not in client.get(url, {"visit": "9999"}).content.decode()
    asked = client.get(f"{url}many/", {"do": "check_in", "all": "1", "visit": "9999"})
    assert asked.status_code == 302
    monkeypatch.setattr("svetovod.web.common.bulk.MOST", 2)
    listed_page = client.get(url, {"kind": "enterprise"}).content.decode()
    bar = listed_page.partition('id="bulk"')[2].partition("</form>")[0]
    assert bar and 'name="all"' not in bar and "2" in " ".join(bar.split("<span")[2].split())
    refused = client.get(f"{url}many/", {"do": "check_in", "all": "1", "kind": "enterprise"})
    assert refused.status_code == 302 and refused["Location"] == f"{url}?kind=enterprise"


def test_a_forged_filter_is_none(listed):
    client, url, rows = listed
    forged = "&".join(f"a{number}=1" for number in range(200))
    answer = client.post(f"{url}many/", {"do": "check_in", "row": [rows[0].pk], "filter": forged})
    assert answer.status_code == 302


@pytest.mark.parametrize("state", S.values)
def test_only_a_draft_waits_for_its_publication(client, session, person, clock, state):
    type(session).objects.filter(pk=session.pk).update(state=state)
    client.force_login(person("boss@example.org", ("organiser", "session", session.slug)))
    page = client.get(f"/sessions/{session.slug}/registrations/").content.decode()
    assert "Пока никто не зарегистрировался." in page
    assert ("Регистрация открывается с публикацией" in page) == (state == S.DRAFT)
