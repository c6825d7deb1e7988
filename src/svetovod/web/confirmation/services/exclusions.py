"""Exclusion from the registry: prepared by one officer with its grounds, taken or dropped by another."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused, require_text
from svetovod.web.confirmation import letters
from svetovod.web.confirmation.access import ACCESS
from svetovod.web.confirmation.enums import IN_FORCE, ExclusionState
from svetovod.web.confirmation.models import RegistryEntry, RegistryExclusion
from svetovod.web.confirmation.states import ENTRY, EXCLUSION
from svetovod.web.confirmation.terms import day_of
from svetovod.web.registry.services import cluster_move

from ._common import IN_REGISTRY, locked_entry


@transaction.atomic
def exclusion_prepare(*, actor: Any, entry: RegistryEntry, grounds: str, at: datetime) -> RegistryExclusion:
    actor = ACCESS.admit("entry.exclude", actor, entry)
    row = locked_entry(entry)
    if known := row.exclusions.filter(state=ExclusionState.PROPOSED).first():
        return known
    if row.state not in IN_FORCE:
        raise Refused("exclusion.not_in_force", _("The entry is not in force: there is nothing to exclude."))
    grounds = require_text("exclusion.grounds", grounds, _("Write the grounds: they stand in the decision."))
    made = RegistryExclusion.objects.create(entry=row, grounds=grounds, prepared_at=at, prepared_by_id=actor.person_id)
    record(actor=actor, action="exclusion.prepare", subject=made, at=at, number=row.number, grounds=grounds)
    letters.exclusion_prepared(made, at=at, but=actor)
    return made


@transaction.atomic
def exclusion_drop(*, actor: Any, entry: RegistryEntry, reason: str, at: datetime) -> RegistryExclusion:
    actor = ACCESS.admit("entry.exclude", actor, entry)
    row = locked_entry(entry)
    found = _proposed(row)
    found.reason = require_text("decision.reason", reason, _("Say why: who prepared it reads it."))
    EXCLUSION.move(found, "drop", actor=actor, decision=found)
    found.decided_at, found.decided_by_id = at, actor.person_id
    found.save()
    record(actor=actor, action="exclusion.drop", subject=found, at=at, number=row.number, reason=found.reason)
    return found


@transaction.atomic
def exclusion_take(
    *, actor: Any, entry: RegistryEntry, order_number: str, order_date: date, at: datetime
) -> RegistryExclusion:
    actor = ACCESS.admit("entry.exclude", actor, entry)
    row = locked_entry(entry)
    if row.state not in IN_FORCE and (taken := row.exclusions.filter(state=ExclusionState.TAKEN).first()):
        return taken
    found = _proposed(row)
    if not day_of(found.prepared_at) <= order_date <= day_of(at):
        raise Refused(
            "exclusion.order_date",
            _("The order is of a day between its preparation and today. Check the date of the order."),
        )
    found.order_number = require_text("decision.order", order_number, _("Write the number of the order."))
    EXCLUSION.move(found, "take", actor=actor, decision=found)
    found.order_date, found.decided_at, found.decided_by_id = order_date, at, actor.person_id
    found.save()
    ENTRY.move(row, "exclude")
    row.ended_on = order_date
    row.save()
    if row.cluster.state in IN_REGISTRY:
        cluster_move(actor=actor, cluster=row.cluster, action="exclude", at=at)
    record(
        actor=actor, action="exclusion.take", subject=found, at=at, number=row.number, order=found.order_number,
        order_date=order_date.isoformat(),
    )  # fmt: skip
    letters.excluded(found, at=at)
    return found


def _proposed(row: RegistryEntry) -> RegistryExclusion:
    found = row.exclusions.filter(state=ExclusionState.PROPOSED).first()
    if found is None:
        raise Refused("decision.none", _("No decision is prepared: prepare one first."))
    return found
