"""`svetovod mail bounces`: a pipe, an mbox, a Maildir; nothing that comes is lost or stops the rest."""

import mailbox
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from django.db import OperationalError
from tests.web.notices.bounces.conftest import READER, report
from typer.testing import CliRunner

from svetovod.cli.mail import app
from svetovod.web.notices import bounces
from svetovod.web.notices.enums import MailState
from svetovod.web.notices.models import AddressHold, OutgoingMail

pytestmark = pytest.mark.django_db


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
    script = Path(__file__).parents[4] / "deploy/svetovod-bounce"
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
