"""The schedule by a program in whole numbers (HiGHS): who sits where and what is heard where, in one search."""

from typing import Any

from .problem import APART, PitchProblem, PitchResult, PitchStatus, value_of

GAP = 0.999  # values are whole: a bound nearer than one point proves the schedule


class _Rows:
    """A program is gathered row by row, then handed over at once."""

    def __init__(self) -> None:
        self.costs: list[float] = []
        self.upper: list[float] = []
        self.whole: list[bool] = []
        self.rows: list[tuple[float, float, list[tuple[int, float]]]] = []

    def column(self, cost: float = 0.0, *, upper: float = 1.0, whole: bool = True) -> int:
        self.costs.append(cost)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.costs) - 1

    def row(self, low: float, high: float, terms: list[tuple[int, float]]) -> None:
        self.rows.append((low, high, terms))


def solve(problem: PitchProblem, *, seconds: float = 20.0, seed: int = 0) -> PitchResult:
    """The best found in that time with the bound proven for every schedule; without one, INFEASIBLE or UNKNOWN."""
    if sum(block.places for block in problem.blocks) < len(problem.projects):
        return PitchResult(PitchStatus.INFEASIBLE)
    if not problem.projects:
        return PitchResult(PitchStatus.OPTIMAL, panels=((),) * len(problem.blocks))
    program, heard, seated = _program(problem)
    found, bound, status = _search(program, problem, seconds, seed)
    if found is None:
        return PitchResult(status)
    hours = range(len(problem.blocks))
    blocks = tuple(max(hours, key=lambda b: found[heard[p, b]]) for p in _projects(problem))
    used = set(blocks)
    panels = tuple(
        tuple(e for e in range(len(problem.experts)) if b in used and (e, b) in seated and found[seated[e, b]] > 0.5)
        for b in range(len(problem.blocks))
    )
    blocks, panels = _earlier(problem, blocks, panels)
    value = value_of(problem, blocks, panels)
    bound = max(bound, float(value))
    status = PitchStatus.OPTIMAL if bound - value < GAP else PitchStatus.FEASIBLE
    return PitchResult(status, _ordered(problem, blocks), panels, value, bound)


def _projects(problem: PitchProblem) -> range:
    return range(len(problem.projects))


def _program(problem: PitchProblem) -> tuple[_Rows, dict[tuple[int, int], int], dict[tuple[int, int], int]]:
    inf = float("inf")
    program, blocks = _Rows(), range(len(problem.blocks))
    heard = {(p, b): program.column() for p in _projects(problem) for b in blocks}
    seated = {(e, b): program.column() for e, each in enumerate(problem.experts) for b in sorted(each.blocks)}
    used = {b: program.column() for b in blocks}
    # Every project is heard once, and a block has so many places.
    for p in _projects(problem):
        program.row(1, 1, [(heard[p, b], 1.0) for b in blocks])
    for b in blocks:
        inside = [(heard[p, b], 1.0) for p in _projects(problem)]
        program.row(-inf, 0, [*inside, (used[b], -float(problem.blocks[b].places))])
    # A block in which something is heard has its panel.
    for b in blocks:
        panel = [(seated[e, b], 1.0) for e in range(len(problem.experts)) if (e, b) in seated]
        program.row(0, inf, [*panel, (used[b], -float(problem.least))])
        program.row(-inf, 0, [*panel, (used[b], -float(problem.most))])
    _experts(problem, program, heard, seated)
    _competences(problem, program, heard, seated)
    _families(problem, program, heard)
    return program, heard, seated


def _experts(problem: PitchProblem, program: _Rows, heard: Any, seated: Any) -> None:
    """Nobody sits in two blocks at once, in more than the load, or where a project of their own is heard."""
    inf = float("inf")
    for e, expert in enumerate(problem.experts):
        times: dict[int, list[tuple[int, float]]] = {}
        for b in sorted(expert.blocks):
            times.setdefault(problem.blocks[b].time, []).append((seated[e, b], 1.0))
        for terms in times.values():
            program.row(-inf, 1, terms)
        program.row(-inf, float(problem.load), [term for terms in times.values() for term in terms])
        for b in sorted(expert.blocks):
            own = [(heard[p, b], 1.0) for p in sorted(expert.own)]
            if own:
                many = float(min(len(own), problem.blocks[b].places))
                program.row(-inf, many, [*own, (seated[e, b], many)])


def _competences(problem: PitchProblem, program: _Rows, heard: Any, seated: Any) -> None:
    """A point where the project is heard before somebody who knows what it wants. A block knows a thing or does not."""
    inf = float("inf")
    wanted = sorted({each for project in problem.projects for each in project.wanted})
    for b in range(len(problem.blocks)):
        for competence in wanted:
            knows = program.column(whole=False)
            able = [e for e, each in enumerate(problem.experts) if competence in each.competences and (e, b) in seated]
            program.row(-inf, 0, [(knows, 1.0), *((seated[e, b], -1.0) for e in able)])
            for p, project in enumerate(problem.projects):
                if competence in project.wanted:
                    point = program.column(1.0, whole=False)
                    program.row(-inf, 0, [(point, 1.0), (heard[p, b], -1.0)])
                    program.row(-inf, 0, [(point, 1.0), (knows, -1.0)])


