"""Whose secret a document may be: organisations of whoever marks it and of the object, as the registry has them."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from rules.predicates import predicate

from svetovod.web.accounts.enums import Role
from svetovod.web.documents.access import subject_of, writes_subject

from .spaces import parties_of

MARKING = (Role.INITIATOR, Role.PARTICIPANT, Role.CLUSTER_MANAGER, Role.PREPARER)
# a preparer works for the organisation and is not its own person
OWN = (Role.INITIATOR, Role.PARTICIPANT, Role.CLUSTER_MANAGER)


@dataclass(frozen=True, slots=True)
class Holder:
    """`address` is empty where the record has none; `url` is where it is entered."""

    id: int
    name: str
    address: str
    url: str


Source = Callable[[Collection[int]], list[Holder]]
Absorbed = Callable[[Collection[int]], Collection[int]]
_sources: list[Source] = []
_absorbed: list[Absorbed] = []


def register_holders(source: Source) -> None:
    _sources.append(source)


def register_absorbed(absorbed: Absorbed) -> None:
    """Of organisations, the records that were merged into them."""
    _absorbed.append(absorbed)


def with_absorbed(ids: Collection[int]) -> set[int]:
    """Also what was noted for a record that has since become theirs."""
    return {*ids, *(each for absorbed in _absorbed for each in absorbed(ids))}


@predicate
def edits(actor: Any, attachment: Any) -> bool:
    subject = subject_of(attachment)
    return subject is not None and bool(writes_subject.test(actor, subject))


def holders_of(actor: Any, attachment: Any) -> list[Holder]:
    """One's own organisations, and for who prepares the object's papers those that take part in it."""
    ids = actor.organisation_ids(*MARKING) | (parties_of(attachment) if edits.test(actor, attachment) else set())
    return [holder for source in _sources for holder in source(ids)] if ids else []
