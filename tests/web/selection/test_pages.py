"""Every page of a selection in every stage: it opens for whom it is meant, is hidden from others, counts its queries."""

from datetime import datetime

import pytest
from django.utils import timezone

from svetovod.demo import build_selection as build
from svetovod.web.audit.models import DomainClock

PAGES = ("desk/", "experts/", "opening/", "ranking/", "vote/", "protocols/")


def clock(moment: datetime) -> None:
    DomainClock.objects.update_or_create(pk=1, defaults={"moment": moment, "set_at": timezone.now()})


def sign_in(client, world, key):
    client.force_login(world.people[key])
    return client


@pytest.mark.parametrize("language", ["ru", "en"])
def test_pages_of_a_published_round(make_world, client, language):
    world = make_world(projects=4).play(*build.STAGES[1:])
    clock(build.moment("2021-12-10 10:00"))
    client.cookies["django_language"] = language
    for url in ("/selections/", "/selections/2021/", "/selections/2021/result/", "/selections/2021/protocols/1/"):
        assert client.get(url).status_code == 200, url
    assert client.get("/selections/2021/protocols/1.pdf")["Content-Type"] == "application/pdf"
    sign_in(client, world, "secretary")
    number = world.application().number
    for page in (*PAGES, f"ranking/{number}/", f"applications/{number}/", f"applications/{number}/check/"):
        assert client.get(f"/selections/2021/{page}").status_code == 200, page
    answer = client.post("/selections/2021/export.zip")
    assert answer.status_code == 200 and answer.content[:2] == b"PK"
    sign_in(client, world, "expert-1")
    assert client.get("/selections/2021/my-sheets/").status_code == 200
    sign_in(client, world, "initiator-1")
    assert client.get("/selections/2021/apply/").status_code == 200
    assert client.get(f"/selections/2021/applications/{number}/receipt.pdf").content[:4] == b"%PDF"
