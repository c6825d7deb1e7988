"""Writing what stands in a region. Nothing is overwritten: newer facts take the place of the older, which stay."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused
from svetovod.web.regions.access import ACCESS

from .models import Facility


@transaction.atomic
def facilities_record(
    *, actor: Any, iso: str, told: Sequence[Mapping[str, Any]], at: datetime, is_demo: bool = False
) -> int:
    """How many are new or newer. Facts that are known already change nothing; older ones are refused, all of them."""
    actor = ACCESS.admit("facility.log", actor, iso)
    with connection.cursor() as cursor:  # two who press at once wait for each other
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [f"regions.facility {iso}"])
    today = timezone.localtime(at).date()
    changed = 0
    for said in told:
        if said["as_of"] > today:
            raise Refused("facility.ahead", _("%(name)s: the day of the facts is still to come.") % said)
        known = Facility.objects.filter(region=iso, kind=said["kind"], name=said["name"], withdrawn_at=None).first()
        if known is not None:
            if all(getattr(known, name) == value for name, value in said.items()):
                continue
            if known.as_of > said["as_of"]:
                said_so = _("%(name)s: newer facts are known already. Compare the day of the facts.") % said
                raise Refused("facility.older", said_so)
            known.withdrawn_at = at
            known.save(update_fields=["withdrawn_at"])
        row = Facility.objects.create(region=iso, made_by_id=actor.person_id, made_at=at, is_demo=is_demo, **said)
        record(actor=actor, action="facility.record", subject=row, at=at, region=iso, kind=row.kind)
        changed += 1
    return changed


@transaction.atomic
def facility_withdraw(*, actor: Any, facility: Facility, why: str, at: datetime) -> Facility:
    """No page, paper or data set shows it any more; asked again, nothing changes."""
    actor = ACCESS.admit("facility.log", actor, facility.region)
    row = Facility.objects.select_for_update().get(pk=facility.pk)
    if row.withdrawn_at is None:
        row.withdrawn_at, row.withdrawn_why = at, why
        row.save(update_fields=["withdrawn_at", "withdrawn_why"])
        record(actor=actor, action="facility.withdraw", subject=row, at=at, region=row.region)
    return row
