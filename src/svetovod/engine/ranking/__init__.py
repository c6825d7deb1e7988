"""From score sheets to places and money, with the reasons and the weight of every single expert."""

from .calibration import Calibrated, Calibration, Shift, calibrate
from .interchange import round_from_json, round_to_json
from .ranking import rank
from .recheck import ranking_differences, sheet_differences
from .result import Contribution, Explanation, Outcome, Place, Ranking, Reason, WithoutExpert

__all__ = [
    "Calibrated",
    "Calibration",
    "Contribution",
    "Explanation",
    "Outcome",
    "Place",
    "Ranking",
    "Reason",
    "Shift",
    "WithoutExpert",
    "calibrate",
    "rank",
    "ranking_differences",
    "round_from_json",
    "round_to_json",
    "sheet_differences",
]
