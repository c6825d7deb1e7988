"""Invitations to meet: both sides must agree, unanswered ones expire, whoever cannot come calls off."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.audit.services import record
from svetovod.web.common import formatting
from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.matchmaking import letters, selectors
from svetovod.web.matchmaking.enums import LIVE, Priority, WishState
from svetovod.web.matchmaking.keys import admitted
from svetovod.web.matchmaking.models import Meeting, MeetingProfile, MeetingWish
from svetovod.web.matchmaking.states import WISH

from .booking import book, hold, refuse_taken
from .profiles import refuse_over

DAYS = 3
MOST = 40  # invitations of one enterprise in force


@transaction.atomic
def wish_make(
    *, actor: Any, sender: MeetingProfile, receiver: MeetingProfile, at: datetime, word: str = "",
    priority: str = Priority.WISH, slot: int | None = None, link: str = "",
) -> MeetingWish:  # fmt: skip
    """Invites, to an hour of the day where a schedule is published.

    Asked again, it is the same invitation; two who invite each other have agreed.
    """
    _lock(sender, receiver)
    hold(sender.session_id)  # what they have invited each other to may be answered here
    actor = admitted("wish.make", actor, sender, link)
    refuse_over(sender.session)
    if not selectors.shown_to(sender).filter(pk=receiver.pk).exists():
        raise Hidden
    between = Q(sender=sender, receiver=receiver) | Q(sender=receiver, receiver=sender)
    list(MeetingWish.objects.select_for_update(no_key=True).filter(between).order_by("pk").values_list("pk"))
    wishes_expire(at=at, session=sender.session)
    known = MeetingWish.objects.filter(between, state__in=LIVE).first()
    if known is not None:
        if known.receiver_id == sender.pk and known.state == WishState.PROPOSED:
            return wish_answer(actor=actor, wish=known, accept=True, at=at, link=link)
        return known
    if sender.sent.filter(state__in=LIVE).count() >= MOST:
        raise Refused(
            "wish.many",
            _("%(most)d invitations are in force already. Call one off before you invite anybody else.")
            % {"most": MOST},
        )
    expires = until(sender.session, at)
    if slot is not None:
        expires = min(expires, refuse_taken(sender.session, (sender, receiver), slot, at).begins_at)
    made = MeetingWish.objects.create(
        session=sender.session, sender=sender, receiver=receiver, word=word.strip(), priority=priority, made_at=at,
        expires_at=expires, slot=slot,
    )  # fmt: skip
    record(
        actor=actor, action="wish.make", subject=made, at=at, sender=sender.pk, receiver=receiver.pk,
        priority=str(priority),
    )  # fmt: skip
    letters.invited(made, at=at)
    return made


def until(session: Any, at: datetime) -> datetime:
    """Some days, but no longer than invitations are answered at all; always some hours."""
    plan = selectors.plan_of(session)
    until = at + timedelta(days=DAYS)
    if plan is not None and plan.wishes_until > at:
        until = min(until, plan.wishes_until)
    return max(until, at + timedelta(hours=2))


@transaction.atomic
def wish_answer(*, actor: Any, wish: MeetingWish, accept: bool, at: datetime, link: str = "") -> MeetingWish:
    """The invited side agrees or declines; what was answered so already stays so."""
    hold(wish.session_id)
    row = _row(wish)
    actor = admitted("wish.answer", actor, row.receiver, link, row)
    refuse_over(row.session)
    wanted = WishState.ACCEPTED if accept else WishState.DECLINED
    if row.state == wanted:
        return row
    if selectors.overdue(row, at):
        raise Refused(
            "wish.expired",
            _("The invitation was to be answered by %(until)s. Invite this enterprise yourself.")
            % {"until": formatting.moment(row.expires_at)},
        )
    WISH.move(row, "accept" if accept else "decline")
    row.answered_at = at
    row.save(update_fields=["state", "answered_at"])
    record(actor=actor, action=f"wish.{'accept' if accept else 'decline'}", subject=row, at=at)
    if not accept or book(row, actor=actor, at=at) is None:
        letters.answered(row, at=at)
    return row


@transaction.atomic
def wish_withdraw(*, actor: Any, wish: MeetingWish, by: MeetingProfile, at: datetime, link: str = "") -> MeetingWish:
    """Calls off an invitation or an agreed meeting: its slot and table are free, the other side is told."""
    hold(wish.session_id)  # an invitation of the other side is declined by this
    row = _row(wish)
    side = row.sender if row.sender_id == by.pk else row.receiver
    actor = admitted("wish.withdraw", actor, side, link, row)
    if row.state == WishState.WITHDRAWN:
        return row
    if row.state == WishState.PROPOSED and side.pk != row.sender_id:
        return wish_answer(actor=actor, wish=row, accept=False, at=at, link=link)
    refuse_over(row.session)
    meeting = Meeting.objects.select_for_update(no_key=True).filter(wish=row).first()
    if meeting is not None and (meeting.sender_result or meeting.receiver_result):
        raise Refused("meeting.recorded", _("What came of this meeting is recorded: it cannot be called off."))
    WISH.move(row, "withdraw")
    row.answered_at = at
    row.save(update_fields=["state", "answered_at"])
    if meeting is not None:
        meeting.delete()
    record(actor=actor, action="wish.withdraw", subject=row, at=at, by=side.pk, met=meeting is not None)
    letters.called_off(row, side, at=at)
    return row


@transaction.atomic
def wishes_expire(*, at: datetime, session: Any = None) -> int:
    """Invitations whose time is over. Each is said once, by whoever comes first: the hourly job or a new invitation."""
    late = MeetingWish.objects.select_for_update(no_key=True).filter(state=WishState.PROPOSED, expires_at__lte=at)
    rows = list(late if session is None else late.filter(session=session))
    for row in rows:
        WISH.move(row, "expire")
        row.save(update_fields=["state"])
        record(actor=SYSTEM, action="wish.expire", subject=row, at=at)
    return len(rows)


def _row(wish: MeetingWish) -> MeetingWish:
    rows = MeetingWish.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("session", *selectors.SIDES).get(pk=wish.pk)


def _lock(*both: MeetingProfile) -> None:
    """The two profiles, always in the same order: their invitations wait for each other."""
    keys = sorted(each.pk for each in both)
    list(MeetingProfile.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk").values_list("pk"))
