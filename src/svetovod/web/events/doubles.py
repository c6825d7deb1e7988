"""Registrations of a session that may be of one person: by the name, the phone, the address, with the INN beside."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

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
    """Pairs that share a sign, the surest first. Two questions, however many people: only pairs are read as a whole."""
    alike: dict[tuple[str, str], list[int]] = defaultdict(list)
    inns: dict[int, str] = {}
    rows = session.registrations.filter(state__in=LIVE).order_by("registered_at", "pk")
    for pk, name, email, phone, inn in rows.values_list(
        "pk", "person__name", "person__email", "person__phone", "organisation__inn"
    ):
        inns[pk] = inn or ""
        for key in _signs(name, email, phone):
            alike[key].append(pk)
    pairs: dict[tuple[int, int], list[str]] = defaultdict(list)
    for (sign, _value), group in alike.items():
        for pair in pairwise(group):
            pairs[pair].append(_words()[sign])
    for (first, second), signs in pairs.items():
        if inns[first] and inns[first] == inns[second]:
            signs.append(_("one INN"))
    found = session.registrations.select_related("person", "organisation").in_bulk(
        {pk for pair in pairs for pk in pair}
    )
    return sorted(
        (Double(found[first], found[second], signs) for (first, second), signs in pairs.items()),
        key=lambda pair: (-len(pair.signs), pair.first.pk),
    )


def _words() -> dict[str, str]:
    return {"name": _("one name"), "phone": _("one phone"), "email": _("addresses alike")}


def _signs(name: str, email: str, phone: str) -> list[tuple[str, str]]:
    box = email.partition("@")[0].partition("+")[0].replace(".", "").lower()
    found = [("email", box), ("name", bridge.same_name(name))]
    digits = "".join(sign for sign in phone if sign.isdigit())[-DIGITS:]
    return [*found, ("phone", digits)] if len(digits) == DIGITS else found
