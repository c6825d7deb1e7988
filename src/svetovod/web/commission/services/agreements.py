"""The agreement on an award, its amendments, claims for payment, money asked back."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.commission.access import ACCESS
from svetovod.web.commission.enums import ClaimState, ClawbackState, OfferState
from svetovod.web.commission.models import Amendment, ClawbackClaim, GrantAgreement, PaymentClaim
from svetovod.web.commission.selectors.agreements import (
    askable_of,
    claimable_of,
    coming_of,
    is_owed,
    kept_of,
    live,
    years_of,
)
from svetovod.web.commission.selectors.awards import granted_of
from svetovod.web.common import formatting
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Refused, require_text
from svetovod.web.documents.services import attachment_add
from svetovod.web.selection import services as selections
from svetovod.web.selection.enums import ApplicationState


def _sums(years: Mapping[str, Decimal], granted: Decimal) -> dict[str, str]:
    total = sum(years.values(), Decimal(0))
    if total != granted:
        raise Refused(
            "agreement.sum",
            _("The sums of the years give %(total)s, and %(granted)s was granted.")
            % {"total": formatting.money(total), "granted": formatting.money(granted)},
        )
    return {year: format(amount, "f") for year, amount in sorted(years.items()) if amount}


@transaction.atomic
def agreement_sign(
    *, actor: Any, application: Any, number: str, signed_on: date, years: Mapping[str, Decimal], purpose: str = "",
    budget_code: str = "", result: str = "", result_on: date | None = None, account: str = "", at: datetime,
) -> GrantAgreement:  # fmt: skip
    """Once for an application, and again after it was ended. A partial award needs its consent first."""
    actor = ACCESS.admit("award.manage", actor, application)
    row = type(application).objects.select_for_update(of=("self",), no_key=True).select_related(
        "round", "project__initiator"
    ).get(pk=application.pk)  # fmt: skip
    known = live(application=row).first()
    if known is not None:
        return known
    if row.state == ApplicationState.PARTIAL and not row.award_offers.filter(state=OfferState.ACCEPTED).exists():
        raise Refused("agreement.consent", _("The applicant has not accepted the partial award yet."))
    sums = _sums(years, granted_of(row.round).get(row.project.code, Decimal(0)))
    selections.award_sign(actor=actor, application=row, at=at)
    made = GrantAgreement(
        application=row, number=require_text("agreement.number", number, _("Write the number of the agreement.")),
        signed_on=signed_on, years=sums, purpose=purpose.strip(), budget_code=budget_code.strip(),
        result=result.strip(), result_on=result_on, account=account.strip(),
    )  # fmt: skip
    columns_check(made)
    made.save()
    record(
        actor=actor, action="agreement.sign", subject=made, at=at, number=row.number, signed_on=signed_on.isoformat(),
        years=sums,
    )  # fmt: skip
    return made


def locked_agreement(agreement: GrantAgreement) -> GrantAgreement:
    rows = GrantAgreement.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("application__round", "application__project").get(pk=agreement.pk)


def refuse_ended(row: GrantAgreement) -> None:
    if row.ended_on is not None:
        raise Refused("agreement.ended", _("This agreement is ended: nothing is changed in it any more."))


def refuse_below_paid(row: GrantAgreement, sums: Mapping[str, str]) -> None:
    for year, paid in kept_of(row).items():
        if Decimal(sums.get(year, 0)) < paid:
            raise Refused(
                "amendment.paid",
                _("In %(year)s %(paid)s is claimed or paid already: the year cannot have less.")
                % {"year": year, "paid": formatting.money(paid)},
            )


@transaction.atomic
def amendment_add(
    *, actor: Any, agreement: GrantAgreement, signed_on: date, reason: str, years: Mapping[str, Decimal], at: datetime
) -> Amendment:
    """Moves sums between years; never above what was granted, never below what is paid already."""
    actor = ACCESS.admit("award.manage", actor, agreement)
    row = locked_agreement(agreement)
    refuse_ended(row)
    said = require_text("amendment.reason", reason, _("Say why the agreement is amended."))
    if coming_of(row) is not None:
        raise Refused(
            "amendment.coming",
            _("An additional agreement on another sum is on its way: it comes into force or is dropped first."),
        )
    sums = _sums(years, sum(map(Decimal, years_of(row).values()), Decimal(0)))
    refuse_below_paid(row, sums)
    made = Amendment.objects.create(
        agreement=row, number=row.amendments.count() + 1, signed_on=signed_on, reason=said, years=sums
    )
    record(actor=actor, action="amendment.add", subject=made, at=at, number=made.number, years=sums)
    return made


@transaction.atomic
def claim_file(
    *, actor: Any, agreement: GrantAgreement, year: int, amount: Decimal, evidence: str, paper: Any = None, at: datetime
) -> PaymentClaim:
    """The applicant claims part of a year's sum, names the evidence and attaches it (`paper`, an upload)."""
    actor = ACCESS.admit("award.answer", actor, agreement)
    row = locked_agreement(agreement)
    refuse_ended(row)
    said = require_text("claim.evidence", evidence, _("Name the documents that prove the costs."))
    left = claimable_of(row, str(year))
    if not 0 < amount <= left:
        raise Refused(
            "claim.amount",
            _("Of the sum of %(year)d %(left)s is left: a claim is more than nothing and not more than that.")
            % {"year": year, "left": formatting.money(left)},
        )
    made = PaymentClaim.objects.create(
        agreement=row, number=row.claims.count() + 1, year=year, amount=amount, evidence=said, filed_at=at
    )
    if paper is not None:  # before the entry: it asks for files of the same bytes
        attachment_add(actor=actor, subject=made, upload=paper, kind="evidence", at=at)
    record(actor=actor, action="claim.file", subject=made, at=at, number=made.number, year=year, amount=amount)
    return made


