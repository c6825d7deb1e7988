"""Results after the first: what the commission decided otherwise, and what was counted again after an appeal.

A run is never changed: each of these is a run of its own, that says of which it was made, by what and why. The first
run of a round is what the sheets give; an export holds every one.
"""

from collections.abc import Iterable, Sequence
from copy import deepcopy
from decimal import Decimal
from typing import Any

from . import bridge
from .mandate import Change
from .models import RankingRun

CHANGES, RECOUNT = "changes", "recount"


def changed(result: dict[str, Any], changes: Iterable[Change]) -> dict[str, Any]:
    """The result with the commission's own decisions in it; each stands under `changes` with what the ranking gave."""
    made = deepcopy(result)
    made.pop(RECOUNT, None)  # it is said by the run that counted again
    places = {place["project"]: place for place in made["ranking"]}
    said = list(made.get(CHANGES, []))
    for change in changes:
        place = places[change.project]
        said.append({
            "project": change.project, "status": change.status, "allocated": change.allocated, "ground": change.ground,
            "ranked": {"status": place["status"], "allocated": place["allocated"]},
        })  # fmt: skip
        place |= {"status": change.status, "allocated": change.allocated, "decided": change.ground}
        for words in made["why"].get(change.project, {}).values():
            words["money"] = [*words["money"], change.ground]
    total = sum((Decimal(place["allocated"]) for place in made["ranking"]), Decimal(0))
    left = Decimal(result["left"]) + Decimal(result["allocated"]) - total
    return made | {CHANGES: said, "allocated": format(total, "f"), "left": format(left, "f")}


def files_of(runs: Sequence[RankingRun]) -> dict[str, bytes]:
    """Later results of a round for its export: decisions beside their run, a recount with its own round."""
    files: dict[str, bytes] = {}
    for place, run in enumerate(runs, 1):
        folder = f"selection/later/{place}/"
        files[f"{folder}result.json"] = bridge.canonical(run.result)
        if RECOUNT in run.result:
            files[f"{folder}round.json"] = bridge.canonical(run.input)
    return files
