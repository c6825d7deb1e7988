"""Steps as an address writes them: `s=move~buyer~seller~okpd2~to&a=1000000`, one `a` a step, in their order.

Nothing between two `~` is an unknown outside seller, or a figure that was not given. A step without a sum has an
empty `a`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from svetovod.web.common.fields import MoneyField
from svetovod.web.registry import bridge as registry

from .bridge import Alter, Join, Leave, MovePurchases, ParticipantRole, SetPurchases, Step

MOST = 50  # an address has an end
WITH_SUM = ("move", "sum")
ANYBODY = "new-"  # an enterprise without an INN: new-1, new-2
SPECIAL, NEWCOMER = "s", "n"
_CODE = re.compile(r"\d[\d.]{0,11}")
_ANYBODY = re.compile(rf"{re.escape(ANYBODY)}\d{{1,3}}")
_SUM = MoneyField()


class UnreadableError(ValueError):
    """Not a step, however it came into the address."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One step of the address: `step` None where it cannot be read, and `error` says why."""

    token: str
    typed: str
    step: Step | None
    error: Any = ""

    @property
    def kind(self) -> str:
        return self.token.partition("~")[0]

    @property
    def with_sum(self) -> bool:
        return self.kind in WITH_SUM


def asked(given: QueryDict) -> list[Asked]:
    """The steps of the address, at most `MOST`."""
    sums = given.getlist("a")
    return [_asked(token, sums[i] if i < len(sums) else "") for i, token in enumerate(given.getlist("s")[:MOST])]


def _asked(token: str, typed: str) -> Asked:
    try:
        amount = _SUM.clean(typed) if token.partition("~")[0] in WITH_SUM else None
    except ValidationError as wrong:
        return Asked(token, typed, None, " ".join(wrong.messages))
    try:
        return Asked(token, "" if amount is None else typed_sum(amount), step_of(token, amount))
    except (UnreadableError, ValueError, TypeError):
        return Asked(token, typed, None, _("This step cannot be read: the address is damaged. Remove the step."))


def typed_sum(amount: Decimal) -> str:
    """As short as it can be typed: kopecks only where there are any."""
    whole = amount == amount.to_integral_value()
    return f"{amount:.0f}" if whole else f"{amount:.2f}"


def step_of(token: str, amount: Decimal | None) -> Step:
    """Raises `UnreadableError`, `ValueError` or `TypeError` for what no form of the page makes."""
    kind, *parts = token.split("~")
    if kind == "move":
        buyer, seller, okpd2, to = parts
        return MovePurchases(_inn(buyer), _inn(seller) or None, _code(okpd2), _inn(to) or None, amount or Decimal(0))
    if kind == "sum":
        buyer, seller, okpd2 = parts
        return SetPurchases(_inn(buyer), _inn(seller) or None, _code(okpd2), amount or Decimal(0))
    if kind == "join":
        inn, role, marks, employees, jobs, revenue = parts
        return Join(
            _some(inn), inn, ParticipantRole(role), SPECIAL in marks, NEWCOMER in marks, _count(employees),
            _count(jobs), _SUM.clean(revenue) if revenue else None,
        )  # fmt: skip
    if kind == "leave":
        (inn,) = parts
        return Leave(_some(inn))
    if kind == "alter":
        inn, role, marks = parts
        return Alter(_some(inn), ParticipantRole(role), SPECIAL in marks, NEWCOMER in marks)
    raise UnreadableError(token)


def _inn(text: str) -> str:
    if text and not _ANYBODY.fullmatch(text) and not registry.valid_inn(text):
        raise UnreadableError(text)
    return text


def _some(text: str) -> str:
    if not text:
        raise UnreadableError(text)
    return _inn(text)


def _code(text: str) -> str:
    if not _CODE.fullmatch(text):
        raise UnreadableError(text)
    return text


def _count(text: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,7}", text):
        raise UnreadableError(text)
    return int(text)


def token(kind: str, *parts: Any) -> str:
    return "~".join([kind, *("" if part is None else str(part) for part in parts)])


def marks(*, special: bool, newcomer: bool) -> str:
    return SPECIAL * special + NEWCOMER * newcomer


def next_anybody(steps: Sequence[Asked]) -> str:
    """A name for an enterprise that has no INN yet."""
    taken = {each.step.inn for each in steps if isinstance(each.step, Join)}
    return next(name for n in range(1, MOST + 2) if (name := f"{ANYBODY}{n}") not in taken)


def query(steps: Sequence[Asked], day: str, **more: str) -> str:
    """The address of these steps, `?` and all."""
    pairs = [("on", day), *((name, value) for name, value in more.items() if value)]
    for each in steps:
        pairs += [("s", each.token), ("a", each.typed)]
    return f"?{urlencode(pairs, safe='~')}"
