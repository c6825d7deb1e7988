"""A stored ranking to `engine.robustness` and its findings to what is kept."""

from collections.abc import Mapping
from typing import Any

from svetovod.engine.ranking import calibrate, rank, round_from_json
from svetovod.engine.robustness import assess, drift_of


def look(
    given: Mapping[str, Any], seed: int, traits: Mapping[str, Mapping[str, str]], order: Mapping[tuple[str, str], int]
) -> tuple[dict[str, Any], str]:
    """The findings as JSON, with the calibrated order and the drift beside, and their hash.

    `given` is the input of the ranking, `order` that in which sheets were handed in.
    """
    round_ = round_from_json(given)
    ranking = rank(round_)
    found = assess(round_, seed=seed, ranking=ranking, traits=traits)
    drifted = drift_of(round_, ranking, order, seed=seed)
    beside = {
        "calibration": calibrate(round_, ranking).to_json(), "drift": drifted.to_json() if drifted else None
    }  # fmt: skip
    return found.to_json() | beside, found.sha256
