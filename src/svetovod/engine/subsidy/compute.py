"""The subsidy of a joint project: which costs count, what share of them, up to what.

Steps: 1 the edition in force; 2 each cost against item, first date, end of the project, payer, other support;
3 the sum of those that count; 4 the rate; 5 the cap; 6 down to a kopeck; 7 not more than requested.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal, Inexact, InvalidOperation, localcontext
from fractions import Fraction

from svetovod.engine.facts import Facts
from svetovod.engine.model import CostItem, JointProject, Problem, round_down_to_kopeck, to_decimal

from .calculation import Calculation, CostVerdict, Reason, Step
from .conditions import Conditions, conditions_on, share_of

SHEET, DATE, EVIDENCE = "Смета", "Дата", "Подтверждение"
# as exact as fractions, at a tenth of their cost: it keeps every digit, and says so where it could not
_EVERY_DIGIT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[Inexact, InvalidOperation])


def compute(project: JointProject, *, on: date, facts: Facts) -> Calculation:
    """What the project may get by the edition in force on the day `on`.

    Raises `facts.BeforeFirstEditionError` for a day before the act.
    """
    conditions = conditions_on(facts, on)
    rows = tuple(CostVerdict(cost, refusal(cost, project, conditions)) for cost in project.costs)
    counted = [row.cost for row in rows if row.eligible]
    eligible = total(counted)
    share = share_of(eligible, conditions.rate)
    capped = share if conditions.cap is None else min(share, Fraction(conditions.cap))
    most = round_down_to_kopeck(capped)
    granted = min(most, project.requested)
    return Calculation(
        on=on,
        conditions=conditions,
        rows=rows,
        eligible_amount=eligible,
        subsidy_max=most,
        requested=project.requested,
        granted_at_most=granted,
        steps=tuple(
            _steps(
                conditions=conditions,
                counted=len(counted),
                refused=len(rows) - len(counted),
                eligible=eligible,
                share=share,
                most=most,
                requested=project.requested,
                granted=granted,
            )
        ),
        notes=tuple(_notes(counted, project, on)),
        facts_version=facts.version,
    )


def refusal(cost: CostItem, project: JointProject, conditions: Conditions) -> Reason | None:
    """The first reason, in the order of the format, why the cost does not count; None where it does."""
    if cost.kind not in conditions.items:
        return Reason.ITEM_NOT_IN_EDITION
    if conditions.since is not None and cost.on < conditions.since:
        return Reason.BEFORE_FIRST_DATE
    if cost.on > project.end:
        return Reason.AFTER_PROJECT_END
    if cost.payer != project.initiator:
        if cost.payer not in project.participants:
            return Reason.PAYER_NOT_PARTICIPANT
        if conditions.only_initiator:
            return Reason.PAYER_NOT_APPLICANT
    return Reason.OTHER_SUPPORT if cost.other_support else None


def total(costs: Iterable[CostItem]) -> Decimal:
    """The exact sum, rubles."""
    with localcontext(_EVERY_DIGIT):
        found = sum(cost.amount for cost in costs)
    return to_decimal(Fraction(found))


def _notes(costs: Iterable[CostItem], project: JointProject, on: date) -> Iterator[Problem]:
    """What accepted costs still have to be asked about."""
    for cost in costs:
        if cost.on < project.start:
            params = {"start": project.start.isoformat()}
            yield Problem("cost.before_start", SHEET, cost.row, DATE, cost.on.isoformat(), params)
        if cost.on > on:
            yield Problem("cost.after_on", SHEET, cost.row, DATE, cost.on.isoformat(), {"on": on.isoformat()})
        if not (cost.evidence or "").strip():
            yield Problem("cost.no_evidence", SHEET, cost.row, EVIDENCE)


def _steps(
    *,
    conditions: Conditions,
    counted: int,
    refused: int,
    eligible: Decimal,
    share: Fraction,
    most: Decimal,
    requested: Decimal,
    granted: Decimal,
) -> Iterator[Step]:
    edition = conditions.edition
    yield Step("edition", {"edition": edition.on, "date_is": edition.date_is, "number": edition.number})
    yield Step("items", {"items": conditions.items}, conditions.source("items"))
    yield Step("payer", {"only_initiator": conditions.only_initiator}, conditions.source("payer"))
    if conditions.since is not None:
        yield Step("since", {"since": conditions.since}, conditions.source("since"))
    yield Step("eligible", {"amount": eligible, "rows": counted, "refused": refused})
    yield Step("rate", {"rate": conditions.rate, "amount": round_down_to_kopeck(share)}, conditions.source("rate"))
    if conditions.cap is None:
        yield Step("no_cap", {})
    else:
        binding = share > Fraction(conditions.cap)
        yield Step("cap_binds" if binding else "cap", {"cap": conditions.cap}, conditions.source("cap"))
    yield Step("rounded_down", {"amount": most})
    yield Step("requested_less" if requested < most else "requested", {"requested": requested, "amount": granted})
