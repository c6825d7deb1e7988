"""The solver's values as steps that a person can take, in the order one would take them."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction

from svetovod.engine.model import ParticipantRole
from svetovod.engine.rules.purchases import rubles

from .plan import Step, StepKind, exact_cost
from .problem import group_of
from .program import Program
from .rows import Expr, value_of
from .tables import recruit_cost

Value = Callable[[Expr], int]
_RECRUIT = {True: StepKind.RECRUIT_FINAL_PRODUCER, False: StepKind.RECRUIT_SUPPLIER}
_NOTHING = Decimal(0)


def read_steps(program: Program, values: list[int]) -> tuple[Step, ...]:
    def value(expression: Expr) -> int:
        return value_of(expression, values)

    names = {p.inn: p.name for p in program.everybody()}
    return (
        *_joining(program, value),
        *_anybody(program, value),
        *(
            Step(StepKind.DROP_PARTICIPANT, program.problem.costs.drop_participant or _NOTHING, p.inn, p.name)
            for p in program.tables.people
            if value(program.dropped[p.inn])
        ),
        *_moved(program, value, names),
        *_bought(program, value, names),
        *_contracts(program, values, names),
        *_jobs(program, value),
        *_around(program, value),
    )


def _joining(program: Program, value: Value) -> Iterator[Step]:
    agreement = program.problem.costs.agreement or _NOTHING
    for each in program.tables.recruits:
        who = each.participant
        if value(program.recruited[who.inn]):
            kind = _RECRUIT[who.role is ParticipantRole.FINAL_PRODUCER]
            cost = recruit_cost(each, program.problem) or _NOTHING
            yield Step(kind, cost, who.inn, who.name, special_territory=who.special_territory)
            yield Step(StepKind.SIGN_AGREEMENT, agreement, who.inn, who.name)


def _anybody(program: Program, value: Value) -> Iterator[Step]:
    costs = program.problem.costs
    found = 0
    for (producer, special), variable in program.anybody.items():
        count = value(variable)
        if count:
            each = costs.recruits(final_producer=producer) or _NOTHING
            each += costs.on_special_territory or _NOTHING if special else _NOTHING
            yield Step(_RECRUIT[producer], each * count, count=count, special_territory=special)
            found += count
    if found:
        yield Step(StepKind.SIGN_AGREEMENT, (costs.agreement or _NOTHING) * found, count=found)


def _moved(program: Program, value: Value, names: dict[str, str]) -> Iterator[Step]:
    """The whole sum over the opened items, the largest first, the least contract at least to each."""
    costs = program.problem.costs
    opened = [item for item, literal in program.trade.items.items() if value(literal)]
    capacity = {item: value(program.trade.capacity[item]) for item in opened}
    opened.sort(key=lambda item: (-capacity[item], item))
    least = {item: program.trade.least(item) for item in opened}
    left = value(program.trade.moved) - sum(least.values())
    for item in opened:
        part = min(left, capacity[item] - least[item])
        left -= part
        amount = rubles(part + least[item])
        seller = _seller(program, value, item)
        cost = (costs.shift_contract or _NOTHING) + _share(costs.shift_rate, amount)
        yield Step(
            StepKind.SHIFT_PURCHASES, cost, seller, names[seller], item[0], names[item[0]], item[1], amount
        )  # fmt: skip


def _seller(program: Program, value: Value, item: tuple[str, str]) -> str:
    """The chosen one; of those that make no difference, one that trades with the buyer already, else the first."""
    buyer, group = item
    for (b, g, seller), literal in program.trade.moves.items():
        if (b, g) == item and seller is not None and value(literal):
            return seller
    able = program.problem.makers[group]
    fitting = [
        p.inn
        for p in program.tables.people
        if p.inn in able and p.inn != buyer and not p.newcomer and value(program.present[p.inn])
    ]
    return min(fitting, key=lambda inn: (-program.tables.inside.get((buyer, inn), 0), fitting.index(inn)))


def _bought(program: Program, value: Value, names: dict[str, str]) -> Iterator[Step]:
    """All of it in the largest trade there is."""
    kopecks = value(program.trade.more)
    if not kopecks:
        return
    tables = program.tables
    there = {inn for inn, literal in program.present.items() if value(literal)}
    trades = [pair for pair, amount in tables.inside.items() if amount and there.issuperset(pair)]
    buyer, seller = max(trades, key=lambda pair: (tables.inside[pair], pair))
    rate, amount = program.problem.costs.buy_rate, rubles(kopecks)
    group = _largest_group(program, buyer, seller)
    yield Step(
        StepKind.BUY_MORE, _share(rate, amount), seller, names[seller], buyer, names[buyer], group, amount
    )  # fmt: skip


def _largest_group(program: Program, buyer: str, seller: str) -> str:
    rows = [*program.problem.cluster.purchases, *(row for each in program.tables.recruits for row in each.purchases)]
    between = [row for row in rows if (row.buyer, row.seller) == (buyer, seller) and row.for_final_product]
    return group_of(max(between, key=lambda row: (row.amount, row.okpd2)).okpd2)


def _contracts(program: Program, values: list[int], names: dict[str, str]) -> Iterator[Step]:
    cost = program.problem.costs.newcomer_contract or _NOTHING
    for inn, literal in program.links.contracts.items():
        if value_of(literal, values):
            partner = program.links.partner(inn, values)
            yield Step(StepKind.NEWCOMER_CONTRACT, cost, inn, names[inn], partner, names[partner])
    count = value_of(program.links.unknown_contracts, values)
    if count:
        partner = program.links.partner("", values)
        yield Step(StepKind.NEWCOMER_CONTRACT, cost * count, partner=partner, partner_name=names[partner], count=count)


def _jobs(program: Program, value: Value) -> Iterator[Step]:
    """Where there is most room first."""
    left = value(program.jobs)
    there = [p for p in program.everybody() if value(program.present[p.inn])]
    for who in sorted(there, key=lambda p: -program.room[p.inn]):
        count = min(left, program.room[who.inn])
        if count:
            cost = (program.problem.costs.high_performance_job or _NOTHING) * count
            yield Step(StepKind.ADD_HIGH_PERFORMANCE_JOBS, cost, who.inn, who.name, count=count)
            left -= count


def _around(program: Program, value: Value) -> Iterator[Step]:
    costs = program.problem.costs
    for kind, variable, cost in (
        (StepKind.ADD_EDUCATION_BODY, program.education, costs.education_body),
        (StepKind.ADD_TECHNOLOGICAL_OBJECT, program.technology, costs.technological_object),
    ):
        if count := value(variable):
            yield Step(kind, (cost or _NOTHING) * count, count=count)


def _share(rate: Decimal | None, amount: Decimal) -> Decimal:
    return exact_cost(Fraction(rate or 0) * Fraction(amount))
