"""What the successor says to it, what a leader decides in his place, and calling the whole off."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused
from svetovod.web.handover import letters
from svetovod.web.handover.access import ACCESS
from svetovod.web.handover.enums import HandoverState
from svetovod.web.handover.models import Handover
from svetovod.web.handover.states import HANDOVER

from ._common import locked, locked_with_work, require_open, require_words
from .carrying import settle


@transaction.atomic
def handover_accept(*, actor: Any, handover: Handover, at: datetime) -> Handover:
    """Takes all that is meant for the actor; on the day or after it, the work passes at once."""
    row = locked_with_work(handover, at=at)
    actor = ACCESS.admit("handover.accept", actor, row)
    if not row.open:
        return row
    asked = row.successions.filter(successor=actor.person_id, accepted_at=None, declined_at=None)
    if asked.update(accepted_at=at):
        record(actor=actor, action="handover.accept", subject=row, at=at)
        settle(row, at=at)
        letters.accepted(row, actor, at=at)
    return row


@transaction.atomic
def handover_decline(*, actor: Any, handover: Handover, reason: str, at: datetime) -> Handover:
    """Gives back what was meant for the actor: whoever started it names another."""
    row = locked(handover)
    actor = ACCESS.admit("handover.accept", actor, row)
    require_open(row)
    plain = require_words("handover.reason", reason, _("Say why: whoever hands over has to find another."))
    row.successions.filter(successor=actor.person_id).update(accepted_at=None, declined_at=at, reason=plain)
    if row.state == HandoverState.AGREED:
        HANDOVER.move(row, "decline")
        row.forced_by, row.forced_reason = None, ""
        row.save()
    record(actor=actor, action="handover.decline", subject=row, at=at)
    letters.declined(row, actor, at=at)
    return row


@transaction.atomic
def handover_force(*, actor: Any, handover: Handover, reason: str, at: datetime) -> Handover:
    """Does without the successor's word, for a reason that stays in the record; never for the one who decides it."""
    row = locked_with_work(handover, at=at)
    actor = ACCESS.admit("handover.force", actor, row)
    require_open(row)
    plain = require_words("handover.reason", reason, _("Say why it cannot wait for consent: the reason is kept."))
    if row.state == HandoverState.AGREED:
        return row
    if not row.successions.exists() or row.successions.exclude(declined_at=None).exists():
        raise Refused("handover.nobody", _("Name a successor for every kind of work, or for all of it at once."))
    HANDOVER.move(row, "force")
    row.forced_by_id, row.forced_reason = actor.person_id, plain
    row.save()
    record(actor=actor, action="handover.force", subject=row, at=at)
    letters.forced(row, but=actor, at=at)
    settle(row, at=at)
    return row


@transaction.atomic
def handover_revoke(*, actor: Any, handover: Handover, at: datetime) -> Handover:
    """Calls it off before the day. Roles an urgent one has ended stay ended. Repeated, it changes nothing."""
    row = locked(handover)
    actor = ACCESS.admit("handover.revoke", actor, row)
    if row.state == HandoverState.REVOKED:
        return row
    require_open(row)
    HANDOVER.move(row, "revoke")
    row.closed_at = at
    row.save()
    record(actor=actor, action="handover.revoke", subject=row, at=at)
    letters.revoked(row, but=actor, at=at)
    return row