@transaction.atomic
def claim_decide(*, actor: Any, claim: PaymentClaim, pay: bool, reason: str = "", at: datetime) -> PaymentClaim:
    actor = ACCESS.admit("award.manage", actor, claim.agreement)
    row = PaymentClaim.objects.select_for_update(no_key=True).get(pk=claim.pk)
    wanted = ClaimState.PAID if pay else ClaimState.RETURNED
    if row.state == wanted:
        return row
    if row.state != ClaimState.FILED:
        raise Refused("claim.decided", _("This claim is decided already."))
    said = "" if pay else require_text("claim.reason", reason, _("Say why the claim is returned."))
    row.state, row.decided_at, row.reason = wanted, at, said
    row.save(update_fields=["state", "decided_at", "reason"])
    record(actor=actor, action="claim.decide", subject=row, at=at, state=str(wanted), amount=row.amount)
    return row


@transaction.atomic
def clawback_ask(
    *, actor: Any, agreement: GrantAgreement, amount: Decimal, ground: str, due_on: date, at: datetime
) -> ClawbackClaim:
    """Money asked back: not more than was paid."""
    actor = ACCESS.admit("award.manage", actor, agreement)
    row = locked_agreement(agreement)
    said = require_text("clawback.ground", ground, _("Say by which rule and for which miss the money is asked back."))
    most = askable_of(row)
    if not 0 < amount <= most:
        raise Refused(
            "clawback.amount",
            _("Paid and not asked back yet is %(sum)s: no more can be asked.") % {"sum": formatting.money(most)},
        )
    made = ClawbackClaim.objects.create(
        agreement=row, amount=amount, ground=said, asked_on=timezone.localdate(at), due_on=due_on
    )
    record(actor=actor, action="clawback.ask", subject=made, at=at, amount=amount, due_on=due_on.isoformat())
    return made


@transaction.atomic
def clawback_close(*, actor: Any, clawback: ClawbackClaim, returned: bool, at: datetime) -> ClawbackClaim:
    """Given back, or no longer asked: what is paid above the sums in force is asked all the same."""
    actor = ACCESS.admit("award.manage", actor, clawback.agreement)
    agreement = locked_agreement(clawback.agreement)
    row = ClawbackClaim.objects.select_for_update(of=("self",), no_key=True).get(pk=clawback.pk)
    if row.state != ClawbackState.ASKED:
        return row
    if not returned and is_owed(agreement, row):
        raise Refused(
            "clawback.owed",
            _("More is paid than the agreement gives now: what is above that is asked back until it is given back."),
        )
    row.state = ClawbackState.RETURNED if returned else ClawbackState.DROPPED
    row.returned_on = timezone.localdate(at) if returned else None
    row.save(update_fields=["state", "returned_on"])
    record(actor=actor, action="clawback.close", subject=row, at=at, state=str(row.state))
    return row
