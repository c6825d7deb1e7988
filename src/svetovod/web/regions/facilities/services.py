"""Writing what stands in a region. Nothing is overwritten: newer facts take the place of the older, which stay."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Fault, Faulty
from svetovod.web.regions import bridge
from svetovod.web.regions.access import ACCESS

from .models import Facility


@transaction.atomic
def facilities_record(
    *, actor: Any, iso: str, told: Sequence[Mapping[str, Any]], at: datetime, is_demo: bool = False
) -> int:
    """How many are new or newer. Facts that are known already change nothing; where one object is wrong, nothing
    is written down and all that are wrong are named."""
    actor = ACCESS.admit("facility.log", actor, iso)
    with connection.cursor() as cursor:  # two who press at once wait for each other
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [f"regions.facility {iso}"])
    newest = {(row.kind, row.name): row for row in Facility.objects.filter(region=iso).order_by("id")}
    rows = [(said, newest.get((said["kind"], said["name"]))) for said in told]
    if faults := [Fault(said["name"], why) for said, known in rows if (why := _wrong(said, known, at))]:
        raise Faulty("facility.refused", faults)
    changed = 0
    for said, known in rows:
        if known is not None and known.withdrawn_at is None:
            if _same(known, said):
                continue
            known.withdrawn_at = at
            known.save(update_fields=["withdrawn_at"])
        row = Facility.objects.create(region=iso, made_by_id=actor.person_id, made_at=at, is_demo=is_demo, **said)
        record(actor=actor, action="facility.record", subject=row, at=at, region=iso, kind=row.kind)
        changed += 1
    return changed


def _same(known: Facility, said: Mapping[str, Any]) -> bool:
    return all(getattr(known, name) == value for name, value in said.items())


def _wrong(said: Mapping[str, Any], known: Facility | None, at: datetime) -> str:
    """Why it is not written down; empty where it may be. `known`: the newest facts of the object."""
    if said["name"] in bridge.invented_facilities():
        return _("%(name)s: this is the example of the blank. Take its row out, write objects of the region.") % said
    if said["as_of"] > timezone.localtime(at).date():
        return _("%(name)s: the day of the facts is still to come.") % said
    if known is None:
        return ""
    if known.withdrawn_at is not None and known.as_of >= said["as_of"]:
        return _("%(name)s: it was withdrawn. Facts of a later day bring it back, else take its row out.") % said
    if known.as_of > said["as_of"]:
        return _("%(name)s: newer facts are known already. Compare the day of the facts.") % said
    return ""


@transaction.atomic
def facility_withdraw(*, actor: Any, facility: Facility, why: str, at: datetime) -> Facility:
    """No page, paper or data set shows it any more; asked again, nothing changes."""
    actor = ACCESS.admit("facility.log", actor, facility.region)
    row = Facility.objects.select_for_update(no_key=True).get(pk=facility.pk)
    if row.withdrawn_at is None:
        row.withdrawn_at, row.withdrawn_why = at, why
        row.save(update_fields=["withdrawn_at", "withdrawn_why"])
        record(actor=actor, action="facility.withdraw", subject=row, at=at, region=row.region)
    return row
