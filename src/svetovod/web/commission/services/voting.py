"""Votes on an item: named ones may be changed until it is counted, a secret one leaves a number and a name, apart."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.commission.access import ACCESS
from svetovod.web.commission.enums import ItemKind, ItemState, SittingState
from svetovod.web.commission.models import AgendaItem, Ballot, SecretTally, SecretVoter, Withdrawal
from svetovod.web.commission.selectors.sittings import count_of, ground_of, grounds_of, own_place, places_of, voters_of
from svetovod.web.commission.states import ITEM
from svetovod.web.commission.steps import STEPS
from svetovod.web.common.errors import Refused, require_text
from svetovod.web.selection.enums import Choice

from ._common import locked_item, require_state

CHOICES = (Choice.FOR, Choice.AGAINST, Choice.ABSTAIN)


@transaction.atomic
def item_open(*, actor: Any, item: AgendaItem, at: datetime) -> AgendaItem:
    """The vote begins. The ranking is voted once it is made, after whatever differs from it."""
    actor = ACCESS.admit("sitting.preside", actor, item)
    row = locked_item(item)
    if row.state == ItemState.VOTING:
        return row
    require_state(row.sitting, SittingState.RUNNING)
    if row.kind != ItemKind.OTHER and row.sitting.round.state not in STEPS.states("item_open"):
        raise Refused("item.not_ranked", _("There is no ranking to vote on yet, or it is approved already."))
    earlier = row.sitting.items.filter(kind=ItemKind.APPLICATION, state__in=(ItemState.WAITING, ItemState.VOTING))
    if row.kind == ItemKind.RANKING and earlier.exists():
        raise Refused("item.order", _("First vote on what differs from the ranking, then on the ranking as a whole."))
    ITEM.move(row, "open")
    row.opened_at = at
    row.save(update_fields=["state", "opened_at"])
    record(actor=actor, action="item.open", subject=row, at=at, position=row.position, secret=row.secret)
    return row


@transaction.atomic
def item_withdraw(*, actor: Any, item: AgendaItem, ground: str, at: datetime) -> Withdrawal:
    """The member takes no part in this item; a named vote already cast is not counted."""
    actor = ACCESS.admit("ballot.cast", actor, item)
    row = locked_item(item)
    require_state(row, ItemState.WAITING, ItemState.VOTING)
    place = own_place(actor, places_of(row.sitting))
    if place is None:
        raise Refused("vote.seat", _("Only a member who has a seat in the commission votes."))
    if row.secret and row.voters.filter(seat=place.seat).exists():
        raise Refused("vote.secret_cast", _("Your secret vote is in already and cannot be taken out."))
    reason = require_text("vote.ground", ground, _("Say which conflict of interest you withdraw for."))
    found, made = Withdrawal.objects.get_or_create(item=row, seat=place.seat, defaults={"ground": reason[:500]})
    if made:
        record(actor=actor, action="item.withdraw", subject=found, at=at, position=row.position)
    return found


@transaction.atomic
def ballot_cast(*, actor: Any, item: AgendaItem, choice: str, opinion: str = "", at: datetime) -> None:
    """One vote of whoever has one there. A secret vote is final: nobody can find it to change it."""
    actor = ACCESS.admit("ballot.cast", actor, item)
    row = locked_item(item)
    require_state(row, ItemState.VOTING)
    places = places_of(row.sitting)
    seat = next((each for each in voters_of(row, places) if each.person_id == actor.person_id), None)
    if seat is None:
        raise _no_vote(actor, row, places)
    if choice not in CHOICES:
        raise Refused("vote.choice", _("Vote for, against, or abstain."))
    until = row.sitting.ballot_until
    if row.sitting.absentia and until is not None and at >= until:
        raise Refused("vote.late", _("The term of the ballot is over: your vote is not taken."))
    if row.secret:
        _cast_secretly(actor, row, seat, choice, at)
        return
    ballot, _made = Ballot.objects.update_or_create(
        item=row, seat=seat, defaults={"choice": Choice(choice), "opinion": opinion.strip(), "cast_at": at}
    )
    record(
        actor=actor, action="ballot.cast", subject=ballot, at=at, position=row.position, choice=str(choice),
        opinion=bool(opinion.strip()),
    )  # fmt: skip


def _cast_secretly(actor: Any, row: AgendaItem, seat: Any, choice: str, at: datetime) -> None:
    _voter, made = SecretVoter.objects.get_or_create(item=row, seat=seat)
    if not made:
        raise Refused("vote.secret_cast", _("Your secret vote is in already and cannot be taken out."))
    for each in CHOICES:
        SecretTally.objects.get_or_create(item=row, choice=each)
    # all three rows are written, so that not even the order of writing tells which one grew
    for each in CHOICES:
        SecretTally.objects.filter(item=row, choice=each).update(votes=F("votes") + (1 if each == choice else 0))
    record(actor=actor, action="ballot.secret", subject=row, at=at, position=row.position)


def _no_vote(actor: Any, row: AgendaItem, places: Any) -> Refused:
    place = own_place(actor, places)
    if place is None:
        return Refused("vote.seat", _("Only a member who has a seat in the commission votes."))
    ground = grounds_of(row, [place]).get(place.seat.pk) or ground_of(row, place.seat, actor.places)
    if ground:
        return Refused(
            "vote.conflict",
            _("A member of the commission with a conflict of interest withdraws from the vote: %(ground)s.")
            % {"ground": ground},
        )
    return Refused("vote.absent", _("You are not marked as present at this sitting: tell the secretary."))


@transaction.atomic
def item_again(*, actor: Any, item: AgendaItem, reason: str, at: datetime) -> AgendaItem:
    """The vote is annulled and begins anew, with its reason in the journal; its ballots are thrown away."""
    actor = ACCESS.admit("sitting.preside", actor, item)
    row = locked_item(item)
    said = require_text("item.again", reason, _("Say why the vote is taken anew."))
    ITEM.move(row, "again")
    row.save(update_fields=["state"])
    for rows in (row.ballots, row.voters, row.tallies):
        rows.all().delete()
    record(actor=actor, action="item.again", subject=row, at=at, position=row.position, reason=said)
    return row


@transaction.atomic
def item_close(*, actor: Any, item: AgendaItem, at: datetime) -> AgendaItem:
    """Counts. Without a quorum nothing is decided; whoever has a conflict by now is not counted."""
    actor = ACCESS.admit("sitting.preside", actor, item)
    row = locked_item(item)
    if row.state in (ItemState.ACCEPTED, ItemState.REJECTED):
        return row
    places = places_of(row.sitting)
    _withdraw_interested(row, places)
    tally = count_of(row, places)
    if not tally.quorum:
        raise Refused(
            "item.quorum",
            _("No quorum: %(cast)d of %(voters)d members have voted, at least %(needed)d votes are needed.")
            % {"cast": tally.cast, "voters": tally.voters, "needed": tally.needed},
        )
    ITEM.move(row, "accept" if tally.accepted else "reject", at=at, outstanding=tally.voters - tally.cast)
    row.decided_at = at
    row.count = tally.counts | {"voters": tally.voters, "cast": tally.cast, "by": tally.decided_by}
    row.save(update_fields=["state", "decided_at", "count"])
    record(
        actor=actor, action="item.close", subject=row, at=at, position=row.position, state=str(row.state),
        outcome=row.outcome, amount=row.amount, ground=row.ground, **row.count,
    )  # fmt: skip
    return row


def _withdraw_interested(row: AgendaItem, places: Any) -> None:
    """Members who speak for a party are kept out with the ground, also those who came to do so after voting."""
    for seat_id, ground in grounds_of(row, places).items():
        if row.secret and row.voters.filter(seat_id=seat_id).exists():
            raise Refused(
                "item.secret_conflict",
                _("Somebody who has voted secretly speaks for a party by now: %(ground)s. Take the vote anew.")
                % {"ground": ground},
            )
        Withdrawal.objects.get_or_create(item=row, seat_id=seat_id, defaults={"ground": ground[:500]})
