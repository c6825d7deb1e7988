"""Reports of mail servers: tied to a letter by its signed mark, holding that letter's address and no other."""

import time
from datetime import timedelta

import pytest
from django.core import mail as sent
from django.utils import timezone
from tests.web.notices.bounces.conftest import PLAIN, READER, report, take

from svetovod.cli.doctor import outbox
from svetovod.web.accounts.actors import actor_of
from svetovod.web.notices import delivery, marks, reports
from svetovod.web.notices.bounces import MOST_OF_ONE, hold_release
from svetovod.web.notices.enums import MailState
from svetovod.web.notices.models import AddressHold, Bounce, Notice, OutgoingMail
from svetovod.web.notices.services import mail_resend

pytestmark = pytest.mark.django_db


def test_a_letter_carries_its_mark_and_keeps_its_sender(letter, settings):
    (message,) = sent.outbox
    assert message.from_email == f"bounces+{marks.token_of(letter)}@svetovod.example"
    raw = message.message()
    assert raw["From"] == settings.DEFAULT_FROM_EMAIL and raw["Message-ID"] == marks.message_id(letter)
    assert marks.token_of(letter) not in raw["Message-ID"], "it is quoted in answers, the return path is not"
    assert raw["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize(
    ("status", "action", "outcome", "state"),
    [
        ("5.1.1", "failed", "permanent", "returned"),
        ("5.0.0", "failed", "permanent", "returned"),
        ("5.1.10", "failed", "permanent", "returned"),
        ("5.1.8", "failed", "refused", "returned"),
        ("5.2.1", "failed", "refused", "returned"),
        ("5.4.4", "failed", "refused", "returned"),
        ("5.7.1", "failed", "refused", "returned"),
        ("5.2.2", "failed", "refused", "returned"),
        ("4.4.7", "failed", "temporary", "sent"),
        ("4.0.0", "delayed", "temporary", "sent"),
        ("2.0.0", "delivered", "ignored", "sent"),
    ],
)
def test_what_a_standard_report_means(letter, at, status, action, outcome, state):
    assert take(report(letter, status, action), at)[0] == outcome
    letter.refresh_from_db()
    assert letter.state == state
    assert AddressHold.objects.filter(address=READER).exists() == (outcome == "permanent")


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("<reader@example.org>: host mx said: 550 5.1.1 no such user (in reply to RCPT)", "permanent"),
        ("Hi. This is the qmail-send program.\nSorry, no mailbox here.\nThis is a permanent error", "permanent"),
        ("A message that you sent could not be delivered.\n  reader@example.org\n    Unrouteable address", "permanent"),
        ("host mx said: 552 mailbox full", "refused"),
        ("host mx said: 451 try again later", "temporary"),
        ("Спасибо за письмо, я в отпуске", "ignored"),
    ],
)  # fmt: skip
def test_words_of_older_servers(letter, at, words, outcome):
    raw = PLAIN.format(to=marks.return_path(letter), words=words).encode()
    assert take(raw, at)[0] == outcome


def test_without_words_about_the_address_a_bare_status_holds_nothing(letter, at):
    assert take(report(letter, "5.0.0", said="Message rejected as spam"), at)[0] == "refused"
    assert not AddressHold.objects.exists()


def test_the_mark_of_what_was_sent_back_returns_the_letter_and_holds_nothing(letter, queue, at):
    """Whoever was answered by the reader knows the Message-ID, and can forge everything around it."""
    assert take(report(letter, to="bounces@svetovod.example"), at) == ("refused", "")
    letter.refresh_from_db()
    assert letter.state == MailState.RETURNED and not AddressHold.objects.exists()
    known = marks.message_id(letter).partition("@")[0].strip("<")
    assert take(report(queue("k2"), to=f"bounces+{known}@svetovod.example", original=False), at)[1] == "replay"
    assert not AddressHold.objects.exists()


def test_the_server_may_say_to_whom_the_report_came(letter, at):
    raw = report(letter, to="root@svetovod.example", original=False)
    assert take(raw, at) == ("ignored", "not_ours")
    assert take(raw, at, recipient=marks.return_path(letter)) == ("permanent", "")


def test_nobody_elses_address_is_held(letter, queue, at):
    """The reader's server has handed the letter on, and that address is gone: neither is held."""
    assert take(report(letter, about="director@other.example"), at)[0] == "refused"
    assert not AddressHold.objects.exists() and queue("k2").state == MailState.QUEUED


