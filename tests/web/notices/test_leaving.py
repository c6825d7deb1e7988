"""Calling letters off: by the link of a letter without an account, by a program of mail, and back again."""

import pytest
from django.conf import settings
from django.core import mail as sent
from django.test import Client
from django.urls import reverse

from svetovod.web.accounts.actors import actor_of
from svetovod.web.common.errors import Refused
from svetovod.web.notices import delivery, digest, leaving, marks, personal
from svetovod.web.notices.enums import MailState, Topic
from svetovod.web.notices.models import LetterWish, Notice, OutgoingMail
from svetovod.web.notices.services import MOST_COPIES, letter_try, mail_queue, tell
from svetovod.web.notices.showing import Letter
from svetovod.web.notices.standing import paces_of
from svetovod.web.notices.wishes import paces_set

pytestmark = pytest.mark.django_db
ONE_CLICK = "List-Unsubscribe=One-Click"


@pytest.fixture
def reader(make):
    return make("reader@example.org")


@pytest.fixture
def queue(reader, at):
    def make(key="k", topic=Topic.EVENTS, person=reader, to="reader@example.org"):
        return mail_queue(key=key, to=to, subject="S", text="T", at=at, person=person, topic=topic)

    return make


def path_of(mail):
    link = marks.leave_link(mail)
    return link[link.index("/letters/") :]


def test_a_letter_one_may_do_without_carries_both_headers_and_the_link(queue):
    made = queue()
    delivery.attempt(made.pk)
    (message,) = sent.outbox
    raw = message.message()
    assert raw["List-Unsubscribe"] == f"<{marks.leave_link(made)}>" and raw["List-Unsubscribe-Post"] == ONE_CLICK
    assert marks.leave_link(made) in message.body and raw["Content-Language"] == "ru"


@pytest.mark.parametrize("known", [True, False])
def test_a_letter_that_must_be_received_says_why(queue, reader, known):
    made = queue(topic="", person=reader if known else None)
    delivery.attempt(made.pk)
    (message,) = sent.outbox
    assert "List-Unsubscribe" not in message.message() and "Отказаться от этого письма нельзя" in message.body
    assert ("/notices/letters/" in message.body) == known


def test_looking_changes_nothing_and_a_button_does(client, queue):
    made = queue()
    page = client.get(path_of(made))
    assert page.status_code == 200 and "re…@example.org" in page.content.decode()
    assert "reader@" not in page.content.decode() and not LetterWish.objects.exists()
    assert client.post(path_of(made), {"pace": "page"}).status_code == 302
    assert "больше не приходят" in client.get(path_of(made)).content.decode()
    assert queue("k2").state == MailState.DROPPED
    assert queue("k3", topic="").state == MailState.QUEUED
    assert queue("k4", topic=Topic.REMARKS).state == MailState.QUEUED, "another kind of letters"


def test_undone_on_the_same_page(client, queue):
    made = queue()
    for pace in ("page", "at_once"):
        client.post(path_of(made), {"pace": pace})
    assert queue("k2").state == MailState.QUEUED


def test_a_program_of_mail_does_it_with_one_post_and_no_cookie(queue):
    """RFC 8058: a POST of that body and nothing else, answered without a redirect, with the checks of forgery on."""
    made, post = queue(), {"content_type": "application/x-www-form-urlencoded"}
    client = Client(enforce_csrf_checks=True)
    for _twice in range(2):
        assert client.post(path_of(made), ONE_CLICK, **post).status_code == 200
    assert LetterWish.objects.get().pace == "page"
    assert client.post(path_of(made), "x=y", **post).status_code == 302
    assert LetterWish.objects.get().pace == "page"


def test_called_off_while_it_waits_it_is_not_sent(client, queue):
    made = queue()
    client.post(path_of(made), {"pace": "page"})
    assert delivery.attempt(made.pk) is None
    made.refresh_from_db()
    assert made.state == MailState.DROPPED and sent.outbox == []


def test_the_account_shows_and_changes_the_same(client, queue, reader, at):
    made = queue()
    client.post(path_of(made), {"pace": "page"})
    assert paces_of(actor_of(reader))["events"] == "page"
    paces_set(actor=actor_of(reader), paces={"events": "at_once"}, at=at)
    assert "Больше не присылать" in client.get(path_of(made)).content.decode()


def test_an_invitation_is_called_off_by_its_address_alone(client, queue, make, at):
    made = queue(topic=Topic.INVITATIONS, person=None, to="Office@example.org")
    client.post(path_of(made), {"pace": "page"})
    assert LetterWish.objects.get().address == "office@example.org"
    assert queue("k2", topic=Topic.INVITATIONS, person=None, to="office@example.org").state == MailState.DROPPED
    assert queue("k3", topic=Topic.INVITATIONS, person=None, to="other@example.org").state == MailState.QUEUED
    head = make("office@example.org")
    assert paces_of(actor_of(head))["invitations"] == "page"
    personal.erase(head)
    assert not LetterWish.objects.exists()
    assert client.get(path_of(OutgoingMail(pk=made.pk, topic=made.topic, to=made.to))).status_code == 404


