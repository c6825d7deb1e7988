"""Communities of a weighted graph: the Leiden method, and Louvain, which is the same without its refinement.

Traag, Waltman and van Eck, "From Louvain to Leiden: guaranteeing well-connected communities" (2019). Modularity with a
resolution. The refinement takes the best merger, not a drawn one: chance enters only by the order of the nodes, from
the seed. Plain Python on lists: what is walked is neighbours of one node after another.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

Edge = tuple[int, int, float]
_GAIN = 1e-12  # less is noise of the arithmetic
_ROUNDS = 50


@dataclass(frozen=True, slots=True)
class Graph:
    """`near[v]`: neighbours and weights, both ways, without `v` itself; `own[v]`: twice the weight of its loop."""

    near: list[dict[int, float]]
    own: list[float]

    @property
    def strength(self) -> list[float]:
        return [sum(near.values()) + own for near, own in zip(self.near, self.own, strict=True)]


def graph_of(nodes: int, edges: Iterable[Edge]) -> Graph:
    """Parallel edges add up, directions are forgotten; an edge of no weight is none."""
    near: list[dict[int, float]] = [{} for _ in range(nodes)]
    own = [0.0] * nodes
    for one, other, weight in edges:
        if weight <= 0:
            continue
        if one == other:
            own[one] += 2 * weight
            continue
        near[one][other] = near[one].get(other, 0.0) + weight
        near[other][one] = near[other].get(one, 0.0) + weight
    return Graph(near, own)


def leiden(graph: Graph, *, seed: int, resolution: float = 1.0) -> list[int]:
    """The community of each node, numbered from 0 by the first node of each."""
    return _partition(graph, Random(seed), resolution, refine=True)  # noqa: S311 - the order of nodes


def louvain(graph: Graph, *, seed: int, resolution: float = 1.0) -> list[int]:
    """As `leiden`, with communities that may hang together badly."""
    return _partition(graph, Random(seed), resolution, refine=False)  # noqa: S311 - the order of nodes


def modularity(graph: Graph, parts: list[int], resolution: float = 1.0) -> float:
    """Of the weight, the share inside communities beyond what chance would put there."""
    strength = graph.strength
    total = sum(strength)
    if not total:
        return 0.0
    inside: dict[int, float] = {}
    sums: dict[int, float] = {}
    for node, part in enumerate(parts):
        within = sum(weight for other, weight in graph.near[node].items() if parts[other] == part)
        inside[part] = inside.get(part, 0.0) + within + graph.own[node]
        sums[part] = sums.get(part, 0.0) + strength[node]
    return sum(inside[part] / total - resolution * (sums[part] / total) ** 2 for part in inside)


def _partition(graph: Graph, chance: Random, resolution: float, *, refine: bool) -> list[int]:
    members = list(range(len(graph.near)))  # of the first graph, the node of the present one
    parts = list(range(len(graph.near)))
    for _ in range(_ROUNDS):
        moved = _move(graph, parts, chance, resolution)
        fine = _refined(graph, parts, chance, resolution) if refine else parts
        numbers = _numbered(fine)
        if not moved or max(numbers, default=-1) + 1 == len(graph.near):
            break
        members = [numbers[node] for node in members]
        coarse = [0] * (max(numbers) + 1)
        for node, number in enumerate(numbers):
            coarse[number] = parts[node]
        graph, parts = _folded(graph, numbers), _numbered(coarse)
    return _numbered([parts[node] for node in members])


def _move(graph: Graph, parts: list[int], chance: Random, resolution: float) -> bool:
    """Each node to the neighbouring community where it gains most, until none gains; changes `parts`."""
    strength = graph.strength
    total = sum(strength) or 1.0
    sums = [0.0] * len(parts)
    for node, part in enumerate(parts):
        sums[part] += strength[node]
    order = list(range(len(parts)))
    chance.shuffle(order)
    queue, waiting = deque(order), [True] * len(parts)
    moved = False
    while queue:
        node = queue.popleft()
        waiting[node] = False
        here, weight = parts[node], strength[node]
        ties: dict[int, float] = {here: 0.0}
        for other, tie in graph.near[node].items():
            ties[parts[other]] = ties.get(parts[other], 0.0) + tie
        sums[here] -= weight
        pull = resolution * weight / total
        best, gain = here, ties[here] - pull * sums[here]
        for part, tie in ties.items():
            offered = tie - pull * sums[part]
            if offered > gain + _GAIN or (offered > gain - _GAIN and offered > gain and part < best):
                best, gain = part, offered
        sums[best] += weight
        if best != here:
            parts[node], moved = best, True
            for other in graph.near[node]:
                if parts[other] != best and not waiting[other]:
                    waiting[other] = True
                    queue.append(other)
    return moved


def _refined(graph: Graph, parts: list[int], chance: Random, resolution: float) -> list[int]:
    """Communities taken apart and joined again node by node, only by mergers that hang together well."""
    strength = graph.strength
    total = sum(strength) or 1.0
    whole = [0.0] * len(parts)
    for node, part in enumerate(parts):
        whole[part] += strength[node]
    fine, sums, alone = list(range(len(parts))), list(strength), [True] * len(parts)
    outward = [
        sum(tie for other, tie in graph.near[node].items() if parts[other] == part) for node, part in enumerate(parts)
    ]  # of each fine community, the weight of its edges to the rest of its community
    order = list(range(len(parts)))
    chance.shuffle(order)
    for node in order:
        part = parts[node]
        bound = resolution / total
        if not alone[node] or outward[node] < bound * strength[node] * (whole[part] - strength[node]):
            continue
        ties: dict[int, float] = {}
        for other, tie in graph.near[node].items():
            if parts[other] == part:
                ties[fine[other]] = ties.get(fine[other], 0.0) + tie
        best, gain = -1, 0.0
        for each, tie in ties.items():
            if outward[each] < bound * sums[each] * (whole[part] - sums[each]):
                continue
            offered = tie - bound * strength[node] * sums[each]
            if offered > gain + _GAIN:
                best, gain = each, offered
        if best >= 0:
            outward[best] += outward[node] - 2 * ties[best]
            sums[best] += strength[node]
            fine[node] = best
            alone[node] = alone[best] = False
    return fine


def _folded(graph: Graph, numbers: list[int]) -> Graph:
    """Each community one node."""
    many = max(numbers) + 1
    near: list[dict[int, float]] = [{} for _ in range(many)]
    own = [0.0] * many
    for node, number in enumerate(numbers):
        own[number] += graph.own[node]
        mine = near[number]
        for other, weight in graph.near[node].items():
            if numbers[other] == number:
                own[number] += weight
            else:
                mine[numbers[other]] = mine.get(numbers[other], 0.0) + weight
    return Graph(near, own)


def _numbered(parts: list[int]) -> list[int]:
    """The same communities, numbered from 0 in the order of their first nodes."""
    seen: dict[int, int] = {}
    return [seen.setdefault(part, len(seen)) for part in parts]
