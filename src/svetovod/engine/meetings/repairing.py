"""The search for the fewest changes, in a process of its own: RC2 first over what stays, then over breaks."""

from .clauses import Encoding, encode
from .events import Fewest, Found, Impossible, Report
from .problem import Repair


def search_repair(asked: Repair, report: Report) -> None:
    """The fewest changes; of those the fewest new slots for whoever lost the table; of those the fewest breaks."""
    encoding = encode(asked.problem)
    if [] in encoding.clauses:
        report(Impossible())
        return
    seated, unseated, lost = _keeping(asked, encoding)
    heavy = len(unseated) + 1
    first = _least(encoding.clauses, [(each, heavy) for each in seated] + [(each, 1) for each in unseated])
    if first is None:
        report(Impossible())
        return
    cost, model = first
    report(Found(encoding.schedule(model)))
    report(Fewest(cost // heavy + lost + len(asked.unseated)))
    hard = [*encoding.clauses]
    for row, most in ((seated, cost // heavy), (unseated, cost % heavy)):
        hard += _at_most(hard, row, most)
    second = _least(hard, [(-literal, 1) for row in encoding.breaks for literal in row])
    if second is not None:
        report(Found(encoding.schedule(second[1])))


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
