"""The cheapest way to conform: `solve` finds it with a proof, `check` holds it against the rules without the solver.

The solver's package is loaded by `solve` alone, when it is called.
"""

from .application import apply
from .check import Violation, check
from .costs import Costs, CostsError, costs_from, read_costs
from .effects import Change, Effect, Effects, effects
from .plan import Alternative, AmountsTooLargeError, Obstacle, Plan, PlanStatus, Step, StepKind
from .problem import PlanProblem, groups_outside, prepare
from .solve import Params, solve

__all__ = [
    "Alternative",
    "AmountsTooLargeError",
    "Change",
    "Costs",
    "CostsError",
    "Effect",
    "Effects",
    "Obstacle",
    "Params",
    "Plan",
    "PlanProblem",
    "PlanStatus",
    "Step",
    "StepKind",
    "Violation",
    "apply",
    "check",
    "costs_from",
    "effects",
    "groups_outside",
    "prepare",
    "read_costs",
    "solve",
]
