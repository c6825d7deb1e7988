"""Who may ask questions of the prepared tables, and whose question is whose. What a question can reach is decided
before it is asked, by the tables the asking person may see (`tables.py`), and never by what it says."""

from collections.abc import Iterable
from typing import Any

from rules.predicates import predicate

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import holdings
from svetovod.web.accounts.standing import administrator, registry_officer
from svetovod.web.common.access import AccessTable

_ANSWERING = (Role.REGIONAL_AUTHORITY, Role.CDC_OFFICER)


def regions_of(actor: Any) -> set[str]:
    """Regions the actor answers for: questions are shared in them."""
    return actor.scope_ids(Scope.REGION, *_ANSWERING)


def colleagues(regions: Iterable[str], people: Iterable[int] | None = None) -> set[tuple[int, str]]:
    """Who answers for which of the regions now: a question is shown while its author does."""
    return {(each.person_id, each.scope_id) for each in holdings(Scope.REGION, regions, *_ANSWERING, people=people)}


@predicate
def analyst(actor: Any, obj: Any = None) -> bool:
    """Answers for a region, in its authority or its development centre."""
    return bool(regions_of(actor))


@predicate
def author(actor: Any, question: Any) -> bool:
    return question.owner_id is not None and question.owner_id == actor.person_id


@predicate
def shared_with(actor: Any, question: Any) -> bool:
    return question.region in regions_of(actor) and bool(colleagues([question.region], [question.owner_id]))


@predicate
def asked_it(actor: Any, run: Any) -> bool:
    return run.person_id is not None and run.person_id == actor.person_id


at_work = analyst | registry_officer | administrator

ACCESS = AccessTable(
    "workbench",
    {
        "question.list": at_work,
        "question.create": at_work,
        "question.view": at_work & (author | shared_with),
        "question.update": at_work & author,
        "question.delete": at_work & author,
        "question.copy": at_work & (author | shared_with),
        "question.ask": at_work,
        "run.view": at_work & asked_it,
        "run.draw": at_work & asked_it,
    },
)
