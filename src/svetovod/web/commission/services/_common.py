"""Rows under a lock: the sitting first, then its item."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from svetovod.web.commission.enums import SittingState
from svetovod.web.commission.models import AgendaItem, Sitting
from svetovod.web.common.errors import Hidden, Refused


def locked_sitting(sitting: Sitting) -> Sitting:
    rows = Sitting.objects.select_for_update(of=("self",), no_key=True).select_related("round", "presides")
    return rows.get(pk=sitting.pk)


def locked_item(item: AgendaItem) -> AgendaItem:
    sitting = locked_sitting(item.sitting)
    rows = AgendaItem.objects.select_for_update(of=("self",), no_key=True)
    row = rows.select_related("application__project__cluster").filter(pk=item.pk).first()
    if row is None:
        raise Hidden
    row.sitting = sitting
    refuse_cancelled(sitting)
    return row


def refuse_cancelled(sitting: Sitting) -> None:
    if sitting.state == SittingState.CANCELLED:
        raise Refused(
            "sitting.cancelled",
            _("Sitting No. %(number)d is cancelled: nothing is put, marked or voted in it any more. Plan another one.")
            % {"number": sitting.number},
        )


def require_state(row: Any, *states: str) -> None:
    """A step of a cancelled sitting is refused by `locked_item` and `refuse_cancelled` before, in its own words."""
    if row.state not in states:
        raise Refused(
            "sitting.state",
            _("This cannot be done now: the state is “%(state)s”.") % {"state": row.get_state_display()},
            state=row.state,
        )
