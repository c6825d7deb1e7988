"""The outbox: once by key, never twice after an unclear answer, whatever dies in the middle."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection, transaction
from django.utils import timezone

from svetovod.cli import doctor
from svetovod.web.accounts.actors import VISITOR, actor_of
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.notices import delivery
from svetovod.web.notices.enums import MailState
from svetovod.web.notices.models import Notice, OutgoingMail
from svetovod.web.notices.selectors import notices_of, unread_count
from svetovod.web.notices.services import mail_queue, mail_resend, notice_add, notices_read

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(at):
    return mail_queue(
        key="k1", to="a@example.ru", subject="Subject\nline", text="Text", at=at,
        attachments=[("visit.ics", "text/calendar", b"BEGIN:VCALENDAR")],
    )  # fmt: skip


def jobs():
    with connection.cursor() as cursor:
        cursor.execute("select args from procrastinate_jobs where task_name = 'notices.mail_send' order by id")
        return [row[0] for row in cursor.fetchall()]


def server(monkeypatch, *, opening=None, sending=None):
    class Connection:
        def open(self):
            if opening:
                raise opening

        def send_messages(self, messages):
            if sending:
                raise sending
            mail.outbox.extend(messages)
            return len(messages)

        def close(self):
            raise smtplib.SMTPServerDisconnected("already gone")

    monkeypatch.setattr(delivery, "get_connection", Connection)


def test_the_same_key_is_the_same_letter(letter, at):
    again = mail_queue(key="k1", to="b@example.ru", subject="Other", text="Other", at=at)
    assert again == letter and again.to == "a@example.ru"
    assert jobs() == [{"mail_id": letter.pk}] or len(jobs()) == 1


def test_a_rolled_back_transaction_sends_nothing(at):
    with pytest.raises(RuntimeError), transaction.atomic():
        mail_queue(key="k2", to="a@example.ru", subject="S", text="T", at=at)
        raise RuntimeError
    assert not OutgoingMail.objects.exists() and jobs() == []


def test_sent_with_attachment_and_only_once(letter):
    for _ in range(3):
        assert delivery.attempt(letter.pk) is None
    (sent,) = mail.outbox
    assert sent.subject == "Subject line" and sent.attachments[0][0] == "visit.ics"
    letter.refresh_from_db()
    assert (letter.state, letter.tries) == (MailState.SENT, 1)


@pytest.mark.parametrize(
    ("trouble", "state"),
    [
        ({"opening": ConnectionRefusedError()}, MailState.QUEUED),
        ({"opening": smtplib.SMTPAuthenticationError(535, b"no")}, MailState.QUEUED),
        ({"sending": smtplib.SMTPDataError(451, b"later")}, MailState.QUEUED),
        ({"sending": smtplib.SMTPDataError(554, b"spam")}, MailState.FAILED),
        ({"sending": smtplib.SMTPRecipientsRefused({"a": (550, b"no")})}, MailState.FAILED),
        ({"sending": smtplib.SMTPRecipientsRefused({"a": (450, b"greylisted")})}, MailState.QUEUED),
        ({"sending": smtplib.SMTPServerDisconnected("lost")}, MailState.UNCLEAR),
        ({"sending": TimeoutError()}, MailState.UNCLEAR),
        ({"opening": ValueError("no such cipher")}, MailState.QUEUED),
        ({"sending": ValueError("of the library's own")}, MailState.UNCLEAR),
        ({}, MailState.SENT),
    ],
)
def test_answers_of_the_server(letter, monkeypatch, trouble, state):
    server(monkeypatch, **trouble)
    pause = delivery.attempt(letter.pk)
    letter.refresh_from_db()
    assert letter.state == state
    assert (pause is not None) == (state == MailState.QUEUED)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"attachments": [{"name": "a.ics", "type": "text/calendar", "base64": "abc"}]}, "Error: Incorrect padding"),
        ({"attachments": [{"name": "a.ics"}]}, "KeyError"),
        ({"topic": "none such"}, "ValueError"),
        ({"to": "a@exa\nmple.ru"}, "BadHeaderError"),
    ],
)
def test_what_cannot_be_composed_has_failed_with_its_reason(letter, manager, monkeypatch, caplog, changed, reason):
    """Nothing of it has left, and the operator is told."""
    server(monkeypatch)
    OutgoingMail.objects.update(person=manager, **changed)
    assert delivery.attempt(letter.pk) is None
    letter.refresh_from_db()
    assert (letter.state, mail.outbox) == (MailState.FAILED, [])
    assert letter.answer.startswith("not composed: ") and reason in letter.answer
    assert "a@exa" not in caplog.text and f"letter {letter.pk} could not be sent" in caplog.text


def test_unclear_is_never_sent_again_by_itself(letter, monkeypatch):
    server(monkeypatch, sending=TimeoutError())
    delivery.attempt(letter.pk)
    server(monkeypatch)
    assert delivery.attempt(letter.pk) is None
    assert letter.pk not in delivery.sweep()
    assert mail.outbox == []


def test_gives_up_after_the_last_pause(letter, monkeypatch):
    server(monkeypatch, opening=ConnectionRefusedError())
    pauses = [delivery.attempt(letter.pk) for _ in range(len(delivery.PAUSES) + 1)]
    assert pauses == [*delivery.PAUSES, None]
    letter.refresh_from_db()
    assert letter.state == MailState.FAILED


def test_killed_in_the_middle_becomes_unclear(letter, monkeypatch):
    class Killed(BaseException):
        pass

    server(monkeypatch, sending=Killed())
    with pytest.raises(Killed):
        delivery.attempt(letter.pk)
    letter.refresh_from_db()
    assert letter.state == MailState.SENDING
    server(monkeypatch)
    assert delivery.attempt(letter.pk) is None
    assert doctor.outbox().status == "ok"
    OutgoingMail.objects.update(tried_at=timezone.now() - timedelta(hours=1))
    told = doctor.outbox()
    assert told.status == "problem" and "больше 30 мин назад: 1" in told.ru and "over 30 min ago: 1" in told.en
    delivery.sweep()
    letter.refresh_from_db()
    assert letter.state == MailState.UNCLEAR and mail.outbox == []
    assert "ждущих решения: 1" in doctor.outbox().ru


def test_a_letter_whose_job_was_lost_is_found(letter):
    assert delivery.sweep() == []
    OutgoingMail.objects.update(queued_at=timezone.now() - timedelta(hours=1))
    assert delivery.sweep() == [letter.pk]


def test_resend_is_an_operators_decision(letter, admin, manager, at):
    OutgoingMail.objects.update(state=MailState.UNCLEAR)
    with pytest.raises((Denied, Hidden)):
        mail_resend(actor=actor_of(manager), mail_id=letter.pk, at=at)
    with pytest.raises((Denied, Hidden)):
        mail_resend(actor=VISITOR, mail_id=letter.pk, at=at)
    mail_resend(actor=actor_of(admin), mail_id=letter.pk, at=at)
    assert LedgerEntry.objects.filter(action="mail.resend").count() == 1
    assert delivery.attempt(letter.pk) is None
    assert mail_resend(actor=actor_of(admin), mail_id=letter.pk, at=at).state == MailState.SENT
    OutgoingMail.objects.update(state=MailState.SENDING)
    with pytest.raises(Refused):
        mail_resend(actor=actor_of(admin), mail_id=letter.pk, at=at)


def test_notices_once_by_key_and_read_by_their_owner(manager, admin, at):
    for _ in range(2):
        notice_add(person=manager, text="Text", at=at, key="n1")
    assert Notice.objects.count() == 1
    assert notices_read(actor=actor_of(admin), at=at) == 0
    assert notices_read(actor=actor_of(manager), at=at) == 1
    assert notices_read(actor=VISITOR, at=at) == 0


@pytest.mark.parametrize("page", ["/outbox/", "/outbox/{id}/"])
def test_pages_are_the_administrators(client, letter, admin, manager, page):
    address = page.format(id=letter.pk)
    assert client.get(address).status_code == 302
    client.force_login(manager)
    assert client.get(address).status_code in {403, 404}
    client.force_login(admin)
    assert client.get(address).status_code == 200


def test_confidential_text_is_not_shown(client, admin, at):
    letter = mail_queue(key="c", to="a@example.ru", subject="S", text="SECRET-LINK", at=at, confidential=True)
    client.force_login(admin)
    assert "SECRET-LINK" not in client.get(f"/outbox/{letter.pk}/").content.decode()


def test_outbox_queries(client, admin, at, same_questions):
    def letters(count):
        for n in range(count):
            mail_queue(key=f"q{n}", to="a@example.ru", subject="S", text="T", at=at)

    client.force_login(admin)
    same_questions(["/outbox/"], lambda: letters(1), lambda: letters(40))


def test_filter_and_missing(client, admin, letter):
    client.force_login(admin)
    assert client.get("/outbox/?state=sent").context["page"].paginator.count == 0
    assert client.get("/outbox/?q=example").context["page"].paginator.count == 1
    assert client.get("/outbox/999/").status_code == 404
    assert client.post("/outbox/999/resend/").status_code == 404
    assert client.get(f"/outbox/{letter.pk}/resend/").status_code == 405


def test_own_notices_page(client, manager, admin, at):
    notice_add(person=manager, text="FOR-MANAGER", url="/x/", at=at)
    client.force_login(admin)
    assert "FOR-MANAGER" not in client.get("/notices/").content.decode()
    client.force_login(manager)
    assert "FOR-MANAGER" in client.get("/notices/").content.decode()
    assert client.post("/notices/read/").status_code == 302
    assert not Notice.objects.filter(read_at=None).exists()


def test_notices_of_days_to_come_are_not_known(manager, at):
    """The demonstration's clock goes back: what was told on a later day is neither listed, nor counted, nor read."""
    actor = actor_of(manager)
    notice_add(person=manager, text="TODAY", url="/x/", at=at)
    notice_add(person=manager, text="TOMORROW", url="/y/", at=at + timedelta(days=1))
    assert [notice.text for notice in notices_of(actor, at)] == ["TODAY"]
    assert (unread_count(actor, at), unread_count(actor, at + timedelta(days=1))) == (1, 2)
    assert notices_read(actor=actor, at=at) == 1
    assert unread_count(actor, at + timedelta(days=1)) == 1


