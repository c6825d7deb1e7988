"""Rules of law: `evaluate` for one cluster, `bulk` for very many, `project` for a joint project.

`bulk` is not imported here: it loads polars.
"""

from .diff import FactChange, RuleChange, facts_diff, verdict_diff
from .evaluate import conclude, evaluate
from .exercises import Exercise, askable, exercises
from .project import ProjectAnswers, evaluate_project
from .sketch import Sketch, evaluate_sketch
from .stored import verdict_from_json
from .verdict import Conclusion, Evidence, Fix, FixKind, Outcome, RuleResult, Verdict, printed_ratio

__all__ = [
    "Conclusion",
    "Evidence",
    "Exercise",
    "FactChange",
    "Fix",
    "FixKind",
    "Outcome",
    "ProjectAnswers",
    "RuleChange",
    "RuleResult",
    "Sketch",
    "Verdict",
    "askable",
    "conclude",
    "evaluate",
    "evaluate_project",
    "evaluate_sketch",
    "exercises",
    "facts_diff",
    "printed_ratio",
    "verdict_diff",
    "verdict_from_json",
]
