"""Writing to the journal. Called inside the transaction of the service that does the write itself."""

import json
import re
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from svetovod.web.common.errors import Refused
from svetovod.web.common.prepared import Prepared

from . import bridge
from .access import ACCESS
from .models import DomainClock, LedgerEntry, LedgerHead, SignedRoot

# random bytes of an entry: whoever is given its hash alone cannot find it by trying
BLIND_BYTES = 16
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-zA-Z]{2,}")
_HEAD = Prepared(lambda: LedgerHead.objects.select_for_update(no_key=True).filter(pk=1))
_APPEND = """
with head as (update audit_ledgerhead set size = %s, frontier = %s::jsonb, root = %s where id = 1)
insert into audit_ledgerentry
    ("index", recorded_at, domain_at, actor, acting_as, action, subject_type, subject_id, body, leaf)
values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"""


def record(*, actor: Any, action: str, subject: Model | tuple[str, str], at: datetime, **data: Any) -> LedgerEntry:
    """Appends one entry to the ledger.

    `subject` is the row written (or its type and id), `data` what changed: plain values, no personal data, no floats.
    Where a program acts for the person, `data` says by which token.
    Must run inside a transaction: the lock on the head orders entries until commit.
    """
    subject_type, subject_id = subject if isinstance(subject, tuple) else (subject._meta.label_lower, str(subject.pk))
    _refuse_personal(data)
    if actor.through:
        data["through"] = actor.through
    head = _locked_head()
    fields = {
        "index": head.size,
        "recorded_at": timezone.now(),
        "domain_at": at,
        "actor": actor.pseudonym,
        "acting_as": actor.acting_label,
        "action": action,
        "subject": f"{subject_type}:{subject_id}",
        "data": data,
        "blind": secrets.token_hex(BLIND_BYTES),
    }
    body = bridge.entry_bytes(fields)
    frontier, root, leaf = bridge.append(head.frontier, head.size, body)
    entry = LedgerEntry(
        index=fields["index"],
        recorded_at=fields["recorded_at"],
        domain_at=at,
        actor=actor.pseudonym,
        acting_as=actor.acting_label,
        action=action,
        subject_type=subject_type,
        subject_id=subject_id,
        body=body.decode(),
        leaf=leaf,
    )
    _append(entry, frontier, root)
    return entry


def _append(entry: LedgerEntry, frontier: list[str], root: str) -> None:
    """The entry and the head that covers it, in one statement: every write of the product waits for it."""
    row = [getattr(entry, field.attname) for field in LedgerEntry._meta.concrete_fields]
    with connection.cursor() as cursor:
        cursor.execute(_APPEND, [entry.index + 1, json.dumps(frontier), root, *row])
    entry._state.adding, entry._state.db = False, connection.alias


def journal_hold() -> int:
    """How many entries there are; nobody else appends until the transaction ends."""
    return _locked_head().size


def _locked_head() -> LedgerHead:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("the journal is written inside a transaction")
    head = next(iter(LedgerHead.objects.raw(*_HEAD.statement())), None)
    if head is None:
        LedgerHead.objects.get_or_create(pk=1)
        head = LedgerHead.objects.select_for_update(no_key=True).get(pk=1)
    return head


def _refuse_personal(value: Any) -> None:
    """The journal cannot forget: an address in it would outlive the erasure of its owner."""
    if isinstance(value, Mapping):
        for item in value.values():
            _refuse_personal(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _refuse_personal(item)
    elif isinstance(value, str) and EMAIL.search(value):
        raise ValueError("an e-mail address must not enter the journal")


@transaction.atomic
def root_sign(*, purpose: str) -> SignedRoot:
    """Signs the present root, for a protocol, an export or the daily letter."""
    head = _locked_head()
    signed = bridge.sign(head.size, head.root, timezone.now())
    return SignedRoot.objects.create(
        size=signed.size,
        root=signed.root,
        timestamp=signed.timestamp,
        public_key=signed.public_key,
        key_id=signed.key_id,
        signature=signed.signature,
        purpose=purpose,
    )


@transaction.atomic
def clock_move(*, actor: Any, moment: datetime | None, show_future: bool) -> DomainClock:
    """Moves the demonstration's day, forward or back; deletes nothing. Refused outside the demonstration."""
    if not settings.DEMO:
        raise Refused("clock.production", _("The clock can be moved in a demonstration only."))
    actor = ACCESS.admit("clock.move", actor)
    clock, _made = DomainClock.objects.select_for_update(no_key=True).get_or_create(pk=1)
    before = clock.moment
    clock.moment, clock.set_at, clock.show_future = moment, timezone.now(), show_future
    clock.save()
    record(
        actor=actor,
        action="clock.move",
        subject=clock,
        at=moment or timezone.now(),
        before=before,
        after=moment,
        show_future=show_future,
    )
    if settings.AFTER_CLOCK_MOVE and moment:
        transaction.on_commit(lambda: import_string(settings.AFTER_CLOCK_MOVE)(moment))
    return clock
