"""Cells of a column as the formats read them: each answer is a clean value and whether the cell cannot be used.

Every type of column is asked for by its narwhals name, so each engine answers alike; blanks are trimmed by name,
because engines do not agree on what a blank is, and signs that nobody sees go with them, as in a workbook.
"""

from typing import NamedTuple

import narwhals as nw
from narwhals.dtypes import DType

from svetovod.engine.unseen import SIGNS

BLANKS = " \t\n\r\v\f\u00a0\u2009\u202f"
YES, NO = ("да", "yes", "true", "1", "+"), ("нет", "no", "false", "0", "-")
DEAREST = (
    10**13
)  # rubles in one cell; sums of a whole country's cells stay within 64 bits of kopecks with room to spare
_DIGITS = 38  # of the widest decimal that every engine has
_SPACES = f"[ \u00a0\u2009\u202f{SIGNS}]"
_ROUND_AN_INN = f"\\.0[{BLANKS}{SIGNS}]*\\z|[{BLANKS}{SIGNS}]+"
_INN, _NO_INN = r"^([0-9]{10}|[0-9]{12})\z", ("0" * 10, "0" * 12)
_BESIDE = f"^[{BLANKS}{SIGNS}]+|[{BLANKS}{SIGNS}]+\\z|[{SIGNS}]+"
# `\d` and `$` do not mean the same to every engine
_MONEY = r"^[0-9]{1,14}(\.[0-9]{1,2})?\z"
FIRST_YEAR, LAST_YEAR = 1990, 2100


class Cell(NamedTuple):
    """`value` is null where the cell is blank or `wrong`."""

    value: nw.Expr
    wrong: nw.Expr


def trimmed(text: nw.Expr) -> nw.Expr:
    """Without blanks round it and unseen signs anywhere: one pass, for there are columns of a whole country."""
    return text.str.replace_all(_BESIDE, "")


def normal(text: nw.Expr) -> nw.Expr:
    return trimmed(text).str.to_lowercase()


def text(name: str) -> Cell:
    """Trimmed; blank is null; whatever a column holds can be read as text."""
    found = trimmed(nw.col(name).cast(nw.String))
    return Cell(nw.when(found != "").then(found), nw.lit(value=False))


def inn(name: str, kind: DType) -> nw.Expr:
    """An INN out of a column of numbers as text, without leading zeros (`padded` puts them back); text as it is.

    With blanks among them pandas writes numbers as floats, and a database as decimals.
    """
    found: nw.Expr = nw.col(name)
    if kind.is_float():
        whole = ((found >= 0) & (found <= 2.0**53) & (found == found.floor())).fill_null(value=False)
        return nw.when(whole & ~_not_a_number(found)).then(found).cast(nw.Int64).cast(nw.String)
    if isinstance(kind, nw.Decimal):
        return found.cast(nw.String).str.replace_all(r"\.0+\z", "")
    return found.cast(nw.String) if kind.is_integer() else found


def whole_inn(text: nw.Expr) -> nw.Expr:
    """Whether it stands as an INN should, its check digits aside; null where there is nothing."""
    return text.str.contains(_INN) & ~text.is_in(_NO_INN)


def unspaced(inn: nw.Expr) -> nw.Expr:
    """Without blanks and unseen signs anywhere, and without the `.0` of a number that became text."""
    return inn.str.replace_all(_ROUND_AN_INN, "")


def padded(digits: nw.Expr) -> nw.Expr:
    """To the 10 or 12 signs of an INN; what is longer or not of digits stays."""
    ten, twelve = (digits.str.contains(shape).fill_null(value=False) for shape in (r"^[0-9]{1,9}\z", r"^[0-9]{11}\z"))
    longer = nw.when(twelve).then(digits.str.zfill(12)).otherwise(digits)
    return nw.when(ten).then(digits.str.zfill(10)).otherwise(longer)


