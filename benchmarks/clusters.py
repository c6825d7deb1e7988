"""Clusters planted in invented economies: `python benchmarks/clusters.py [FIRMS...]`.

For each size and three seeds: how far communities agree with what was planted (adjusted Rand index, over members), ours
and plain Louvain on the graph without weights, at its usual resolution and at ours; then how much of the planted
clusters the candidates hold, and the seconds.
"""

import sys
import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from svetovod.engine.discovery import (
    adjusted_rand,
    candidates,
    communities,
    graph_of,
    louvain,
    read,
    supply,
    web,
)
from svetovod.engine.economy import economy
from svetovod.engine.facts import load


def one(firms: int, seed: int) -> str:
    made = economy(firms, seed=seed)
    with TemporaryDirectory() as name:
        folder = Path(name)
        made.firms.write_parquet(folder / "firms.parquet")
        made.purchases.write_parquet(folder / "purchases.parquet")
        tables, problems = read(folder / "firms.parquet", folder / "purchases.parquet", level=4)
        assert tables is not None, problems
        found = supply(tables)
    clock = time.monotonic()
    groups = candidates(found, on=date(2021, 6, 24), facts=load())
    spent = time.monotonic() - clock
    number = {inn: firm for firm, inn in enumerate(found.inns)}
    members = [number[inn] for inn in made.planted["inn"]]
    truth = made.planted["cluster"].to_list()
    whole = web(found)
    place = {firm: each for each, firm in enumerate(sorted(whole.near))}
    ours = {firm: part for part, group in enumerate(communities(whole, seed=0)) for firm in group}
    bare = [(place[buyer], place[seller], 1.0) for buyer, sold in found.ties.items() for seller in sold]
    indices = [adjusted_rand(truth, [ours.get(firm, -1 - firm) for firm in members])]
    for resolution in (1.0, max(1.0, len(place) / 2000)):
        plain = louvain(graph_of(len(place), bare), seed=0, resolution=resolution)
        indices.append(adjusted_rand(truth, [plain[place[firm]] if firm in place else -1 - firm for firm in members]))
    sets = [{inn for inn, _, _ in each.members} for each in groups]
    clean = full = 0.0
    planted = [set(each) for each in made.planted.group_by("cluster").agg(pl.col("inn"))["inn"]]
    for inns in planted:
        best = max(sets, key=lambda group: len(group & inns) / len(group | inns))
        clean += len(best & inns) / len(best) / len(planted)
        full += len(best & inns) / len(inns) / len(planted)
    shown = " ".join(f"{index:8.3f}" for index in indices)
    return f"{firms:8} {seed:4} {shown} {len(planted):8} {len(groups):6} {clean:9.2f} {full:7.2f} {spent:8.1f}"


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or [2000, 5000, 20_000]
    print("   firms seed     ours  louvain  at ours  planted  found precision  recall  seconds")
    for size in sizes:
        for seed in range(3):
            print(one(size, seed), flush=True)


if __name__ == "__main__":
    main()
