"""Cooperation tables: one enterprise opens it and invites by roles, three who agree make it a meeting."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.audit.services import record
from svetovod.web.common import formatting
from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.matchmaking import letters, selectors
from svetovod.web.matchmaking.enums import LIVE, Result, SeatRole, TableState, WishState
from svetovod.web.matchmaking.grid import slots_of
from svetovod.web.matchmaking.keys import admitted
from svetovod.web.matchmaking.models import CooperationSeat, CooperationTable, Meeting, MeetingProfile
from svetovod.web.matchmaking.states import MEETING, SEAT, TABLE

from .profiles import refuse_over
from .wishes import until

FEWEST, MOST = 3, 6  # who sit at a table
OPEN_AT_ONCE = 3  # tables of one initiator


@transaction.atomic
def table_open(
    *, actor: Any, profile: MeetingProfile, title: str, idea: str, at: datetime, project: Any = None, link: str = ""
) -> CooperationTable:
    """A table around a sketch, or around the canvas of the initiator's own project; opened twice, it is the same."""
    row = (
        MeetingProfile.objects.select_for_update(of=("self",), no_key=True)
        .select_related("session", *_SIDE)
        .get(pk=profile.pk)
    )
    actor = admitted("wish.make", actor, row, link)
    refuse_over(row.session)
    if project is not None and (row.organisation_id is None or project.initiator_id != row.organisation_id):
        raise Hidden
    mine = CooperationTable.objects.filter(seats__profile=row, seats__role=SeatRole.INITIATOR)
    standing = mine.exclude(state=TableState.WITHDRAWN)
    known = standing.filter(title=title.strip()).first()
    if known is not None:
        return known
    if standing.count() >= OPEN_AT_ONCE:
        raise Refused(
            "cooperation.many", _("You have opened %(most)d tables: call one off first.") % {"most": OPEN_AT_ONCE}
        )
    made = CooperationTable.objects.create(
        session=row.session, title=title.strip(), idea=idea.strip(), project=project, made_at=at
    )
    CooperationSeat.objects.create(
        table=made, profile=row, role=SeatRole.INITIATOR, state=WishState.ACCEPTED, made_at=at, expires_at=at,
        answered_at=at,
    )  # fmt: skip
    record(actor=actor, action="cooperation.open", subject=made, at=at, by=row.pk)
    return made


@transaction.atomic
def seat_offer(
    *, actor: Any, table: CooperationTable, guest: MeetingProfile, role: str, at: datetime, link: str = ""
) -> CooperationSeat:
    """The initiator invites; whoever did not agree may be asked again. Asked twice, it is one invitation."""
    row = _row(table)
    actor = admitted("cooperation.lead", actor, row.initiator, link, row)
    _refuse_closed(row)
    if role == SeatRole.INITIATOR:
        raise Refused("cooperation.initiator", _("A table has one initiator: choose another role."))
    seats_expire(at=at, session=row.session)
    known = row.seats.filter(profile=guest).first()
    if known is not None and known.state in LIVE:
        return known
    if not selectors.shown_to(row.initiator).filter(pk=guest.pk).exists():
        raise Hidden
    if row.seats.filter(state__in=LIVE).count() >= MOST:
        raise Refused(
            "cooperation.full", _("At a table sit %(most)d enterprises at most: more cannot talk.") % {"most": MOST}
        )
    seat = known or CooperationSeat(table=row, profile=guest, state=WishState.PROPOSED)
    if known is not None:
        SEAT.move(seat, "ask")
    seat.role, seat.made_at, seat.expires_at, seat.answered_at = role, at, until(row.session, at), None
    seat.save()
    record(actor=actor, action="cooperation.invite", subject=row, at=at, profile=guest.pk, role=str(role))
    letters.table_invited(seat, at=at)
    return seat


@transaction.atomic
def seat_answer(
    *, actor: Any, table: CooperationTable, by: MeetingProfile, accept: bool, at: datetime, link: str = ""
) -> CooperationTable:
    """The invited side agrees or declines; whoever has agreed may leave. The third who agrees makes it a meeting."""
    row = _row(table)
    seat = _seat(row, by)
    actor = admitted("cooperation.answer", actor, by, link, seat)
    if seat.role == SeatRole.INITIATOR:
        raise Refused("cooperation.own", _("You have opened the table yourself: call it off to leave it."))
    if seat.state == (WishState.ACCEPTED if accept else WishState.DECLINED):
        return row
    _refuse_closed(row)
    if accept and selectors.overdue(seat, at):
        raise Refused(
            "wish.expired",
            _("The invitation was to be answered by %(until)s. Ask the initiator to invite you again.")
            % {"until": formatting.moment(seat.expires_at)},
        )
    SEAT.move(seat, "accept" if accept else "decline")
    seat.answered_at = at
    seat.save(update_fields=["state", "answered_at"])
    record(actor=actor, action=f"cooperation.{'accept' if accept else 'decline'}", subject=row, at=at, profile=by.pk)
    before = row.state
    _settle(row)
    letters.table_answered(seat, at=at)
    if before != row.state == TableState.AGREED:
        letters.table_agreed(row, at=at)
    return row


