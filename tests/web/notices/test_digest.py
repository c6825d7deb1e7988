"""Letters that may wait: at once, in one letter a day, or on the page alone; the others always at once."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from svetovod.web.accounts.actors import VISITOR, actor_of
from svetovod.web.common.errors import Denied, Hidden
from svetovod.web.notices import digest, personal
from svetovod.web.notices.enums import Topic
from svetovod.web.notices.models import LetterWish, Notice, OutgoingMail
from svetovod.web.notices.services import tell
from svetovod.web.notices.wishes import paces_set

AT = datetime(2021, 6, 24, 9, tzinfo=UTC)


@pytest.fixture
def reader(person):
    return person("reader@example.org")


@pytest.fixture
def told(reader):
    """told(key, may_wait) tells the reader of an occasion."""

    def say(key, *, may_wait=True):
        tell(
            [reader],
            lambda: (f"Said {key}", "Words"),
            key=key,
            url=f"/{key}/",
            at=AT,
            topic="remarks" if may_wait else "",
        )

    return say


def letters():
    return OutgoingMail.objects.order_by("pk")


def test_without_a_choice_each_comes_at_once(told):
    told("one")
    assert letters().count() == 1 and not Notice.objects.get().owed


def test_the_letter_of_the_day_has_all_that_waited_and_is_one(told, reader):
    paces_set(actor=actor_of(reader), paces={"remarks": "daily"}, at=AT)
    for key in ("one", "two", "one"):
        told(key)
    told("term", may_wait=False)
    assert [mail.subject for mail in letters()] == ["Said term"]
    for _twice in range(2):
        digest.digests_send(at=AT)
    made = letters().last()
    assert letters().count() == 2 and made.key.startswith(f"digest:{reader.pk}:")
    assert "Said one" in made.text and "/two/" in made.text and "Said term" not in made.text
    assert reverse("notices:letters") in made.text
    told("three")
    digest.digests_send(at=AT)
    assert letters().count() == 3 and "Said one" not in letters().last().text


def test_on_the_page_alone_no_letter_comes_but_those_that_must(told, reader):
    paces_set(actor=actor_of(reader), paces={"remarks": "daily"}, at=AT)
    told("one")
    paces_set(actor=actor_of(reader), paces={"remarks": "page"}, at=AT)
    told("two")
    told("term", may_wait=False)
    digest.digests_send(at=AT)
    assert [mail.subject for mail in letters()] == ["Said term"]
    assert Notice.objects.filter(person=reader).count() == 3


def test_a_person_chooses_on_a_page_that_shows_such_a_letter(told, reader, client):
    told("one")
    page = reverse("notices:letters")
    assert client.get(page).status_code == 302
    client.force_login(reader)
    chosen = dict.fromkeys(Topic.values, "at_once")
    assert client.post(page, chosen | {"remarks": "never"}).status_code == 422
    assert client.post(page, chosen | {"events": "daily"}).status_code == 422, "an announcement does not wait a day"
    assert client.post(page, chosen | {"remarks": "daily"}).status_code == 302
    assert LetterWish.objects.exclude(pace="at_once").get().topic == "remarks"
    shown = client.get(page)
    assert shown.context["form"].initial["remarks"] == "daily"
    assert {"topic": "remarks", "pace": "daily"} in personal.export_wish(reader)
    with pytest.raises((Denied, Hidden)):
        paces_set(actor=VISITOR, paces={"remarks": "daily"}, at=AT)


def test_nothing_is_left_of_the_choice_of_whoever_is_erased(told, reader):
    paces_set(actor=actor_of(reader), paces={"remarks": "daily"}, at=AT)
    told("one")
    personal.erase(reader)
    digest.digests_send(at=AT)
    assert not LetterWish.objects.exists() and not letters().exists()
