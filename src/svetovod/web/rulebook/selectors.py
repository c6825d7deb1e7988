"""The law as everybody here uses it: verdicts, subsidies and pages take it from `facts()`."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Any

from django.db.models import QuerySet

from svetovod.web.common.errors import Hidden

from . import bridge
from .access import ACCESS
from .enums import VerificationState
from .models import Verification

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
    return bridge.merged(tuple((row.key, row.edition, row.value, row.reference) for row in verifications_in_force()))


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
