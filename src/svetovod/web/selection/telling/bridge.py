"""Texts as experts read them to `engine.disclosure`, and what it finds to what a page shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from svetovod.engine.disclosure import Kind, find, told_by

KINDS: dict[Kind, Any] = {
    Kind.INITIALS: _("initials of a name"),
    Kind.RARE: _("a word of a name"),
    Kind.COMPOUND: _("a name run together"),
    Kind.LATIN: _("a name in Latin letters"),
    Kind.NUMBER: _("INN or OGRN"),
    Kind.PERSON: _("a person's name"),
    Kind.SITE: _("a site or an e-mail address"),
    Kind.PHONE: _("a telephone"),
    Kind.STREET: _("a street"),
}
LONGEST = 40  # what a page lists: of more nobody reads all at once


@dataclass(frozen=True, slots=True)
class Tell:
    """`words` with what stands around them, and why they are shown."""

    kind: Any
    words: str
    before: str
    after: str


def tells(texts: Iterable[str], names: Iterable[Iterable[str]]) -> list[Tell]:
    """Each words once, in the order of the texts."""
    told = [told_by(each) for each in names]
    found: dict[tuple[Kind, str], Tell] = {}
    for text in texts:
        for leak in find(text, told):
            found.setdefault((leak.kind, leak.words), Tell(KINDS[leak.kind], leak.words, leak.before, leak.after))
    return list(found.values())[:LONGEST]
