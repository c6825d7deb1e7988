"""The additional agreement that changes the sum of a signed one, or ends it: prepared, signed by both, in force with
the count. What was paid above the new sum is given back by the day that both have signed."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from svetovod.web.audit.services import record
from svetovod.web.commission import letters
from svetovod.web.commission.access import ACCESS
from svetovod.web.commission.enums import COMING, AmendmentState, ClaimState
from svetovod.web.commission.models import Amendment, Appeal, ClawbackClaim, GrantAgreement
from svetovod.web.commission.selectors.agreements import (
    NONE,
    above_of,
    back_of,
    coming_of,
    counts_for,
    kept_of,
    over_of,
    stale,
)
from svetovod.web.commission.states import AMENDMENT
from svetovod.web.common import formatting
from svetovod.web.common.errors import Refused, require_text

from .agreements import locked_agreement, refuse_ended


@transaction.atomic
def amendment_prepare(
    *, actor: Any, agreement: GrantAgreement, appeal: int, reason: str, years: Mapping[str, Decimal],
    back_by: date | None = None, at: datetime,
) -> Amendment:  # fmt: skip
    """For the count of an upheld `appeal` (its key) that changes the sum: exactly the sum which that count gives.

    Where that is none, `years` name no sum and the agreement is ended. What is paid above the sum is given back by the
    day `back_by`, which nothing but this agreement names. Another one that was on its way is dropped: of an agreement
    one sum at a time is spoken of.
    """
    actor = ACCESS.admit("award.manage", actor, agreement)
    row = locked_agreement(agreement)
    refuse_ended(row)
    said = require_text("amendment.reason", reason, _("Say what the additional agreement changes."))
    found, counted = next((each for each in counts_for(row) if each[0].pk == appeal), (None, Decimal(0)))
    if found is None:
        raise Refused("amendment.ground", _("No count of an upheld appeal waits for another sum of this agreement."))
    total = sum(years.values(), Decimal(0))
    if total != counted:
        raise Refused(
            "amendment.sum",
            _("The sums of the years give %(total)s, and the new count gives %(counted)s.")
            % {"total": formatting.money(total), "counted": formatting.money(counted)},
        )
    sums = {year: format(amount, "f") for year, amount in sorted(years.items()) if amount}
    before = coming_of(row)
    if before is not None:
        _drop(actor, before, _in_russian(_("Another one is prepared in its place.")), at)
    back = _back(row, sums)
    if back and (back_by is None or back_by <= timezone.localdate(at)):
        raise Refused(
            "amendment.back_by",
            _("Paid above the new sum is %(sum)s: name the day, still to come, by which it is given back.")
            % {"sum": formatting.money(sum(map(Decimal, back.values())))},
        )
    made = Amendment.objects.create(
        agreement=row, number=row.amendments.count() + 1, reason=said, years=sums, appeal=found,
        state=AmendmentState.PREPARED, back=back, back_by=back_by if back else None,
    )  # fmt: skip
    owed = {"owed": back, "due_on": made.back_by.isoformat()} if made.back_by else {}
    record(
        actor=actor, action="amendment.prepare", subject=made, at=at, number=made.number, years=sums, appeal=found.pk,
        **owed,
    )  # fmt: skip
    letters.amendment_told(made, at=at)
    return made


def _back(row: GrantAgreement, sums: Mapping[str, str]) -> dict[str, str]:
    """Year -> what is paid above these sums and is to be given back. Whoever pays has decided on every claim first."""
    over, whole, kept = over_of(row, sums), sum(map(Decimal, sums.values()), NONE), kept_of(row)
    total, least = sum(over.values(), NONE), above_of(row, whole)
    if (more := total - least) > 0:
        year = next(iter(over))
        raise Refused(
            "amendment.paid",
            _(
                "By these sums of the years %(sum)s would be given back, and by the new sum %(least)s is enough: "
                "%(kept)s is claimed or paid in %(year)s. Give that year no less than %(floor)s, and another one less."
            )
            % {
                "sum": formatting.money(total),
                "least": formatting.money(least),
                "year": year,
                "kept": formatting.money(kept[year]),
                "floor": formatting.money(Decimal(sums.get(year, 0)) + min(more, over[year])),
            },
        )
    if waiting := row.claims.filter(state=ClaimState.FILED, year__in=over).first():
        raise Refused(
            "amendment.claimed",
            _("Claim No. %(number)d for payment in %(year)d waits, and it is above the new sum: decide on it first.")
            % {"number": waiting.number, "year": waiting.year},
        )
    return _at_most(over, back_of(row, whole))


def _at_most(over: Mapping[str, Decimal], most: Decimal) -> dict[str, str]:
    """The years one after another, no more than `most` in all."""
    found = {}
    for year, amount in over.items():
        part = min(amount, most)
        if part > 0:
            found[year], most = format(part, "f"), most - part
    return found


def _locked(amendment: Amendment) -> Amendment:
    """Its agreement first, as everybody who comes to the money of an agreement."""
    agreement = locked_agreement(amendment.agreement)
    row = Amendment.objects.select_for_update(of=("self",), no_key=True).get(pk=amendment.pk)
    row.agreement = agreement
    return row


@transaction.atomic
def amendment_answer(*, actor: Any, amendment: Amendment, accept: bool, reason: str = "", at: datetime) -> Amendment:
    """The recipient signs, as the other party after whoever has prepared it, or does not; once."""
    actor = ACCESS.admit("award.answer", actor, amendment)
    row = _locked(amendment)
    if row.answered_at is not None and accept == (row.state != AmendmentState.DROPPED):
        return row
    said = "" if accept else require_text("amendment.refusal", reason, _("Say on what ground you do not sign."))
    if accept and row.state == AmendmentState.PREPARED:
        _refuse_other_back(row, at)
    AMENDMENT.move(row, "accept" if accept else "decline")
    row.answered_at, row.refusal = at, said
    row.signed_on = timezone.localdate(at) if accept else None
    row.save(update_fields=["state", "answered_at", "refusal", "signed_on"])
    record(actor=actor, action="amendment.answer", subject=row, at=at, number=row.number, accepted=accept)
    letters.amendment_told(row, at=at)
    return row


def _refuse_other_back(row: Amendment, at: datetime) -> None:
    if stale(row, timezone.localdate(at)) or _back(row.agreement, row.years) != row.back:
        raise Refused(
            "amendment.back",
            _("What is to be given back is another sum now, or its day is over: the secretary prepares it anew."),
        )


@transaction.atomic
def amendment_drop(*, actor: Any, amendment: Amendment, reason: str, at: datetime) -> Amendment:
    """The secretary gives it up before the count: the agreement holds as it was."""
    actor = ACCESS.admit("award.manage", actor, amendment)
    row = _locked(amendment)
    if row.state == AmendmentState.DROPPED:
        return row
    _drop(actor, row, require_text("amendment.drop", reason, _("Say why it is dropped.")), at)
    return row


def _drop(actor: Any, row: Amendment, reason: str, at: datetime) -> None:
    AMENDMENT.move(row, "drop")
    row.refusal = reason
    row.save(update_fields=["state", "refusal"])
    record(actor=actor, action="amendment.drop", subject=row, at=at, number=row.number)
    letters.amendment_told(row, at=at)


def amendments_agreed(appeal: Appeal, at: datetime) -> dict[int, Decimal]:
    """Application -> the sum that both parties have signed for this count. Agreements of the round are held, before
    the first entry: nobody claims, signs or drops meanwhile."""
    held = GrantAgreement.objects.select_for_update(of=("self",), no_key=True)
    list(held.filter(application__round=appeal.round).order_by("pk"))
    rows = appeal.amendments.select_for_update(of=("self",), no_key=True).filter(state__in=COMING)
    found = list(rows.select_related("agreement__application").order_by("agreement"))
    late = [row for row in found if row.state == AmendmentState.SIGNED and stale(row, timezone.localdate(at))]
    if late:
        raise Refused(
            "recount.stale",
            _("The day by which money is to be given back is over on %(numbers)s: prepare the agreement anew.")
            % {"numbers": ", ".join(row.application.number for row in late)},
        )
    return {row.agreement.application_id: row.total for row in found if row.state == AmendmentState.SIGNED}


@transaction.atomic
def amendments_enforce(*, actor: Any, appeal: Appeal, at: datetime) -> list[Amendment]:
    """After the count they wait for: in force where it gave their sum; where it changed nothing, they are dropped."""
    actor = ACCESS.admit("award.manage", actor, appeal)
    assert appeal.after is not None, "put in force by the count"
    places = {place["project"]: Decimal(place["allocated"]) for place in appeal.after.result["ranking"]}
    coming = appeal.amendments.filter(state__in=COMING).select_related("agreement").order_by("agreement")
    rows = [_locked(row) for row in coming]
    for row in rows:
        if row.state == AmendmentState.SIGNED and row.total == places.get(row.application.project.code, NONE):
            AMENDMENT.move(row, "enforce")
            row.save(update_fields=["state"])
            record(actor=actor, action="amendment.enforce", subject=row, at=at, number=row.number, years=row.years)
            _follow(actor, row, at)
            letters.amendment_told(row, at=at)
        else:
            _drop(actor, row, _in_russian(_("The new count leaves the sum of the agreement as it was.")), at)
    return rows


def _in_russian(said: Any) -> str:
    """As it is kept and read by both parties, in whatever language the secretary reads the page."""
    with override("ru"):
        return str(said)


def _follow(actor: Any, row: Amendment, at: datetime) -> None:
    """What comes into force with it: the demand of what is to be given back, the end of the agreement."""
    if row.back_by is not None:
        name = _("Agreement on ending No. %(number)d") if row.ends else _("Additional agreement No. %(number)d")
        demand = ClawbackClaim.objects.create(
            agreement=row.agreement, amendment=row, amount=row.back_total,
            ground=_in_russian(name) % {"number": row.number}, asked_on=timezone.localdate(at), due_on=row.back_by,
        )  # fmt: skip
        record(
            actor=actor, action="clawback.ask", subject=demand, at=at, amount=demand.amount,
            due_on=row.back_by.isoformat(),
        )  # fmt: skip
    if row.ends:
        agreement = row.agreement
        agreement.ended_on = timezone.localdate(at)
        agreement.save(update_fields=["ended_on"])
        record(actor=actor, action="agreement.end", subject=agreement, at=at, number=row.application.number)
