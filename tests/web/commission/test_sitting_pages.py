"""A sitting through its pages, as the secretary, the chair and a member use them."""

from tests.web.commission.conftest import day


def test_a_sitting_through_the_pages(ranked, browse, settings):
    from svetovod.web.audit.models import DomainClock

    DomainClock.objects.update_or_create(pk=1, defaults={"moment": day(ranked)})
    secretary, chair, member = (browse(ranked.people[name]) for name in ("secretary", "chair", "member-1"))
    url = f"/selections/{ranked.round.slug}/sittings/"
    assert secretary.get(url).status_code == 200
    made = secretary.post(url, {"form": "video", "starts_at": "2021-12-08T11:00", "place": "ВКС", "casting": "on"})
    assert made.status_code == 302, made.content.decode()[:2000]
    one = made["Location"]
    seats = {seat.person.name: seat.pk for seat in ranked.round.seats.select_related("person")}
    for name in ("chair", "member-1"):
        assert secretary.post(f"{one}attendance/", {"seat": seats[name], "presence": "remote"}).status_code == 302
    assert chair.post(f"{one}step/open/").status_code == 302
    assert chair.post(f"{one}items/1/step/open/").status_code == 302
    vote = f"/selections/{ranked.round.slug}/vote/"
    before = chair.get(vote).content.decode()
    assert f'href="{one}"' in before and f"{vote}approve/" not in before, "the vote is taken at the sitting"
    page = member.get(one).content.decode()
    assert f'href="{one}items/1/"' in page
    assert member.post(f"{one}items/1/", {"choice": "for", "opinion": "Особо"}).status_code == 302
    assert chair.post(f"{one}items/1/", {"choice": "for"}).status_code == 302
    assert secretary.post(f"{one}minutes/", {"item": "1", "minutes": "Обсудили"}).status_code == 302
    assert chair.post(f"{one}items/1/step/close/").status_code == 302
    assert chair.post(f"{one}step/close/").status_code == 302
    after = chair.get(vote).content.decode()
    assert "Особо" in after and f"{vote}approve/" in after, "what the sitting voted, not the empty votes of the page"
    shown = secretary.get(f"{one}items/1/").content.decode()
    assert "Особо" in shown
    assert "Обсудили" in shown
    assert secretary.post(f"{one}items/1/step/again/", {"reason": "x"}).status_code == 409
    closed = secretary.get(f"{one}agenda/").content.decode()
    assert "Повестка закрыта" in closed and 'name="title"' not in closed


def test_an_item_is_asked_for_while_the_agenda_is_open(ranked, browse):
    secretary = browse(ranked.people["secretary"])
    planned = secretary.post(
        f"/selections/{ranked.round.slug}/sittings/", {"form": "video", "starts_at": "2021-12-08T11:00", "place": "ВКС"}
    )
    assert 'name="title"' in secretary.get(f"{planned['Location']}agenda/").content.decode()