def test_each_kind_comes_as_it_was_chosen(reader, client, at):
    paces_set(actor=actor_of(reader), paces={"remarks": "daily", "answers": "page"}, at=at)
    for topic in ("remarks", "answers", "records", ""):
        tell([reader], lambda t=topic: (f"Said {t}", "W"), key=f"k:{topic}", url="/x/", at=at, topic=topic)
    assert set(OutgoingMail.objects.values_list("subject", flat=True)) == {"Said records", "Said"}
    assert Notice.objects.filter(owed=True).get().text == "Said remarks"
    assert Notice.objects.count() == 4
    digest.digests_send(at=at)
    day = OutgoingMail.objects.get(topic=Topic.DIGEST)
    client.post(path_of(day), {"pace": "page"})
    tell([reader], lambda: ("Said more", "W"), key="k:more", url="/x/", at=at, topic="remarks")
    digest.digests_send(at=at)
    assert OutgoingMail.objects.filter(topic=Topic.DIGEST, state=MailState.DROPPED).count() == 1
    client.post(path_of(OutgoingMail(person=reader, topic="remarks")), {"pace": "daily"})
    client.post(path_of(OutgoingMail(person=reader, topic="events")), {"pace": "daily"})
    assert paces_of(actor_of(reader))["events"] == "at_once", "an announcement does not wait a day"


@pytest.mark.parametrize("how", ["signature", "person", "topic", "garbage", "gone"])
def test_another_link_opens_nothing(client, queue, reader, how):
    mark = path_of(queue()).split("/")[2]
    whose, topic, signed = mark.split(".")
    bad = {
        "signature": f"{whose}.{topic}.{signed[:-2]}xx", "person": f"p{reader.pk + 1}.{topic}.{signed}",
        "topic": f"{whose}.remarks.{signed}", "garbage": "..", "gone": mark,
    }[how]  # fmt: skip
    if how == "gone":
        personal.erase(reader)
        reader.erased_at = reader.joined_at
        reader.save()
    for ask in (client.get, client.post):
        assert ask(f"/letters/{bad}/").status_code == 404
    assert not LetterWish.objects.exists()


def test_the_operator_reads_what_leaves(client, admin, queue):
    made = queue()
    client.force_login(admin)
    assert "Объявления практических сессий" in client.get(f"/outbox/{made.pk}/").content.decode()
    assert leaving.text(made).startswith("T\n\n-- \n")


def test_a_report_of_a_problem_keeps_the_link_to_itself(client, queue):
    from svetovod.web.notices.models import ProblemReport

    page = path_of(queue())
    client.post("/problem/", {"text": "Кнопка молчит", "page": page})
    assert ProblemReport.objects.get().page == "/letters/…/"


def test_what_was_told_before_there_were_kinds_is_not_gathered_for_who_wants_no_letters(reader, at):
    Notice.objects.create(person=reader, text="Old", created_at=at, owed=True)
    paces_set(actor=actor_of(reader), paces={"remarks": "page"}, at=at)
    assert not Notice.objects.filter(owed=True).exists()


def test_the_operator_reads_a_letter_without_what_opens_its_links(client, queue, admin, at):
    secret = "5f" * 20
    link = settings.BASE_URL + reverse("events:registration", args=["saransk", secret])
    made = queue()
    OutgoingMail.objects.filter(pk=made.pk).update(text=f"Your place: {link}.")
    client.force_login(admin)
    page = client.get(f"/outbox/{made.pk}/").content.decode()
    mark = path_of(made).removeprefix("/letters/").strip("/")
    assert secret not in page and mark not in page and "/letters/…/" in page
    made.refresh_from_db()
    assert secret in leaving.text(made) and mark in leaving.text(made)


def test_a_copy_to_oneself_is_the_letter_itself(reader, at):
    letter = Letter(OutgoingMail(subject="S", text="T", language="en", topic=Topic.INVITATIONS))
    assert letter_try(actor=actor_of(reader), letters=[letter], at=at) == 1
    copy = OutgoingMail.objects.get()
    assert (copy.language, copy.topic) == ("en", Topic.INVITATIONS) and "you may do without" in leaving.text(copy)
    letter_try(actor=actor_of(reader), letters=[letter] * MOST_COPIES, at=at)
    with pytest.raises(Refused):
        letter_try(actor=actor_of(reader), letters=[letter], at=at)
