"""Every rule over rows of sums: exact comparisons first, printed numbers beside them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

import narwhals as nw
import polars as pl

from svetovod.engine.facts import DatedValue, Facts, Use
from svetovod.engine.frames import ROW, Frame
from svetovod.engine.rules import pp779
from svetovod.engine.rules.pp779 import func_dependence_min as dependence
from svetovod.engine.rules.verdict import Conclusion, Outcome

from .sums import Sums

COLUMNS = ("cluster_id", "key", "value", "numerator", "denominator", "threshold", "gap", "outcome", "use", "verdict")
_WIDE = nw.Int128
_PLACES = 10**6
_SHOWN = pl.Decimal(38, 6)
_MONEY = pl.Decimal(38, 2)
_PARTS = {"kopecks": 1, "count": 100}


@dataclass(frozen=True, slots=True)
class _Measure:
    """How a rule reads its measure from the sums: value = top / (bottom x `per`), known where `known` holds.

    `shown` says what numerator and denominator are: kopecks or counts.
    """

    top: nw.Expr
    bottom: nw.Expr
    known: nw.Expr
    per: int = 1
    money_places: bool = False
    shown: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule ready to compute: threshold = `over` / `under`, both integer expressions; `use` a text expression."""

    key: str
    measure: _Measure
    operator: str
    over: nw.Expr
    under: nw.Expr
    use: nw.Expr


def judge(sums: Sums, *, on: date, facts: Facts) -> pl.DataFrame:
    """One row a cluster and rule from the sums of `aggregate`; raises `BeforeFirstEditionError`.

    Columns as `COLUMNS`; value, threshold and gap decimals of six places, numerator and denominator of two (rubles,
    jobs or employees), null without data; clusters in the order of `sums`, rules in the order of the rulebook.
    """
    wide, rules = _judged(sums, on, facts)
    numbers = [each for n, rule in enumerate(rules) for each in _numbers(rule, n)]
    words = [f"{name}{n}" for n in range(len(rules)) for name in ("outcome", "use")]
    found = sums.engine.collect(wide.select(ROW, "cluster_id", "verdict", *words, *numbers))
    long = pl.concat([_rows(found, rule, n) for n, rule in enumerate(rules)])
    return long.sort(ROW, "_rule").select(COLUMNS)


def conclusions(sums: Sums, *, on: date, facts: Facts) -> tuple[tuple[str, ...], pl.DataFrame]:
    """The keys of the rules and a row a cluster: its verdict, and `outcome0`, `use0` for the first key and so on.

    What `judge` says without the numbers, in a third of its time.
    """
    wide, rules = _judged(sums, on, facts)
    words = [f"{name}{n}" for n in range(len(rules)) for name in ("outcome", "use")]
    found = sums.engine.collect(wide.sort(ROW).select("cluster_id", "verdict", *words))
    return tuple(rule.key for rule in rules), found


def _judged(sums: Sums, on: date, facts: Facts) -> tuple[Frame, list[_Rule]]:
    """The sums with `outcome0`, `use0` and so on beside them, and the verdict."""
    facts.edition_on(pp779.ACT, on)
    rules = [rule for module in pp779.RULES if (rule := _rule(module.KEY, on, facts)) is not None]
    if not rules:
        raise ValueError(f"no rule is listed on {on}")
    outcomes = [_outcome(rule).alias(f"outcome{n}") for n, rule in enumerate(rules)]
    wide = sums.frame.with_columns(*outcomes, *(rule.use.alias(f"use{n}") for n, rule in enumerate(rules)))
    return wide.with_columns(_verdict(len(rules)).alias("verdict")), rules


def _rule(key: str, on: date, facts: Facts) -> _Rule | None:
    law = facts.value(key, on)
    if law is None:
        return None
    if key == dependence.KEY:
        return _dependence(law, on, facts)
    measure, item = _MEASURED[key], facts.item(key)
    over, under, operator = _ratio(law.value), nw.lit(1, _WIDE), str(item.operator)
    if key == "cluster.newcomer_contract_years":
        over = nw.lit(0, _WIDE)
    elif key == "cluster.productivity_above_region":
        over, under = nw.col("regional"), nw.lit(100, _WIDE)
    elif isinstance(law.value, Decimal):
        over, under = _parts(law.value)
    return _Rule(key, measure, operator, over, under, nw.lit(law.use.value))


def _ratio(value: object) -> nw.Expr:
    return nw.lit(value, _WIDE) if isinstance(value, int) and not isinstance(value, bool) else nw.lit(None, _WIDE)


def _parts(value: object) -> tuple[nw.Expr, nw.Expr]:
    assert isinstance(value, Decimal)
    over, under = value.as_integer_ratio()
    return nw.lit(over, _WIDE), nw.lit(under, _WIDE)


def _dependence(law: DatedValue, on: date, facts: Facts) -> _Rule:
    """The threshold may change with the share of participants on special territories."""
    over, under = _parts(law.value)
    use = nw.lit(law.use.value)
    reduced, territory = facts.value(dependence.REDUCED, on), facts.value(dependence.TERRITORY, on)
    if reduced is not None and territory is not None:
        share = Fraction(str(territory.value))
        enough = (nw.col("participants") > 0) & (
            nw.col("special") * share.denominator >= nw.col("participants") * share.numerator
        )
        low_over, low_under = _parts(reduced.value)
        over, under = nw.when(enough).then(low_over).otherwise(over), nw.when(enough).then(low_under).otherwise(under)
        use = nw.when(enough).then(nw.lit(reduced.use.value)).otherwise(use)
    return _Rule(dependence.KEY, _MEASURED[dependence.KEY], ">=", over, under, use)