@pytest.mark.parametrize("about", ["", f"<{READER.upper()}>"])
def test_the_address_of_the_letter_is_held(letter, queue, admin, at, about):
    take(report(letter, about=about), at)
    assert list(AddressHold.objects.values_list("address", flat=True)) == [READER]
    assert queue("k2", "director@other.example").state == MailState.QUEUED
    told = Notice.objects.get(person=admin)
    assert told.url == "/outbox/addresses/" and READER not in told.text
    assert "letters that need a decision: 1; addresses that take no letters: 1" in str(outbox())


def forged(letter, how):
    token = marks.token_of(letter)
    return {
        "signature": f"bounces+{token[:-1]}{'0' if token[-1] != '0' else '1'}@svetovod.example",
        "other letter": f"bounces+{letter.pk + 1}-{token.partition('-')[2]}@svetovod.example",
        "none": "bounces@svetovod.example", "unknown": f"bounces+999999-{'a' * 24}@svetovod.example",
    }[how]  # fmt: skip


@pytest.mark.parametrize("how", ["signature", "other letter", "none", "unknown"])
def test_forged_reports_are_ignored(letter, at, how):
    assert take(report(letter, to=forged(letter, how), original=False), at) == ("ignored", "not_ours")
    assert not AddressHold.objects.exists() and not Bounce.objects.exists()


def test_hostile_reports_are_ignored_with_a_reason(letter, at):
    to = marks.return_path(letter)
    nested = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3000))
    assert take(f"To: {to}\n".encode() + nested, at) == ("ignored", "nested")
    assert take(report(letter) + b"x" * 1_000_001, at) == ("ignored", "huge")
    assert take(b"\xff\xfe\x00" * 1000, at) == ("ignored", "not_a_report")
    answer = f"Return-Path: <>\nAuto-Submitted: auto-replied\nTo: {to}\n\n550 5.1.1 on holiday"
    assert take(answer.encode(), at) == ("ignored", "auto_reply")
    person = f"From: someone@example.org\nTo: {to}\n\n550 5.1.1 user unknown"
    assert take(person.encode(), at) == ("ignored", "not_a_report")
    assert not Bounce.objects.exists()


def test_a_report_is_taken_once_and_not_for_ever(letter, admin, at):
    raw = report(letter, "4.0.0", "delayed")
    assert [take(raw, at) for _twice in range(2)] == [("temporary", ""), ("ignored", "replay")]
    OutgoingMail.objects.update(tried_at=timezone.now() - timedelta(days=31))
    letter.refresh_from_db()
    assert take(report(letter), at) == ("ignored", "late")
    OutgoingMail.objects.update(tried_at=timezone.now())
    letter.refresh_from_db()
    for number in range(1, MOST_OF_ONE):
        take(report(letter, f"4.0.{number}", "delayed"), at)
    assert take(report(letter), at) == ("ignored", "many")
    OutgoingMail.objects.update(state=MailState.QUEUED)
    assert take(report(letter, "5.1.2"), at) == ("ignored", "not_sent")


def test_a_replay_after_the_release_holds_nothing(letter, admin, at):
    raw = report(letter)
    take(raw, at)
    hold_release(actor=actor_of(admin), hold_id=AddressHold.objects.get().pk, at=at)
    assert take(raw, at) == ("ignored", "replay")
    assert take(raw + b"\n", at) == ("ignored", "replay")
    assert not AddressHold.objects.exists()


def test_reports_on_an_earlier_try_hold_nothing(letter, admin, at):
    """Servers that deliver in turn report twice, and the second report may lie in the mailbox for days."""
    first, second = report(letter), report(letter, "5.1.2")
    take(first, at)
    hold_release(actor=actor_of(admin), hold_id=AddressHold.objects.get().pk, at=at)
    mail_resend(actor=actor_of(admin), mail_id=letter.pk, at=at)
    delivery.attempt(letter.pk)
    assert take(second, at) == ("ignored", "not_ours") and not AddressHold.objects.exists()
    letter.refresh_from_db()
    assert letter.state == MailState.SENT


def test_what_a_report_cannot_say_is_left_out(letter, at):
    assert take(report(letter).replace(b"User unknown", b"User\x00unknown"), at) == ("permanent", "")
    assert Bounce.objects.get().said.endswith("User unknown")


def test_a_long_report_is_read_in_time(letter):
    raw = f"From: MAILER-DAEMON@x\nTo: {marks.return_path(letter)}\n".encode() + b"\n" * 500_000
    begun = time.process_time()
    reports.read(raw)
    assert time.process_time() - begun < 1
