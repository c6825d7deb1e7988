"""Linear expressions in whole numbers, and the rows they make: the plan's program without any solver."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Expr:
    """Whole-number terms by column, and a constant."""

    terms: dict[int, int]
    constant: int = 0

    def __add__(self, other: "Expr | int") -> "Expr":
        if isinstance(other, int):
            return Expr(self.terms, self.constant + other)
        terms = dict(self.terms)
        for column, factor in other.terms.items():
            terms[column] = terms.get(column, 0) + factor
        return Expr(terms, self.constant + other.constant)

    def __mul__(self, factor: int) -> "Expr":
        return Expr(
            {column: own * factor for column, own in self.terms.items()} if factor else {}, self.constant * factor
        )

    def __neg__(self) -> "Expr":
        return self * -1

    def __sub__(self, other: "Expr | int") -> "Expr":
        return self + (-other)

    def __rsub__(self, other: int) -> "Expr":
        return -self + other

    __radd__, __rmul__ = __add__, __mul__


def added(parts: Iterable[Expr | int]) -> Expr:
    """The sum, in one pass."""
    terms: dict[int, int] = {}
    constant = 0
    for part in parts:
        if isinstance(part, int):
            constant += part
            continue
        constant += part.constant
        for column, factor in part.terms.items():
            terms[column] = terms.get(column, 0) + factor
    return Expr(terms, constant)


@dataclass(slots=True)
class Rows:
    """Columns with bounds, rows `terms >= least`. `money` columns may take any amount; the others are whole numbers."""

    lower: list[int] = field(default_factory=list)
    upper: list[int] = field(default_factory=list)
    money: list[bool] = field(default_factory=list)
    rows: list[dict[int, int]] = field(default_factory=list)
    least: list[int] = field(default_factory=list)

    def flag(self) -> Expr:
        return self.whole(0, 1)

    def whole(self, lower: int, upper: int) -> Expr:
        return self._column(lower, upper, money=False)

    def kopecks(self, lower: int, upper: int) -> Expr:
        return self._column(lower, upper, money=True)

    def _column(self, lower: int, upper: int, *, money: bool) -> Expr:
        self.lower.append(lower)
        self.upper.append(upper)
        self.money.append(money)
        return Expr({len(self.lower) - 1: 1})

    def at_least(self, one: Expr | int, other: Expr | int) -> None:
        """`one >= other`."""
        difference = added((one, -other))
        terms = {column: factor for column, factor in difference.terms.items() if factor}
        if not terms and difference.constant >= 0:
            return
        self.rows.append(terms)
        self.least.append(-difference.constant)

    def at_most(self, one: Expr | int, other: Expr | int) -> None:
        self.at_least(other, one)

    def equal(self, one: Expr | int, other: Expr | int) -> None:
        self.at_least(one, other)
        self.at_least(other, one)

    def highest(self, expression: Expr) -> int:
        """What an expression can reach within the bounds of its columns."""
        return expression.constant + sum(
            factor * (self.upper[column] if factor > 0 else self.lower[column])
            for column, factor in expression.terms.items()
        )

    def holds(self, values: list[int]) -> bool:
        """Whether the values are within their bounds and satisfy every row, exactly."""
        inside = all(low <= value <= high for low, value, high in zip(self.lower, values, self.upper, strict=True))
        return inside and all(
            sum(factor * values[column] for column, factor in terms.items()) >= least
            for terms, least in zip(self.rows, self.least, strict=True)
        )


def value_of(expression: Expr | int, values: list[int]) -> int:
    if isinstance(expression, int):
        return expression
    return expression.constant + sum(factor * values[column] for column, factor in expression.terms.items())
