"""Very many clusters at once: the same verdicts, values and gaps as `evaluate`, without evidence and fixes.

Exact: money in kopecks, comparisons by cross-multiplication of 128-bit integers, no binary float. Sums may reach about
10^24 kopecks before an intermediate product leaves 128 bits. Loads polars, so nothing imports this module by itself.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

import polars as pl

from svetovod.engine.facts import DatedValue, Facts, Use

from . import pp779
from .bulk_tables import aggregate, tables_of
from .pp779 import func_dependence_min as dependence
from .verdict import Conclusion, Outcome

__all__ = ["COLUMNS", "aggregate", "judge", "tables_of"]

COLUMNS = ("cluster_id", "key", "value", "numerator", "denominator", "threshold", "gap", "outcome", "use", "verdict")
_WIDE = pl.Int128
_PLACES = 10**6
_SHOWN = pl.Decimal(38, 6)
_MONEY = pl.Decimal(38, 2)


@dataclass(frozen=True, slots=True)
class _Sums:
    """How a rule reads its measure from the sums: value = top / (bottom x `per`), known where `known` holds.

    `shown` says what numerator and denominator are: kopecks or counts.
    """

    top: pl.Expr
    bottom: pl.Expr
    known: pl.Expr
    per: int = 1
    money_places: bool = False
    shown: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule ready to compute: threshold = `over` / `under`, both integer expressions; `use` a text expression."""

    key: str
    sums: _Sums
    operator: str
    over: pl.Expr
    under: pl.Expr
    use: pl.Expr


def judge(sums: pl.DataFrame, *, on: date, facts: Facts) -> pl.DataFrame:
    """One row a cluster and rule from the sums of `aggregate`; raises `BeforeFirstEditionError`.

    Columns as `COLUMNS`; value, threshold and gap decimals of six places, numerator and denominator of two (rubles,
    jobs or employees), null without data; clusters in the order of `sums`, rules in the order of the rulebook.
    """
    wide, rules = _judged(sums, on, facts)
    long = pl.concat([_rows(wide, rule, n) for n, rule in enumerate(rules)])
    return long.sort("_row", "_rule").select(COLUMNS)


def conclusions(sums: pl.DataFrame, *, on: date, facts: Facts) -> tuple[tuple[str, ...], pl.DataFrame]:
    """The keys of the rules and a row a cluster: its verdict, and `outcome0`, `use0` for the first key and so on.

    What `judge` says without the numbers, in a third of its time.
    """
    wide, rules = _judged(sums, on, facts)
    columns = [pl.col(f"_{name}{n}").alias(f"{name}{n}") for n in range(len(rules)) for name in ("outcome", "use")]
    return tuple(rule.key for rule in rules), wide.select("cluster_id", "verdict", *columns)


def _judged(sums: pl.DataFrame, on: date, facts: Facts) -> tuple[pl.DataFrame, list[_Rule]]:
    """The sums with `_outcome0`, `_use0` and so on beside them, and the verdict."""
    facts.edition_on(pp779.ACT, on)
    rules = [rule for module in pp779.RULES if (rule := _rule(module.KEY, on, facts)) is not None]
    if not rules:
        raise ValueError(f"no rule is listed on {on}")
    wide = sums.with_row_index("_row").with_columns(
        *(pl.col(name).cast(_WIDE) for name in sums.columns if sums[name].dtype.is_integer() and name != "cluster_id")
    )
    outcomes = [_outcome(rule).alias(f"_outcome{n}") for n, rule in enumerate(rules)]
    wide = wide.with_columns(*outcomes, *(rule.use.alias(f"_use{n}") for n, rule in enumerate(rules)))
    return wide.with_columns(_verdict(len(rules)).alias("verdict")), rules


def _rule(key: str, on: date, facts: Facts) -> _Rule | None:
    law = facts.value(key, on)
    if law is None:
        return None
    if key == dependence.KEY:
        return _dependence(law, on, facts)
    sums, item = _MEASURED[key], facts.item(key)
    over, under, operator = _ratio(law.value), pl.lit(1, _WIDE), str(item.operator)
    if key == "cluster.newcomer_contract_years":
        over = pl.lit(0, _WIDE)
    elif key == "cluster.productivity_above_region":
        over, under = pl.col("regional"), pl.lit(100, _WIDE)
    elif isinstance(law.value, Decimal):
        over, under = _parts(law.value)
    return _Rule(key, sums, operator, over, under, pl.lit(law.use.value))


def _ratio(value: object) -> pl.Expr:
    return pl.lit(value, _WIDE) if isinstance(value, int) and not isinstance(value, bool) else pl.lit(None, _WIDE)


def _parts(value: object) -> tuple[pl.Expr, pl.Expr]:
    assert isinstance(value, Decimal)
    over, under = value.as_integer_ratio()
    return pl.lit(over, _WIDE), pl.lit(under, _WIDE)


def _dependence(law: DatedValue, on: date, facts: Facts) -> _Rule:
    """The threshold may change with the share of participants on special territories."""
    over, under = _parts(law.value)
    use = pl.lit(law.use.value)
    reduced, territory = facts.value(dependence.REDUCED, on), facts.value(dependence.TERRITORY, on)
    if reduced is not None and territory is not None:
        share = Fraction(str(territory.value))
        enough = (pl.col("participants") > 0) & (
            pl.col("special") * share.denominator >= pl.col("participants") * share.numerator
        )
        low_over, low_under = _parts(reduced.value)
        over, under = pl.when(enough).then(low_over).otherwise(over), pl.when(enough).then(low_under).otherwise(under)
        use = pl.when(enough).then(pl.lit(reduced.use.value)).otherwise(use)
    return _Rule(dependence.KEY, _MEASURED[dependence.KEY], ">=", over, under, use)


