"""Places in the panel and the commission: offered, accepted or declined, taken back; a substitute called in."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.actors import actor_of
from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import grant_held, holders_of, person_by_email, person_get
from svetovod.web.accounts.services import (
    invitation_create,
    invitation_revoke,
    invitations_hold,
    role_revoke,
    standing_hold,
)
from svetovod.web.audit.services import record
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.common.fields import without_unseen
from svetovod.web.selection import summons
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.custody.drafts import draft_keys_drop
from svetovod.web.selection.enums import OfferState, PlaceKind, SeatRole, SheetState
from svetovod.web.selection.models import PanelMember, PlaceOffer, ScoreSheet, Seat, SelectionRound

from ._common import locked_round, require_step
from .panel import panel_add, seat_add
from .unlocking import refuse_unopenable

ROLES = {
    PlaceKind.CHAIR: Role.CHAIR, PlaceKind.MEMBER: Role.COMMISSION_MEMBER, PlaceKind.SUBSTITUTE: Role.COMMISSION_MEMBER,
    PlaceKind.EXPERT: Role.EXPERT,
}  # fmt: skip


def _action(kind: str) -> str:
    return "panel.manage" if kind == PlaceKind.EXPERT else "seat.manage"


@transaction.atomic
def place_offer(
    *, actor: Any, round: SelectionRound, kind: str, email: str, organisation: Any = None, region: str = "",
    capacity: int = 12, at: datetime, real_now: datetime,
) -> PlaceOffer:  # fmt: skip
    """Invites: a known person by a letter and a task on the desk, anybody else by a link that makes the account.

    Inviting twice gives the first offer.
    """
    actor = ACCESS.admit(_action(kind), actor, round)
    row = locked_round(round)
    require_step("panel_add" if kind == PlaceKind.EXPERT else "seat_offer", row)
    address, kind = without_unseen(email).strip().lower(), PlaceKind(kind)
    known = row.offers.filter(email=address, state=OfferState.OFFERED).first()
    if known is not None:
        return known
    person = person_by_email(address)
    _refuse_unfit(row, kind, person)
    offer = PlaceOffer(
        round=row, kind=kind, email=address, organisation=organisation, capacity=capacity,
        region=region or getattr(organisation, "region", ""), offered_by_id=actor.person_id, offered_at=at,
    )  # fmt: skip
    columns_check(offer)
    offer.save()
    record(actor=actor, action="place.offer", subject=offer, at=at, kind=str(kind), known=person is not None)
    if person is None:
        invitation_create(
            actor=actor, email=address, role=ROLES[kind], scope=Scope.ROUND, scope_id=str(row.pk), label=row.title,
            at=at, real_now=real_now,
        )  # fmt: skip
    else:
        summons.offered(offer, person, at=at)
    return offer


def _refuse_unfit(row: SelectionRound, kind: PlaceKind, person: Any) -> None:
    if kind == PlaceKind.CHAIR and _chair_taken(row):
        raise Refused("seat.chair", _("The commission already has a chair, or one is invited."))
    if person is None:
        return
    if person.pk in holders_of(Role.SECRETARY, Scope.ROUND, row.pk):
        raise Refused(
            "place.secretary", _("This person is the secretary of the selection and takes no other place in it.")
        )
    rows: Any = row.panel if kind == PlaceKind.EXPERT else row.seats
    if rows.filter(person=person, left_at=None).exists():
        raise Refused("place.taken", _("This person has such a place already."))


def _chair_taken(row: SelectionRound) -> bool:
    seated = row.seats.filter(role=SeatRole.CHAIR, left_at=None).exists()
    return seated or row.offers.filter(kind=PlaceKind.CHAIR, state=OfferState.OFFERED).exists()


def _locked_offer(offer: PlaceOffer) -> PlaceOffer:
    found = PlaceOffer.objects.select_for_update(of=("self",), no_key=True).select_related(
        "round", "organisation", "offered_by"
    )
    return found.get(pk=offer.pk)


@transaction.atomic
def place_answer(*, actor: Any, offer: PlaceOffer, accept: bool, reason: str = "", at: datetime) -> PlaceOffer:
    """The word of the person invited. The role comes from whoever invited, who must still be entitled to give it."""
    if not actor.person_id or without_unseen(actor.email).lower() != without_unseen(offer.email):
        raise Hidden
    locked_round(offer.round)
    row = _locked_offer(offer)
    standing_hold(actor.person_id)
    wanted = OfferState.ACCEPTED if accept else OfferState.DECLINED
    if row.state == wanted:
        return row
    if row.state != OfferState.OFFERED:
        raise Refused("place.answered", _("The invitation has been answered or withdrawn already."))
    person, giver = person_get(actor, actor.person_id), actor_of(row.offered_by) if row.offered_by else None
    row.state, row.answered_at, row.reason = wanted, at, "" if accept else reason.strip()[:500]
    row.save(update_fields=["state", "answered_at", "reason"])
    record(actor=actor, action="place.answer", subject=row, at=at, kind=str(row.kind), accepted=accept)
    if accept:
        _seat(giver, row, person, at)
    else:
        _drop_role(giver, person.pk, ROLES[PlaceKind(row.kind)], row.round, at)
    summons.answered(row, person, at=at)
    return row


def _seat(giver: Any, offer: PlaceOffer, person: Any, at: datetime) -> None:
    common = {"actor": giver, "round": offer.round, "person": person, "organisation": offer.organisation, "at": at}
    try:
        if offer.kind == PlaceKind.EXPERT:
            panel_add(**common, region=offer.region, capacity=offer.capacity)
        else:
            seat_add(**common, role=SeatRole(offer.kind))
    except (Denied, Hidden) as error:
        raise Refused(
            "place.void", _("Whoever invited you may no longer give this place. Ask for a new invitation.")
        ) from error


def _drop_role(giver: Any, person_id: int, role: Role, round_: SelectionRound, at: datetime) -> None:
    """Where the link of the invitation gave the role, the refusal takes it back."""
    grant = grant_held(person_id, role, Scope.ROUND, round_.pk)
    if grant is not None and giver is not None:
        role_revoke(actor=giver, grant=grant, at=at)


@transaction.atomic
def place_withdraw(*, actor: Any, offer: PlaceOffer, at: datetime) -> None:
    """Before it is answered; a link that was sent stops working."""
    actor = ACCESS.admit(_action(offer.kind), actor, offer.round)
    locked_round(offer.round)
    row = _locked_offer(offer)
    if row.state == OfferState.WITHDRAWN:
        return
    if row.state != OfferState.OFFERED:
        raise Refused("place.answered", _("The invitation has been answered or withdrawn already."))
    waiting = invitations_hold(row.email, Scope.ROUND, row.round_id)
    row.state, row.answered_at = OfferState.WITHDRAWN, at
    row.save(update_fields=["state", "answered_at"])
    record(actor=actor, action="place.withdraw", subject=row, at=at, kind=str(row.kind))
    for invitation in waiting:
        invitation_revoke(actor=actor, invitation=invitation, at=at)


@transaction.atomic
def expert_release(*, actor: Any, member: PanelMember, at: datetime) -> None:
    """An expert leaves: sheets submitted, or handed in on paper, stay and count; the others go and their applications
    wait for another."""
    actor = ACCESS.admit("panel.manage", actor, member.round)
    row = locked_round(member.round)
    require_step("expert_release", row)
    locked = PanelMember.objects.select_for_update(no_key=True).get(pk=member.pk)
    standing_hold(locked.person_id)
    if locked.left_at is not None:
        return
    drafts = locked.assignments.filter(sheet__state=SheetState.DRAFT, paper_sheet=None).select_related("application")
    numbers = [assignment.application.number for assignment in drafts]
    draft_keys_drop(row, [assignment.pk for assignment in drafts])
    for assignment in drafts:
        ScoreSheet.objects.filter(assignment=assignment).delete()
        assignment.delete()
    locked.left_at = at
    locked.save(update_fields=["left_at"])
    record(actor=actor, action="panel.release", subject=locked, at=at, expert=locked.code, numbers=numbers)
    _drop_role(actor, locked.person_id, Role.EXPERT, row, at)
    summons.released(row, locked.person, at=at)


@transaction.atomic
def seat_release(*, actor: Any, seat: Seat, at: datetime) -> None:
    """Somebody leaves the commission; until the ranking is made, for then the vote begins."""
    actor = ACCESS.admit("seat.manage", actor, seat.round)
    row = locked_round(seat.round)
    require_step("seat_release", row)
    locked = Seat.objects.select_for_update(no_key=True).get(pk=seat.pk)
    standing_hold(locked.person_id)
    if locked.left_at is not None:
        return
    locked.left_at = at
    locked.save(update_fields=["left_at"])
    record(actor=actor, action="seat.release", subject=locked, at=at, role=str(locked.role))
    role = Role.CHAIR if locked.role == SeatRole.CHAIR else Role.COMMISSION_MEMBER
    _drop_role(actor, locked.person_id, role, row, at)
    refuse_unopenable(row, locked.person_id)
    summons.released(row, locked.person, at=at)


@transaction.atomic
def seat_call(*, actor: Any, seat: Seat, at: datetime) -> Seat:
    """A substitute becomes a member with a vote."""
    actor = ACCESS.admit("seat.manage", actor, seat.round)
    row = locked_round(seat.round)
    require_step("seat_call", row)
    locked = Seat.objects.select_for_update(no_key=True).get(pk=seat.pk)
    if locked.left_at is not None:
        raise Refused("seat.left", _("This person has left the commission."))
    if locked.role == SeatRole.SUBSTITUTE:
        locked.role = SeatRole.MEMBER
        locked.save(update_fields=["role"])
        record(actor=actor, action="seat.call", subject=locked, at=at, role=str(locked.role))
    return locked
