"""The rules of the edition as constraints, one plain sentence above each."""

from decimal import Decimal
from typing import TYPE_CHECKING

from svetovod.engine.rules.purchases import kopecks

from . import requirements as keys
from .rows import Expr, added

if TYPE_CHECKING:
    from .program import Program


def ask(program: "Program") -> None:
    asks, tables, rows = program.asks, program.tables, program.rows
    unknown = program.anybody

    # Participants are the members there will be and those still to be found.
    count = program.total(lambda p: 1) + added(unknown.values())
    _at_least(program, keys.PARTICIPANTS, count, asks.participants)

    # Final producers among them.
    producers = program.total(lambda p: 1, producer=True) + added(n for (producer, _), n in unknown.items() if producer)
    _at_least(program, keys.PRODUCERS, producers, asks.producers)

    # Bought inside, moved inside and bought on top, of all that is bought: at least the threshold that applies.
    inside = added(program.trade.inside.values())
    bought = added(program.present[inn] * amount for inn, amount in tables.totals.items()) + program.trade.more
    program.measures[keys.DEPENDENCE] = inside + program.trade.moved + program.trade.more, bought
    special = program.total(lambda p: p.special_territory) + added(n for (_, on), n in unknown.items() if on)
    _dependence(program, special, count)

    # Newcomers without cooperation: not too many, and none whose term has run out.
    program.measures[keys.NEWCOMERS] = program.links.idle_count, 1
    if asks.newcomers is not None and keys.NEWCOMERS not in program.without:
        rows.at_most(program.links.idle_count, asks.newcomers)
    late = program.links.late()
    program.measures[keys.OVERDUE] = added(late), 1
    if keys.OVERDUE not in program.without:
        for idle in late:
            rows.at_most(idle, 0)

    # High-performance jobs of all jobs, and revenue per worker above the region's.
    staff = program.total(lambda p: p.employees or 0)
    jobs = program.total(lambda p: p.high_performance_jobs or 0) + program.jobs
    revenue = program.total(lambda p: kopecks(p.revenue) if p.revenue is not None else 0)
    program.measures[keys.JOBS] = jobs, staff
    program.measures[keys.PRODUCTIVITY] = revenue, staff
    if asks.jobs is not None and keys.JOBS not in program.without:
        rows.at_least(staff, 1)
        rows.at_least(jobs * asks.jobs.denominator, staff * asks.jobs.numerator)
    if asks.productivity and keys.PRODUCTIVITY not in program.without:
        rows.at_least(staff, 1)
        rows.at_least(revenue, staff * kopecks(program.problem.cluster.regional_productivity or Decimal(0)) + 1)

    # Education and technology around the cluster.
    have = [each.kind.value for each in program.problem.cluster.infrastructure]
    _at_least(program, keys.EDUCATION, have.count("education") + program.education, asks.education)
    _at_least(program, keys.TECHNOLOGY, have.count("technological") + program.technology, asks.technology)


def _at_least(program: "Program", key: str, count: Expr, value: int | None) -> None:
    program.measures[key] = count, 1
    if value is not None and key not in program.without:
        program.rows.at_least(count, value)


def _dependence(program: "Program", special: Expr, count: Expr) -> None:
    """Each case has a program of its own: enough participants on special territories, or not.

    The threshold of a case then holds without conditions, which is what gives the solver a bound.
    """
    asks, rows = program.asks, program.rows
    if asks.territory is not None:
        over, under = asks.territory.numerator, asks.territory.denominator
        if program.reduced:
            rows.at_least(special * under, count * over)
            rows.at_least(count, 1)
        else:
            # Where there is nobody there is no share either, and the general threshold applies.
            anyone = rows.flag()
            rows.at_most(count, anyone * rows.highest(count))
            rows.at_most(special * under + anyone, count * over)
    threshold = program.threshold
    if threshold is None or keys.DEPENDENCE in program.without:
        return
    inside, total = program.measures[keys.DEPENDENCE]
    rows.at_least(inside * threshold.denominator, total * threshold.numerator)
    anything_bought(program)


def anything_bought(program: "Program") -> None:
    """No purchases at all is no answer: a member who buys is there.

    Counted in members, not as a kopeck of the whole: beside a hundred million rubles a kopeck is within what floating
    point lets pass. More is only bought where a member buys already.
    """
    buyers = added(program.present[inn] for inn, amount in program.tables.totals.items() if amount)
    program.rows.at_least(buyers, 1)
