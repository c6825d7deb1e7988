"""Leiden against brute force on small graphs, on graphs with known answers, and by what the method guarantees."""

from collections import defaultdict
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from svetovod.engine.discovery import adjusted_rand, graph_of, leiden, louvain, modularity

Edges = list[tuple[int, int, float]]


def groupings(nodes: int) -> list[list[int]]:
    """Every way to group them."""
    found = [[0]]
    for _ in range(1, nodes):
        found = [[*each, part] for each in found for part in range(max(each) + 2)]
    return found


def ring_of_cliques(cliques: int, size: int) -> Edges:
    edges: Edges = []
    for clique in range(cliques):
        nodes = [clique * size + each for each in range(size)]
        edges += [(one, other, 1.0) for one, other in combinations(nodes, 2)]
        edges.append((nodes[-1], (nodes[-1] + 1) % (cliques * size), 1.0))
    return edges


def connected(edges: Edges, members: set[int]) -> bool:
    near = defaultdict(set)
    for one, other, _ in edges:
        near[one].add(other)
        near[other].add(one)
    reached, waiting = set(), [min(members)]
    while waiting:
        node = waiting.pop()
        if node not in reached:
            reached.add(node)
            waiting += near[node] & members
    return reached == members


weights = st.integers(1, 5).map(float)
pairs = st.tuples(st.integers(0, 6), st.integers(0, 6), weights)


@given(st.lists(pairs, min_size=1, max_size=14))
def test_close_to_the_best_grouping_there_is(edges: Edges) -> None:
    graph = graph_of(7, edges)
    best = max(modularity(graph, parts) for parts in groupings(7))
    tries = max(modularity(graph, leiden(graph, seed=seed)) for seed in range(5))
    assert best - 0.06 <= tries <= best + 1e-9


@given(st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29), weights), min_size=1, max_size=90), st.integers(0, 9))
def test_communities_hang_together(edges: Edges, seed: int) -> None:
    graph = graph_of(30, edges)
    parts = leiden(graph, seed=seed)
    groups = defaultdict(set)
    for node, part in enumerate(parts):
        groups[part].add(node)
    assert all(connected(edges, group) for group in groups.values())
    assert modularity(graph, parts) >= modularity(graph, list(range(30))) - 1e-9
    assert parts == leiden(graph, seed=seed)
    assert [parts.index(part) for part in sorted(groups)] == sorted(parts.index(part) for part in groups)


def test_a_ring_of_cliques_comes_apart() -> None:
    graph = graph_of(40, ring_of_cliques(8, 5))
    truth = [node // 5 for node in range(40)]
    assert leiden(graph, seed=0) == truth
    assert louvain(graph, seed=0) == truth


def test_a_larger_resolution_makes_smaller_communities() -> None:
    graph = graph_of(90, ring_of_cliques(30, 3))
    assert len(set(leiden(graph, seed=0, resolution=0.3))) < len(set(leiden(graph, seed=0, resolution=2)))


def test_no_edges() -> None:
    assert leiden(graph_of(3, []), seed=0) == [0, 1, 2]
    assert leiden(graph_of(0, []), seed=0) == []
    assert modularity(graph_of(3, []), [0, 1, 2]) == 0


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=12))
def test_agreement_by_pairs(labels: list[tuple[int, int]]) -> None:
    """The index by its definition over pairs."""
    one, other = [each[0] for each in labels], [each[1] for each in labels]
    pairs_ = list(combinations(range(len(labels)), 2))
    a = sum(one[i] == one[j] and other[i] == other[j] for i, j in pairs_)
    b = sum(one[i] == one[j] for i, j in pairs_)
    c = sum(other[i] == other[j] for i, j in pairs_)
    expected, most = b * c / len(pairs_), (b + c) / 2
    wanted = 1.0 if most == expected else (a - expected) / (most - expected)
    assert abs(adjusted_rand(one, other) - wanted) < 1e-9
    assert adjusted_rand(one, one) == 1
