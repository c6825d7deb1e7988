"""Exercises for learners: the figures of a small cluster around the threshold of one rule, judged by the rules.

The answer is what the rules say of the figures, so an exercise is never wrong about the law it was made from.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from svetovod.engine.facts import Facts

from .sketch import Sketch, evaluate_sketch
from .verdict import RuleResult, Verdict

# the figure that a rule looks at, and the step by which it is moved off the threshold
ASKED: dict[str, tuple[str, Decimal]] = {
    "cluster.min_participants": ("participants", Decimal(1)),
    "cluster.min_final_producers": ("final_producers", Decimal(1)),
    "cluster.func_dependence_min": ("functional_dependence", Decimal("0.01")),
    "cluster.max_newcomers_no_coop": ("newcomers_without_cooperation", Decimal(1)),
    "cluster.hpj_share_min": ("high_performance_share", Decimal("0.01")),
    "cluster.min_education_bodies": ("education_bodies", Decimal(1)),
    "cluster.min_tech_infra_objects": ("technological_objects", Decimal(1)),
}
STEPS = (-3, -2, -1, 0, 1, 2, 3)
SILENT = 7  # one exercise of so many does not say the figure


@dataclass(frozen=True, slots=True)
class Exercise:
    """`key` is the rule that is asked about, `verdict` what the rules say of the figures."""

    key: str
    sketch: Sketch
    verdict: Verdict

    @property
    def result(self) -> RuleResult:
        found = self.verdict.rule(self.key)
        assert found is not None
        return found


def askable(*, on: date, facts: Facts) -> tuple[str, ...]:
    """Rules of the edition in force that a figure decides, in the order of the act."""
    judged = evaluate_sketch(Sketch(), on=on, facts=facts)
    return tuple(rule.key for rule in judged.rules if rule.key in ASKED)


def exercises(*, keys: Sequence[str], count: int, seed: int, on: date, facts: Facts) -> tuple[Exercise, ...]:
    """`count` different ones, over the rules in turn; the same arguments give the same exercises.

    Raises `ValueError` for a rule that the edition of the day does not ask a figure about.
    """
    if wrong := set(keys) - set(askable(on=on, facts=facts)):
        raise ValueError(f"no figure decides {', '.join(sorted(wrong))} on {on.isoformat()}")
    chance, made = Random(seed), list[Exercise]()  # noqa: S311 - seeded, to be repeated
    turns = list(keys)
    chance.shuffle(turns)
    for number in range(count):
        key = turns[number % len(turns)]
        drawn = _drawn(key, chance, on, facts)
        while any(drawn.key == each.key and drawn.sketch == each.sketch for each in made):
            drawn = _drawn(key, chance, on, facts)
        made.append(drawn)
    return tuple(made)


def _drawn(key: str, chance: Random, on: date, facts: Facts) -> Exercise:
    sketch = _somewhere(chance)
    figure, step = ASKED[key]
    threshold = _judged(key, sketch, on, facts).threshold
    assert threshold is not None
    silent = chance.randrange(SILENT) == 0
    value = None if silent else _moved(Decimal(threshold), step, chance)
    typed: dict[str, Any] = {figure: int(value) if value is not None and step == 1 else value}
    sketch = _whole(replace(sketch, **typed))
    return Exercise(key, sketch, evaluate_sketch(sketch, on=on, facts=facts))


def _judged(key: str, sketch: Sketch, on: date, facts: Facts) -> RuleResult:
    return Exercise(key, sketch, evaluate_sketch(sketch, on=on, facts=facts)).result


def _somewhere(chance: Random) -> Sketch:
    """A cluster of usual size; every second one has most of its participants on special territories."""
    participants = chance.randint(8, 16)
    special = chance.choice((0, chance.randint(participants // 2 + 1, participants)))
    return Sketch(
        participants=participants,
        final_producers=chance.randint(1, 4),
        functional_dependence=Decimal(chance.randint(8, 34)) / 100,
        special_territory=special,
        newcomers_without_cooperation=chance.randint(0, 4),
        high_performance_share=Decimal(chance.randint(35, 65)) / 100,
        education_bodies=chance.randint(0, 3),
        technological_objects=chance.randint(0, 4),
    )


def _moved(threshold: Decimal, step: Decimal, chance: Random) -> Decimal:
    return max(threshold + step * chance.choice(STEPS), Decimal(0))


def _whole(sketch: Sketch) -> Sketch:
    """Parts of the participants are no more than there are."""
    every = sketch.participants
    if every is None:
        return replace(sketch, special_territory=0)
    return replace(
        sketch,
        special_territory=min(sketch.special_territory, every),
        final_producers=None if sketch.final_producers is None else min(sketch.final_producers, every),
        newcomers_without_cooperation=(
            None if sketch.newcomers_without_cooperation is None else min(sketch.newcomers_without_cooperation, every)
        ),
    )
