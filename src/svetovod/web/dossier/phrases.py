"""What the dossier refuses, each fault with its place, the value, the rule and what mends it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from svetovod.web.common.errors import Refused
from svetovod.web.common.formatting import day


@dataclass(frozen=True, slots=True)
class Fault:
    """`field` is where it was typed."""

    field: str
    said: str


class Faulty(Refused):
    """Everything that is wrong with what was typed, at once."""

    def __init__(self, code: str, faults: Iterable[Fault], **params: Any) -> None:
        self.faults = tuple(faults)
        super().__init__(code, " ".join(fault.said for fault in self.faults), **params)


def before_registration(dated: date, registered: date, name: str) -> str:
    return _(
        "%(day)s is before %(name)s was registered (%(registered)s): an agreement cannot be older than its side. "
        "Correct the date, or the day of registration."
    ) % {"day": day(dated), "name": name, "registered": day(registered)}


def before_founding(dated: date, founded: date) -> str:
    return _(
        "%(day)s is before the cluster was founded (%(founded)s): no paper of a cluster can be older than it. "
        "Correct the date, or the day the cluster was founded."
    ) % {"day": day(dated), "founded": day(founded)}


def in_future(dated: date, today: date) -> str:
    return _(
        "%(day)s is still to come (today is %(today)s): only what has been signed is entered. Correct the date."
    ) % {"day": day(dated), "today": day(today)}


def backwards(ends: date, begins: date) -> str:
    return _(
        "%(ends)s is before %(begins)s, the day of the paper: a term ends after it begins. Correct one of the dates."
    ) % {"ends": day(ends), "begins": day(begins)}


def left_before_joining(left: date, joined: date) -> str:
    return _("%(left)s is before the participant joined (%(joined)s): one leaves after joining. Correct the date.") % {
        "left": day(left),
        "joined": day(joined),
    }


def not_listed(code: str) -> str:
    return _(
        "%(code)s is not in the list of documents: the list of the edition decides. Choose a document of the list."
    ) % {"code": code}


def agreed_twice(number: str) -> str:
    return _(
        "Agreement No. %(number)s of that day with the same side is entered already. Cancel the earlier one, or "
        "correct the number."
    ) % {"number": number}


def has_left(name: str) -> str:
    return _("%(name)s is no participant now: agreements are entered for present participants.") % {"name": name}


def before_predecessor(on: date, until: date, name: str) -> str:
    return _(
        "%(day)s is before %(name)s ceased to manage the cluster (%(until)s): one organisation manages it at a time. "
        "Correct the date."
    ) % {"day": day(on), "name": name, "until": day(until)}


def replaced_before_beginning(on: date, since: date) -> str:
    return _(
        "%(day)s is before the present organisation began to manage the cluster (%(since)s): it is replaced after it "
        "begins. Correct the date."
    ) % {"day": day(on), "since": day(since)}


def not_required(key: str) -> str:
    return _("%(key)s is no requirement of the edition of the dossier. Reload the page.") % {"key": key}


def met_by_nothing() -> str:
    return _("A requirement is met by something: name the paper or the place it is seen at, or choose a document.")


def no_such_document() -> str:
    return _("The dossier holds no such document in force. Choose one of the list.")
