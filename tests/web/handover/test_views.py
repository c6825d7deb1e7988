"""Pages of a handover, as each of those who take part sees them."""

import pytest
from tests.web.handover.conftest import LAST

from svetovod.web.handover.models import Handover


@pytest.fixture(autouse=True)
def today(clock):
    clock()


def post(client, url, **data):
    return client.post(url, {"leaves_on": LAST.isoformat(), **data})


def test_from_my_people_to_the_preview_to_the_start(client, head, leaver, heir):
    client.force_login(head)
    assert f"/handovers/new/{leaver.pk}/" in client.get("/team/").content.decode()
    url = f"/handovers/new/{leaver.pk}/"
    shown = post(client, url, to=heir.pk, preview="")
    assert shown.status_code == 200
    assert "переходит к преемнику" in shown.content.decode()
    assert Handover.objects.count() == 0
    made = post(client, url, to=heir.pk, start="")
    row = Handover.objects.get()
    assert made["Location"] == f"/handovers/{row.pk}/"


def test_a_wrong_form_says_what_is_wrong(client, head, leaver, heir):
    client.force_login(head)
    for body in ({"to": "0"}, {"to": heir.pk, "leaves_on": "soon"}, {"to": "x" * 300}):
        answer = client.post(f"/handovers/new/{leaver.pk}/", {"leaves_on": LAST.isoformat(), "start": "", **body})
        assert answer.status_code == 422


def test_each_sees_his_part_and_the_button_that_is_his(client, start, head, leaver, heir):
    row = start(ground="Приказ № 12")
    said = {}
    for who in (head, leaver, heir):
        client.force_login(who)
        answer = client.get(f"/handovers/{row.pk}/")
        assert answer.status_code == 200
        said[who] = answer.content.decode()
        assert "Приказ № 12" in said[who]
    assert "/accept/" in said[heir]
    assert "/accept/" not in said[head] + said[leaver]
    assert "/revoke/" in said[head]
    assert "/revoke/" not in said[heir] + said[leaver]


def test_the_successor_finds_it_on_the_desk_and_accepts(client, start, heir):
    row = start()
    client.force_login(heir)
    assert f"/handovers/{row.pk}/" in client.get("/desk/").content.decode()
    client.post(f"/handovers/{row.pk}/accept/")
    assert Handover.objects.get().state == "agreed"
    assert "согласована" in client.get("/handovers/").content.decode()


def test_declining_without_a_reason_comes_back(client, start, heir):
    row = start()
    client.force_login(heir)
    assert client.post(f"/handovers/{row.pk}/decline/", {"reason": " "}).status_code == 422
    assert client.post(f"/handovers/{row.pk}/decline/", {"reason": "Занят"}).status_code == 302


def test_the_page_after_it_is_done_names_who_got_what(client, start, accept, carry_out, leaver, heir):
    row = start()
    accept(row, heir)
    carry_out(row)
    client.force_login(leaver)
    page = client.get(f"/handovers/{row.pk}/").content.decode()
    assert "Дела переданы" in page
    assert heir.name in page


def test_the_list_asks_the_same_of_many(client, same_questions, start, person, house, head, heir):
    client.force_login(head)

    def handovers(count):
        def make():
            for n in range(count):
                leaves = person(f"leaves{n}@example.org", ("participant", "organisation", house.pk))
                start(of=leaves)

        return make

    same_questions(["/handovers/"], handovers(1), handovers(4))
