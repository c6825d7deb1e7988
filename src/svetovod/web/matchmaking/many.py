"""Many invitations to meet answered or called off at once: before a session dozens come, and a day may be lost."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.common import bulk
from svetovod.web.common.templatetags.ui import said

from . import selectors, services
from .enums import WishState
from .grid import slots_of
from .keys import Side
from .models import Meeting, MeetingWish
from .services import booking
from .states import WISH


@transaction.atomic
def wishes_answer(
    *, actor: Any, side: Side, wishes: Iterable[MeetingWish], accept: bool, at: datetime
) -> dict[int, str]:  # fmt: skip
    """By key, invitations that are not answered, and why. Hours and tables go to the first of the list that asks."""
    booking.hold(side.session.pk)
    return bulk.each(
        wishes, lambda row: services.wish_answer(actor=actor, wish=row, accept=accept, link=side.link, at=at)
    )


@transaction.atomic
def wishes_withdraw(*, actor: Any, side: Side, wishes: Iterable[MeetingWish], at: datetime) -> dict[int, str]:
    rows = list(wishes)
    booking.hold(side.session.pk)
    bulk.hold(rows)
    bulk.hold(Meeting.objects.filter(wish__in=rows))
    return bulk.each(
        rows, lambda row: services.wish_withdraw(actor=actor, wish=row, by=side.profile, link=side.link, at=at)
    )


def done(action: str, *, actor: Any, side: Side, wishes: Iterable[MeetingWish], at: datetime) -> dict[int, str]:
    if action == "withdraw":
        return wishes_withdraw(actor=actor, side=side, wishes=wishes, at=at)
    return wishes_answer(actor=actor, side=side, wishes=wishes, accept=action == "accept", at=at)


def deeds(side: Side) -> dict[str, bulk.Deed]:
    of, url = _("My meetings"), reverse("matchmaking:agenda", args=[side.session.slug, side.key])
    yes = bulk.Deed(
        "accept", _("Agree to meet"), _("Agree"), of, url, _("Each of those who invite is told."),
        undo="withdraw",
        after=_("What was agreed can be called off: the other side is told, and the invitation is over."),
    )  # fmt: skip
    no = bulk.Deed(
        "decline", _("Decline invitations"), _("Decline them"), of, url, _("Each of those who invite is told."),
        "danger",
        after=_("A declined invitation is over. Whom you want to meet after all, invite yourselves."),
    )  # fmt: skip
    off = bulk.Deed(
        "withdraw", _("Call meetings off"), _("Call them off"), of, url,
        _("Each of the other sides is told; hours and tables are free for others."), "danger",
        after=_("A meeting called off is over. Whom you want to meet after all, invite again."),
    )  # fmt: skip
    return {deed.do: deed for deed in (yes, no, off)}


def lines(side: Side, wishes: Iterable[MeetingWish], action: str, at: datetime) -> Iterable[bulk.Line]:
    plan, asked = selectors.plan_of(side.session), set()
    slots = {slot.number: slot for slot in slots_of(plan)} if plan else {}
    for row in wishes:
        slot = slots.get(row.slot or 0)
        then = _("the hour and the table come with the schedule")
        if slot is not None:
            then = _("its hour is asked for by one above: another comes with the schedule")
            if slot.number not in asked:
                then = _("%(when)s, if both and a table are free then") % {"when": slot.said}
            asked.add(slot.number)
        why = _obstacle(side, row, action, at)
        yield bulk.Line(
            row.pk,
            said(row.other(side.profile).name),
            said(row.word) if row.word else "",
            why,
            then if action == "accept" else "",
        )


def _obstacle(side: Side, row: MeetingWish, action: str, at: datetime) -> str:
    """What the service would refuse it for."""
    if not any(each.action == action for each in WISH.actions_from(row.state)):
        return bulk.stays(WishState(row.state).label)
    incoming = row.receiver_id == side.profile.pk
    if action != "withdraw" and not incoming:
        return _("You have invited them: they answer.")
    if action == "withdraw" and incoming and row.state == WishState.PROPOSED:
        return _("It is not agreed: decline it.")
    if selectors.overdue(row, at):
        return _("The term to answer is over.")
    return ""