@transaction.atomic
def table_withdraw(
    *, actor: Any, table: CooperationTable, by: MeetingProfile, at: datetime, link: str = ""
) -> CooperationTable:
    """The initiator calls it off: everybody's time is free, everybody is told."""
    row = _row(table)
    if _seat(row, by).role != SeatRole.INITIATOR:
        raise Hidden
    actor = admitted("cooperation.lead", actor, by, link, row)
    if row.state == TableState.WITHDRAWN:
        return row
    _refuse_closed(row)
    told = [seat.profile for seat in row.seats.all() if seat.state in LIVE and seat.profile_id != by.pk]
    TABLE.move(row, "withdraw")
    row.save(update_fields=["state"])
    Meeting.objects.filter(cooperation=row).delete()
    record(actor=actor, action="cooperation.withdraw", subject=row, at=at)
    letters.table_off(row, told, at=at)
    return row


@transaction.atomic
def table_minutes(
    *, actor: Any, table: CooperationTable, by: MeetingProfile, minutes: str, result: str, at: datetime,
    note: str = "", link: str = "",
) -> CooperationTable:  # fmt: skip
    """What was decided is everybody's who sits there, the last word counts; the outcome and the note are one's own."""
    row = _row(table)
    seat = _seat(row, by)
    actor = admitted("cooperation.record", actor, by, link, seat)
    if seat.state != WishState.ACCEPTED:
        raise Hidden
    meeting = Meeting.objects.select_for_update(no_key=True).filter(cooperation=row).first()
    if meeting is None or _ahead(meeting, at):
        raise Refused("meeting.early", _("The meeting has not begun yet: its outcome is recorded afterwards."))
    row.minutes = minutes.strip()
    row.save(update_fields=["minutes"])
    seat.result, seat.note = result, note.strip()
    seat.save(update_fields=["result", "note"])
    _hold(meeting, row)
    record(actor=actor, action="cooperation.record", subject=row, at=at, profile=by.pk, result=str(result))
    return row


def _hold(meeting: Meeting, table: CooperationTable) -> None:
    said = {result for result in table.seats.values_list("result", flat=True) if result}
    MEETING.move(meeting, "miss" if said == {Result.MISSED} else "hold")
    meeting.save(update_fields=["state"])


def _ahead(meeting: Meeting, at: datetime) -> bool:
    plan = selectors.plan_of(meeting.session)
    slots = {slot.number: slot for slot in slots_of(plan)} if plan else {}
    slot = slots.get(meeting.slot)
    return slot is not None and at < slot.begins_at


@transaction.atomic
def seats_expire(*, at: datetime, session: Any = None) -> int:
    """Invitations to a table whose time is over."""
    late = CooperationSeat.objects.select_for_update(no_key=True).filter(state=WishState.PROPOSED, expires_at__lte=at)
    rows = list(late if session is None else late.filter(table__session=session))
    for seat in rows:
        SEAT.move(seat, "expire")
        seat.save(update_fields=["state"])
        record(actor=SYSTEM, action="cooperation.expire", subject=seat.table, at=at, profile=seat.profile_id)
    return len(rows)


_SIDE = ("organisation", "registration")


def _row(table: CooperationTable) -> CooperationTable:
    """The table, locked; its seats are read afterwards."""
    CooperationTable.objects.select_for_update(no_key=True).get(pk=table.pk)
    rows = CooperationTable.objects.select_related("session", "project").prefetch_related(*selectors.SEATS)
    return rows.get(pk=table.pk)


def _seat(table: CooperationTable, profile: MeetingProfile) -> CooperationSeat:
    found = next((seat for seat in table.seats.all() if seat.profile_id == profile.pk), None)
    if found is None or found.state == WishState.WITHDRAWN:
        raise Hidden
    return found


def _refuse_closed(table: CooperationTable) -> None:
    refuse_over(table.session)
    if table.state == TableState.WITHDRAWN:
        raise Refused("cooperation.off", _("The table is called off."))
    meeting = Meeting.objects.filter(cooperation=table).first()
    if meeting is not None and meeting.recorded:
        raise Refused("meeting.recorded", _("What came of this meeting is recorded: it cannot be called off."))


def _settle(table: CooperationTable) -> None:
    """Three who agree make a meeting; with fewer it has no place any more."""
    enough = table.seats.filter(state=WishState.ACCEPTED).count() >= FEWEST
    if enough == (table.state == TableState.AGREED):
        return
    TABLE.move(table, "agree" if enough else "gather")
    table.save(update_fields=["state"])
    if not enough:
        Meeting.objects.filter(cooperation=table).delete()
