"""The law as everybody here uses it: verdicts, subsidies and pages take it from `facts()`."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import JSONObject

from svetovod.web.common import formatting
from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.common.prepared import Prepared

from . import bridge
from .access import ACCESS
from .bridge import amending
from .enums import EditionState, VerificationState
from .models import LawEdition, Verification

# what the law is made of: see `_facts`
VERIFIED = ("key", "edition", "value", "point", "publication")
AMENDING = ("act", "number", "signed_on", "effective_from", "publication", "note_ru", "note_en", "changes")
_law: ContextVar[dict[str, Any] | None] = ContextVar("law", default=None)


def facts() -> Any:
    """The engine's facts with what two persons have verified; once a request, see `one_law`."""
    kept = _law.get()
    if kept is None:
        return _facts()
    if "facts" not in kept:
        kept["facts"] = _facts()
    return kept["facts"]


@contextmanager
def one_law() -> Iterator[None]:
    """While it lasts, the law is read once."""
    token = _law.set({})
    try:
        yield
    finally:
        _law.reset(token)


def forget() -> None:
    """After a write of this app: the next question is answered anew."""
    if (kept := _law.get()) is not None:
        kept.clear()


def _facts() -> Any:
    """One query for both: whoever asks for the law does not pay for where it is kept."""
    found = [json.loads(row) for (row,) in _LAW.rows()]
    rows = sorted((row for row in found if "key" in row), key=lambda row: (row["key"], row["edition"]))
    return bridge.merged(
        tuple((v.key, v.edition, v.value, v.reference) for v in (Verification(**_dated(row)) for row in rows)),
        tuple(amendment_of(LawEdition(**_dated(row))) for row in found if "changes" in row),
    )


def _law_kept() -> QuerySet[Any]:
    read = Verification.objects.filter(state=VerificationState.CONFIRMED).order_by()
    laid = LawEdition.objects.filter(state=EditionState.PUBLISHED).order_by()
    columns = [JSONObject(**{name: name for name in names}) for names in (VERIFIED, AMENDING)]
    pairs = [
        rows.annotate(law=law).values_list("law", flat=True) for rows, law in zip((read, laid), columns, strict=True)
    ]
    return pairs[0].union(pairs[1], all=True)


_LAW = Prepared(_law_kept)


def _dated(row: dict[str, Any]) -> dict[str, Any]:
    """Days come as text out of JSON."""
    days = {name: row[name] for name in ("edition", "signed_on", "effective_from") if row.get(name)}
    return row | {name: date.fromisoformat(text) for name, text in days.items()}


def amendment_of(row: LawEdition, facts: Any = None) -> Any:
    """The edition as the engine takes it."""
    return amending.amendment(
        facts or bridge.packaged(), act=row.act, number=row.number, signed_on=row.signed_on,
        effective_from=row.effective_from, citation=row.citation, note_ru=row.note_ru, note_en=row.note_en,
        changes=row.changes,
    )  # fmt: skip


def faults_of(row: LawEdition, until: date | None) -> tuple[Any, ...]:
    """What is wrong with an edition over the law as it is known on the day."""
    return amending.faults(known_facts(until), amendment_of(row))


def known_facts(until: date | None) -> Any:
    return amending.known(facts(), until)


@dataclass(frozen=True, slots=True)
class Trial:
    """A draft with the law without it and with it. Nothing but a trial reads these facts."""

    edition: LawEdition
    before: Any
    after: Any

    @property
    def on(self) -> date:
        """Both are asked of the first day of the draft: only the law differs."""
        return self.edition.effective_from


def trial(actor: Any, pk: int, act: str, until: date | None) -> Trial:
    """A draft of the act to be tried by an officer; `Refused` where it no longer fits the law."""
    row = edition_written(actor, pk)
    if row.act != act or row.state != EditionState.DRAFT:
        raise Hidden
    if faults := faults_of(row, until):
        raise Refused("edition.faults", " ".join(amending.say(fault, formatting.lang()) for fault in faults))
    before = known_facts(until)
    return Trial(row, before, amending.laid(before, amendment_of(row)))


def edition_before(row: LawEdition) -> Any:
    """The edition in force on the eve of a written one."""
    return facts().act(row.act).edition_on(row.effective_from - timedelta(days=1))


def editions_written(actor: Any) -> QuerySet[LawEdition]:
    """Drafts and what became of them for officers; what is published for everybody."""
    found = LawEdition.objects.select_related("drafted_by", "closed_by")
    if ACCESS.allows("edition.view_draft", actor):
        return found
    return found.filter(state=EditionState.PUBLISHED)


def edition_written(actor: Any, pk: int) -> LawEdition:
    found = editions_written(actor).filter(pk=pk).first()
    if found is None:
        raise Hidden
    return found


def drafts_to_publish(actor: Any) -> QuerySet[LawEdition]:
    """Drafts of signed acts that wait for the actor as the second person; an unsigned one waits for its author."""
    if not ACCESS.allows("edition.publish", actor):
        return LawEdition.objects.none()
    signed = LawEdition.objects.filter(state=EditionState.DRAFT, signed_on__isnull=False)
    return (
        signed.exclude(number="")
        .exclude(publication="")
        .exclude(Q(drafted_by=actor.person_id) | Q(earlier_drafters__contains=[actor.person_id]))
    )


def verifications_in_force() -> QuerySet[Verification]:
    return Verification.objects.filter(state=VerificationState.CONFIRMED).order_by("key", "edition")


def stands(row: Verification) -> bool:
    """Whether the item still has the value that was read."""
    return bridge.stands(facts(), row.key, row.edition, row.value)


def verified_toml() -> str:
    """The verifications in force as a list for the command line."""
    return bridge.toml((row.key, row.edition, row.value, row.reference) for row in verifications_in_force())


def verifications(until: date | None) -> QuerySet[Verification]:
    """All of editions signed by that day, the newest first."""
    people = ("proposed_by", "confirmed_by", "closed_by")
    found = Verification.objects.select_related(*people)
    return found if until is None else found.filter(edition__lte=until)


def verification_get(pk: int) -> Verification:
    people = ("proposed_by", "confirmed_by", "closed_by")
    found = Verification.objects.select_related(*people).filter(pk=pk).first()
    if found is None:
        raise Hidden
    return found


def verifications_to_confirm(actor: Any) -> QuerySet[Verification]:
    """Those that wait for the actor as the second person."""
    if not ACCESS.allows("verification.confirm", actor):
        return Verification.objects.none()
    return Verification.objects.filter(state=VerificationState.PROPOSED).exclude(proposed_by=actor.person_id)


def label_of(key: str, lang: str) -> str:
    """The name of an item; the key itself where the facts no longer have it."""
    item = facts().items.get(key)
    return item.label.text(lang) if item else key


def act_get(act_id: str, until: date | None) -> Any:
    """The act; `Hidden` where there is none, or none yet on the day."""
    found = next((act for act in bridge.acts(facts(), until) if act.id == act_id), None)
    if found is None:
        raise Hidden
    return found


def item_get(act: Any, key: str) -> Any:
    found = facts().items.get(key)
    if found is None or found.act != act.id:
        raise Hidden
    return found


def edition_get(act: Any, day: date | None, until: date | None) -> Any:
    """The governing edition of that day; `Hidden` for a day that is none, or none yet."""
    found = next((e for e in bridge.editions(act, until, governing=True) if e.on == day), None)
    if found is None:
        raise Hidden
    return found


def editions_of(act: Any, until: date | None) -> list[date]:
    """The days of the governing editions signed by that day, from old to new."""
    return [edition.on for edition in bridge.editions(act, until, governing=True)]
