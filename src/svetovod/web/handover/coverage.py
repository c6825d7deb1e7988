"""What of a leaver's roles and places somebody leads: a handover reaches as far as that and no farther."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from svetovod.web.accounts.access import ACCESS as PEOPLE
from svetovod.web.accounts.enums import Scope
from svetovod.web.accounts.models import RoleGrant
from svetovod.web.accounts.selectors import places_led
from svetovod.web.accounts.standing import administrator

from .models import Handover
from .seam import Leaving, Place


def leaving_of(handover: Handover, at: Any) -> Leaving:
    """The leaver with every role in force, wherever it is held, and those this handover has ended."""
    rows = RoleGrant.objects.filter(person=handover.leaver_id).order_by("id")
    held = [row for row in rows if row.revoked_at is None or row.pk in handover.ended]
    ended_at = handover.started_at if handover.urgent else None
    last = timezone.localtime(ended_at).date() if ended_at else handover.leaves_on
    return Leaving(handover.leaver, held, at, last + timedelta(days=1), ended_at)


def leads_place(actor: Any, place: Place) -> bool:
    """A place without roles of the leaver, where only a piece of work lies, counts as well."""
    if administrator.test(actor):
        return True
    return place[0] != Scope.PLATFORM and any((each.scope, each.scope_id) == place for each in places_led(actor))


def covered(actor: Any, grants: Iterable[Any], place: Place) -> bool:
    """The actor leads the place and could take back every role that is held there.

    Whoever may not end a role of the leaver may not take the work that goes with it either.
    """
    if not leads_place(actor, place):
        return False
    here = (grant for grant in grants if (grant.scope, grant.scope_id) == place)
    return all(PEOPLE.allows("grant.revoke", actor, grant) for grant in here)


def places_covered(actor: Any, grants: Iterable[Any], wanted: Iterable[Place]) -> list[Place]:
    rows = list(grants)
    return [place for place in dict.fromkeys(wanted) if covered(actor, rows, place)]
