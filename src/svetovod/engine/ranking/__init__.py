"""From score sheets to places and money, with the reasons and the weight of every single expert."""

from .calibration import Calibrated, Calibration, Shift, calibrate
from .cases import Decisive, WithoutCriterion, decisive_scores, without_criteria
from .interchange import round_from_json, round_to_json
from .money import Grant, Purse, Wish, distribute
from .purse import purse_of, wish_of
from .ranking import Counting, rank
from .recheck import ranking_differences, sheet_differences
from .result import Contribution, Explanation, Outcome, Place, Ranking, Reason, WithoutExpert

__all__ = [
    "Calibrated",
    "Calibration",
    "Contribution",
    "Counting",
    "Decisive",
    "Explanation",
    "Grant",
    "Outcome",
    "Place",
    "Purse",
    "Ranking",
    "Reason",
    "Shift",
    "Wish",
    "WithoutCriterion",
    "WithoutExpert",
    "calibrate",
    "decisive_scores",
    "distribute",
    "purse_of",
    "rank",
    "ranking_differences",
    "round_from_json",
    "round_to_json",
    "sheet_differences",
    "wish_of",
    "without_criteria",
]
