"""What happens by itself: the term of an entry nears its end, then ends; whoever an application waits for is told."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from svetovod.web.audit.services import record
from svetovod.web.confirmation import letters
from svetovod.web.confirmation.access import ACCESS
from svetovod.web.confirmation.enums import EntryState
from svetovod.web.confirmation.models import RegistryEntry
from svetovod.web.confirmation.reminders import remind
from svetovod.web.confirmation.states import ENTRY
from svetovod.web.confirmation.terms import day_of
from svetovod.web.confirmation.waiting import waiting
from svetovod.web.registry.services import cluster_move

from ._common import IN_REGISTRY

# days before the end on which the managing organisation is told; the first also marks the entry
LADDER = (180, 90, 30)


@transaction.atomic
def entries_tend(*, actor: Any, at: datetime) -> int:
    """Marks entries whose term nears its end or is over, and reminds of them; gives how many were marked."""
    actor = ACCESS.admit("entry.tend", actor)
    today, marked = day_of(at), 0
    rows = RegistryEntry.objects.select_for_update(of=("self",), no_key=True).select_related("cluster")
    due = rows.filter(
        state__in=(EntryState.ACTIVE, EntryState.EXPIRING), valid_until__lte=today + timedelta(days=LADDER[0])
    )
    for entry in due:
        left = (entry.valid_until - today).days
        action = "end" if left < 0 else "near_end"
        if left < 0 or entry.state == EntryState.ACTIVE:
            _move(actor, entry, action, at)
            marked += 1
        letters.term_nears(entry, left, LADDER, at=at)
    return marked


@transaction.atomic
def officers_remind(*, actor: Any, at: datetime) -> int:
    """Letters to whom the applications of the queue wait for; gives how many applications wait."""
    actor = ACCESS.admit("entry.tend", actor)
    today = day_of(at)
    found = waiting(today)
    for each in found:
        remind(each, today, at=at)
    return len(found)


def _move(actor: Any, entry: RegistryEntry, action: str, at: datetime) -> None:
    ENTRY.move(entry, action)
    if action == "end":
        entry.ended_on = day_of(at)
    entry.save()
    if entry.cluster.state in IN_REGISTRY:
        cluster_move(actor=actor, cluster=entry.cluster, action=action, at=at)
    record(actor=actor, action=f"entry.{action}", subject=entry, at=at, number=entry.number)
