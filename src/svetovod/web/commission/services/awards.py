"""Consent to a partial award, what becomes free, the reserve list."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.commission import letters
from svetovod.web.commission.access import ACCESS
from svetovod.web.commission.enums import OfferState
from svetovod.web.commission.models import AwardOffer
from svetovod.web.commission.selectors.awards import granted_of, next_in_reserve, outdated_of, unasked_of
from svetovod.web.commission.states import AWARD
from svetovod.web.commission.steps import STEPS
from svetovod.web.common import formatting
from svetovod.web.common.errors import Refused, require_text
from svetovod.web.selection import services as selections
from svetovod.web.selection.selectors import terms


def _locked_round(round_: Any) -> Any:
    row = type(round_).objects.select_for_update(no_key=True).get(pk=round_.pk)
    if row.state not in STEPS.states("awards_ask"):
        raise Refused("award.published", _("Awards are asked about once the commission has approved the ranking."))
    return row


@transaction.atomic
def awards_ask(*, actor: Any, round: Any, until: datetime, at: datetime) -> list[AwardOffer]:
    """Asks every winner in part whether a smaller sum is taken; again only where the sum has become another."""
    actor = ACCESS.admit("award.manage", actor, round)
    row = _locked_round(round)
    _refuse_past(until, at)
    granted = granted_of(row)
    return [
        _ask(actor, application, granted[application.project.code], until, at)
        for application in unasked_of(row).select_related("project", "round").order_by("serial")
    ]


def _refuse_past(until: datetime, at: datetime) -> None:
    if until <= at:
        raise Refused("award.term", _("The term of the answer is in the past."))


def _ask(
    actor: Any, application: Any, amount: Decimal, until: datetime, at: datetime, *, reserve: bool = False,
    instead: Any = None,
) -> AwardOffer:  # fmt: skip
    until = terms.named(until).until
    offer = AwardOffer.objects.create(
        application=application, amount=amount, reserve=reserve, instead=instead, asked_at=at, until=until
    )
    record(
        actor=actor, action="award.ask", subject=offer, at=at, number=application.number, amount=amount,
        reserve=reserve, until=until.isoformat(),
    )  # fmt: skip
    letters.award_asked(offer, at=at)
    return offer


@transaction.atomic
def award_answer(*, actor: Any, offer: AwardOffer, accept: bool, reason: str = "", at: datetime) -> AwardOffer:
    """The applicant's word until the term. What is declined becomes free; what is taken from the reserve is granted."""
    actor = ACCESS.admit("award.answer", actor, offer)
    _locked_round(offer.round)
    row = _locked_offer(offer)
    wanted = OfferState.ACCEPTED if accept else OfferState.DECLINED
    if row.state == wanted:
        return row
    if row.state == OfferState.OUTDATED:
        raise Refused(
            "award.outdated",
            _("The result was counted again and this sum is not offered any more: a new one is asked about anew."),
        )
    if row.state == OfferState.ASKED and at >= row.until:
        raise Refused("award.late", _("The answer was due by %(until)s.") % {"until": formatting.deadline(row.until)})
    ground = "" if accept else require_text("award.reason", reason, _("Say on what ground you decline the award."))
    AWARD.move(row, "accept" if accept else "decline")
    row.answered_at, row.reason = at, ground
    row.save(update_fields=["state", "answered_at", "reason"])
    record(
        actor=actor, action="award.answer", subject=row, at=at, number=row.application.number, accepted=accept,
        amount=row.amount,
    )  # fmt: skip
    _settle(actor, row, at)
    letters.award_answered(row, at=at)
    return row


def _locked_offer(offer: AwardOffer) -> AwardOffer:
    """With its application, which the answer changes after the first entry."""
    return _locking().get(pk=offer.pk)


def _locking() -> Any:
    rows = AwardOffer.objects.select_for_update(of=("self", "application"), no_key=True)
    return rows.select_related("application__round", "application__project")


def awards_hold(round_: Any) -> None:
    """For a service that writes entries before it comes to what was offered."""
    _locked_round(round_)
    list(_locking().filter(application__round=round_).order_by("pk"))


def _settle(actor: Any, offer: AwardOffer, at: datetime) -> None:
    """What the answer makes of the application and of the result."""
    application = offer.application
    common = {"actor": actor, "application": application, "at": at}
    if offer.state == OfferState.ACCEPTED and offer.reserve:
        whole = offer.amount == application.requested
        selections.award_change(
            **common, action="promote" if whole else "promote_part", status="winner" if whole else "partial",
            amount=offer.amount, ground=gettext("Taken from the reserve list in place of an award that was refused."),
        )  # fmt: skip
    elif offer.state != OfferState.ACCEPTED and not offer.reserve:
        selections.award_change(
            **common, action="refuse_award", status="refused", amount=Decimal(0),
            ground=gettext("The applicant has refused the award or has not answered in time."),
        )  # fmt: skip


@transaction.atomic
def awards_expire(*, actor: Any, round: Any, at: datetime) -> list[AwardOffer]:
    """Offers whose term is over count as refused."""
    actor = ACCESS.admit("award.manage", actor, round)
    _locked_round(round)
    found = AwardOffer.objects.filter(application__round=round, state=OfferState.ASKED, until__lte=at).order_by("pk")
    gone = [_locked_offer(each) for each in found]
    for row in gone:
        AWARD.move(row, "expire")
        row.answered_at = at
        row.save(update_fields=["state", "answered_at"])
        record(actor=actor, action="award.expire", subject=row, at=at, number=row.application.number)
        _settle(actor, row, at)
        letters.award_expired(row, at=at)
    return gone


@transaction.atomic
def awards_outdate(*, actor: Any, round: Any, at: datetime) -> list[AwardOffer]:
    """After another count: consent is for the sum that was named, and does not hold for another one."""
    actor = ACCESS.admit("award.manage", actor, round)
    _locked_round(round)
    gone = [_locked_offer(each) for each in outdated_of(round)]
    for row in gone:
        AWARD.move(row, "outdate")
        row.save(update_fields=["state"])
        now = granted_of(round).get(row.application.project.code, Decimal(0))
        record(
            actor=actor, action="award.outdate", subject=row, at=at, number=row.application.number, amount=row.amount,
            now=now,
        )  # fmt: skip
        letters.award_outdated(row, now, at=at)
    return gone


@transaction.atomic
def reserve_ask(*, actor: Any, round: Any, until: datetime, at: datetime) -> AwardOffer:
    """Asks the next of the reserve list about what is free."""
    actor = ACCESS.admit("award.manage", actor, round)
    row = _locked_round(round)
    _refuse_past(until, at)
    found = next_in_reserve(row)
    if found.full:
        raise Refused(
            "reserve.winners",
            _("There may be at most %(winners)d winners, and so many are granted or asked. Somebody must refuse first.")
            % {"winners": row.winners},
        )
    if found.application is None:
        raise Refused(
            "reserve.none",
            _("Nobody on the reserve list takes what is free: %(sum)s.") % {"sum": formatting.money(found.free)},
        )
    last = AwardOffer.objects.filter(
        application__round=row, state__in=(OfferState.DECLINED, OfferState.EXPIRED)
    ).order_by("-answered_at").first()  # fmt: skip
    return _ask(actor, found.application, found.amount, until, at, reserve=True, instead=last)