def _count(column: str, known: pl.Expr | None = None) -> _Sums:
    return _Sums(pl.col(column), pl.lit(1, _WIDE), pl.lit(value=True) if known is None else known)


_MEASURED = {
    "cluster.min_participants": _count("participants"),
    "cluster.min_final_producers": _count("final_producers"),
    dependence.KEY: _Sums(pl.col("inside"), pl.col("total"), pl.col("total") != 0, shown=("kopecks", "kopecks")),
    "cluster.max_newcomers_no_coop": _count("idle"),
    "cluster.newcomer_contract_years": _count("late", (pl.col("late") > 0) | (pl.col("undated") == 0)),
    "cluster.hpj_share_min": _Sums(
        pl.col("jobs"),
        pl.col("employees"),
        (pl.col("jobs_blank") == 0) & (pl.col("employees_blank") == 0) & (pl.col("employees") != 0),
        shown=("count", "count"),
    ),
    "cluster.productivity_above_region": _Sums(
        pl.col("revenue"),
        pl.col("employees"),
        (pl.col("revenue_blank") == 0)
        & (pl.col("employees_blank") == 0)
        & (pl.col("employees") != 0)
        & pl.col("regional").is_not_null(),
        per=100,
        money_places=True,
        shown=("kopecks", "count"),
    ),
    "cluster.min_education_bodies": _count("education"),
    "cluster.min_tech_infra_objects": _count("technological"),
}


def _outcome(rule: _Rule) -> pl.Expr:
    """The exact comparison top / (bottom x per) with over / under."""
    left, right = rule.sums.top * rule.under, rule.over * rule.sums.bottom * rule.sums.per
    holds = {">=": left >= right, "<=": left <= right, ">": left > right}[rule.operator]
    outcome = pl.when(holds).then(pl.lit(Outcome.MET.value)).otherwise(pl.lit(Outcome.NOT_MET.value))
    return pl.when(rule.sums.known).then(outcome).otherwise(pl.lit(Outcome.NO_DATA.value))


def _verdict(width: int) -> pl.Expr:
    """The same ladder as `evaluate.conclude`."""

    def some(use: Use, outcome: Outcome) -> pl.Expr:
        return pl.any_horizontal(
            (pl.col(f"_use{n}") == use.value) & (pl.col(f"_outcome{n}") == outcome.value) for n in range(width)
        )

    return (
        pl.when(some(Use.HARD, Outcome.NOT_MET))
        .then(pl.lit(Conclusion.NOT_CONFORMING.value))
        .when(some(Use.WARN, Outcome.NOT_MET))
        .then(pl.lit(Conclusion.LIKELY_NOT_CONFORMING.value))
        .when(some(Use.HARD, Outcome.NO_DATA) | some(Use.WARN, Outcome.NO_DATA))
        .then(pl.lit(Conclusion.UNDETERMINED.value))
        .otherwise(pl.lit(Conclusion.CONFORMING.value))
    )


def _rows(wide: pl.DataFrame, rule: _Rule, number: int) -> pl.DataFrame:
    """The rule's rows: printed numbers beside the outcome that is already there."""
    sums, outcome = rule.sums, pl.col(f"_outcome{number}")
    bottom = pl.when(sums.known).then(sums.bottom * sums.per)
    asked, reached = rule.over * bottom, sums.top * rule.under
    gap_over, gap_under = reached - asked if rule.operator == "<=" else asked - reached, rule.under * bottom
    missing = pl.when(outcome == Outcome.NOT_MET.value).then(_half_up(gap_over, gap_under, sums))
    top_unit, bottom_unit = sums.shown or (None, None)
    return wide.select(
        "_row",
        pl.lit(number, pl.UInt8).alias("_rule"),
        "cluster_id",
        pl.lit(rule.key).alias("key"),
        _decimal(_half_up(sums.top, bottom, sums), _SHOWN).alias("value"),
        _part(sums.top, top_unit, sums.known).alias("numerator"),
        _part(sums.bottom, bottom_unit, sums.known).alias("denominator"),
        _decimal(rule.over * _PLACES // rule.under, _SHOWN).alias("threshold"),
        _decimal(missing, _SHOWN).alias("gap"),
        outcome.alias("outcome"),
        pl.col(f"_use{number}").alias("use"),
        "verdict",
    )


def _half_up(over: pl.Expr, under: pl.Expr, sums: _Sums) -> pl.Expr:
    """over / under in millionths, half up at the sixth place, money at the second."""
    places = 100 if sums.money_places else _PLACES
    return (over * (2 * places) + under) // (under * 2) * (_PLACES // places)


def _part(number: pl.Expr, unit: str | None, known: pl.Expr) -> pl.Expr:
    if unit is None:
        return pl.lit(None, _MONEY)
    return _decimal(pl.when(known).then(number if unit == "kopecks" else number * 100), _MONEY)


def _decimal(scaled: pl.Expr, to: pl.Decimal) -> pl.Expr:
    """An integer of the smallest places, read as the decimal it stands for."""
    return scaled.cast(_WIDE).reinterpret(dtype=to)
