"""The additional agreement that changes the sum of a signed one: prepared, signed by both, in force with the count."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.commission import letters
from svetovod.web.commission.access import ACCESS
from svetovod.web.commission.enums import COMING, AmendmentState
from svetovod.web.commission.models import Amendment, Appeal, GrantAgreement
from svetovod.web.commission.selectors.agreements import coming_of, counts_for
from svetovod.web.commission.states import AMENDMENT
from svetovod.web.common import formatting
from svetovod.web.common.errors import Refused, require_text

from .agreements import locked_agreement, refuse_below_paid


@transaction.atomic
def amendment_prepare(
    *, actor: Any, agreement: GrantAgreement, appeal: int, reason: str, years: Mapping[str, Decimal], at: datetime
) -> Amendment:
    """For the count of an upheld `appeal` (its key) that changes the sum: exactly the sum which that count gives.

    Another one that was on its way is dropped: of an agreement one sum at a time is spoken of.
    """
    actor = ACCESS.admit("award.manage", actor, agreement)
    row = locked_agreement(agreement)
    said = require_text("amendment.reason", reason, _("Say what the additional agreement changes."))
    found, counted = next((each for each in counts_for(row) if each[0].pk == appeal), (None, Decimal(0)))
    if found is None:
        raise Refused("amendment.ground", _("No count of an upheld appeal waits for another sum of this agreement."))
    if not counted:
        raise Refused(
            "amendment.end",
            _("By that count there is no award any more: such an agreement is ended, and no additional one is signed."),
        )
    total = sum(years.values(), Decimal(0))
    if total != counted:
        raise Refused(
            "amendment.sum",
            _("The sums of the years give %(total)s, and the new count gives %(counted)s.")
            % {"total": formatting.money(total), "counted": formatting.money(counted)},
        )
    sums = {year: format(amount, "f") for year, amount in sorted(years.items()) if amount}
    refuse_below_paid(row, sums)
    before = coming_of(row)
    if before is not None:
        _drop(actor, before, gettext("Another one is prepared in its place."), at)
    made = Amendment.objects.create(
        agreement=row, number=row.amendments.count() + 1, reason=said, years=sums, appeal=found,
        state=AmendmentState.PREPARED,
    )  # fmt: skip
    record(
        actor=actor, action="amendment.prepare", subject=made, at=at, number=made.number, years=sums, appeal=found.pk
    )
    letters.amendment_told(made, at=at)
    return made


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
        refuse_below_paid(row.agreement, row.years)
    AMENDMENT.move(row, "accept" if accept else "decline")
    row.answered_at, row.refusal = at, said
    row.signed_on = timezone.localdate(at) if accept else None
    row.save(update_fields=["state", "answered_at", "refusal", "signed_on"])
    record(actor=actor, action="amendment.answer", subject=row, at=at, number=row.number, accepted=accept)
    letters.amendment_told(row, at=at)
    return row


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


def amendments_agreed(appeal: Appeal) -> dict[int, Decimal]:
    """Application -> the sum that both parties have signed for this count. Agreements of the round are held, before
    the first entry: nobody claims, signs or drops meanwhile."""
    held = GrantAgreement.objects.select_for_update(of=("self",), no_key=True)
    list(held.filter(application__round=appeal.round).order_by("pk"))
    rows = appeal.amendments.select_for_update(of=("self",), no_key=True).filter(state__in=COMING)
    found = list(rows.select_related("agreement").order_by("agreement"))
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
        if row.state == AmendmentState.SIGNED and row.total == places.get(row.application.project.code):
            AMENDMENT.move(row, "enforce")
            row.save(update_fields=["state"])
            record(actor=actor, action="amendment.enforce", subject=row, at=at, number=row.number, years=row.years)
            letters.amendment_told(row, at=at)
        else:
            _drop(actor, row, gettext("The new count leaves the sum of the agreement as it was."), at)
    return rows
