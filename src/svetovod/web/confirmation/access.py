"""Who may do what in the confirmation of conformity. What was filed is for its parties; the extract is for all."""

from typing import Any

from rules.predicates import predicate

from svetovod.web.accounts import standing
from svetovod.web.accounts.standing import registry_head, registry_officer, system
from svetovod.web.common.access import AccessTable, anyone


def _cluster(obj: Any) -> Any:
    """The cluster of an application or an entry, or the cluster itself."""
    return getattr(obj, "cluster", obj)


@predicate
def manages(actor: Any, obj: Any) -> bool:
    """Holds the cluster itself, or its managing organisation."""
    return bool(standing.manages.test(actor, _cluster(obj)))


@predicate
def official_of_region(actor: Any, obj: Any) -> bool:
    return bool(standing.official_of_region.test(actor, _cluster(obj)))


@predicate
def drafted(actor: Any, application: Any) -> bool:
    """Not filed yet: nobody but its authors knows it."""
    return application.state == "draft"


@predicate
def open_to_change(actor: Any, application: Any) -> bool:
    """Papers can be put in: nothing is filed yet, or it was given back."""
    return application.state in {"draft", "returned"}


# nobody decides on the cluster he answers for
reviewer = registry_officer & ~manages & ~drafted
overseer = registry_officer | registry_head
reads = manages | ((overseer | official_of_region) & ~drafted) | system
writes = manages & open_to_change

ACCESS = AccessTable(
    "confirmation",
    {
        "package.view": manages | official_of_region | registry_officer | system,
        "package.prepare": manages | system,
        "application.view": reads,
        "application.examine": overseer & ~drafted,
        "application.attach": writes | system,
        "application.throw_away": manages & drafted,
        "application.file": manages | system,
        "application.withdraw": manages | system,
        "application.review": reviewer | system,
        "application.return": reviewer | system,
        "application.prepare": reviewer,
        "application.decide": reviewer,
        "application.appeal": manages,
        "application.hear": reviewer,
        "application.sign": overseer & ~manages & ~drafted,
        "queue.view": overseer,
        "absence.enter": registry_officer,
        "entry.view": anyone,
        "entry.tend": system,
        "entry.exclude": reviewer,
        "entry.sign": overseer & ~manages,
        "entry.report": manages,
        "entry.answer": reviewer,
    },
)
