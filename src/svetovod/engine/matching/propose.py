"""Pairs of codes, branches and words to reasons, reasons to an order. The same input gives the same answer."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from svetovod.engine.reference import okpd2, okved_links, regions
from svetovod.engine.reference.classifier import words

from .model import Enterprise, Kind, Opinion, Own, Product, Proposal, Reason, Weights

_WORDS_MOST = 3
_SHORT = 5  # letters of a word that says something by itself
_STRONG = 0.10  # a share of consumption that is much


def propose(
    own: Own,
    others: Iterable[Enterprise],
    *,
    opinions: Sequence[Opinion] = (),
    weights: Weights | None = None,
) -> tuple[Proposal, ...]:
    """All others with a reason to meet, the best first; those with equal points by their key.

    An enterprise called not useful goes to the end; its likes lose, and the likes of a useful one gain.
    """
    chosen = weights or Weights()
    known = {each.key: each for each in others if each.key != own.shown.key}
    found = [
        Proposal(key, sum(reason.points for reason in reasons), tuple(reasons), _away(own.shown, each))
        for key, each in known.items()
        if (reasons := _reasons(own, each, chosen))
    ]
    judged = [_judged(each, found, opinions, chosen) for each in found]
    refused = {opinion.key for opinion in opinions if not opinion.useful}
    return tuple(sorted(judged, key=lambda each: (each.key in refused, -each.score, each.key)))


def _reasons(own: Own, other: Enterprise, weights: Weights) -> list[Reason]:
    mine = own.shown
    found = [
        _by_code(Kind.BUY, own.buys, other.makes, weights),
        _by_code(Kind.SEEK, _bare(mine.seeks), other.makes, weights, weights.seek),
        _by_code(Kind.SELL, _bare(mine.makes), other.seeks, weights, weights.seek),
        _by_code(Kind.SUPPLY, _bare(mine.makes), other.buys, weights),
    ]
    given = [each for each in found if each is not None]
    coded = bool(given)
    if not coded:
        # a prior only: who shares a code needs no statistics of branches
        tie = _branch(mine, other, weights)
        given = [tie] if tie else []
    if (words := _by_words(mine, other, weights, coded=coded)) is not None:
        given.append(words)
    if given and mine.region and mine.region == other.region:
        given.append(Reason(Kind.REGION, weights.region))
    return sorted(given, key=lambda each: (-each.points, each.kind))


def _away(mine: Enterprise, other: Enterprise) -> int | None:
    return regions.distance(mine.region, other.region) or None


def _bare(codes: Iterable[str]) -> tuple[Product, ...]:
    return tuple(Product(code) for code in codes)


def depth_of(one: str, other: str) -> int:
    """How many parts of two codes agree from the left; a group of one digit after the class counts as a part."""
    count = 0
    for left, right in zip(parts(one), parts(other), strict=False):
        if left != right:
            break
        count += 1
    return count


def parts(code: str) -> list[str]:
    """`27.32.13.110` to 27, 3, 2, 1, 3, 110: the classifier divides its second and third pairs once more."""
    found: list[str] = []
    for place, part in enumerate(code.split(".")):
        found += list(part) if place in {1, 2} else [part]
    return found


def _points(one: str, other: str, weights: Weights) -> tuple[int, int]:
    """Points and depth of two codes."""
    depth = depth_of(one, other)
    points = weights.depth[min(depth, len(weights.depth) - 1)]
    if depth >= 2 and depth == min(len(parts(one)), len(parts(other))):
        points = max(points, weights.contains)
    return points, depth


def _by_code(
    kind: Kind, mine: Iterable[Product], theirs: Sequence[str], weights: Weights, more: int = 0
) -> Reason | None:
    """The best pair of codes; of equals the one with the greater sum, then by the codes."""
    best: tuple[tuple[int, Decimal, str, str], Reason] | None = None
    for product in mine:
        for code in theirs:
            points, depth = _points(product.okpd2, code, weights)
            if not points:
                continue
            points += more + (weights.abroad if product.abroad else 0)
            rank = (-points, -(product.amount or Decimal(0)), product.okpd2, code)
            if best is None or rank < best[0]:
                best = rank, Reason(
                    kind, points, product.okpd2, code, depth, product.amount, product.abroad
                )  # fmt: skip
    return best[1] if best else None


def _branch(mine: Enterprise, other: Enterprise, weights: Weights) -> Reason | None:
    """The two branches that trade most; those of one branch are competitors rather than partners."""
    pairs = sorted(
        (-okved_links.share(one, two), one, two)
        for one in _branches(mine.makes)
        for two in _branches(other.makes)
        if one != two
    )
    if not pairs:
        return None
    share, one, two = -pairs[0][0], pairs[0][1], pairs[0][2]
    points = round(weights.branch * min(share / _STRONG, 1.0))
    return Reason(Kind.BRANCH, points, one, two, share=Decimal(str(round(share, 3)))) if points else None


def _branches(codes: Iterable[str]) -> set[str]:
    return {found for code in codes if (found := okved_links.branch(code))}


def _by_words(mine: Enterprise, other: Enterprise, weights: Weights, *, coded: bool) -> Reason | None:
    """Words of the reader, in any form, among the other's and the names of what it makes; the reader's are said.

    Where the two share no code, the names of what the reader buys and looks for count as its words.
    """
    wanted = "" if coded else " ".join(okpd2.name(code) or "" for code in (*mine.buys, *mine.seeks))
    theirs = _beginnings(other.words).keys() | {key for code in other.makes for key in _of_code(code)}
    said = _beginnings(f"{mine.words} {wanted}")
    common = tuple(sorted(word for key, word in said.items() if key in theirs and key not in _common()))[:_WORDS_MOST]
    return Reason(Kind.WORDS, weights.words * len(common), words=common) if common else None


def _beginnings(text: str) -> dict[str, str]:
    """Long words by their first letters, which declension leaves alone; the first form of each."""
    found: dict[str, str] = {}
    for word in words(text):
        if len(word) >= _SHORT and not word.isdigit():
            found.setdefault(word[:_SHORT], word)
    return found


@cache
def _of_code(code: str) -> frozenset[str]:
    return frozenset(_beginnings(okpd2.name(code) or ""))


@cache
def _common() -> frozenset[str]:
    """Words that stand in more than one name of forty say nothing: "other", "products", "services"."""
    names = okpd2.names()
    counted = Counter(key for name in names for key in _beginnings(name))
    return frozenset(key for key, count in counted.items() if count > len(names) // 40)


def _judged(proposal: Proposal, found: Sequence[Proposal], opinions: Sequence[Opinion], weights: Weights) -> Proposal:
    """Points of a proposal after what was thought of those with the same first reason in the same branch."""
    signs = {each.key: _sign(each) for each in found}
    tenths = sum(
        weights.opinion if opinion.useful else -weights.opinion
        for opinion in opinions
        if opinion.key in signs and opinion.key != proposal.key and signs[opinion.key] == signs[proposal.key]
    )
    tenths = max(-3 * weights.opinion, min(3 * weights.opinion, tenths))
    return replace(proposal, score=proposal.score * (10 + tenths) // 10) if tenths else proposal


def _sign(proposal: Proposal) -> tuple[Kind, str]:
    first = proposal.reasons[0]
    return first.kind, first.theirs[:4]
