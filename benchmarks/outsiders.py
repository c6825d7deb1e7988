"""Random contests recomputed by strangers: tests/engine/ranking/outsider.py and, in Perl, tools/rank_export.pl.

python benchmarks/outsiders.py [CONTESTS] [SEED]

Every rule a round can have is drawn: ways to join scores, keys between equals, years, quotas, least points of a
criterion, sheets needed, a bound on winners, all ways to distribute. What a program prints otherwise is a fault.
"""

import importlib.util
import json
import random
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from svetovod.engine.model import (
    Aggregation,
    Candidate,
    Criterion,
    CriterionKind,
    Distribution,
    Quota,
    QuotaBy,
    Scale,
    Score,
    SelectionRound,
)
from svetovod.engine.ranking import rank, round_to_json

ROOT = Path(__file__).parents[1]
START = datetime(2026, 9, 1, tzinfo=UTC)
WEIGHTS = ([100], [50, 50], [40, 40, 20], [25, 25, 25, 25])


def contest(chance: random.Random) -> SelectionRound:
    """Small numbers, so that equal scores, used-up quotas and sums that just fit are frequent."""
    scale, way = chance.choice(list(Scale)), chance.choice(list(Distribution))
    weights = chance.choice(WEIGHTS)
    criteria = []
    for n, weight in enumerate(weights):
        maximum = Decimal(chance.choice([4, 5, 10]))
        criteria.append(
            Criterion(
                f"К{n}", f"Критерий {n}", maximum if scale is Scale.POINTS else Decimal(weight), maximum,
                CriterionKind.COMPUTED if n and chance.random() < 0.3 else CriterionKind.EXPERT,
                Decimal(chance.randint(1, 3)) if chance.random() < 0.2 else None,
            )
        )  # fmt: skip
    limit = Decimal(chance.randint(1, 300))
    divided = way is not Distribution.PROPORTIONAL
    first = Decimal(chance.randint(0, int(limit)))
    years = ((2026, first), (2027, limit - first)) if divided and chance.random() < 0.3 else ()
    pairs = [(by, name) for by in QuotaBy for name in ("А", "Б")]
    quotas = tuple(
        Quota(by, name, _money(chance, 150), _money(chance, 80))
        for by, name in chance.sample(pairs, chance.randint(0, 3) if divided and chance.random() < 0.5 else 0)
    )
    candidates = tuple(_candidate(chance, n, years) for n in range(chance.randint(1, 9)))
    keys = ["registered_at", "requested", "own_funds", "votes", *(f"criterion:{c.code}" for c in criteria)]
    whole = sum((c.weight for c in criteria), Decimal(0))
    return SelectionRound(
        limit, tuple(criteria), candidates, tuple(_scores(chance, criteria, candidates)),
        threshold=(whole * chance.randint(20, 70) / 100) if chance.random() < 0.6 else None, distribution=way,
        aggregation=chance.choice(list(Aggregation)), ties=tuple(chance.sample(keys, chance.randint(0, 3))),
        years=years, quotas=quotas, scale=scale, winners=chance.randint(1, 4) if chance.random() < 0.3 else None,
        sheets_needed=chance.choice([0, 0, 2]),
    )  # fmt: skip


def _money(chance: random.Random, most: int) -> Decimal | None:
    return Decimal(chance.randint(0, most)) if chance.random() < 0.6 else None


def _candidate(chance: random.Random, number: int, years: tuple[tuple[int, Decimal], ...]) -> Candidate:
    requested = Decimal(chance.randint(1, 120))
    early = Decimal(chance.randint(0, int(requested)))
    return Candidate(
        f"П-{number}", "", requested, START + timedelta(minutes=chance.randint(0, 3)), chance.random() < 0.9,
        Decimal(chance.randint(0, 60)) if chance.random() < 0.5 else None, region=chance.choice("АБВ"),
        direction=chance.choice("АБВ"),
        by_year=((2026, early), (2027, requested - early)) if years and chance.random() < 0.5 else (),
        takes_part=chance.random() < 0.8, own_funds=_money(chance, 3), votes=chance.randint(0, 2),
        chair=chance.random() < 0.3,
    )  # fmt: skip


def _scores(chance: random.Random, criteria: list[Criterion], candidates: tuple[Candidate, ...]) -> list[Score]:
    rows = []
    for candidate in candidates:
        for name in ("Э1", "Э2", "Э3", "Э4"):
            mark = chance.random()
            if mark < 0.1:
                rows.append(Score(candidate.code, name, None, None, conflict=True))
            if mark < 0.75:
                rows += [
                    Score(candidate.code, name, c.code, Decimal(chance.randint(0, int(c.maximum) * 2)) / 2)
                    for c in criteria
                    if c.kind is CriterionKind.EXPERT
                ]
        rows += [
            Score(candidate.code, None, c.code, Decimal(chance.randint(0, int(c.maximum))))
            for c in criteria
            if c.kind is CriterionKind.COMPUTED and chance.random() < 0.9
        ]
    return rows


def outsider() -> object:
    spec = importlib.util.spec_from_file_location("outsider", ROOT / "tests/engine/ranking/outsider.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def in_perl(contests: list[tuple[object, object]]) -> str:
    """What the other program says of all of them: OK or the numbers of those that differ."""
    lines = "".join(
        json.dumps({"round": round_, "ranking": result}, ensure_ascii=False) + "\n" for round_, result in contests
    )
    done = subprocess.run(
        ["perl", str(ROOT / "tools/rank_export.pl"), "-"], input=lines.encode(), capture_output=True, check=False
    )  # fmt: skip
    return (done.stdout + done.stderr).decode().strip()


def main(count: int = 1000, seed: int = 41) -> int:
    chance, python = random.Random(seed), outsider()
    contests, differ = [], []
    start = time.process_time()
    for number in range(1, count + 1):
        round_ = contest(chance)
        given, result = round_to_json(round_), rank(round_).to_json()
        if python.rank(given) != result:  # type: ignore[attr-defined]
            differ.append(number)
        contests.append((given, result))
    spent = time.process_time() - start
    said = in_perl(contests)
    winners = sum(row["status"] in ("winner", "partial") for _, result in contests for row in result["ranking"])
    ties = sum(row["tie_broken_by"] is not None for _, result in contests for row in result["ranking"])
    print(f"{count} contests, {winners} awards, {ties} places in ties")
    print(f"outsider.py: {differ or 'OK'} ({spent:.1f} s with the engine); rank_export.pl: {said}")
    return 0 if not differ and said == "OK" else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
