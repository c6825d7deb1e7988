"""Places opened lately as they are to their reader now: by what the pages themselves ask."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.common.errors import Hidden
from svetovod.web.events import selectors as events
from svetovod.web.projects import selectors as projects
from svetovod.web.registry import selectors as registry
from svetovod.web.registry.models import Organisation
from svetovod.web.rulebook.selectors import known_facts
from svetovod.web.selection import selectors as selection

from .public.entries import Entry
from .recent import Place

Keys = Collection[tuple[str, ...]]
Found = Iterator[tuple[tuple[str, ...], Entry]]


def entries(actor: Any, moment: datetime, places: Iterable[Place]) -> list[Entry]:
    """In the order of the places; those that are gone, or that the actor may no longer see, are left out."""
    places = list(places)
    asked: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for kind, *keys in places:
        asked[kind].append(tuple(keys))
    known = [(kind, KINDS[kind](actor, moment, keys)) for kind, keys in asked.items() if kind in KINDS]
    found = {(kind, *key): entry for kind, rows in known for key, entry in rows}
    return [found[place] for place in places if place in found]


def _clusters(actor: Any, moment: datetime, keys: Keys) -> Found:
    for row in registry.clusters_visible(actor).filter(slug__in=_first(keys)):
        yield (row.slug,), Entry(_("Cluster"), row.name, "", reverse("registry:cluster_detail", args=[row.slug]))


def _projects(actor: Any, moment: datetime, keys: Keys) -> Found:
    rows = list(projects.projects_visible(actor).filter(code__in=_first(keys)))
    projects.as_shown(actor, rows)
    for row in rows:
        yield (row.code,), Entry(_("Joint project"), str(row).strip(), "", row.get_absolute_url())


def _sessions(actor: Any, moment: datetime, keys: Keys) -> Found:
    for row in events.sessions_visible(actor).filter(slug__in=_first(keys)):
        yield (row.slug,), Entry(
            _("Practical session"), row.title, "", reverse("events:session_detail", args=[row.slug])
        )  # fmt: skip


def _rounds(actor: Any, moment: datetime, keys: Keys) -> Found:
    wanted = _first(keys)
    for view in selection.rounds_visible(actor, moment):
        slug = view.round.slug
        if slug in wanted:
            yield (slug,), Entry(_("Selection"), view.round.title, "", reverse("selection:round", args=[slug]))


def _applications(actor: Any, moment: datetime, keys: Keys) -> Found:
    for slug, number in keys:
        try:
            row = selection.application_get(actor, slug, number)
        except Hidden:
            continue
        title = f"{row.number} · {row.round.title}"
        yield (slug, number), Entry(_("Application"), title, "", reverse("selection:application", args=[slug, number]))


def _organisations(actor: Any, moment: datetime, keys: Keys) -> Found:
    for row in Organisation.objects.filter(inn__in=_first(keys)):
        if registry.named_to(actor, row):
            yield (row.inn,), Entry(_("Organisation"), row.name, "", reverse("registry:organisation", args=[row.inn]))


def _items(actor: Any, moment: datetime, keys: Keys) -> Found:
    items = known_facts(None).items
    for act, key in keys:
        if (item := items.get(key)) and item.act == act:
            yield (act, key), Entry(
                _("Requirement"), item.label.text(formatting.lang()), "", reverse("rulebook:item", args=[act, key])
            )  # fmt: skip


def _first(keys: Keys) -> set[str]:
    return {key[0] for key in keys}


KINDS: dict[str, Callable[[Any, datetime, Keys], Found]] = {
    "cluster": _clusters, "project": _projects, "session": _sessions, "round": _rounds,
    "application": _applications, "organisation": _organisations, "item": _items,
}  # fmt: skip
