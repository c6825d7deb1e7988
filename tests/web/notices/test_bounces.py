"""Reports of mail servers: tied to a letter by its signed mark, holding that letter's address and no other."""

import mailbox
import subprocess
import time
from contextlib import closing
from datetime import timedelta
from email.message import EmailMessage
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest
from django.core import mail as sent
from django.db import OperationalError
from django.utils import timezone
from typer.testing import CliRunner

from svetovod.cli.doctor import outbox
from svetovod.cli.mail import app
from svetovod.web.accounts.actors import VISITOR, actor_of
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.notices import bounces, delivery, marks, personal, reports
from svetovod.web.notices.bounces import MOST_OF_ONE, bounce_take, hold_correct, hold_release
from svetovod.web.notices.enums import MailState
from svetovod.web.notices.models import AddressHold, Bounce, LetterWish, Notice, OutgoingMail
from svetovod.web.notices.services import mail_drop, mail_queue, mail_resend

pytestmark = pytest.mark.django_db
READER = "reader@example.org"


@pytest.fixture(autouse=True)
def mailbox_of_reports(settings):
    settings.BOUNCE_ADDRESS = "bounces@svetovod.example"


@pytest.fixture
def queue(at):
    def make(key="k", to=READER, **more):
        return mail_queue(key=key, to=to, subject="S", text="T", at=at, **more)

    return make


@pytest.fixture
def letter(queue):
    made = queue()
    delivery.attempt(made.pk)
    made.refresh_from_db()
    return made


def report(letter, status="5.1.1", action="failed", to=None, original=True, about=READER, said="User unknown"):
    """As a mail server makes it: words, the status, the headers of what it could not deliver."""
    made = MIMEMultipart("report", report_type="delivery-status")
    made["From"] = "MAILER-DAEMON@mx.example.org"
    made["To"] = marks.return_path(letter) if to is None else to
    made.attach(MIMEText("I'm sorry to have to inform you"))
    whole, one = EmailMessage(), EmailMessage()
    whole["Reporting-MTA"] = "dns; mx.example.org"
    if about:
        one["Final-Recipient"] = f"rfc822; {about}"
    one["Action"], one["Status"] = action, status
    one["Diagnostic-Code"] = f"smtp; 550 {status} {said}"
    fields = MIMEMultipart("delivery-status")
    fields.replace_header("Content-Type", "message/delivery-status")
    fields.set_payload([whole, one])
    made.attach(fields)
    if original:
        returned = EmailMessage()
        returned["Message-ID"] = marks.message_id(letter)
        made.attach(MIMEMessage(returned))
    return made.as_bytes()


PLAIN = """From: MAILER-DAEMON@mx.example.org
Return-Path: <>
To: {to}

{words}
"""


def take(raw, at, **more):
    taken = bounce_take(raw=raw, at=at, **more)
    return str(taken.outcome), taken.reason


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


def test_what_is_held_without_a_hold_waits_again(letter, queue, at):
    """An address released at the very moment in which a letter to it was put aside."""
    take(report(letter), at)
    held = queue("held")
    OutgoingMail.objects.update(queued_at=timezone.now() - timedelta(hours=1))
    assert delivery.sweep() == []
    AddressHold.objects.all().delete()
    assert delivery.sweep() == [held.pk]


def test_later_letters_wait_and_leave_when_released(letter, queue, admin, manager, at):
    waiting = queue("before", "Reader@Example.org")
    take(report(letter), at)
    later = queue("later")
    waiting.refresh_from_db()
    assert waiting.state == later.state == MailState.HELD
    assert delivery.attempt(later.pk) is None and later.pk not in delivery.sweep()
    hold = AddressHold.objects.get()
    for actor in (actor_of(manager), VISITOR):
        with pytest.raises((Denied, Hidden)):
            hold_release(actor=actor, hold_id=hold.pk, at=at)
    with pytest.raises(Refused):
        mail_resend(actor=actor_of(admin), mail_id=letter.pk, at=at)
    assert hold_release(actor=actor_of(admin), hold_id=hold.pk, at=at) == 2
    for mail in (waiting, later):
        delivery.attempt(mail.pk)
    assert len(sent.outbox) == 3 and not AddressHold.objects.exists()
    assert set(LedgerEntry.objects.values_list("action", flat=True)) >= {"mail.bounce", "mail.free"}


