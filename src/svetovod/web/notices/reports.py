"""What a mail server's report says: RFC 3464, and the plain forms of servers that write in words.

A report is a stranger's file. It is read to a limit, never trusted for whom it is about: that is proved by the mark.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from email.policy import compat32

from svetovod.web.common.logs import CONTROL

from .enums import BounceOutcome

MOST_BYTES = 1_000_000
MOST_PARTS = 40
MOST_WORDS = 20_000
# where mail servers and delivery agents say to which address a report came
RECIPIENTS = ("X-Original-To", "Delivered-To", "Envelope-To", "X-Envelope-To", "To")
# faults of the address itself; the others of class 5 are about a letter, its sender, a full box, or a server
ADDRESS = re.compile(r"^5\.1\.([0-3]|6|10)$")
UNSAID = "5.0.0"  # some servers know no other status: their words decide
STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
REPLY = re.compile(r"(?<![\d.])([45])([0-7]\d)[ \-]")
UNKNOWN = re.compile(
    r"user unknown|unknown user|no such (?:user|mailbox|recipient)|mailbox (?:not found|unavailable|does not exist)"
    r"|(?:address|recipient|account|user|mailbox)[^.\n]{0,40}does(?: not|n't) exist|permanent error"
    r"|unrouteable address|host or domain name not found|не существует|адресат не найден",
    re.IGNORECASE,
)
DAEMON = re.compile(r"mailer-daemon|postmaster", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Report:
    """`marks` are texts in which the mark of the letter may stand, `recipients` whom the report says it is about;
    `reason` says why it is ignored."""

    outcome: BounceOutcome = BounceOutcome.IGNORED
    status: str = ""
    said: str = ""
    reason: str = ""
    marks: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)


def read(raw: bytes, recipient: str = "") -> Report:
    """`recipient` is the address a mail server has handed over, where the report itself does not tell it."""
    if len(raw) > MOST_BYTES:
        return Report(reason="huge")
    head = raw.lower()
    if head.count(b"multipart/") + head.count(b"message/") > MOST_PARTS:
        return Report(reason="nested")
    try:
        message = message_from_bytes(raw, policy=compat32)
        parts = list(_parts(message))
    except (RecursionError, ValueError, LookupError):
        return Report(reason="broken")
    marks = [recipient, *(str(value) for name in RECIPIENTS for value in message.get_all(name, []))]
    if message.get_content_type() == "multipart/report" or any(_is_status(part) for part in parts):
        return _standard(parts, [*marks, *_originals(parts)])
    return _plain(message, parts, marks)


def _parts(message: Message) -> Iterator[Message]:
    for number, part in enumerate(message.walk()):
        if number > MOST_PARTS:
            raise ValueError("parts")
        yield part


def _is_status(part: Message) -> bool:
    return part.get_content_type() == "message/delivery-status"


def _originals(parts: list[Message]) -> Iterator[str]:
    """Message-IDs of what was sent back, whole or its headers alone."""
    for part in parts[1:]:
        if part.get("Message-ID"):
            yield str(part["Message-ID"])
        elif part.get_content_type() == "text/rfc822-headers":
            yield from re.findall(r"(?im)^message-id:\s*(.+)$", _text(part))


def _standard(parts: list[Message], marks: list[str]) -> Report:
    fields = [each for part in parts if _is_status(part) for each in part.walk() if each.get("Action")]
    for each in fields:
        action = str(each["Action"]).split(";")[0].strip().lower()
        if action not in {"failed", "delayed"}:
            continue
        found = STATUS.search(str(each.get("Status", "")))
        said = _plainly(str(each.get("Diagnostic-Code", "")))
        status = found[1] if found else ""
        outcome = BounceOutcome.TEMPORARY if action == "delayed" else _outcome(status, said)
        recipients = [_address(str(each[name])) for name in ("Original-Recipient", "Final-Recipient") if each.get(name)]
        return Report(outcome, status, said, marks=marks, recipients=recipients)
    return Report(reason="no_failure" if fields else "no_status", marks=marks)


def _plainly(said: str) -> str:
    """On one line, without what a database or a page cannot hold."""
    return " ".join(CONTROL.sub(" ", said).split())[:300]


def _address(named: str) -> str:
    """Of a field like `rfc822; someone@example.org`."""
    return CONTROL.sub("", named.rpartition(";")[2]).strip(" <>").lower()


def _outcome(status: str, said: str) -> BounceOutcome:
    if ADDRESS.match(status) or (status == UNSAID and UNKNOWN.search(said)):
        return BounceOutcome.PERMANENT
    return BounceOutcome.REFUSED if status.startswith("5") else BounceOutcome.TEMPORARY


def _plain(message: Message, parts: list[Message], marks: list[str]) -> Report:
    """Words of older servers. Answers of people and of their absence are not reports."""
    if str(message.get("Auto-Submitted", "")).lower().startswith("auto-replied"):
        return Report(reason="auto_reply", marks=marks)
    sender = f"{message.get('Return-Path', '')} {message.get('From', '')}"
    if str(message.get("Return-Path", "")).strip() != "<>" and not DAEMON.search(sender):
        return Report(reason="not_a_report", marks=marks)
    words = "\n".join(_text(part) for part in parts if part.get_content_maintype() == "text")[:MOST_WORDS]
    marks = [*marks, *re.findall(r"(?im)^[ \t]*message-id:\s*(.+)$", words)]
    status = STATUS.search(words)
    reply = REPLY.search(words)
    said = _plainly(next((line for line in words.splitlines() if STATUS.search(line) or REPLY.search(line)), ""))
    if status:
        return Report(_outcome(status[1], words), status[1], said, marks=marks)
    if reply and reply[1] == "4":
        return Report(BounceOutcome.TEMPORARY, "", said, marks=marks)
    if unknown := UNKNOWN.search(words):
        return Report(BounceOutcome.PERMANENT, "", said or _plainly(unknown[0]), marks=marks)
    if reply:
        return Report(BounceOutcome.REFUSED, "", said, marks=marks)
    return Report(reason="no_status", marks=marks)


def _text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    return payload[:MOST_WORDS].decode("utf-8", "replace") if isinstance(payload, bytes) else ""
