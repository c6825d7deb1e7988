"""From communities to groups that hold together: those who trade with the same others weigh more, loose ends go."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import log, sqrt

from .communities import Edge, graph_of, leiden
from .supply import Supply

_ALONE = 0.05  # what a tie weighs whose ends share no third firm
_PARTNERS = 4  # within the group
_PART = 0.1  # of the firm's own trade
LARGEST = 60  # firms; a larger group is taken apart again
_FELLOWS = 3  # of the group in the firm's region: one firm of a far region makes nobody's cluster
_SMALLEST = 5
_SCALE = 2000  # firms for each unit of the resolution: clusters do not grow with the country


@dataclass(frozen=True, slots=True)
class Web:
    """near[firm]: partners and the money between them, both ways; edges: how much each tie means."""

    near: dict[int, dict[int, int]]
    edges: tuple[Edge, ...]


def web(supply: Supply, firms: Collection[int] | None = None) -> Web:
    """Of these firms, or of all.

    A tie weighs by the part it is of the buyer's buying and of the seller's selling (the square root of their sum), and
    by the partners that both have, each the less the more partners it has itself (Adamic and Adar, 2003).
    """
    kept = None if firms is None else frozenset(firms)
    near: dict[int, dict[int, int]] = defaultdict(dict)
    sums: list[tuple[int, int, int]] = []
    for buyer in supply.ties if kept is None else sorted(kept & supply.ties.keys()):
        for seller, groups in supply.ties[buyer].items():
            if kept is not None and seller not in kept:
                continue
            kopecks = sum(groups.values())
            sums.append((buyer, seller, kopecks))
            near[buyer][seller] = near[buyer].get(seller, 0) + kopecks
            near[seller][buyer] = near[seller].get(buyer, 0) + kopecks
    worth = {firm: 1 / log(len(others) + 1) for firm, others in near.items()}
    edges = []
    for buyer, seller, kopecks in sums:
        shared = sum(worth[third] for third in sorted(near[buyer].keys() & near[seller].keys()))
        part = kopecks / supply.bought[buyer] + kopecks / supply.sold[seller]
        edges.append((buyer, seller, (shared + _ALONE) * sqrt(part)))
    return Web(dict(near), tuple(edges))


def communities(found: Web, *, seed: int, resolution: float | None = None) -> list[frozenset[int]]:
    """Leiden on what ties mean; the resolution grows with the number of firms unless it is given."""
    firms = sorted(found.near)
    place = {firm: number for number, firm in enumerate(firms)}
    edges = ((place[one], place[other], weight) for one, other, weight in found.edges)
    scale = max(1.0, len(firms) / _SCALE) if resolution is None else resolution
    parts = leiden(graph_of(len(firms), edges), seed=seed, resolution=scale)
    groups: dict[int, set[int]] = defaultdict(set)
    for firm, part in zip(firms, parts, strict=True):
        groups[part].add(firm)
    return [frozenset(group) for group in groups.values()]


def cores(found: Web, supply: Supply, groups: Iterable[frozenset[int]], *, seed: int) -> list[frozenset[int]]:
    """What is left of each community when firms with few partners in it, few fellows of their
    region, or little of their trade in it are gone.

    One that is still larger than `LARGEST` is taken apart by the same method, once more and again.
    """
    kept: list[frozenset[int]] = []
    waiting = list(groups)
    while waiting:
        core = _core(found, supply, waiting.pop())
        if len(core) > LARGEST:
            inside = Web(
                {firm: {one: sum_ for one, sum_ in found.near[firm].items() if one in core} for firm in core},
                tuple(edge for edge in found.edges if edge[0] in core and edge[1] in core),
            )
            parts = communities(inside, seed=seed, resolution=1.0)
            if len(parts) > 1:
                waiting += parts
                continue
        if len(core) >= _SMALLEST:
            kept.append(core)
    return sorted(kept, key=min)


def _core(found: Web, supply: Supply, group: frozenset[int]) -> frozenset[int]:
    left = set(group)
    while True:
        loose = set()
        fellows = Counter(supply.region[firm] for firm in left)
        for firm in left:
            inside = [kopecks for other, kopecks in found.near[firm].items() if other in left]
            trade = supply.bought.get(firm, 0) + supply.sold.get(firm, 0)
            few = len(inside) < _PARTNERS or fellows[supply.region[firm]] < _FELLOWS
            if few or sum(inside) < _PART * trade:
                loose.add(firm)
        if not loose:
            return frozenset(left)
        left -= loose
