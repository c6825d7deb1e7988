"""Two texts woven together by words, and three joined into one. Pure: texts in, texts out.

A word carries the space before it, so that a text is the plain sum of its words and a paragraph is never torn.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile

_WORDS = re.compile(r"\s*\w+|\s*[^\w\s]|\s+")
# pairs of equal words the matcher may have to look at: beyond that the changed middle is taken as one piece
MOST_PAIRS = 400_000


@dataclass(frozen=True, slots=True)
class Edit:
    """Words `start` to `end` of the older text became `words`."""

    start: int
    end: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """One place of three texts: how it read before, what I made of it, what the others made of it."""

    base: str
    mine: str
    theirs: str

    @property
    def clash(self) -> bool:
        """Both changed the same words, and not alike."""
        return self.base not in (self.mine, self.theirs) and self.mine != self.theirs

    @property
    def joined(self) -> str:
        """Whoever changed the place is right; where both did, both readings stand one after the other."""
        if self.clash:
            return _beside(self.theirs, self.mine)
        return self.theirs if self.mine == self.base else self.mine


@dataclass(frozen=True, slots=True)
class Joined:
    pieces: tuple[Piece, ...]

    @property
    def clashes(self) -> int:
        return sum(piece.clash for piece in self.pieces)

    @property
    def text(self) -> str:
        return "".join(piece.joined for piece in self.pieces)


def words(text: str) -> list[str]:
    return _WORDS.findall(text)


def edits(old: Sequence[str], new: Sequence[str]) -> list[Edit]:
    """The places where the newer words differ, in order; they never touch one another."""
    head = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    rest = min(len(old), len(new)) - head
    ends = zip(reversed(old), reversed(new), strict=False)
    tail = min(rest, sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], ends)))
    middle, came = old[head : len(old) - tail], new[head : len(new) - tail]
    if not middle and not came:
        return []
    if not middle or not came or _pairs(middle, came) > MOST_PAIRS:
        return [Edit(head, head + len(middle), tuple(came))]
    found = SequenceMatcher(None, middle, came, autojunk=False).get_opcodes()
    return [Edit(head + a, head + b, tuple(came[c:d])) for tag, a, b, c, d in found if tag != "equal"]


def _pairs(old: Sequence[str], new: Sequence[str]) -> int:
    seen = Counter(new)
    return sum(count * seen[word] for word, count in Counter(old).items())


def woven(before: str, after: str) -> list[tuple[str, str]]:
    """What stays, what went, what came: (kind, text) pieces, kinds same, del, ins."""
    old = words(before)
    pieces: list[tuple[str, str]] = []
    place = 0
    for edit in edits(old, words(after)):
        pieces += [
            ("same", "".join(old[place : edit.start])),
            ("del", "".join(old[edit.start : edit.end])),
            ("ins", "".join(edit.words)),
        ]
        place = edit.end
    pieces.append(("same", "".join(old[place:])))
    return [(kind, text) for kind, text in pieces if text]


def join(base: str, mine: str, theirs: str) -> Joined:
    """Both changes of one text in one. Changes that only touch each other clash too: nobody's sentence is cut."""
    old = words(base)
    changes = edits(old, words(mine)), edits(old, words(theirs))
    pieces: list[Piece] = []
    place = 0
    for start, end in _regions(*changes):
        pieces.append(_piece(old, place, start, ((), ())))
        pieces.append(_piece(old, start, end, changes))
        place = end
    pieces.append(_piece(old, place, len(old), ((), ())))
    return Joined(tuple(piece for piece in pieces if piece != Piece("", "", "")))


def _regions(mine: Sequence[Edit], theirs: Sequence[Edit]) -> Iterator[tuple[int, int]]:
    """Stretches of the older text that somebody changed, overlapping and touching ones as one."""
    spans = sorted((edit.start, edit.end) for edit in (*mine, *theirs))
    if not spans:
        return
    start, end = spans[0]
    for first, last in spans[1:]:
        if first > end:
            yield start, end
            start, end = first, last
        else:
            end = max(end, last)
    yield start, end


def _piece(old: Sequence[str], start: int, end: int, changes: tuple[Sequence[Edit], Sequence[Edit]]) -> Piece:
    mine, theirs = (_applied(old, start, end, each) for each in changes)
    return Piece("".join(old[start:end]), mine, theirs)


def _applied(old: Sequence[str], start: int, end: int, changes: Sequence[Edit]) -> str:
    """The stretch with one side's changes made."""
    made: list[str] = []
    place = start
    for edit in changes:
        if start <= edit.start and edit.end <= end:
            made += [*old[place : edit.start], *edit.words]
            place = edit.end
    return "".join([*made, *old[place:end]])


def _beside(first: str, second: str) -> str:
    seam = "" if not first or not second or first[-1:].isspace() or second[:1].isspace() else " "
    return f"{first}{seam}{second}"