@pytest.mark.usefixtures("journal_watched")
def test_many_letters_at_once_each_by_itself(client, admin, letter, at, clock):
    again = mail_queue(key="k2", to="b@example.ru", subject="Second", text="Text", at=at)
    OutgoingMail.objects.filter(pk=again.pk).update(state=MailState.FAILED)
    client.force_login(admin)
    assert f'name="row" value="{again.pk}" form="bulk"' in client.get("/outbox/").content.decode()
    asked = client.get("/outbox/many/", {"do": "resend", "all": "1"}).content.decode()
    assert asked.count('name="row"') == 1 and "a@example.ru" in asked and "сейчас:" in asked
    body = {"do": "resend", "row": [letter.pk, again.pk]}
    told = client.post("/outbox/many/", body, follow=True).content.decode()
    assert OutgoingMail.objects.get(pk=again.pk).state == MailState.QUEUED and "b@example.ru" in told
    OutgoingMail.objects.filter(pk=again.pk).update(state=MailState.FAILED, text="")
    asked = client.get("/outbox/many/", {"do": "resend", "row": [again.pk]}).content.decode()
    assert 'name="row"' not in asked, "what the service would refuse is not promised"
    assert client.get("/outbox/many/", {"do": "drop", "all": "1", "state": "x"}).status_code == 302
    OutgoingMail.objects.filter(pk=again.pk).update(text="Text")
    told = client.post("/outbox/many/", {"do": "drop", "row": [letter.pk, again.pk]}, follow=True).content.decode()
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {MailState.DROPPED}
    assert 'name="do" value="resend"' in told, "what was dropped is sent after all by the way it is sent again"
