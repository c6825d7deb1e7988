"""A letter that has left, and reports on it as mail servers write them."""

from email.message import EmailMessage
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from svetovod.web.notices import delivery, marks
from svetovod.web.notices.bounces import bounce_take
from svetovod.web.notices.services import mail_queue

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