def test_a_letter_that_waits_for_its_job_is_held_at_the_last_moment(letter, queue, at):
    other = queue("other")
    OutgoingMail.objects.filter(pk=other.pk).update(to="b@example.org")
    AddressHold.objects.create(address="b@example.org", since=at, bounce=Bounce.objects.create(
        mail=letter, fingerprint="f", outcome="permanent", received_at=at))  # fmt: skip
    assert delivery.attempt(other.pk) is None
    other.refresh_from_db()
    assert other.state == MailState.HELD and len(sent.outbox) == 1


def test_a_corrected_address_gets_letters_but_no_secrets(letter, queue, admin, at):
    take(report(letter), at)
    open_one, secret = queue("open"), queue("secret", confidential=True)
    hold = AddressHold.objects.get()
    with pytest.raises(Refused):
        hold_correct(actor=actor_of(admin), hold_id=hold.pk, address=READER.upper(), at=at)
    assert hold_correct(actor=actor_of(admin), hold_id=hold.pk, address="right@example.org", at=at) == 1
    for mail in (open_one, secret):
        mail.refresh_from_db()
    assert (open_one.to, open_one.state) == ("right@example.org", MailState.QUEUED)
    assert (secret.to, secret.state, secret.text) == (READER, MailState.DROPPED, "")
    assert queue("later").to == "right@example.org"
    assert queue("later secret", confidential=True).state == MailState.HELD
    # the one that came back goes there too, a secret one nowhere
    assert mail_resend(actor=actor_of(admin), mail_id=letter.pk, at=at).to == "right@example.org"
    delivery.attempt(letter.pk)
    assert sent.outbox[-1].to == ["right@example.org"]
    OutgoingMail.objects.filter(pk=letter.pk).update(to=READER, state=MailState.FAILED, confidential=True)
    with pytest.raises(Refused) as refused:
        mail_resend(actor=actor_of(admin), mail_id=letter.pk, at=at)
    assert refused.value.code == "mail.secret"


def test_an_operator_drops_a_letter(queue, admin, manager, at):
    waiting = queue()
    with pytest.raises((Denied, Hidden)):
        mail_drop(actor=actor_of(manager), mail_id=waiting.pk, at=at)
    mail_drop(actor=actor_of(admin), mail_id=waiting.pk, at=at)
    assert delivery.attempt(waiting.pk) is None and sent.outbox == []
    with pytest.raises(Refused):
        mail_drop(actor=actor_of(admin), mail_id=waiting.pk, at=at)
    mail_resend(actor=actor_of(admin), mail_id=waiting.pk, at=at)
    delivery.attempt(waiting.pk)
    assert len(sent.outbox) == 1


def test_a_dropped_secret_is_kept_no_longer(queue, admin, at):
    secret = queue(confidential=True)
    mail_drop(actor=actor_of(admin), mail_id=secret.pk, at=at)
    assert OutgoingMail.objects.get().text == ""


def test_what_its_reader_has_called_off_is_not_sent_again(queue, make, admin, at):
    reader = make(READER)
    LetterWish.objects.create(person=reader, topic="events", pace="page")
    declined = queue(person=reader, topic="events")
    assert declined.state == MailState.DROPPED
    with pytest.raises(Refused) as refused:
        mail_resend(actor=actor_of(admin), mail_id=declined.pk, at=at)
    assert refused.value.code == "mail.declined"


def test_the_pages_of_the_operator(client, letter, queue, admin, manager, at):
    take(report(letter), at)
    queue("later")
    hold = AddressHold.objects.get()
    client.force_login(manager)
    assert client.get("/outbox/addresses/").status_code == 403
    client.force_login(admin)
    page = client.get("/outbox/addresses/").content.decode()
    assert READER in page and "User unknown" in page
    assert "User unknown" in client.get(f"/outbox/{letter.pk}/").content.decode()
    assert "/outbox/addresses/" in client.get("/outbox/").content.decode()
    correct = f"/outbox/addresses/{hold.pk}/correct/"
    for typed in ("nothing", READER):
        client.post(correct, {"address": typed})
        hold.refresh_from_db()
        assert hold.corrected == ""
    client.post(correct, {"address": "right@example.org"})
    assert "right@example.org" in client.get("/outbox/addresses/").content.decode()
    client.post(f"/outbox/addresses/{hold.pk}/release/")
    assert client.post(f"/outbox/addresses/{hold.pk}/release/").status_code == 404
    assert client.post(f"/outbox/{letter.pk}/drop/").status_code == 302


