"""Measures of support as anybody may read them; what is not there yet on the day of the clock is not shown."""

from datetime import date
from typing import Any

from svetovod.web.common.errors import Hidden
from svetovod.web.rulebook.selectors import facts, known_facts

from . import bridge, interchange

COSTS = bridge.COSTS
WHO = bridge.WHO


def measures(until: date | None) -> tuple[Any, ...]:
    """Those that began by that day; None: all."""
    return tuple(measure for measure in bridge.measures() if until is None or measure.first_day <= until)


def measure_get(measure_id: str, until: date | None) -> Any:
    found = next((measure for measure in measures(until) if measure.id == measure_id), None)
    if found is None:
        raise Hidden
    return found


def question(**answers: Any) -> Any:
    return bridge.question(**answers)


def fitting(question: Any) -> tuple[Any, ...]:
    """Every measure that has begun by the day of the question, the fitting ones first."""
    return bridge.match(question, measures(question.on), facts())


def clashes(matches: Any, question: Any) -> tuple[Any, ...]:
    """Pairs that exclude each other; with costs named, only those that both would pay for one of them."""
    return tuple(clash for clash in bridge.clashes(matches, question.on) if clash.costs or not question.costs)


def match_json(question: Any) -> dict[str, Any]:
    """How every measure fits the answers, and which exclude each other."""
    found = fitting(question)
    return interchange.matches(question, found, clashes(found, question))


def measure_json(measure: Any, on: date) -> dict[str, Any]:
    """A measure with the terms that had begun by the day."""
    return interchange.measure(measure, on)


def law(until: date | None) -> Any:
    """The law as it is known on that day; None: all of it."""
    return known_facts(until)
