"""Registrations of a session that may be of one person: by the name, the phone, the address, with the INN beside."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from . import bridge
from .enums import LIVE
from .models import PracticalSession, Registration

DIGITS = 10  # of a phone without the code of the country


@dataclass(slots=True)
class Double:
    """The earlier registration first; `signs` say why the two may be one person."""

    first: Registration
    second: Registration
    signs: list[str]


def of(session: PracticalSession) -> list[Double]:
    """Pairs that share a sign, the surest first. One question, however many people."""
    rows = list(
        session.registrations.filter(state__in=LIVE).select_related("person", "organisation").order_by("registered_at")
    )
    alike: dict[tuple[str, str], list[Registration]] = defaultdict(list)
    for row in rows:
        for key in _signs(row):
            alike[key].append(row)
    pairs: dict[tuple[int, int], Double] = {}
    for (sign, _value), group in alike.items():
        for place, second in enumerate(group[1:], start=1):
            first = group[place - 1]
            pair = pairs.setdefault((first.pk, second.pk), Double(first, second, []))
            pair.signs.append(_words()[sign])
    for pair in pairs.values():
        if (inn := _inn(pair.first)) and inn == _inn(pair.second):
            pair.signs.append(_("one INN"))
    return sorted(pairs.values(), key=lambda pair: (-len(pair.signs), pair.first.pk))


def _words() -> dict[str, str]:
    return {"name": _("one name"), "phone": _("one phone"), "email": _("addresses alike")}


def _signs(row: Registration) -> list[tuple[str, str]]:
    person = row.person
    box = person.email.partition("@")[0].partition("+")[0].replace(".", "").lower()
    found = [("email", box), ("name", bridge.same_name(person.name))]
    digits = "".join(sign for sign in person.phone if sign.isdigit())[-DIGITS:]
    return [*found, ("phone", digits)] if len(digits) == DIGITS else found


def _inn(row: Any) -> str:
    return row.organisation.inn if row.organisation else ""
