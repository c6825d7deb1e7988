"""Steps and their refusals in sentences."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.registry.enums import MemberRole

from .bridge import Alter, Join, Leave, MovePurchases, Refusal, SetPurchases, Step
from .steps import ANYBODY, Asked


@dataclass(frozen=True, slots=True)
class Names:
    """Enterprises by INN: participants as the workbook names them, others as the registry does."""

    known: Mapping[str, str]

    def __call__(self, inn: str) -> str:
        if inn.startswith(ANYBODY):
            return _("new enterprise %(number)s") % {"number": inn.removeprefix(ANYBODY)}
        return self.known.get(inn) or _("INN %(inn)s") % {"inn": inn}

    def seller(self, inn: str | None) -> str:
        return self(inn) if inn else _("an unknown outside seller")


def names_of(content: Mapping[str, Any], registered: Mapping[str, str]) -> Names:
    return Names({**registered, **{row["inn"]: row["name"] for row in content["participants"]}})


def named(asked: Iterable[Asked], names: Names) -> list[Step]:
    """The steps that can be read; whoever joins has a name."""
    steps = (each.step for each in asked if each.step is not None)
    return [replace(step, name=names(step.inn)) if isinstance(step, Join) else step for step in steps]


def sentence(step: Step, names: Names) -> str:
    """One step without its sum, which stands in a field of its own."""
    if isinstance(step, MovePurchases):
        return _("%(buyer)s buys OKPD2 %(okpd2)s from another seller: %(to)s instead of %(seller)s") % {
            "buyer": names(step.buyer),
            "okpd2": step.okpd2,
            "to": names.seller(step.to),
            "seller": names.seller(step.seller),
        }
    if isinstance(step, SetPurchases):
        return _("%(buyer)s buys OKPD2 %(okpd2)s from %(seller)s for this sum in all") % {
            "buyer": names(step.buyer),
            "okpd2": step.okpd2,
            "seller": names.seller(step.seller),
        }
    if isinstance(step, Leave):
        return _("A participant leaves: %(who)s") % {"who": names(step.inn)}
    who = {"who": names(step.inn), "marks": ", ".join(_marks(step))}
    return (
        _("Somebody joins: %(who)s, %(marks)s") if isinstance(step, Join) else _("%(who)s from now on: %(marks)s")
    ) % who


def _marks(step: Join | Alter) -> list[str]:
    said = [str(MemberRole(step.role.value).label)]
    if step.special_territory:
        said.append(_("on a territory of the reduced threshold"))
    if step.newcomer:
        said.append(_("a newcomer without cooperation"))
    if isinstance(step, Join):
        said += _figures(step)
    return said


def _figures(step: Join) -> list[str]:
    named = (
        (_("employees: %(n)s"), step.employees),
        (_("high-performance jobs: %(n)s"), step.high_performance_jobs),
        (_("revenue: %(n)s"), step.revenue),
    )
    return [
        text % {"n": formatting.money(value) if value is step.revenue else formatting.number(value)}
        for text, value in named
        if value is not None
    ]


def refusal(found: Refusal, names: Names) -> str:
    """What is wrong with a step and what mends it."""
    params: dict[str, Any] = dict(found.params)
    if "available" in params:
        params["available"] = formatting.money(params["available"])
    if "inn" in params:
        params["name"] = names(params["inn"])
    return _REFUSALS[found.code]() % params


_REFUSALS = {
    "too_much": lambda: _("Only %(available)s are bought there. Write a smaller sum."),
    "nothing_bought": lambda: _("The buyer buys none of this code from that seller. Remove the step."),
    "negative": lambda: _("A sum cannot be negative. Write zero or more."),
    "same_seller": lambda: _("It is bought from that seller already. Choose another seller or remove the step."),
    "own_seller": lambda: _("Nobody buys from itself: it would count for nothing. Choose another seller."),
    "unknown_participant": lambda: _("%(name)s is no participant after the steps before this one. Remove the step."),
    "already_participant": lambda: _("%(name)s is a participant already. Remove the step."),
}
