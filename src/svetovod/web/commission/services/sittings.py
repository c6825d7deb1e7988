"""A sitting planned, its agenda, who has come, its minutes."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.commission import letters
from svetovod.web.commission.access import ACCESS
from svetovod.web.commission.enums import DECIDABLE, OPEN_ITEMS, Form, ItemKind, ItemState, Presence, SittingState
from svetovod.web.commission.models import AgendaItem, Attendance, Sitting
from svetovod.web.commission.selectors.sittings import needed_for, places_of, voting_seats
from svetovod.web.commission.states import SITTING
from svetovod.web.commission.steps import STEPS
from svetovod.web.common.errors import Refused, require_text
from svetovod.web.selection.enums import Distribution, RoundState, SeatRole
from svetovod.web.selection.selectors import least_of, terms

from ._common import locked_sitting, refuse_cancelled, require_state

BEFORE_CLOSING = (SittingState.PLANNED, SittingState.RUNNING)


@transaction.atomic
def sitting_plan(
    *, actor: Any, round: Any, form: str, starts_at: datetime, place: str = "", ballot_until: datetime | None = None,
    casting: bool = True, at: datetime,
) -> Sitting:  # fmt: skip
    """A sitting with its first item, the ranking; planned twice for one moment it is one."""
    actor = ACCESS.admit("sitting.manage", actor, round)
    row = type(round).objects.select_for_update(no_key=True).get(pk=round.pk)
    if row.state not in STEPS.states("sitting_plan"):
        raise Refused(
            "sitting.round",
            _("The commission sits once the intake is over: the state of the selection is “%(state)s”.")
            % {"state": row.get_state_display()},
        )
    known = row.sittings.filter(starts_at=starts_at, form=form).exclude(state=SittingState.CANCELLED).first()
    if known is not None:
        return known
    if form == Form.ABSENTIA and (ballot_until is None or ballot_until <= starts_at):
        raise Refused("sitting.term", _("In absentia members vote until a term: say which, after the beginning."))
    sitting = Sitting.objects.create(
        round=row, number=row.sittings.count() + 1, form=Form(form), starts_at=starts_at, place=place.strip(),
        ballot_until=terms.named(ballot_until).until if form == Form.ABSENTIA and ballot_until else None,
        casting=casting,
        presides=row.seats.filter(role=SeatRole.CHAIR, left_at=None).first(),
    )  # fmt: skip
    record(
        actor=actor, action="sitting.plan", subject=sitting, at=at, number=sitting.number, form=str(form),
        starts_at=starts_at.isoformat(), casting=casting,
    )  # fmt: skip
    if row.state in (RoundState.SCORING, RoundState.OPENED, RoundState.RANKED):
        _add(actor, sitting, ItemKind.RANKING, gettext("On the ranking and the distribution of money"), at)
    letters.planned(sitting, actor=actor, at=at)
    return sitting


def _add(actor: Any, sitting: Sitting, kind: str, title: str, at: datetime, **more: Any) -> AgendaItem:
    last = sitting.items.order_by("-position").first()
    item = AgendaItem.objects.create(
        sitting=sitting, position=(last.position if last else 0) + 1, kind=kind, title=title, **more
    )
    record(
        actor=actor, action="item.add", subject=item, at=at, kind=str(kind), secret=item.secret,
        outcome=item.outcome, amount=item.amount, application=item.application.number if item.application else None,
    )  # fmt: skip
    return item


@transaction.atomic
def item_add(
    *, actor: Any, sitting: Sitting, kind: str, title: str = "", proposal: str = "", secret: bool = False,
    application: Any = None, outcome: str = "", amount: Decimal | None = None, ground: str = "", at: datetime,
) -> AgendaItem:  # fmt: skip
    """Another question. One that differs from the ranking says for which application, what instead, and why."""
    actor = ACCESS.admit("sitting.manage", actor, sitting)
    row = locked_sitting(sitting)
    refuse_cancelled(row)
    require_state(row, *BEFORE_CLOSING)
    common = {"proposal": proposal.strip(), "secret": secret}
    if kind == ItemKind.APPLICATION:
        sum_ = _decided_sum(application, row, outcome, amount)
        reason = require_text(
            "decision.ground", ground, _("A decision that differs from the ranking needs its ground: say why.")
        )
        said = title.strip() or gettext("On the application %(number)s") % {"number": application.number}
        return _add(
            actor, row, kind, said, at, application=application, outcome=outcome, amount=sum_, ground=reason, **common
        )
    if kind == ItemKind.RANKING and row.items.filter(kind=kind).exists():
        raise Refused("item.ranking", _("The ranking is on the agenda already."))
    said = require_text("item.title", title, _("Say what the item is about."))
    return _add(actor, row, ItemKind(kind), said, at, ground=ground.strip(), **common)


def _decided_sum(application: Any, row: Sitting, outcome: str, amount: Decimal | None) -> Decimal:
    """What the decision gives: the whole sum to a winner, a part to a winner in part, nothing to others."""
    if application is None or application.round_id != row.round_id or application.state != "ranked":
        raise Refused("decision.application", _("Choose an application that has a place in the ranking."))
    if outcome not in DECIDABLE:
        raise Refused("decision.outcome", _("Say what is decided instead of the ranking."))
    if outcome in ("reserve", "rejected"):
        return Decimal(0)
    if outcome == "winner":
        return Decimal(application.requested)
    if row.round.distribution == Distribution.WHOLE:
        raise Refused("decision.whole", _("Whole sums only are granted here: decide the whole or nothing."))
    if amount is None or not 0 < amount < application.requested:
        raise Refused("decision.amount", _("A part is more than nothing and less than what was requested."))
    if amount < least_of(application):
        raise Refused("decision.minimum", _("The applicant does not take so little: the least acceptable sum is more."))
    return amount


@transaction.atomic
def item_remove(*, actor: Any, sitting: Sitting, position: int, at: datetime) -> None:
    """Before it is voted."""
    actor = ACCESS.admit("sitting.manage", actor, sitting)
    row = locked_sitting(sitting)
    refuse_cancelled(row)
    item = row.items.filter(position=position).first()
    if item is None:
        return
    require_state(item, ItemState.WAITING)
    record(actor=actor, action="item.remove", subject=item, at=at, kind=str(item.kind), title=item.title)
    item.delete()


@transaction.atomic
def attendance_mark(
    *, actor: Any, sitting: Sitting, seat: Any, presence: str, stands_for: Any = None, note: str = "", at: datetime
) -> Attendance:
    """Who is there; a substitute for whom. Somebody who comes late or leaves is marked anew."""
    actor = ACCESS.admit("sitting.manage", actor, sitting)
    row = locked_sitting(sitting)
    refuse_cancelled(row)
    require_state(row, *BEFORE_CLOSING)
    if seat.round_id != row.round_id or seat.left_at is not None:
        raise Refused("attendance.seat", _("This seat is not one of the commission."))
    if row.items.filter(state=ItemState.VOTING).exists() and not row.absentia:
        raise Refused("attendance.voting", _("An item is being voted: close it first, then mark who comes or leaves."))
    there = presence != Presence.ABSENT
    if stands_for is not None and there:
        _refuse_stand_in(row, seat, stands_for)
    found, _made = Attendance.objects.update_or_create(
        sitting=row, seat=seat, defaults={
            "presence": Presence(presence), "stands_for": stands_for if there else None, "note": note.strip()[:300],
            "marked_at": at,
        },
    )  # fmt: skip
    record(
        actor=actor, action="attendance.mark", subject=found, at=at, presence=str(presence),
        person=str(seat.person.pseudonym), stands_for=str(stands_for.person.pseudonym) if found.stands_for else None,
    )  # fmt: skip
    return found


def _refuse_stand_in(row: Sitting, seat: Any, stands_for: Any) -> None:
    if seat.role != SeatRole.SUBSTITUTE:
        raise Refused("attendance.substitute", _("Only a substitute stands for somebody else."))
    taken = row.attendances.filter(stands_for=stands_for).exclude(seat=seat).exists()
    there = row.attendances.filter(seat=stands_for).exclude(presence=Presence.ABSENT).exists()
    if taken or there or stands_for.role == SeatRole.SUBSTITUTE or stands_for.round_id != row.round_id:
        raise Refused("attendance.taken", _("This member is there, or somebody stands for the member already."))


@transaction.atomic
def sitting_open(*, actor: Any, sitting: Sitting, presides: Any = None, at: datetime) -> Sitting:
    """The quorum of the announcement must be there. Without the chair somebody present presides."""
    actor = ACCESS.admit("sitting.preside", actor, sitting)
    row = locked_sitting(sitting)
    refuse_cancelled(row)
    if row.state == SittingState.RUNNING:
        return row
    places = places_of(row)
    voting = [place.seat for place in places if place.votes]
    SITTING.move(row, "open", present=len(voting), needed=needed_for(row.round, voting_seats(row.round)))
    leader = presides or next((seat for seat in voting if seat.role == SeatRole.CHAIR), None)
    if leader is None or leader.pk not in {seat.pk for seat in voting}:
        raise Refused("sitting.presides", _("The chair is not there: say which member present presides."))
    row.presides, row.opened_at = leader, at
    row.save(update_fields=["state", "presides", "opened_at"])
    record(
        actor=actor, action="sitting.open", subject=row, at=at, present=len(voting), seats=voting_seats(row.round),
        quorum=row.round.quorum, presides=str(leader.person.pseudonym),
    )  # fmt: skip
    return row


@transaction.atomic
def minutes_write(
    *, actor: Any, sitting: Sitting, text: str, position: int | None = None, at: datetime
) -> Sitting | AgendaItem:
    """What was said: of the whole sitting, or of one item that is not decided yet."""
    actor = ACCESS.admit("sitting.manage", actor, sitting)
    row = locked_sitting(sitting)
    refuse_cancelled(row)
    require_state(row, *BEFORE_CLOSING)
    target: Any = row if position is None else row.items.filter(position=position).first()
    if target is None:
        raise Refused("item.none", _("There is no such item on the agenda."))
    if position is not None:
        require_state(target, *OPEN_ITEMS)
    target.minutes = text.strip()
    target.save(update_fields=["minutes"])
    record(actor=actor, action="minutes.write", subject=target, at=at, length=len(target.minutes))
    return target


@transaction.atomic
def sitting_close(*, actor: Any, sitting: Sitting, at: datetime) -> Sitting:
    actor = ACCESS.admit("sitting.preside", actor, sitting)
    row = locked_sitting(sitting)
    refuse_cancelled(row)
    if row.state == SittingState.CLOSED:
        return row
    SITTING.move(row, "close", waiting=row.items.filter(state__in=OPEN_ITEMS).count())
    row.closed_at = at
    row.save(update_fields=["state", "closed_at"])
    record(
        actor=actor, action="sitting.close", subject=row, at=at,
        items=[{"position": item.position, "state": str(item.state)} for item in row.items.all()],
    )  # fmt: skip
    return row


@transaction.atomic
def sitting_cancel(*, actor: Any, sitting: Sitting, at: datetime) -> Sitting:
    actor = ACCESS.admit("sitting.manage", actor, sitting)
    row = locked_sitting(sitting)
    if row.state == SittingState.CANCELLED:
        return row
    SITTING.move(row, "cancel")
    row.save(update_fields=["state"])
    record(actor=actor, action="sitting.cancel", subject=row, at=at)
    return row
