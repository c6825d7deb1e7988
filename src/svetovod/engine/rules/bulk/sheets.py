"""One table while it is read: expressions of clean columns, and questions what is wrong in which row.

Every type of column that the formats allow is asked for by its narwhals name, so each engine answers alike. Where an
engine's own reading differs, the question is put so that it does not matter: a day in text is read by its digits, and
"not a number" is asked for by its text, because DuckDB trusts the statistics of a Parquet file, which leave it out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple

import narwhals as nw
from narwhals.dtypes import DType

from svetovod.engine.frames import ROW, Engine, Frame, cells
from svetovod.engine.model import TOO_MANY_JOBS, Problem

MOST_ROWS = 20  # of one kind are reported one by one
_MOST = 2**63 - 1
_LARGEST = 10**18  # rubles from which on a sum is refused, as in a workbook
_ISO, _RUSSIAN = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}\z", r"^[0-9]{2}\.[0-9]{2}\.[0-9]{4}\z"
_YEARS = datetime(cells.FIRST_YEAR, 1, 1, tzinfo=UTC), datetime(cells.LAST_YEAR + 1, 1, 1, tzinfo=UTC)
_TOLD = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
_MONTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class _Question(NamedTuple):
    code: str
    ru: str
    wrong: nw.Expr
    shown: nw.Expr
    noted: bool
    reason: str


@dataclass(slots=True)
class Sheet:
    """`out` collects clean columns, `problems` what is wrong (rows counted from 1), `notes` what is only told."""

    title: str
    engine: Engine
    frame: Frame
    problems: list[Problem]
    notes: list[Problem] = field(default_factory=list)
    out: dict[str, nw.Expr] = field(default_factory=dict)
    types: dict[str, DType] = field(default_factory=dict)
    _asked: list[_Question] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.types = dict(self.frame.collect_schema())

    def clean(self) -> Frame:
        return self.frame.select(ROW, **self.out)

    def find(self, names: Sequence[str], ru: str, *, required: bool = True) -> str | None:
        for name in names:
            if name in self.types:
                return name
        if required:
            self.problems.append(Problem("column.missing", self.title, None, ru))
        return None

    def ask(
        self,
        code: str,
        ru: str,
        wrong: nw.Expr,
        shown: nw.Expr | None = None,
        *,
        noted: bool = False,
        reason: str = "",
    ) -> None:
        shown = nw.lit(None) if shown is None else shown
        self._asked.append(_Question(code, ru, wrong.fill_null(value=False), shown, noted, reason))

    def answer(self) -> None:
        """Counts the wrong rows of all questions in one pass, then reads the first of each that has any: of what is
        `noted` the number is enough."""
        if not self._asked:
            return
        counts = [each.wrong.cast(nw.Int64).sum().alias(f"q{n}") for n, each in enumerate(self._asked)]
        found = self.engine.collect(self.frame.select(*counts)).row(0)
        for many, question in zip(found, self._asked, strict=True):
            if many and question.noted:
                params: dict[str, str | int] = {"what": "outside", "many": int(many)}
                self.notes.append(Problem(question.code, self.title, None, question.ru, params=params))
            elif many:
                rows = self.frame.filter(question.wrong).select(ROW, _value=question.shown)
                self.report(question.code, question.ru, rows, question.reason)
        self._asked.clear()

    def report(self, code: str, ru: str, rows: Frame, reason: str = "") -> None:
        """A problem for each of the first `rows`: `ROW` and `_value`."""
        params = {"reason": reason} if reason else {}
        for row, value in self.engine.collect(rows.sort(ROW).head(MOST_ROWS)).iter_rows():
            shown = None if value is None else str(value)
            self.problems.append(Problem(code, self.title, row + 1, ru, shown, params))

    def text(self, to: str, names: Sequence[str], ru: str, *, blank: bool = False) -> None:
        name = self.find(names, ru)
        if name is None:
            return
        found = cells.trimmed(nw.col(name).cast(nw.String))
        if not blank:
            self.ask("value.required", ru, found.is_null() | (found == ""))
        self.out[to] = found

    def inn(self, to: str, name: str, ru: str, *, blank: bool = False) -> None:
        """As text with its leading zeros, whatever wrote the column: a spreadsheet loses them, pandas adds `.0`.

        Of those that may be `blank`, which no table has to know, it is noted how many are none.
        """
        if self.find([name], ru) is None:
            return
        kind, text = self.types[name], f"_{to}"
        found, number = nw.col(text), kind.is_numeric()
        if number:
            self.whole(to, [name], ru, blank=blank)
        self.frame = self.frame.with_columns(cells.inn(name, kind).cast(nw.String).alias(text))
        rough = number or self._any(~cells.whole_inn(found))
        if rough:  # in steps, or engines would do each anew for every question
            self.frame = self.frame if number else self.frame.with_columns(cells.unspaced(found))
            self.frame = self.frame.with_columns(cells.padded(found))
        if not (number or blank):
            self.ask("value.required", ru, found.is_null() | (found == ""))
        if rough and blank:
            self.ask("inn.checksum", ru, ~cells.whole_inn(found) & (found != ""), noted=True)
        self.out[to] = found

    def identity(self) -> None:
        """`cluster_id` in the type it has where it is a whole number: what goes in comes out. Else text."""
        name = self.find(["cluster_id"], "cluster_id")
        if name is not None:
            found = nw.col(name)
            self.ask("value.required", "cluster_id", found.is_null())
            self.out[name] = found if self.types[name].is_integer() else found.cast(nw.String)

    def choice(self, to: str, name: str, ru: str, words: Mapping[str, str]) -> None:
        if self.find([name], ru) is None:
            return
        text = nw.col(name).cast(nw.String)
        clean = nw.lit(None, nw.String)
        for target in dict.fromkeys(words.values()):
            known = {word for word, meant in words.items() if meant == target}
            spelt = sorted(known | {word.replace("_", " ") for word in known})
            clean = nw.when(cells.normal(text).is_in(spelt)).then(nw.lit(target)).otherwise(clean)
        self.ask("value.required", ru, text.is_null())
        self.ask("choice.unknown", ru, ~text.is_null() & clean.is_null(), text)
        self.out[to] = clean

    def flag(self, to: str, name: str, ru: str, *, blank: bool) -> None:
        if self.find([name], ru) is None:
            return
        cell = cells.flag(name, self.types[name], blank=blank)
        if self.types[name] != nw.Boolean:  # of a literal there is nothing to count
            self.ask("choice.unknown", ru, cell.wrong, nw.col(name).cast(nw.String))
        self.out[to] = cell.value

    def whole(
        self, to: str, names: Sequence[str], ru: str, *, blank: bool = False, year: bool = False, count: bool = False
    ) -> None:
        name = self.find(names, ru)
        if name is None:
            return
        found, kind, most = nw.col(name), self.types[name], _MOST
        if kind in (nw.Float32, nw.Float64):  # a column of counts with blanks, as pandas writes it
            nothing = found.cast(nw.String).str.to_lowercase() == "nan"
            found, most = nw.when(~nothing).then(found), 2**53
            self.ask("number.invalid", ru, (found != found.floor()) | (found > most) | (found < -most), found)
        elif kind.is_integer() or (isinstance(kind, nw.Decimal) and not kind.scale):
            self.ask("number.invalid", ru, found > most, found)
        else:
            self._other(name, "number.invalid", ru, blank=blank)
            self.out[to] = nw.lit(None, nw.Int64)
            return
        if not blank:
            self.ask("value.required", ru, found.is_null())
        self.ask("number.negative", ru, found < 0, found)
        if count:
            self.ask("number.invalid", ru, (found >= TOO_MANY_JOBS) & (found <= most), found, reason="crowd")
        if year:
            outside = (found < cells.FIRST_YEAR) | (found > cells.LAST_YEAR)
            self.ask("year.invalid", ru, (found >= 0) & outside, found)
        self.out[to] = found.cast(nw.Int64)

    def money(self, to: str, names: Sequence[str], ru: str, *, blank: bool = False, required: bool = True) -> None:
        """Kopecks from int64 kopecks or decimals of at most two places."""
        name = self.find(names, ru, required=required)
        if name is None:
            if not required:
                self.out[to] = nw.lit(None, nw.Int128)
            return
        found, kind = nw.col(name), self.types[name]
        if isinstance(kind, nw.Decimal) and kind.scale <= 2:
            limit, cents = nw.lit(_LARGEST), 100
        elif kind.is_integer():
            limit, cents = nw.lit(_LARGEST * 100, nw.Int128), 1
        else:
            self._other(name, "number.invalid", ru, blank=blank)
            self.out[to] = nw.lit(None, nw.Int128)
            return
        if not blank:
            self.ask("value.required", ru, found.is_null())
        self.ask("number.negative", ru, found < 0, found)
        self.ask("number.invalid", ru, found >= limit, found, reason="large")
        fits = nw.when((found >= 0) & (found < limit)).then(found)  # more is cast by nobody
        self.out[to] = (fits.cast(nw.Decimal(38, 2)) * 100).cast(nw.Int128) if cents > 1 else fits.cast(nw.Int128)

    def day(self, to: str, name: str, ru: str) -> None:
        """As the number 20210624; text as ISO or DD.MM.YYYY; of a moment the day in the time zone its column names."""
        if self.find([name], ru) is None:
            return
        found, kind = nw.col(name), self.types[name]
        if kind == nw.String:
            text = cells.trimmed(found)
            digits = nw.when(text.str.contains(_ISO)).then(text).otherwise(nw.lit("0000-00-00"))
            russian = nw.when(text.str.contains(_RUSSIAN)).then(text).otherwise(nw.lit("00.00.0000"))
            year, month, day = (
                digits.str.slice(at, n).cast(nw.Int64) + russian.str.slice(there, n).cast(nw.Int64)
                for at, there, n in ((0, 6, 4), (5, 3, 2), (8, 0, 2))
            )
            known = _in_calendar(year, month, day)
            outside = (year < cells.FIRST_YEAR) | (year > cells.LAST_YEAR)
            self.ask("date.invalid", ru, (text != "") & ~known, found)
            self.ask("year.invalid", ru, (text != "") & known & outside, found)
            self.out[to] = nw.when(text != "").then(year * 10_000 + month * 100 + day)
        elif kind == nw.Date or isinstance(kind, nw.Datetime):
            year, month, day = _parts(_within(found, kind, *_YEARS))
            told = found if _nano(kind) else _within(found, kind, *_TOLD)
            beyond = nw.when(found > _bound(_YEARS[0], kind)).then(nw.lit("9999+")).otherwise(nw.lit("<1"))
            shown = nw.when(~told.is_null()).then(told.dt.year().cast(nw.String)).otherwise(beyond)
            self.ask("year.invalid", ru, ~found.is_null() & year.is_null(), shown)
            self.out[to] = year * 10_000 + month * 100 + day
        else:
            self._other(name, "date.invalid", ru, blank=True)
            self.out[to] = nw.lit(None, nw.Int64)

    def _any(self, asked: nw.Expr) -> bool:
        return bool(self.engine.collect(self.frame.select(asked.any())).item())

    def _other(self, name: str, code: str, ru: str, *, blank: bool) -> None:
        """A column of another type can only be blank: files keep the type of an empty column in their own ways."""
        if self._any(~nw.col(name).is_null()):
            self.problems.append(Problem(code, self.title, None, ru, str(self.types[name])))
        elif not blank:
            self.ask("value.required", ru, nw.col(name).is_null())


def _within(found: nw.Expr, kind: DType, begin: datetime, end: datetime) -> nw.Expr:
    """Moments from `begin` to before `end`, else null: of the ends of what a file can hold no engine tells the year."""
    return nw.when((found >= _bound(begin, kind)) & (found < _bound(end, kind))).then(found)


def _bound(moment: datetime, kind: DType) -> nw.Expr:
    """In the unit of the column, which would else be brought to another one and might not fit."""
    if not isinstance(kind, nw.Datetime):
        return nw.lit(moment.date())
    return nw.lit(moment if kind.time_zone else moment.replace(tzinfo=None), kind)


def _nano(kind: DType) -> bool:
    """64 bits of nanoseconds hold few years, each of which can be told."""
    return isinstance(kind, nw.Datetime) and kind.time_unit == "ns"


def _parts(found: nw.Expr) -> tuple[nw.Expr, nw.Expr, nw.Expr]:
    year, month, day = found.dt.year(), found.dt.month(), found.dt.day()
    return year.cast(nw.Int64), month.cast(nw.Int64), day.cast(nw.Int64)


def _in_calendar(year: nw.Expr, month: nw.Expr, day: nw.Expr) -> nw.Expr:
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    last = nw.lit(0)
    for number, days in enumerate(_MONTHS):
        last = nw.when(month == number).then(nw.lit(days)).otherwise(last)
    return (year >= 1) & (day >= 1) & ((day <= last) | (leap & (month == 2) & (day == 29)))
