"""A stored ranking to `engine.robustness` and its findings to what is kept."""

from collections.abc import Mapping
from typing import Any

from svetovod.engine.ranking import calibrate, rank, round_from_json
from svetovod.engine.robustness import assess


def look(given: Mapping[str, Any], seed: int, traits: Mapping[str, Mapping[str, str]]) -> tuple[dict[str, Any], str]:
    """The findings as JSON, with the calibrated order beside, and their hash. `given` is the input of the ranking."""
    round_ = round_from_json(given)
    ranking = rank(round_)
    found = assess(round_, seed=seed, ranking=ranking, traits=traits)
    return found.to_json() | {"calibration": calibrate(round_, ranking).to_json()}, found.sha256
