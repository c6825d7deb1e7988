"""Holds a schedule of presentations against its problem; shares nothing with what found it but the problem itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from .problem import APART, PitchProblem, PitchResult, PitchStatus


@dataclass(frozen=True, slots=True)
class Violation:
    code: str
    project: int | None = None
    block: int | None = None
    expert: int | None = None


def check(problem: PitchProblem, result: PitchResult) -> list[Violation]:
    if result.status in {PitchStatus.INFEASIBLE, PitchStatus.UNKNOWN}:
        return []
    if len(result.places) != len(problem.projects) or len(result.panels) != len(problem.blocks):
        return [Violation("shape.wrong")]
    if unknown := [each for each in _places(problem, result) if each.code == "place.unknown"]:
        return unknown
    return [*_places(problem, result), *_panels(problem, result), *_own(problem, result), *_value(problem, result)]


def _places(problem: PitchProblem, result: PitchResult) -> Iterator[Violation]:
    taken: set[tuple[int, int]] = set()
    for project, (block, place) in enumerate(result.places):
        if not (0 <= block < len(problem.blocks) and 0 <= place < problem.blocks[block].places):
            yield Violation("place.unknown", project=project)
        elif (block, place) in taken:
            yield Violation("place.twice", project=project, block=block)
        taken.add((block, place))


def _panels(problem: PitchProblem, result: PitchResult) -> Iterator[Violation]:
    heard = {block for block, _place in result.places}
    times: set[tuple[int, int]] = set()
    loads = [0] * len(problem.experts)
    for block, panel in enumerate(result.panels):
        if block in heard and not problem.least <= len(panel) <= problem.most:
            yield Violation("panel.size", block=block)
        for expert in panel:
            loads[expert] += 1
            if block not in problem.experts[expert].blocks:
                yield Violation("expert.away", block=block, expert=expert)
            if (expert, problem.blocks[block].time) in times:
                yield Violation("expert.twice", block=block, expert=expert)
            times.add((expert, problem.blocks[block].time))
    for expert, load in enumerate(loads):
        if load > problem.load:
            yield Violation("expert.load", expert=expert)


def _own(problem: PitchProblem, result: PitchResult) -> Iterator[Violation]:
    for project, (block, _place) in enumerate(result.places):
        for expert in result.panels[block]:
            if project in problem.experts[expert].own:
                yield Violation("expert.own", project=project, block=block, expert=expert)


def _value(problem: PitchProblem, result: PitchResult) -> Iterator[Violation]:
    points, heard = 0, set()
    for number, (block, _place) in enumerate(result.places):
        project = problem.projects[number]
        seated = [problem.experts[expert].competences for expert in result.panels[block]]
        points += sum(any(each in known for known in seated) for each in project.wanted)
        heard |= {(project.family, block)} if project.family else set()
    points -= APART * (len(heard) - len({family for family, _block in heard}))
    if points != result.value:
        yield Violation("value.wrong")
    if result.value > result.bound + 1e-6:
        yield Violation("bound.wrong")
    if result.status is PitchStatus.OPTIMAL and result.bound - result.value >= 1:
        yield Violation("status.wrong")