def test_addresses_queries(client, letter, admin, at, same_questions):
    def held(count):
        for n in range(count):
            made = letter.bounces.create(fingerprint=f"{count}:{n}", outcome="permanent", received_at=at)
            AddressHold.objects.create(address=f"a{count}-{n}@example.org", bounce=made, since=at)

    client.force_login(admin)
    same_questions(["/outbox/addresses/"], lambda: held(1), lambda: held(20))


def test_nothing_is_left_of_an_address_that_is_erased(person, at):
    who = person("gone@example.org")
    made = mail_queue(key="k", to=who.email, subject="S", text="T", at=at, person=who)
    delivery.attempt(made.pk)
    raw = report(OutgoingMail.objects.get())
    take(raw, at)
    personal.erase(who)
    assert not AddressHold.objects.exists() and Bounce.objects.get().said == ""
    assert take(raw + b" ", at) == ("ignored", "not_ours")


def box_of(tmp_path, *raws):
    with closing(mailbox.mbox(tmp_path / "box")) as box:
        for raw in raws:
            box.add(raw)
    return str(tmp_path / "box")


def test_one_report_that_breaks_the_reader_stops_nothing(letter, admin, tmp_path, monkeypatch):
    real, calls = bounces.bounce_take, []

    def failing(**named):
        calls.append(named)
        if len(calls) == 1:
            raise ValueError("a report nobody has thought of")
        return real(**named)

    monkeypatch.setattr(bounces, "bounce_take", failing)
    said = bounce(box_of(tmp_path, b"To: x\n\nfirst", report(letter)), "--lang", "en")
    assert "broken" in said and "reports: 2" in said and AddressHold.objects.exists()


def test_without_a_database_the_report_comes_again(letter, monkeypatch):
    def gone(**_named):
        raise OperationalError("gone")

    monkeypatch.setattr(bounces, "bounce_take", gone)
    bounce(stdin=report(letter), code=75)


def test_a_report_that_overtakes_its_letter_comes_again(letter, tmp_path):
    OutgoingMail.objects.update(state=MailState.SENDING)
    folder = mailbox.Maildir(tmp_path / "folder")
    folder.add(report(letter))
    assert "sending" in bounce(str(tmp_path / "folder"), code=75)
    OutgoingMail.objects.update(state=MailState.SENT)
    assert "адрес не принимает писем" in bounce(str(tmp_path / "folder"))


def test_the_pipe_asks_the_mail_server_to_come_again():
    """Here it has no settings: any failure is told as one that passes."""
    script = Path(__file__).parents[3] / "deploy/svetovod-bounce"
    assert subprocess.run(["/bin/sh", script, "x"], input=b"", capture_output=True, check=False).returncode == 75


def bounce(*arguments, stdin=None, code=0):
    done = CliRunner().invoke(app, ["bounces", *arguments], input=stdin)
    assert done.exit_code == code, done.output
    return done.output


def test_the_command_reads_a_pipe_an_mbox_and_a_maildir(letter, tmp_path):
    raw = report(letter, "4.0.0", "delayed")
    assert '"temporary": 1' in bounce("--json", stdin=raw)
    with closing(mailbox.mbox(tmp_path / "box")) as box:
        box.add(raw)
        box.add(report(letter, "4.0.1", "delayed"))
    said = bounce(str(tmp_path / "box"), "--lang", "en")
    assert "replay" in said and "4.0.1" in said and "reports: 2" in said
    folder = mailbox.Maildir(tmp_path / "folder")
    folder.add(report(letter))
    assert "адрес не принимает писем" in bounce(str(tmp_path / "folder"))
    assert "отчётов: 0" in bounce(str(tmp_path / "folder"))
    assert [message.get_flags() for message in mailbox.Maildir(tmp_path / "folder")] == ["S"]
    assert AddressHold.objects.filter(address=READER).exists()


@pytest.mark.parametrize("name", ["missing", "empty"])
def test_the_command_says_that_there_is_no_mailbox(tmp_path, name):
    (tmp_path / "empty").mkdir()
    assert "no such mailbox" in bounce(str(tmp_path / name), "--lang", "en", code=2)