def _families(problem: PitchProblem, program: _Rows, heard: Any) -> None:
    """Each block more in which a family is heard costs points; by its size it needs at least so many."""
    inf = float("inf")
    kin: dict[str, list[int]] = {}
    for p, project in enumerate(problem.projects):
        if project.family:
            kin.setdefault(project.family, []).append(p)
    for family in sorted(kin):
        there = []
        for b in range(len(problem.blocks)):
            column = program.column(-float(APART), whole=False)
            there.append((column, 1.0))
            for p in kin[family]:
                program.row(-inf, 0, [(heard[p, b], 1.0), (column, -1.0)])
        program.row(1, inf, there)


def _search(program: _Rows, problem: PitchProblem, seconds: float, seed: int) -> tuple[Any, float, PitchStatus]:
    import numpy as np  # heavy, as HiGHS is: a check of what is stored needs neither
    from highspy import HighsModelStatus, HighsVarType, kHighsInf
    from highspy._core import _Highs  # the public wrapper writes its name on standard output

    engine = _Highs()
    for name, option in (
        ("output_flag", False), ("threads", 1), ("random_seed", seed), ("time_limit", float(seconds)),
        ("mip_rel_gap", 0.0), ("mip_abs_gap", GAP),
    ):  # fmt: skip
        engine.setOptionValue(name, option)
    many = len(program.costs)
    engine.addVars(many, np.zeros(many), np.array(program.upper))
    index = np.arange(many, dtype=np.int32)
    engine.changeColsCost(many, index, -np.array(program.costs))
    kinds = np.array([int(HighsVarType.kInteger if w else HighsVarType.kContinuous) for w in program.whole], np.uint8)
    engine.changeColsIntegrality(many, index, kinds)
    for low, high, terms in program.rows:
        columns = np.array([column for column, _value in terms], np.int32)
        values = np.array([value for _column, value in terms])
        engine.addRow(max(low, -kHighsInf), min(high, kHighsInf), len(terms), columns, values)
    engine.run()
    status, solution, info = engine.getModelStatus(), engine.getSolution(), engine.getInfo()
    if status == HighsModelStatus.kInfeasible:
        return None, 0.0, PitchStatus.INFEASIBLE
    if not solution.value_valid or info.primal_solution_status != 2:
        return None, 0.0, PitchStatus.UNKNOWN
    families = len({project.family for project in problem.projects if project.family})
    bound = float(np.floor(-info.mip_dual_bound + APART * families + 1e-6))
    return list(solution.col_value), bound, PitchStatus.FEASIBLE


def _earlier(
    problem: PitchProblem, blocks: tuple[int, ...], panels: tuple[tuple[int, ...], ...]
) -> tuple[tuple[int, ...], tuple[tuple[int, ...], ...]]:
    """Where points do not care when, the hours do: what is heard moves, with its panel, to a free block before it."""
    heard, seats = list(blocks), list(panels)
    for block in sorted(set(blocks), key=lambda b: problem.blocks[b].time):
        many = heard.count(block)
        for free in sorted(range(len(seats)), key=lambda b: problem.blocks[b].time):
            if problem.blocks[free].time >= problem.blocks[block].time:
                break
            if (
                free not in heard
                and problem.blocks[free].places >= many
                and _can_sit(problem, seats, seats[block], free)
            ):
                heard = [free if each == block else each for each in heard]
                seats[free], seats[block] = seats[block], ()
                break
    return tuple(heard), tuple(seats)


def _can_sit(problem: PitchProblem, seats: list[tuple[int, ...]], panel: tuple[int, ...], block: int) -> bool:
    time = problem.blocks[block].time
    there = {e for b, each in enumerate(seats) if problem.blocks[b].time == time for e in each}
    return all(block in problem.experts[e].blocks and e not in there for e in panel)


def _ordered(problem: PitchProblem, blocks: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    """Inside a block kin stand side by side, the family with the earliest project first."""
    places: dict[int, tuple[int, int]] = {}
    for block in sorted(set(blocks)):
        inside = [p for p, each in enumerate(blocks) if each == block]
        head: dict[str, int] = {}
        for p in inside:
            head.setdefault(problem.projects[p].family or f"#{p}", p)
        inside.sort(key=lambda p: (head[problem.projects[p].family or f"#{p}"], p))
        for place, p in enumerate(inside):
            places[p] = (block, place)
    return tuple(places[p] for p in _projects(problem))
