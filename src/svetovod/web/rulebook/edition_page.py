"""Editions that officers write, in words: what changes, which way, where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from svetovod.web.common import formatting, ui

from . import bridge, phrases, selectors
from .bridge import amending, lists
from .enums import EditionState as E
from .models import LawEdition
from .phrases import act_name

LOOKS = {E.DRAFT: "clock", E.PUBLISHED: "yes", E.DISCARDED: "none"}
# which way a change goes, as the page shows it; only a stricter one is marked
WAYS = {
    "stricter": ("no", gettext_lazy("stricter")),
    "easier": ("yes", gettext_lazy("easier")),
    "new": ("now", gettext_lazy("introduced")),
    "dropped": ("none", gettext_lazy("no longer required")),
    "other": ("info", gettext_lazy("changed")),
}


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """`before` and `after` are said; `way` is one of `WAYS`; `parts` say what a list gains and loses."""

    key: str
    label: str
    before: str
    after: str
    point: str
    way: str
    parts: tuple[str, ...] = ()

    @property
    def look(self) -> tuple[str, Any]:
        return WAYS[self.way]


def rows(edition: LawEdition, facts: Any) -> list[ChangeRow]:
    """The changes beside what holds on the eve."""
    return [_row(facts, edition.effective_from - timedelta(days=1), change) for change in edition.changes]


def _row(facts: Any, on: date, change: dict[str, Any]) -> ChangeRow:
    lang, item = formatting.lang(), facts.items.get(change["key"])
    if item is None:
        return ChangeRow(change["key"], change["key"], "", change["value"] or "", change["point"], "other")
    item, listed = lists.with_names(item, change), facts.value(item.key, on)
    if lists.is_list(item) and listed is not None and change["value"] is not None:
        return _list_row(item, listed, change)
    after = None if change["value"] is None else amending.dated(item, on, change["value"])
    said = bridge.say_condition(item, after, lang) if after else _("no longer required")
    before = bridge.say_condition(item, listed, lang) if listed else _("not listed")
    way = _way(item, listed, after)
    return ChangeRow(item.key, item.label.text(lang), before, said, change["point"], way)


def _list_row(item: Any, listed: Any, change: dict[str, Any]) -> ChangeRow:
    """Of a list only what differs is said: the whole of it is too long to be compared by eye."""
    lang, codes = formatting.lang(), lists.codes(change["value"])
    found = lists.difference(item, lists.listed_codes(listed), codes, lang)
    more = item.subject == "cost"  # of costs a longer list gives more, of documents it asks more
    way = "other" if found.added and found.gone else "easier" if bool(found.added) == more else "stricter"
    return ChangeRow(
        item.key, item.label.text(lang), phrases.entries(len(lists.listed_codes(listed))), phrases.entries(len(codes)),
        change["point"], way, phrases.list_parts(found),
    )  # fmt: skip


def _way(item: Any, before: Any, after: Any) -> str:
    if before is None or after is None:
        return "new" if before is None else "dropped"
    if item.operator is None or isinstance(after.value, bool) or before.value is None:
        return "other"
    higher = after.value > before.value
    return "stricter" if higher == (item.operator != "<=") else "easier"


def answer(edition: LawEdition) -> str:
    """`Draft edition of decree No. 779 from 01.09.2021: 2 requirements change`."""
    act = selectors.facts().acts.get(edition.act)
    count = len(edition.changes)
    changed = ngettext("%(count)d requirement changes", "%(count)d requirements change", count) % {"count": count}
    said = {
        E.DRAFT: _("%(act)s, draft edition from %(day)s: %(changed)s"),
        E.PUBLISHED: _("%(act)s, edition from %(day)s: %(changed)s"),
        E.DISCARDED: _("%(act)s, discarded draft from %(day)s: %(changed)s"),
    }[E(edition.state)]
    name = act_name(act) if act else edition.act
    return said % {"act": name, "day": formatting.day(edition.effective_from), "changed": changed}


def path(edition: LawEdition) -> list[ui.Step]:
    """Drafted and tried by one officer, published by another, in force; or where it stopped."""
    drafted = ui.Step(_("Drafted by one officer"), formatting.moment(edition.edited_at), "done")
    published = ui.Step(_("Published by another"), formatting.moment(edition.closed_at) if edition.closed_at else "")
    force = ui.Step(_("In force"), formatting.day(edition.effective_from))
    if edition.state == E.DRAFT:
        return [drafted, ui.Step(_("Tried on clusters and projects"), "", "now"), published, force]
    if edition.state == E.PUBLISHED:
        return [drafted, replace(published, state="done"), replace(force, state="now")]
    return [drafted, ui.Step(_("Discarded"), formatting.moment(edition.closed_at), "stopped")]


def look(edition: LawEdition) -> str:
    return LOOKS[E(edition.state)]


def said(faults: Sequence[Any]) -> list[str]:
    return [amending.say(fault, formatting.lang()) for fault in faults]


@dataclass(frozen=True, slots=True)
class Listed:
    edition: LawEdition
    answer: str
    look: str


def listed(found: Sequence[LawEdition]) -> list[Listed]:
    return [Listed(row, answer(row), look(row)) for row in found]