def flag(name: str, kind: DType, *, blank: bool) -> Cell:
    """Yes or no, `blank` where there is nothing; null where it is another word."""
    found = nw.col(name)
    if kind == nw.Boolean:
        return Cell(found.fill_null(value=blank), nw.lit(value=False))
    word = normal(found.cast(nw.String))
    no = nw.when(word.is_in(NO)).then(nw.lit(value=False)).otherwise(nw.lit(None, nw.Boolean))
    value = nw.when(word.is_in(YES)).then(nw.lit(value=True)).otherwise(no)
    wrong = ((word != "") & value.is_null()).fill_null(value=False)
    return Cell(nw.when(~wrong).then(value.fill_null(value=blank)), wrong)


def rubles(name: str, kind: DType) -> Cell:
    """Rubles, at most `DEAREST`, as whole kopecks (64 bits); blank, negative or with parts of a kopeck is wrong.

    Text may have spaces and a decimal comma. A binary float stands for the two decimals nearest to it.
    """
    found = nw.col(name)
    if kind == nw.String:
        tidy = found.str.replace_all(_SPACES, "").str.strip_chars(BLANKS).str.replace_all(",", ".", literal=True)
        fits = tidy.str.contains(_MONEY).fill_null(value=False)
        digits = nw.when(fits).then(tidy).otherwise(nw.lit("0"))
        number = digits.str.replace_all(".", "", literal=True).cast(nw.Int64)
        hundredth, tenth = digits.str.contains(r"\.[0-9][0-9]\z"), digits.str.contains(r"\.[0-9]\z")
        kopecks = nw.when(hundredth).then(number).otherwise(nw.when(tenth).then(number * 10).otherwise(number * 100))
    elif kind.is_integer():
        fits = ((found >= 0) & (found <= DEAREST)).fill_null(value=False)
        kopecks = nw.when(fits).then(found).otherwise(nw.lit(0)).cast(nw.Int64) * 100
    elif kind.is_float():
        inside = ((found >= 0) & (found <= float(DEAREST))).fill_null(value=False) & ~_not_a_number(found)
        hundredfold = nw.when(inside).then(found).otherwise(nw.lit(0.0)) * 100
        kopecks = hundredfold.round(0).cast(nw.Int64)
        fits = inside & ((hundredfold - hundredfold.round(0)).abs() < 0.01)
    elif isinstance(kind, nw.Decimal):
        inside = (found >= 0).fill_null(value=False)
        if 10 ** (_DIGITS - kind.scale) > DEAREST:  # else DuckDB would make a decimal of that scale of it, and fail
            inside = inside & (found <= DEAREST).fill_null(value=False)
        found = nw.when(inside).then(found)  # what a decimal of two places cannot hold is cast by nobody
        exact, same = found.cast(nw.Decimal(_DIGITS, 2)), nw.Decimal(_DIGITS, max(2, kind.scale))
        fits = (exact.cast(same) == found.cast(same)).fill_null(value=False)
        kopecks = (nw.when(fits).then(exact).otherwise(nw.lit(0).cast(nw.Decimal(_DIGITS, 2))) * 100).cast(nw.Int64)
    else:
        return Cell(nw.lit(None, nw.Int64), nw.lit(value=True))
    fits = fits & (kopecks <= DEAREST * 100)
    return Cell(nw.when(fits).then(kopecks), ~fits)


def year(name: str, kind: DType) -> Cell:
    """A year of the formats, 1990 to 2100; blank is wrong."""
    found = nw.col(name)
    if kind == nw.String:
        tidy = trimmed(found)
        found = nw.when(tidy.str.contains(r"^[0-9]{4}\z").fill_null(value=False)).then(tidy).otherwise(nw.lit("0"))
        number = found.cast(nw.Int64)
    elif kind.is_integer():
        number = found
    elif kind.is_float():
        number = nw.when(((found >= 0) & (found <= 9999) & (found == found.floor())).fill_null(value=False)).then(found)
    else:
        return Cell(nw.lit(None, nw.Int64), nw.lit(value=True))
    fits = ((number >= FIRST_YEAR) & (number <= LAST_YEAR)).fill_null(value=False)
    return Cell(nw.when(fits).then(number.cast(nw.Int64)), ~fits)


def _not_a_number(found: nw.Expr) -> nw.Expr:
    """By its text: DuckDB trusts the statistics of a Parquet file, which leave it out."""
    return (found.cast(nw.String).str.to_lowercase() == "nan").fill_null(value=False)
