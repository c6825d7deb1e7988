"""Reading and verifying the journal."""

import json
from collections.abc import Collection, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Max, Model, QuerySet
from django.utils import timezone

from svetovod.web.common.errors import Hidden

from . import bridge
from .access import ACCESS
from .models import LedgerEntry, LedgerHead, SignedRoot


class ShownProof(NamedTuple):
    """An entry word for word and its audit path in hexadecimal."""

    body: str
    path: list[str]


COUNTED = 1000  # of so many newest entries those of a span are counted


def entries(
    first: int = 0,
    last: int | None = None,
    *,
    action: str = "",
    subject: str = "",
    pseudonym: str = "",
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[LedgerEntry]:
    """Entries from `first` up to and without `last`, narrowed; `since` and `until` are days of the domain clock."""
    found = LedgerEntry.objects.filter(index__gte=first)
    if last is not None:
        found = found.filter(index__lt=last)
    if action:
        found = found.filter(action__startswith=action)
    if subject:
        kind, _sep, id = subject.partition(":")
        found = found.filter(subject_type__startswith=kind)
        found = found.filter(subject_id=id) if id else found
    if pseudonym:
        found = found.filter(actor__startswith=pseudonym)
    if since:
        found = found.filter(domain_at__gte=_midnight(since))
    if until:
        found = found.filter(domain_at__lt=_midnight(until + timedelta(days=1)))
    return found


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def journal(actor: Any, **filters: Any) -> QuerySet[LedgerEntry]:
    """The journal for its readers, newest first."""
    ACCESS.require("journal.view", actor)
    return entries(**filters).order_by("-index")


def actions(actor: Any) -> list[str]:
    ACCESS.require("journal.view", actor)
    return list(LedgerEntry.objects.order_by("action").values_list("action", flat=True).distinct())


def entry_get(actor: Any, index: int) -> LedgerEntry:
    ACCESS.require("journal.view", actor)
    entry = LedgerEntry.objects.filter(pk=index).first()
    if entry is None:
        raise Hidden
    return entry


def last_said(subject: Model, *actions: str, **also: Any) -> dict[str, Any]:
    """What the newest entry of the actions says of the object; nothing without one. For services, which hold rows
    against it. `also`: only of entries that say this as well, None where they say nothing of it."""
    about = LedgerEntry.objects.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk))
    for entry in about.filter(action__in=actions).order_by("-index"):
        said: dict[str, Any] = json.loads(entry.body)["data"]
        if all(said.get(name) == value for name, value in also.items()):
            return said
    return {}


def recorded_last(kind: str, ids: Collection[Any], action: str) -> dict[str, datetime]:
    """By id of an object, when the action was last written down of it, in real time. One query."""
    rows = LedgerEntry.objects.filter(subject_type=kind, subject_id__in=[str(each) for each in ids], action=action)
    return dict(rows.order_by().values_list("subject_id").annotate(Max("recorded_at")))


def told_of(subjects: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
    """Of objects by kind and id, those of which anything is told. One query."""
    rows = LedgerEntry.objects.filter(
        subject_type__in={kind for kind, _id in subjects}, subject_id__in={key for _kind, key in subjects}
    )
    return set(rows.order_by().values_list("subject_type", "subject_id").distinct()) & set(subjects)


def head() -> LedgerHead:
    return LedgerHead.objects.filter(pk=1).first() or LedgerHead(pk=1)


def signed_roots(actor: Any) -> QuerySet[SignedRoot]:
    ACCESS.require("journal.view", actor)
    return SignedRoot.objects.all()


def key_fingerprint() -> str:
    return bridge.key_fingerprint()


def proof(actor: Any, index: int) -> tuple[bridge.Proof, SignedRoot] | None:
    """That the entry lies under the last signed root; None while no signed root covers it."""
    ACCESS.require("journal.view", actor)
    signed = SignedRoot.objects.filter(size__gt=index).order_by("-size", "-id").first()
    if signed is None:
        return None
    leaves = list(entries(0, signed.size).order_by("index").values_list("leaf", flat=True))
    if len(leaves) < signed.size:
        return None
    return bridge.prove(leaves, index, signed.root), signed


def numbers_about(subjects: Mapping[str, Collection[Any]]) -> set[int]:
    """Numbers of all entries about these objects: type of the subject -> ids."""
    found: set[int] = set()
    for kind, ids in subjects.items():
        about = LedgerEntry.objects.filter(subject_type=kind, subject_id__in=[str(id) for id in ids])
        found.update(about.values_list("index", flat=True))
    return found


def entries_between(began: datetime, ended: datetime) -> int:
    """How many of the newest writes are of these hours, by the domain's clock, which has no index: one more than
    `COUNTED` at most.
    """
    newest = LedgerEntry.objects.order_by("-index").values_list("domain_at", flat=True)[: COUNTED + 1]
    return sum(began < each < ended for each in newest)


def proofs_at(indexes: Collection[int], size: int) -> dict[int, ShownProof]:
    """The entries with their paths to the root of the first `size` of them; those that lie later are left out."""
    inside = {index for index in indexes if index < size}
    rows = entries(0, size).order_by("index")
    bodies = dict(rows.filter(index__in=inside).values_list("index", "body"))
    paths = bridge.paths(list(rows.values_list("leaf", flat=True)), bodies)
    return {index: ShownProof(body, paths[index]) for index, body in bodies.items()}


@transaction.atomic
def export_material(purpose: str = "export", shown: Collection[int] | None = None) -> tuple[list[bytes], Any]:
    """All entries and the root that covers exactly them, signed now, for `build_export`.

    Entries not in `shown` come as their leaf hashes alone, the last one always in full; without `shown` all do.
    Called in the transaction that has just recorded the entry naming the manifest: nobody else can append in between.
    """
    from .services import root_sign

    signed = root_sign(purpose=purpose)
    rows = entries(0, signed.size).order_by("index")
    if shown is None:
        return [body.encode() for body in rows.values_list("body", flat=True)], bridge.to_signed(signed)
    bodies = dict(rows.filter(index__in={*shown, signed.size - 1}).values_list("index", "body"))
    lines = [
        bodies[index].encode() if index in bodies else bridge.stub(leaf)
        for index, leaf in rows.values_list("index", "leaf")
    ]
    return lines, bridge.to_signed(signed)


def verify_journal() -> list[bridge.Finding]:
    """What does not hold in the stored journal; an empty list when all does."""
    with transaction.atomic():
        # entries appended meanwhile would look like a head that is too short
        present = LedgerHead.objects.select_for_update(no_key=True).filter(pk=1).first()
        rows = LedgerEntry.objects.order_by("index").iterator(chunk_size=2000)
        return list(bridge.check(rows, present, SignedRoot.objects.all()))


def needs_signature() -> bool:
    """Whether the journal has grown since its last signed root."""
    last = SignedRoot.objects.order_by("-size").values_list("size", flat=True).first()
    return head().size > (last or 0)
