"""What was granted, what is free of it, who is next."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from svetovod.web.commission.enums import OfferState
from svetovod.web.commission.models import AwardOffer
from svetovod.web.selection.enums import ApplicationState


@dataclass(frozen=True, slots=True)
class Next:
    """`free` of the limit, and who of the reserve list takes how much of it."""

    free: Decimal
    application: Any = None
    amount: Decimal = Decimal(0)


def granted_of(round_: Any) -> dict[str, Decimal]:
    """Project -> the sum of the newest result."""
    run = round_.runs.order_by("-id").first()
    places = run.result["ranking"] if run else []
    return {place["project"]: Decimal(place["allocated"]) for place in places}


def unasked_of(round_: Any) -> Any:
    """Winners in part whose consent to this sum is neither given nor waited for."""
    live = AwardOffer.objects.filter(state__in=(OfferState.ASKED, OfferState.ACCEPTED)).values("application")
    return round_.applications.filter(state=ApplicationState.PARTIAL).exclude(pk__in=live)


def outdated_of(round_: Any) -> list[AwardOffer]:
    """Answers given, or waited for, to a sum that the newest result does not give any more."""
    granted, left = granted_of(round_), Decimal(round_.runs.latest("id").result["left"])
    rows = offers_of(round_).filter(state__in=(OfferState.ASKED, OfferState.ACCEPTED))
    return [row for row in rows if not _holds(row, granted[row.application.project.code], left)]


def _holds(row: AwardOffer, granted: Decimal, left: Decimal) -> bool:
    if row.reserve and row.state == OfferState.ASKED:
        return row.application.state == ApplicationState.RESERVE and row.amount <= left
    return row.amount == granted


def next_in_reserve(round_: Any) -> Next:
    """In the order of the ranking: the whole sum, or a part where the applicant has said the least acceptable.

    Whoever has been asked and refused is not asked again; what is asked and not answered yet is not free.
    """
    run = round_.runs.latest("id")
    asked = AwardOffer.objects.filter(application__round=round_, reserve=True).exclude(state=OfferState.OUTDATED)
    waiting = sum(asked.filter(state=OfferState.ASKED).values_list("amount", flat=True), Decimal(0))
    free = Decimal(run.result["left"]) - waiting
    rows = round_.applications.filter(state=ApplicationState.RESERVE).select_related("project", "round")
    by_code = {row.project.code: row for row in rows.exclude(pk__in=asked.values("application"))}
    for place in sorted(run.result["ranking"], key=lambda each: each["rank"]):
        row = by_code.get(place["project"])
        if row is None:
            continue
        amount = min(row.requested, free)
        if amount == row.requested or (row.minimum is not None and amount >= row.minimum > 0):
            return Next(free, row, amount)
        if round_.distribution == "strict":
            break
    return Next(free)


def offers_of(round_: Any) -> Any:
    rows = AwardOffer.objects.filter(application__round=round_)
    return rows.select_related("application__project", "application__round").order_by("id")
