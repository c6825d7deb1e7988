"""A sender killed at any step: the letter is handed over at most once, and never lost from sight."""

from datetime import timedelta

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from svetovod.web.notices import delivery
from svetovod.web.notices.enums import NEEDS_OPERATOR, MailState
from svetovod.web.notices.models import OutgoingMail
from svetovod.web.notices.services import mail_queue

pytestmark = pytest.mark.django_db(transaction=True)


class Killed(BaseException):
    pass


class Server:
    """What it was given stays given, whatever becomes of the sender."""

    def __init__(self, dies):
        self.dies, self.taken = dies, []

    def open(self):
        self._at("open")

    def send_messages(self, messages):
        self._at("before")
        self.taken.extend(messages)
        self._at("after")
        return len(messages)

    def close(self):
        self._at("close")

    def _at(self, step):
        if self.dies == step:
            self.dies = ""
            raise Killed


@pytest.mark.parametrize("dies", ["mark", "open", "before", "after", "close", "settle", ""])
def test_killed_at_every_step(monkeypatch, at, dies):
    mail = mail_queue(key="k", to="a@example.org", subject="S", text="T", at=at)
    server = Server(dies)
    monkeypatch.setattr(delivery, "get_connection", lambda: server)
    steps = {"mark": "send", "settle": "accepted"}
    move, died = delivery.MAIL.move, []

    def moved(row, action, **context):
        if steps.get(dies) == action and not died:
            died.append(action)
            raise Killed
        return move(row, action, **context)

    monkeypatch.setattr(delivery.MAIL, "move", moved)
    if dies:
        with pytest.raises(Killed):
            delivery.attempt(mail.pk)
    # the jobs come again, the sweep finds what was left behind, and again
    for _round in range(3):
        delivery.attempt(mail.pk)
        OutgoingMail.objects.update(tried_at=timezone.now() - timedelta(hours=1))
        OutgoingMail.objects.update(queued_at=timezone.now() - timedelta(hours=1))
        for left in delivery.sweep():
            delivery.attempt(left)
    mail.refresh_from_db()
    assert len(server.taken) <= 1
    assert mail.state == MailState.SENT or mail.state in NEEDS_OPERATOR
    assert (mail.state == MailState.SENT) <= (len(server.taken) == 1), "sent is said of what was taken alone"
    if dies in {"", "mark"}:
        assert mail.state == MailState.SENT and len(server.taken) == 1


def test_a_letter_somebody_holds_just_now_is_tried_later_and_one_that_is_gone_never(at):
    mail = mail_queue(key="k", to="a@example.org", subject="S", text="T", at=at)
    parts = connection.settings_dict
    with psycopg.connect(
        dbname=parts["NAME"], user=parts["USER"], password=parts["PASSWORD"], host=parts["HOST"], port=parts["PORT"]
    ) as other:
        other.execute("select 1 from notices_outgoingmail where id = %s for update", [mail.pk])
        assert delivery.attempt(mail.pk) == delivery.PAUSES[0]
    assert delivery.attempt(mail.pk + 1) is None
    delivery.attempt(mail.pk)
    mail.refresh_from_db()
    assert mail.state == MailState.SENT