def _count(column: str, known: nw.Expr | None = None) -> _Measure:
    return _Measure(nw.col(column), nw.lit(1, _WIDE), nw.lit(value=True) if known is None else known)


_MEASURED = {
    "cluster.min_participants": _count("participants"),
    "cluster.min_final_producers": _count("final_producers"),
    dependence.KEY: _Measure(nw.col("inside"), nw.col("total"), nw.col("total") != 0, shown=("kopecks", "kopecks")),
    "cluster.max_newcomers_no_coop": _count("idle"),
    "cluster.newcomer_contract_years": _count("late", (nw.col("late") > 0) | (nw.col("undated") == 0)),
    "cluster.hpj_share_min": _Measure(
        nw.col("jobs"),
        nw.col("employees"),
        (nw.col("jobs_blank") == 0) & (nw.col("employees_blank") == 0) & (nw.col("employees") != 0),
        shown=("count", "count"),
    ),
    "cluster.productivity_above_region": _Measure(
        nw.col("revenue"),
        nw.col("employees"),
        (nw.col("revenue_blank") == 0)
        & (nw.col("employees_blank") == 0)
        & (nw.col("employees") != 0)
        & ~nw.col("regional").is_null(),
        per=100,
        money_places=True,
        shown=("kopecks", "count"),
    ),
    "cluster.min_education_bodies": _count("education"),
    "cluster.min_tech_infra_objects": _count("technological"),
}


def _outcome(rule: _Rule) -> nw.Expr:
    """The exact comparison top / (bottom x per) with over / under."""
    left, right = rule.measure.top * rule.under, rule.over * rule.measure.bottom * rule.measure.per
    holds = {">=": left >= right, "<=": left <= right, ">": left > right}[rule.operator]
    outcome = nw.when(holds).then(nw.lit(Outcome.MET.value)).otherwise(nw.lit(Outcome.NOT_MET.value))
    return nw.when(rule.measure.known).then(outcome).otherwise(nw.lit(Outcome.NO_DATA.value))


def _verdict(width: int) -> nw.Expr:
    """The same ladder as `evaluate.conclude`."""

    def some(use: Use, outcome: Outcome) -> nw.Expr:
        pairs = [(nw.col(f"use{n}") == use.value) & (nw.col(f"outcome{n}") == outcome.value) for n in range(width)]
        return nw.any_horizontal(*pairs, ignore_nulls=True)

    ladder = (
        (some(Use.HARD, Outcome.NOT_MET), Conclusion.NOT_CONFORMING),
        (some(Use.WARN, Outcome.NOT_MET), Conclusion.LIKELY_NOT_CONFORMING),
        (some(Use.HARD, Outcome.NO_DATA) | some(Use.WARN, Outcome.NO_DATA), Conclusion.UNDETERMINED),
    )
    said = nw.lit(Conclusion.CONFORMING.value)
    for holds, conclusion in reversed(ladder):
        said = nw.when(holds).then(nw.lit(conclusion.value)).otherwise(said)
    return said


def _numbers(rule: _Rule, number: int) -> list[nw.Expr]:
    """What is printed of the rule, in the smallest places: millionths, kopecks; counts as kopecks too."""
    measure = rule.measure
    bottom = nw.when(measure.known).then(measure.bottom * measure.per)
    asked, reached = rule.over * bottom, measure.top * rule.under
    gap_over = reached - asked if rule.operator == "<=" else asked - reached
    gap = _half_up(gap_over, rule.under * bottom, measure)
    shown = {
        "value": _half_up(measure.top, bottom, measure),
        "threshold": rule.over * _PLACES // rule.under,
        "gap": nw.when(nw.col(f"outcome{number}") == Outcome.NOT_MET.value).then(gap),
    }
    if measure.shown is not None:
        top_unit, bottom_unit = measure.shown
        shown["numerator"] = nw.when(measure.known).then(measure.top * _PARTS[top_unit])
        shown["denominator"] = nw.when(measure.known).then(measure.bottom * _PARTS[bottom_unit])
    return [each.cast(_WIDE).alias(f"{name}{number}") for name, each in shown.items()]


def _half_up(over: nw.Expr, under: nw.Expr, measure: _Measure) -> nw.Expr:
    """over / under in millionths, half up at the sixth place, money at the second."""
    places = 100 if measure.money_places else _PLACES
    return (over * (2 * places) + under) // (under * 2) * (_PLACES // places)


def _rows(wide: pl.DataFrame, rule: _Rule, number: int) -> pl.DataFrame:
    """The rule's rows: an integer of the smallest places is read as the decimal it stands for."""

    def read(name: str, to: pl.Decimal) -> pl.Expr:
        column = f"{name}{number}"
        found = pl.col(column).reinterpret(dtype=to) if column in wide.columns else pl.lit(None, to)
        return found.alias(name)

    return wide.select(
        ROW,
        pl.lit(number, pl.UInt8).alias("_rule"),
        "cluster_id",
        pl.lit(rule.key).alias("key"),
        *(read(name, _SHOWN) for name in ("value", "threshold", "gap")),
        *(read(name, _MONEY) for name in ("numerator", "denominator")),
        pl.col(f"outcome{number}").alias("outcome"),
        pl.col(f"use{number}").alias("use"),
        "verdict",
    )
