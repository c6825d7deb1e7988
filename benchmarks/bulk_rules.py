"""Very many clusters at once: `python benchmarks/bulk_rules.py [CLUSTERS PARTICIPANTS PURCHASES]`.

Makes the data from a seed, judges them, compares a sample with the single judgement, and runs OpenFisca on the same
question beside it where both the script of /work/shared and the library are there (and says loudly where not).
"""

import argparse
import importlib.util
import resource
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from svetovod.engine.facts import load
from svetovod.engine.rules.bulk import aggregate, judge
from svetovod.engine.rules.bulk_tables import Tables

SEED = 20210624
ON = date(2021, 6, 24)
OPENFISCA = Path("/work/shared/benchmarks/rules/bench_openfisca.py")
ROLES = np.array(["final_producer", "supplier", "contractor", "infrastructure"])


def make(clusters: int, participants: int, purchases: int) -> Tables:
    chance = np.random.default_rng(SEED)
    home = np.sort(np.concatenate([np.arange(clusters), chance.integers(0, clusters, participants - clusters)]))
    first = np.searchsorted(home, np.arange(clusters))
    size = np.bincount(home, minlength=clusters)
    inn = pl.Series(np.arange(participants) + 10**9).cast(pl.String)
    buyer = chance.integers(0, participants, purchases)
    own = home[buyer]
    seller = first[own] + chance.integers(0, 1 << 30, purchases) % size[own]
    outside = chance.random(purchases) < 0.7
    people = pl.DataFrame(
        {
            "cluster_id": home,
            "inn": inn,
            "role": ROLES[np.searchsorted([0.15, 0.8, 0.95], chance.random(participants))],
            "special": chance.random(participants) < 0.3,
            "employees": chance.integers(5, 900, participants),
            "jobs": chance.integers(0, 500, participants),
            "revenue": chance.integers(10**8, 10**12, participants),
            "joined_on": np.datetime64("2015-01-01") + chance.integers(0, 2500, participants),
            "newcomer": chance.random(participants) < 0.1,
        },
    )
    bought = pl.DataFrame(
        {
            "cluster_id": own,
            "buyer": inn.gather(buyer),
            "seller": inn.gather(seller),
            "amount": chance.integers(100, 10**10, purchases),
            "year": chance.integers(2019, 2021, purchases),
            "final": chance.random(purchases) < 0.8,
        }
    ).with_columns(pl.when(pl.Series(outside)).then(None).otherwise(pl.col("seller")).alias("seller"))
    heads = pl.DataFrame(
        {
            "cluster_id": np.arange(clusters),
            "year": np.full(clusters, 2020),
            "regional": chance.integers(10**8, 10**9, clusters),
        }
    )
    kinds = np.array(["education", "technological", "nonprofit", "financial"])
    objects = pl.DataFrame(
        {
            "cluster_id": chance.integers(0, clusters, clusters * 3),
            "kind": kinds[chance.integers(0, 4, clusters * 3)],
        }
    )
    return Tables(heads, people.with_columns(pl.col("joined_on").cast(pl.Date)), bought, objects)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", type=int, nargs="*", default=[50_000, 1_000_000, 5_000_000])
    clusters, participants, purchases = parser.parse_args().sizes
    facts = load()
    tables = make(clusters, participants, purchases)
    print(f"clusters {clusters:,}, participants {participants:,}, purchases {purchases:,}, seed {SEED}, on {ON}")
    print(f"{'run':>4} {'aggregation, s':>16} {'judgement, s':>14} {'rows':>10}")
    for run in range(1, 4):
        started = time.perf_counter()
        sums = aggregate(tables, on=ON, facts=facts)
        gathered = time.perf_counter()
        judged = judge(sums, on=ON, facts=facts)
        done = time.perf_counter()
        print(f"{run:>4} {gathered - started:>16.3f} {done - gathered:>14.3f} {judged.height:>10,}")
    print(judged.group_by("verdict").agg(pl.col("cluster_id").n_unique()).sort("verdict"))
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB (data included)")
    beside_openfisca(participants, clusters)


def beside_openfisca(firms: int, clusters: int) -> None:
    if not OPENFISCA.is_file() or importlib.util.find_spec("openfisca_core") is None:
        print("!!! OpenFisca was NOT run: its script or `openfisca_core` is not here. No ratio to show.")
        return
    subprocess.run([sys.executable, str(OPENFISCA), str(firms), str(clusters)], check=True)


if __name__ == "__main__":
    main()
