"""The rulebook in sentences: what an act asks and how surely, how two editions differ, who uses a value how."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

# what a use does, for those who do not know our words: to a verdict, and to a calculation or a term
VERDICT_EFFECT = {
    "hard": gettext_lazy("not met: the verdict is “does not conform”"),
    "warn": gettext_lazy("not met: the verdict is “rather does not conform”"),
    "info": gettext_lazy("never changes a verdict"),
}
EFFECT = {
    "hard": gettext_lazy("counted with"),
    "warn": gettext_lazy("counted with, and said to be not verified"),
    "info": gettext_lazy("shown, not counted with"),
    "user_supplied": gettext_lazy("set by whoever announces the selection"),
}
PRECISION = {
    "day": gettext_lazy("the day is known"),
    "month": gettext_lazy("only the month is known"),
    "year": gettext_lazy("only the year is known"),
}
CHANGE = {
    "new": ("yes", gettext_lazy("introduced")),
    "gone": ("none", gettext_lazy("no longer listed")),
    "changed": ("now", gettext_lazy("changed")),
    "surer": ("info", gettext_lazy("only the certainty differs")),
}


def act_name(act: Any) -> str:
    return _("Government decree No. %(number)s") % {"number": act.number}


def act_answer(act: Any, rows: Sequence[Any]) -> str:
    """`Government decree No. 779: 9 requirements, 2 verified against the text of the act`."""
    count, verified = len(rows), sum(row.verified for row in rows)
    asked = ngettext("%(count)d requirement", "%(count)d requirements", count) % {"count": count}
    if verified:
        sure = ngettext(
            "%(count)d verified against the text of the act", "%(count)d verified against the text of the act", verified
        ) % {"count": verified}
    else:
        sure = _("none is verified against the text of the act yet")
    return f"{act_name(act)}: {asked}, {sure}"


def effect(item: Any, use: str) -> Any:
    """Only items with a measure are rules that a cluster meets or not."""
    return (VERDICT_EFFECT if item.measure else EFFECT).get(use, EFFECT[use])


def compare_answer(kinds: Sequence[str]) -> str:
    """`3 requirements introduced, 1 changed, 2 no longer listed`."""
    if not kinds:
        return _("These editions do not differ in anything recorded here")
    counts = Counter(kinds)
    said = {
        "new": ngettext("%(n)d requirement introduced", "%(n)d requirements introduced", counts["new"]),
        "changed": ngettext("%(n)d requirement changed", "%(n)d requirements changed", counts["changed"]),
        "gone": ngettext("%(n)d requirement no longer listed", "%(n)d requirements no longer listed", counts["gone"]),
        "surer": ngettext("certainty differs for %(n)d", "certainty differs for %(n)d", counts["surer"]),
    }
    sentence = ", ".join(said[kind] % {"n": counts[kind]} for kind in said if counts[kind])
    return sentence[:1].upper() + sentence[1:]


def entries(count: int) -> str:
    """`9 entries`: of a list that is too long to be said whole."""
    return ngettext("%(count)d entry", "%(count)d entries", count) % {"count": count}


def list_parts(found: Any) -> tuple[str, ...]:
    """What a list gains and loses, each in one sentence."""
    said = []
    if found.added:
        said.append(_("Added: %(entries)s.") % {"entries": "; ".join(found.added)})
    if found.gone:
        said.append(_("Taken out: %(entries)s.") % {"entries": "; ".join(found.gone)})
    return tuple(said)


def change_kind(before: Any, after: Any) -> str:
    if before is None or after is None:
        return "new" if before is None else "gone"
    return "changed" if before.value != after.value else "surer"
