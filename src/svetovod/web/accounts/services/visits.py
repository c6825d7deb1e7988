"""When a person was at the desk: what the desk calls new came after the visit before this one."""

from datetime import datetime, timedelta
from typing import Any

from svetovod.web.accounts.access import ACCESS
from svetovod.web.accounts.models import DeskVisit

VISIT = timedelta(minutes=30)  # opened again within it, the desk shows the same as new


def desk_seen(*, actor: Any, at: datetime, mark: bool = True) -> datetime | None:
    """The visit before this one; None where there was none. A mark for the person alone, it is not journaled.

    The demonstration's clock goes back: a visit that is still to come then counts for nothing. Without `mark` it is
    told and not kept: a page that a browser fetches beforehand is nobody's visit.
    """
    row = DeskVisit.objects.filter(person=actor.person_id).first() or DeskVisit(person_id=actor.person_id, began_at=at)
    actor = ACCESS.admit("own_desk.view", actor, row)
    if row.pk is None:
        if mark:
            DeskVisit.objects.get_or_create(person_id=actor.person_id, defaults={"began_at": at})
        return None
    known = DeskVisit.objects.filter(pk=row.pk, began_at=row.began_at)  # one statement: of two tabs the first marks
    if row.began_at > at:
        row.began_at, row.before_at = at, None
    elif at - row.began_at > VISIT:
        row.began_at, row.before_at = at, row.began_at
    else:
        return row.before_at
    if mark:
        known.update(began_at=row.began_at, before_at=row.before_at)
    return row.before_at
