"""How well an expert's competence fits a project, from 0 to 1, and by what: codes in common, words in common.

Codes: how many parts of two OKPD2 or OKVED2 codes agree from the left. Words: those of the project that the expert's
own text has too, in any form; a word that many projects have weighs little. Half and half where both are known.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

DEPTH = (0.0, 0.25, 0.5, 0.75, 0.9, 1.0)  # for so many agreeing parts: class, group, subgroup, kind, and on
STEM = 6  # first letters of a word, which declension leaves alone
SHORTEST = 4
SAID = 5  # words named as the reason
NEUTRAL = 0.5  # where nothing is known of the expert: neither for nor against


@dataclass(frozen=True, slots=True)
class Text:
    """A project, or what an expert says of himself: codes of both classifiers, and words."""

    codes: tuple[str, ...] = ()
    words: str = ""

    @property
    def known(self) -> bool:
        return bool(self.codes or self.words.strip())


@dataclass(frozen=True, slots=True)
class Fit:
    """`code` is the expert's code that agrees best, `depth` in how many parts; `words` those in common."""

    score: float
    code: str = ""
    depth: int = 0
    words: tuple[str, ...] = ()
    known: bool = True


def fits(projects: Sequence[Text], experts: Sequence[Text]) -> list[list[Fit]]:
    """Projects x experts."""
    stems = [_stems(project.words) for project in projects]
    counted = Counter(stem for found in stems for stem in found)
    weight = {stem: log(1 + len(projects) / count) for stem, count in counted.items()}
    return [
        [_fit(project, found, expert, _stems(expert.words), weight) for expert in experts]
        for project, found in zip(projects, stems, strict=True)
    ]


def _fit(project: Text, mine: dict[str, str], expert: Text, theirs: dict[str, str], weight: dict[str, float]) -> Fit:
    if not expert.known:
        return Fit(NEUTRAL, known=False)
    code, depth = _code(project.codes, expert.codes)
    by_code = DEPTH[min(depth, len(DEPTH) - 1)]
    common = sorted((stem for stem in mine if stem in theirs), key=lambda stem: (-weight[stem], stem))
    whole = sum(weight[stem] for stem in mine)
    # a third of the weight of a project's words is as much as a specialist's text ever has of it
    by_words = min(1.0, 3 * sum(weight[stem] for stem in common) / whole) if whole else 0.0
    parts = [by_code] if expert.codes and project.codes else []
    parts += [by_words] if theirs and mine else []
    score = sum(parts) / len(parts) if parts else NEUTRAL
    return Fit(score, code, depth, tuple(mine[stem] for stem in common[:SAID]))


def _code(wanted: Iterable[str], has: Iterable[str]) -> tuple[str, int]:
    own = [_parts(code) for code in wanted]
    found = [("", 0)]
    for code in has:
        mine = _parts(code)
        depths = [_agree(mine, other) for other in own]
        # an expert of a whole class knows everything in it
        full = [max(depth, len(DEPTH) - 3) if depth == len(mine) and depth > 1 else depth for depth in depths]
        found.append((code, max(full, default=0)))
    return max(found, key=lambda pair: pair[1])


def _agree(one: list[str], other: list[str]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _parts(code: str) -> list[str]:
    """`27.32.13` to 27, 3, 2, 13: the second pair of figures is divided once more."""
    head, *rest = code.strip().split(".")
    return [head, *(rest[0] if rest else ""), *rest[1:]]


def _stems(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    plain = "".join(letter if letter.isalpha() else " " for letter in text.lower().replace("ё", "е"))
    for word in plain.split():
        if len(word) >= SHORTEST:
            found.setdefault(word[:STEM], word)
    return found
