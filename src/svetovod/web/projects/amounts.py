"""What a row of the estimate costs in rubles without VAT, out of the sum as a document has it."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext_lazy as _

from . import bridge
from .enums import Currency, Funding

PRICE = ("given", "currency", "rate", "rate_on", "vat")
# code -> the rule, and what mends it
SAID: dict[str, tuple[Any, Any]] = {
    "rate.needed": (
        _("A sum in a foreign currency is counted in rubles at a rate."),
        _("Write the rate of the Bank of Russia: rubles for one unit."),
    ),
    "rate_on.needed": (_("A rate belongs to a day."), _("Write the day of the rate.")),
    "rate.ruble": (_("A sum in rubles has no rate."), _("Choose the currency, or clear the rate and its day.")),
    "vat.day": (_("This rate of VAT did not hold on the day of the row."), _("Mend the rate or the day.")),
    "amount.small": (_("The sum is less than a kopeck without VAT."), _("A cost is money spent: write the whole sum.")),
    "amount.large": (_("The sum has more than sixteen digits of rubles."), _("Look at the currency and the rate.")),
    "support.other": (
        _("A row paid by other support has other support."),
        _("Leave the mark, or choose another source of funding."),
    ),
}


def settle(cost: Any, wrote: Collection[str]) -> list[tuple[str, str]]:
    """Counts the row's `amount` from what was given; `wrote` are the fields written now.

    Returns what does not fit as pairs of a field and a code, and then the row is not to be saved.
    """
    faults = [*_currency(cost, wrote), *_support(cost, wrote)]
    if cost.vat and not bridge.vat_held(cost.vat, cost.on):
        faults.append(("vat", "vat.day"))
    if faults:
        return faults
    sum_given = cost.amount if cost.given is None else cost.given
    if sum_given >= bridge.LARGEST:
        return [("given", "amount.large")]
    cost.amount = bridge.rubles(sum_given, cost.rate, cost.vat)
    if not cost.amount or cost.amount >= bridge.LARGEST:
        return [("given", "amount.large" if cost.amount else "amount.small")]
    cost.given = None if cost.currency == Currency.RUB and not cost.vat else sum_given
    return []


def _currency(cost: Any, wrote: Collection[str]) -> list[tuple[str, str]]:
    if cost.currency != Currency.RUB:
        return [(name, f"{name}.needed") for name in ("rate", "rate_on") if getattr(cost, name) is None]
    odd = [(name, "rate.ruble") for name in ("rate", "rate_on") if name in wrote and getattr(cost, name) is not None]
    if not odd:
        cost.rate = cost.rate_on = None
    return odd


def _support(cost: Any, wrote: Collection[str]) -> list[tuple[str, str]]:
    if cost.funding != Funding.OTHER or cost.other_support:
        return []
    if "other_support" in wrote and "funding" not in wrote:
        return [("other_support", "support.other")]
    cost.other_support = True
    return []
