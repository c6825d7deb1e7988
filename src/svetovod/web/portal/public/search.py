"""Search over everything public: PostgreSQL's Russian word forms over the list of the moment, nothing indexed ahead."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .entries import Entry

LONGEST = 200
MOST = 200
# a word that is nowhere in these forms may be the beginning of one
_SQL = """
with asked as (select websearch_to_tsquery('russian', %(text)s) as words, to_tsquery('simple', %(start)s) as start),
listed as (
  select n, title, body,
         setweight(to_tsvector('russian', title), 'A')
           || setweight(to_tsvector('russian', body || ' ' || code), 'B') as forms,
         to_tsvector('simple', title || ' ' || body || ' ' || code) as plain
  from unnest(%(titles)s::text[], %(bodies)s::text[], %(codes)s::text[]) with ordinality
         as given(title, body, code, n))
select n, ts_headline('russian', title || ' — ' || body, words,
                      'StartSel=' || chr(2) || ', StopSel=' || chr(3) || ', MaxWords=32, MinWords=12')
from listed, asked
where forms @@ words or plain @@ start
order by ts_rank(forms, words) desc, n
limit %(most)s
"""


@dataclass(frozen=True, slots=True)
class Match:
    """`shown` is a piece of the entry with the words found marked."""

    entry: Entry
    shown: SafeString


def find(text: str, listed: Sequence[Entry]) -> list[Match]:
    """The best first; nothing for a text without words. ё is е here, as people type it either way."""
    wanted = plain(text)[:LONGEST]
    words = re.findall(r"[0-9a-zа-я]+", wanted)
    if not words:
        return []
    values: dict[str, Any] = {
        "text": wanted, "start": " & ".join(f"{word}:*" for word in words), "most": MOST,
        "titles": [plain(each.title, lower=False) for each in listed],
        "bodies": [plain(f"{each.kind}. {each.text}", lower=False) for each in listed],
        "codes": [plain(each.code, lower=False) for each in listed],
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_SQL, values)
        rows = cursor.fetchall()
    return [Match(listed[n - 1], _marked(shown)) for n, shown in rows]


def plain(text: str, *, lower: bool = True) -> str:
    """Without ё and without signs that no text has."""
    said = text.replace("ё", "е").replace("Ё", "Е")
    said = "".join(" " if ord(sign) < 32 else sign for sign in said)
    return said.lower() if lower else said


def _marked(shown: str) -> SafeString:
    return mark_safe(escape(shown).replace("\x02", "<mark>").replace("\x03", "</mark>"))
