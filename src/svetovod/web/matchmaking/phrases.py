"""Why two should meet, in words. Only the reader's own figures and what the other side shows are said."""

from typing import Any

from django.utils.translation import gettext as _

from svetovod.web.common import formatting

from . import bridge


def reason(each: Any) -> str:
    """One reason of a proposal as a sentence to the enterprise that reads it."""
    names = {
        "mine": _product(each.mine), "theirs": _product(each.theirs), "words": ", ".join(each.words),
        "amount": formatting.money_short(each.amount) if each.amount else "",
        "my_branch": bridge.branch_name(each.mine), "their_branch": bridge.branch_name(each.theirs),
    }  # fmt: skip
    return _sentence(each) % names


def said(proposal: Any, *, same_cluster: bool = False) -> list[str]:
    """All reasons, then how far the two are from each other, where it is known.

    `same_cluster`: the reader makes final products in a cluster that the other side is in, too.
    """
    found = [reason(each) for each in proposal.reasons]
    bought = next((each for each in proposal.reasons if each.kind == "buy"), None)
    if same_cluster and bought is not None:
        found.append(_dependence(bought))
    if proposal.distance is not None:
        km = formatting.number(proposal.distance)
        found.append(_("%(km)s km away in a straight line, by the centres of the regions.") % {"km": km})
    return found


def _dependence(each: Any) -> str:
    """What the purchase would do for the cluster; the sum is the reader's own."""
    if each.amount:
        return _("You are in one cluster: %(amount)s a year bought there would raise its functional dependence.") % {
            "amount": formatting.money_short(each.amount)
        }
    return _("You are in one cluster: what you buy there raises its functional dependence.")


def _sentence(each: Any) -> str:
    if each.kind == "buy":
        return _bought(each)
    return {
        "seek": _("You look for %(mine)s; they make %(theirs)s."),
        "sell": _("They look for %(theirs)s; you make %(mine)s."),
        "supply": _("They buy %(theirs)s; you make %(mine)s."),
        "branch": _("Enterprises of their branch and of yours usually trade: %(their_branch)s and %(my_branch)s."),
        "words": _("You both name: %(words)s."),
        "region": _("You are in the same region."),
    }[str(each.kind)]


def _bought(each: Any) -> str:
    if each.abroad and each.amount:
        return _("You buy %(mine)s abroad for %(amount)s a year; they make %(theirs)s.")
    if each.abroad:
        return _("You buy %(mine)s abroad; they make %(theirs)s.")
    if each.amount:
        return _("You buy %(mine)s for %(amount)s a year; they make %(theirs)s.")
    return _("You buy %(mine)s; they make %(theirs)s.")


def _product(code: str) -> str:
    name = bridge.okpd2_name(code)
    return f"{code} ({name[:1].lower()}{name[1:]})" if name else code
