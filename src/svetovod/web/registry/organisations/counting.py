"""How many pairs wait to be looked at: for a desk, which must not compare every name on every visit."""

from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db.models import Subquery

from svetovod.web.registry.access import ACCESS

from . import selectors


def likenesses_waiting(actor: Any) -> int:
    """Counted anew when an organisation or a word on a pair has changed; none for whoever may not look."""
    if not ACCESS.allows("organisation.merge", actor):
        return 0
    names = ("registry.OrganisationEvent", "registry.NotDuplicateEvent")
    written, words = (apps.get_model(name)._default_manager.order_by("-pk").values("pk")[:1] for name in names)
    stamp = written.values_list("pk", Subquery(words)).first()
    return _counted(*stamp) if stamp else 0


@lru_cache(maxsize=1)
def _counted(organisations: int, words: int | None) -> int:
    """The arguments are what the answer is of: the last row of each history."""
    return len(selectors.unjudged())
