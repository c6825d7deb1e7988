"""What was granted, what is free of it, who is next."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from svetovod.web.commission.enums import OfferState
from svetovod.web.commission.models import AwardOffer
from svetovod.web.selection.enums import ApplicationState, Distribution
from svetovod.web.selection.selectors import least_of

# as in the count of the result: whoever cannot take what there is stands in nobody's way
PASSING = (Distribution.SKIP, Distribution.PROPORTIONAL)


@dataclass(frozen=True, slots=True)
class Next:
    """`free` of the limit, and who of the reserve list takes how much of it; `full`: there may be no more winners."""

    free: Decimal
    application: Any = None
    amount: Decimal = Decimal(0)
    full: bool = False


def granted_of(round_: Any) -> dict[str, Decimal]:
    """Project -> the sum of the newest result."""
    run = round_.runs.order_by("-id").first()
    places = run.result["ranking"] if run else []
    return {place["project"]: Decimal(place["allocated"]) for place in places}


def _seats(round_: Any, granted: Collection[Decimal]) -> int:
    """How many more winners there may be; more than anybody could take where the announcement does not bound them."""
    return len(granted) + 1 if round_.winners is None else int(round_.winners) - sum(amount > 0 for amount in granted)


def unasked_of(round_: Any) -> Any:
    """Winners in part whose consent to this sum is neither given nor waited for."""
    live = AwardOffer.objects.filter(state__in=(OfferState.ASKED, OfferState.ACCEPTED)).values("application")
    return round_.applications.filter(state=ApplicationState.PARTIAL).exclude(pk__in=live)


def outdated_of(round_: Any) -> list[AwardOffer]:
    """Answers given, or waited for, to a sum that the newest result does not give any more.

    Offers to the reserve list are held as they were asked, as long as what is left, of money and of places of winners,
    is enough for all of them together. Where an agreement is signed, its additional agreements say the sum.
    """
    granted, left = granted_of(round_), Decimal(round_.runs.latest("id").result["left"])
    gone, seats = [], _seats(round_, granted.values())
    live = offers_of(round_).filter(state__in=(OfferState.ASKED, OfferState.ACCEPTED))
    for row in live.exclude(application__state=ApplicationState.AGREEMENT):
        if not (row.reserve and row.state == OfferState.ASKED):
            # of whoever has no place any more nothing is granted
            holds = row.amount == granted.get(row.application.project.code)
        else:
            holds = row.application.state == ApplicationState.RESERVE and row.amount <= left and seats > 0
            left, seats = (left - row.amount, seats - 1) if holds else (left, seats)
        if not holds:
            gone.append(row)
    return gone


def next_in_reserve(round_: Any) -> Next:
    """In the order of the ranking: the whole sum, or what is free of it where the applicant takes a part; the part that
    winners have under `proportional` does not bound it. Whoever takes less than that is passed over where the
    announcement's rule does so, else the list stops there.

    Whoever has been asked and refused is not asked again; what is asked and not answered yet is not free, nor is the
    place of a winner.
    """
    run = round_.runs.latest("id")
    asked = AwardOffer.objects.filter(application__round=round_, reserve=True).exclude(state=OfferState.OUTDATED)
    waiting = list(asked.filter(state=OfferState.ASKED).values_list("amount", flat=True))
    free = Decimal(run.result["left"]) - sum(waiting, Decimal(0))
    if _seats(round_, [Decimal(place["allocated"]) for place in run.result["ranking"]]) <= len(waiting):
        return Next(free, full=True)
    rows = round_.applications.filter(state=ApplicationState.RESERVE).select_related("project", "round")
    by_code = {row.project.code: row for row in rows.exclude(pk__in=asked.values("application"))}
    for place in sorted(run.result["ranking"], key=lambda each: each["rank"]):
        row = by_code.get(place["project"])
        if row is None:
            continue
        amount = min(row.requested, free)
        if amount > 0 and amount >= least_of(row):
            return Next(free, row, amount)
        if round_.distribution not in PASSING:
            break
    return Next(free)


def taken_from_reserve(round_: Any) -> list[str]:
    """Projects that were granted what became free, the last of them first, and those whose agreement on it would have
    to be changed or ended after all others."""
    rows = offers_of(round_).filter(reserve=True, state=OfferState.ACCEPTED).order_by("-answered_at", "-id")
    found = sorted(rows, key=lambda row: row.application.state == ApplicationState.AGREEMENT)
    return [row.application.project.code for row in found]


def offers_of(round_: Any) -> Any:
    rows = AwardOffer.objects.filter(application__round=round_)
    return rows.select_related("application__project", "application__round").order_by("id")
