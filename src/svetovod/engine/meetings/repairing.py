"""The search for the fewest changes, in a process of its own: RC2 first over what stays, then over breaks."""

from collections.abc import Collection
from dataclasses import replace

from .clauses import Encoding, encode
from .domains import domains
from .events import Fewest, Found, Impossible, Report
from .problem import Repair


def search_repair(asked: Repair, report: Report) -> None:
    """The fewest changes; of those the fewest new slots for whoever lost the table; of those the fewest breaks.

    Where it is enough that those move who have to, the schedules with the fewest changes are exactly those in which
    all others keep their slots: the search among them is small, and nothing is lost by it. Where it is not enough,
    one meeting more has to move; a schedule is sought first among the meetings of the same people, then everywhere.
    """
    moving = _moving(asked)
    if _search(_held(asked, moving), report):
        return
    people = {who for number in moving for who in asked.problem.meetings[number].people}
    near = _held(asked, {number for who in people for number in asked.problem.of[who]} | moving)
    _search(near, report, fewest=sum(asked.before[number] is not None for number in moving) + 1)
    if not _search(asked, report):
        report(Impossible())


def _moving(asked: Repair) -> set[int]:
    """Meetings that cannot stay where they were, or were nowhere."""
    rows = enumerate(zip(asked.before, domains(asked.problem), strict=True))
    return {number for number, (old, row) in rows if old not in row} | asked.unseated


def _held(asked: Repair, free: Collection[int]) -> Repair:
    """All meetings but the free ones are fixed where they were."""
    meetings = tuple(
        meeting if number in free else replace(meeting, fixed=old)
        for number, (meeting, old) in enumerate(zip(asked.problem.meetings, asked.before, strict=True))
    )
    return replace(asked, problem=replace(asked.problem, meetings=meetings))


def _search(asked: Repair, report: Report, fewest: int | None = None) -> bool:
    """False where there is no schedule. `fewest`: what is known of all schedules where this is a part of them."""
    encoding = encode(asked.problem)
    if [] in encoding.clauses:
        return False
    seated, unseated, lost = _keeping(asked, encoding)
    heavy = len(unseated) + 1
    first = _least(encoding.clauses, [(each, heavy) for each in seated] + [(each, 1) for each in unseated])
    if first is None:
        return False
    cost, model = first
    report(Found(encoding.schedule(model)))
    report(Fewest(cost // heavy + lost + len(asked.unseated) if fewest is None else fewest))
    hard = [*encoding.clauses]
    for row, most in ((seated, cost // heavy), (unseated, cost % heavy)):
        hard += _at_most(hard, row, most)
    second = _least(hard, [(-literal, 1) for row in encoding.breaks for literal in row])
    if second is not None:
        report(Found(encoding.schedule(second[1])))
    return True


def _keeping(asked: Repair, encoding: Encoding) -> tuple[list[int], list[int], int]:
    """The literals that say a meeting keeps its slot: of those with a table, of those without; and how many of the
    first cannot.
    """
    seated: list[int] = []
    unseated: list[int] = []
    lost = 0
    for number, (row, old) in enumerate(zip(encoding.at, asked.before, strict=True)):
        if old is None:
            continue
        if old in row:
            (unseated if number in asked.unseated else seated).append(row[old])
        elif number not in asked.unseated:
            lost += 1
    return seated, unseated, lost


def _at_most(clauses: list[list[int]], keep: list[int], most: int) -> list[list[int]]:
    """No more than so many of the literals are false."""
    from pysat.card import CardEnc, EncType

    if most >= len(keep):
        return []
    top = max((abs(literal) for clause in clauses for literal in clause), default=0)
    moved = [-literal for literal in keep]
    return list(CardEnc.atmost(lits=moved, bound=most, top_id=top, encoding=EncType.seqcounter).clauses)


def _least(hard: list[list[int]], soft: list[tuple[int, int]]) -> tuple[int, list[int]] | None:
    """The least weight of literals that are not true, with a model; None where the hard clauses cannot hold."""
    from pysat.examples.rc2 import RC2
    from pysat.formula import WCNF

    formula = WCNF()
    formula.extend(hard)
    for literal, weight in soft:
        formula.append([literal], weight=weight)
    with RC2(formula, solver="cadical153", adapt=True, exhaust=True, minz=True) as search:
        model = search.compute()
        return None if model is None else (search.cost, model)
