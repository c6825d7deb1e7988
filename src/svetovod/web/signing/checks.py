"""What is wrong with a right to sign as it was typed: everything at once, each with its field."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.common.errors import Fault

from .enums import PERSONAL, Certificate

FAR = 50


def faults(typed: Mapping[str, Any], today: date) -> Iterator[Fault]:
    """Nothing here is a rule of law: it is what makes the record say something."""
    if not (typed["person"] or typed["name"]):
        yield Fault("name", _("Choose the person, or write the name of whoever has no account here."))
    if typed["ground"] in PERSONAL:
        if typed["dated_on"] is None:
            yield Fault("dated_on", _("Write the day of the power of attorney: without its date it says nothing."))
        if typed["until"] is None:
            yield Fault("until", _("Write the last day of the power of attorney, as it stands in it."))
    yield from _days(typed, today)
    yield from certificate_faults(typed["certificate"], typed["certificate_until"])


def _days(typed: Mapping[str, Any], today: date) -> Iterator[Fault]:
    dated, since, until = typed["dated_on"], typed["since"], typed["until"]
    if dated is not None and dated > today:
        said = _("The paper is dated %(day)s, which is still to come. Correct the date.")
        yield Fault("dated_on", said % {"day": formatting.day(dated)})
    if dated is not None and since < dated:
        said = _("It begins on %(since)s, before the paper of %(dated)s. Correct one of the days.")
        yield Fault("since", said % {"since": formatting.day(since), "dated": formatting.day(dated)})
    if until is not None and until < since:
        said = _("The last day %(until)s is before the first %(since)s. Correct one of them.")
        yield Fault("until", said % {"until": formatting.day(until), "since": formatting.day(since)})
    for field in ("dated_on", "since", "until"):
        if typed[field] is not None and abs(typed[field].year - today.year) > FAR:
            yield Fault(field, _("This day is more than fifty years away. Correct it."))


def certificate_faults(kind: str, until: date | None) -> Iterator[Fault]:
    if until is not None and kind in {"", Certificate.NONE}:
        yield Fault("certificate", _("A last day of the certificate is given: say which kind of signature it is."))
