"""The least that would meet a rule, each fix for itself. Formulas: `formats.md`, svetovod check."""

from fractions import Fraction

from svetovod.engine.model import round_up_to_kopeck

from .measures import Measures
from .verdict import Fix, FixKind, Outcome, RuleResult

_COUNTED = {
    "cluster.min_participants": FixKind.ADD_PARTICIPANTS,
    "cluster.min_final_producers": FixKind.ADD_FINAL_PRODUCERS,
}
_DEPENDENCE = "cluster.func_dependence_min"


def fixes_for(result: RuleResult, measures: Measures) -> tuple[Fix, ...]:
    """Fixes of a rule that is not met; nothing for the rules money or members do not mend."""
    if result.outcome is not Outcome.NOT_MET:
        return ()
    if result.key in _COUNTED:
        assert isinstance(result.gap, int)
        return (Fix(result.key, _COUNTED[result.key], count=result.gap),)
    if result.key == _DEPENDENCE:
        assert result.threshold is not None
        return _purchases(result.key, Fraction(result.threshold), measures)
    return ()


def _purchases(key: str, threshold: Fraction, measures: Measures) -> tuple[Fix, ...]:
    """Move purchases from outside sellers to participants, or buy more from participants."""
    bought = measures.bought
    missing = (threshold * bought.total - bought.inside) / 100
    shift = round_up_to_kopeck(missing)
    feasible = Fraction(bought.outside, 100) >= Fraction(shift)
    fixes = [Fix(key, FixKind.SHIFT_PURCHASES, amount=shift, feasible=feasible)]
    if threshold < 1:
        fixes.append(Fix(key, FixKind.ADD_PURCHASES, amount=round_up_to_kopeck(missing / (1 - threshold))))
    return tuple(fixes)
