"""What a situation is, which table it stands in, and the small words every story uses."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

AREAS: dict[str, tuple[str, ...]] = {
    "project": ("idea", "draft", "archived", "presented", "team_only", "fixed", "filed"),
    "session": (
        "draft", "published", "foreign_link", "calling_off", "series", "tasks", "invited", "archived", "meetings",
        "running", "floor", "said", "sheets", "finished", "held", "seminar", "answered",
    ),
    "round": (
        "draft", "announced", "open", "intake_closed", "formal_check", "scoring", "opened", "ranked", "sitting",
        "approved", "published",
    ),
    "application": (
        "draft", "filed", "withdrawn", "intake_closed", "formal_check", "returned", "not_admitted", "admitted",
        "scoring", "opened", "ranked", "approved", "published",
    ),
    "cluster": ("idea", "registered"),
    "confirmation": ("draft", "filed", "under_review", "returned", "prepared", "refused", "confirmed"),
    "figures": ("letter", "own", "table"),
    "request": ("asked", "passed"),
    "rest": ("any",),
}  # fmt: skip


@dataclass
class Situation:
    """`values` are arguments of addresses, `body` what valid bodies need; `only` narrows to some routes."""

    area: str
    name: str
    values: dict[str, Any]
    body: dict[str, Any] = field(default_factory=dict)
    only: tuple[str, ...] = ()


def area_of(route: Any) -> str:
    """Which table a route stands in: by what its address names."""
    head, _sep, tail = route.path.partition("/")
    arguments = set(route.arguments)
    if "confirmation" in route.path.split("/") and arguments:
        return "confirmation"
    if "figures" in route.path.split("/") and arguments:
        return "figures"
    if head == "requests" and arguments:
        return "request"
    if ("code" in arguments and (head == "projects" or route.path.startswith("api/v1/projects/"))) or route.name in {
        "events:hand_in",
        "events:slides",
    }:
        return "project"
    if head == "selections" and arguments & {"code", "number"} and tail.split("/")[1:2] != ["protocols"]:
        return "application"
    if head in {"sessions", "selections", "clusters"} and "slug" in arguments:
        return {"sessions": "session", "selections": "round", "clusters": "cluster"}[head]
    return "rest"


def actor(people: dict[str, Any], name: str) -> Any:
    from svetovod.web.accounts.actors import actor_of

    return actor_of(people[name])


def clock(moment: datetime) -> None:
    from svetovod.web.audit.models import DomainClock

    DomainClock.objects.filter(pk=1).update(moment=moment, show_future=False)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text + "+03:00")


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is taken back: the situations beside it do not see it."""
    from django.db import transaction

    point = transaction.savepoint()
    yield
    transaction.savepoint_rollback(point)
