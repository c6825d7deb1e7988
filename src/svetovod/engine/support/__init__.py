"""Measures of support as dated data, and which of them fit whom. One TOML file a measure, in `measures`."""

from .loader import COSTS, MeasuresError, load, load_folders
from .matching import Clash, Finding, Fit, Match, Outcome, Question, clashes, conflict_of, match
from .reading import Fault
from .shapes import Conflict, Kind, Level, Measure, Term, Topic, Who

__all__ = [
    "COSTS", "Clash", "Conflict", "Fault", "Finding", "Fit", "Kind", "Level", "Match", "Measure", "MeasuresError",
    "Outcome", "Question", "Term", "Topic", "Who", "clashes", "conflict_of", "load", "load_folders", "match",
]  # fmt: skip
