"""Sentences about a right to sign."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from svetovod.web.common import formatting

from .bridge import Gap
from .enums import PERSONAL, Ground
from .models import SigningAuthority


def signer(row: SigningAuthority) -> str:
    """The person, else the name as typed, else the post."""
    return str(row.person) if row.person else row.name or row.post


def ground(row: SigningAuthority) -> str:
    """The paper with its number and day."""
    said = str(Ground(row.ground).label)
    if row.number:
        said = _("%(paper)s No. %(number)s") % {"paper": said, "number": row.number}
    if row.dated_on:
        said = _("%(paper)s of %(day)s") % {"paper": said, "day": formatting.day(row.dated_on)}
    return said


def nobody(organisation: Any, found: Gap) -> str:
    """From which day nobody signs."""
    named = {"organisation": organisation, "day": formatting.day(found.first)}
    if found.last is None:
        return _("Nobody signs for %(organisation)s from %(day)s: enter who signs and on what ground.") % named
    named["last"] = formatting.day(found.last)
    return _("Nobody signs for %(organisation)s from %(day)s to %(last)s: enter who signs meanwhile.") % named


def does_not_pass(row: SigningAuthority) -> str:
    if row.ground in PERSONAL:
        return _("A power of attorney names one person and does not pass: a new one is issued to the successor and "
                 "entered here. The old one is revoked on paper.")  # fmt: skip
    return _("The ground names the one who holds the post: when another is appointed, enter the new ground.")


def until(last: date | None) -> str:
    return formatting.day(last) if last else _("without an end")
