"""Pages of who signs, and what other pages say of it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from svetovod.web.signing.models import SigningAuthority

BODY = {"name": "A director", "post": "Director", "ground": "charter", "since": "2020-01-01"}


@pytest.fixture(autouse=True)
def today(clock):
    clock()


@pytest.fixture
def url(house):
    return f"/organisations/{house.inn}/signers/"


def test_empty_it_says_what_to_do_and_takes_the_first(client, head, url, house):
    client.force_login(head)
    assert "#enter" in client.get(url).content.decode()
    assert url in client.get(f"/organisations/{house.inn}/").content.decode()
    assert client.post(url, BODY)["Location"] == url
    assert "A director" in client.get(url).content.decode()
    assert "A director" in client.get(f"/organisations/{house.inn}/").content.decode()


def test_wrong_input_comes_back_with_every_error_at_its_field(client, head, url):
    client.force_login(head)
    bad = [{}, BODY | {"ground": "proxy"}, BODY | {"since": "32.13.2021"}, BODY | {"person": "999999"}]
    bad += [BODY | {"ground": "x" * 300}, BODY | {"name": "x" * 300}, BODY | {"until": "9999-12-31"}]
    for body in bad:
        answer = client.post(url, body)
        assert answer.status_code == 422
        assert 'aria-invalid="true"' in answer.content.decode()
    assert not SigningAuthority.objects.exists()


def test_one_right_is_ended_and_its_certificate_changed(client, enter, head, url):
    row = enter(name="A director")
    client.force_login(head)
    assert client.get(f"{url}{row.pk}/").status_code == 200
    assert client.post(f"{url}{row.pk}/certificate/", {"until": "2022-01-01"}).status_code == 422
    body = {"certificate": "qualified", "until": "2022-01-01"}
    assert client.post(f"{url}{row.pk}/certificate/", body).status_code == 302
    assert client.post(f"{url}{row.pk}/end/", {"on": "2021-06-01", "reason": ""}).status_code == 422
    assert client.post(f"{url}{row.pk}/end/", {"on": "2021-06-01", "reason": "Revoked"}).status_code == 302
    row.refresh_from_db()
    assert (row.certificate, row.ended_on, row.ended_by) == ("qualified", date(2021, 6, 1), head)
    assert "Revoked" in client.get(f"{url}{row.pk}/").content.decode()
    assert f"{url}{row.pk}/forget/" in client.get(f"{url}{row.pk}/").content.decode()
    assert client.post(f"{url}{row.pk}/forget/").status_code == 302
    assert "A director" not in client.get(f"{url}{row.pk}/").content.decode()


def test_a_stranger_learns_nothing(client, enter, person, url, house):
    row = enter(name="A director")
    client.force_login(person("stranger@example.org"))
    assert client.get(url).status_code == 404
    assert client.get(f"{url}{row.pk}/").status_code == 404
    assert "signers" not in client.get(f"/organisations/{house.inn}/").content.decode()


def test_the_list_asks_as_much_for_many_as_for_one(client, proxy, enter, head, signer, url):
    enter(name="A director")
    client.force_login(head)
    client.get(url)

    def asked():
        with CaptureQueriesContext(
            connection,
        ) as found:
            client.get(url)
        return len(found)

    proxy(signer, date(2021, 12, 31))
    one = asked()
    for number in range(4):
        enter(name=f"Director {number}")
    assert asked() == one
