"""What an expert reads of an application whose applicants are not told: the same texts without their names.

Names are looked for in the forms that declension gives them; quoted alone, too. INN, OGRN, addresses of mail and of
sites and names of files are left out. What a text tells in other words it still tells: whoever checks formally looks.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from svetovod.web.registry.selectors import words_for

from .models import Application

QUOTED = re.compile(r"[«\"„“]([^«»\"„“”]{3,})[»\"”“]")
CONTACT = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://\S+|www\.\S+"
# of a word as long as this the ending may differ
DECLINED, ENDING = 5, 2
EMPTIED = {"inn", "region", "code", "slug"}
WITHHELD = {"files"}


@dataclass(frozen=True, slots=True)
class Seen:
    """An application as its expert reads it; `parties` and `code` are empty where they are not told."""

    code: str
    title: str
    content: dict[str, Any]
    parties: list[dict[str, Any]]
    veiled: bool


def seen(row: Application) -> Seen:
    """The version filed, as the expert may read it. Asks nobody: whose application it is was asked before."""
    content = row.pinned.content
    if not row.round.veils:
        return Seen(row.project.code, content["title"], content, row.parties, False)
    told = without_names(row, content)
    return Seen("", told["title"], told, [], True)


def without_names(row: Any, content: dict[str, Any], *, others: bool = True) -> dict[str, Any]:
    """A content of this application as its experts would read it; without `others` only its own names are left out."""
    veil = _Veil([row])
    if others:
        veil.learn_others(row, str(content).casefold())
    found: dict[str, Any] = veil.over(content)
    return found


def titles(rows: Iterable[Application], filed: Mapping[int, str]) -> dict[int, str]:
    """Titles of a list by application, in one query whatever its length; `filed` are those of the versions filed."""
    known = list(rows)
    veiled = [row for row in known if row.round.veils]
    veil = _Veil(veiled) if veiled else None
    return {row.pk: veil.text(filed[row.pk]) if veil and row.round.veils else filed[row.pk] for row in known}


class _Veil:
    """Names of the parties of some applications of one round, and what stands in their place."""

    def __init__(self, rows: list[Any]) -> None:
        self._said: dict[str, str] = {}
        parties = [party for row in rows for party in row.parties]
        own = {party["organisation"] for party in parties} | {row.project.cluster.manager_id for row in rows}
        known = words_for(own)
        for row in rows:
            for place, party in enumerate(row.parties, 1):
                first = party["role"] == "initiator"
                said = _("applicant") if first else _("participant %(number)d") % {"number": place}
                self._learn(said, str(party["name"]), str(party["inn"]), *known.get(party["organisation"], ()))
            manager = known.get(row.project.cluster.manager_id, ())
            self._learn(_("managing organisation of the cluster"), *manager)
            self._learn(_("cluster of the project"), row.project.cluster.name)
            self._learn("…", row.project.code)

    def learn_others(self, row: Any, said: str) -> None:
        """Parties of the other applications of the round that the text seems to name: it is searched for few names."""
        others = row.round.applications.exclude(pk=row.pk).exclude(version=None).values_list("parties", flat=True)
        own = {party["organisation"] for parties in others for party in parties}
        names = {name for words in words_for(own).values() for name in words}
        for name in names | {str(party[field]) for parties in others for party in parties for field in ("name", "inn")}:
            first = max(re.findall(r"\w+", name.casefold()), key=len, default="")
            if first and first[:-ENDING] in said:
                self._learn(_("another enterprise"), name)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """The longest first: a name that holds another one is one name."""
        self._order = sorted(self._said, key=len, reverse=True)
        parts = [f"(?P<n{place}>{each})" for place, each in enumerate(self._order)]
        return re.compile("|".join([*parts, f"(?P<contact>{CONTACT})"]))

    def _learn(self, said: str, *names: str) -> None:
        for name in names:
            for each in (name, *QUOTED.findall(name)):
                if each.strip():
                    self._said.setdefault(_forms(each.strip()), said)

    def text(self, text: str) -> str:
        return self._pattern.sub(self._instead, text)

    def _instead(self, found: re.Match[str]) -> str:
        name = found.lastgroup or "contact"
        return _("[contact]") if name == "contact" else f"[{self._said[self._order[int(name[1:])]]}]"

    def over(self, value: Any, name: str = "") -> Any:
        """Everything that a content holds, with every text gone through."""
        if name in EMPTIED:
            return ""
        if isinstance(value, dict):
            return {key: self.over(each, key) for key, each in value.items() if key not in WITHHELD}
        if isinstance(value, list):
            return [self.over(each) for each in value]
        return self.text(value) if isinstance(value, str) else value


def _forms(name: str) -> str:
    """A pattern of the name in any case of its words; a name of one word keeps its capital, not to be a common noun."""
    words = re.findall(r"\w+", name)
    parts = [re.escape(word[:-ENDING]) + r"\w{0,4}" if _declines(word) else re.escape(word) for word in words]
    joined = r"\b" + r"\W+".join(parts) + r"\b"
    return f"(?i:{joined})" if len(words) > 1 else joined


def _declines(word: str) -> bool:
    return len(word) >= DECLINED and word.isalpha()
