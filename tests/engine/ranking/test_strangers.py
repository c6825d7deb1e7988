"""The ranking of an export computed by the program in Perl: what comes out is OK, what was bent is named."""

import json
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest
from tests.engine.ranking.test_ranking import a_round, outsider, project, scored

from svetovod.engine.ledger.container import pack
from svetovod.engine.model import Distribution, SelectionRound
from svetovod.engine.ranking import rank, round_to_json

PERL = Path(__file__).parents[3] / "tools" / "rank_export.pl"
# P1 takes the whole sum only, P2 drops out for its sake and comes back
SHARED = a_round(
    100, [project("P1"), project("P2", 50, minimum=30), project("P3", 50), project("P4", 10)],
    scored(P1="9 9", P2="8 7", P3="7 x", P4="1 1"), distribution=Distribution.PROPORTIONAL, threshold=Decimal(20),
)  # fmt: skip
SHARED_WHOLE = a_round(
    100, [project("P1", 100, minimum=100), *SHARED.candidates[1:]], SHARED.scores,
    distribution=Distribution.PROPORTIONAL, threshold=Decimal(20),
)  # fmt: skip
DOWN = a_round(150, [project("P1"), project("P2", minimum=40), project("P3")], scored(P1="9 1", P2="8 8", P3="7 7"))


def said(tmp_path: Path, round_: SelectionRound, result: object) -> str:
    path = tmp_path / "export.zip"
    files = {"round": round_to_json(round_), "ranking": result}
    path.write_bytes(pack({f"files/selection/{name}.json": json.dumps(each).encode() for name, each in files.items()}))
    done = subprocess.run(["perl", PERL, path], capture_output=True, check=False, timeout=60)
    assert not done.stderr
    assert done.returncode == (done.stdout != b"OK\n")
    return done.stdout.decode().strip()


@pytest.mark.parametrize("round_", [SHARED, SHARED_WHOLE, DOWN])
def test_an_export_comes_out_and_a_bent_one_does_not(tmp_path: Path, round_: SelectionRound) -> None:
    result = rank(round_).to_json()
    assert outsider.rank(round_to_json(round_)) == result
    assert said(tmp_path, round_, result) == "OK"
    assert said(tmp_path, round_, result | {"left": "0.01"}) == "left"
    result["ranking"][0]["allocated"] = "1.00"
    assert said(tmp_path, round_, result) == "ranking"
