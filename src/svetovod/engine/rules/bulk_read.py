"""A folder of Parquet tables (`formats.md`, `--bulk`) to clean `Tables`, with everything wrong collected."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from svetovod.engine.model import InfrastructureKind, ParticipantRole, Problem

from .bulk_tables import Tables

MOST_ROWS = 20  # of one kind are reported one by one
_MONEY = pl.Int128
_YES, _NO = ("да", "yes", "true", "1", "+"), ("нет", "no", "false", "0", "-")
_ROLES = {
    "конечный производитель": ParticipantRole.FINAL_PRODUCER.value,
    "производитель конечной продукции": ParticipantRole.FINAL_PRODUCER.value,
    "исполнитель работ (услуг) производственного характера": ParticipantRole.CONTRACTOR.value,
    "поставщик": ParticipantRole.SUPPLIER.value,
    "исполнитель работ": ParticipantRole.CONTRACTOR.value,
    "инфраструктура": ParticipantRole.INFRASTRUCTURE.value,
    **{role.value: role.value for role in ParticipantRole},
}
_KINDS = {
    "образование": InfrastructureKind.EDUCATION.value,
    "технологическая": InfrastructureKind.TECHNOLOGICAL.value,
    "нко": InfrastructureKind.NONPROFIT.value,
    "финансовая": InfrastructureKind.FINANCIAL.value,
    **{kind.value: kind.value for kind in InfrastructureKind},
}


@dataclass(slots=True)
class _Sheet:
    """One table while it is read: `out` collects clean columns, `problems` what is wrong (rows counted from 1)."""

    title: str
    frame: pl.DataFrame
    problems: list[Problem]
    out: dict[str, pl.Series] = field(default_factory=dict)

    def find(self, names: Sequence[str], ru: str, *, required: bool = True) -> pl.Series | None:
        for name in names:
            if name in self.frame.columns:
                return self.frame[name]
        if required:
            self.problems.append(Problem("column.missing", self.title, None, ru))
        return None

    def report(self, code: str, ru: str, wrong: pl.Series, shown: pl.Series | None = None) -> None:
        for row in wrong.fill_null(value=False).arg_true().head(MOST_ROWS):
            value = None if shown is None or shown[row] is None else str(shown[row])
            self.problems.append(Problem(code, self.title, row + 1, ru, value))

    def text(self, to: str, names: Sequence[str], ru: str, *, blank: bool = False) -> None:
        found = self.find(names, ru)
        if found is None:
            return
        found = found.cast(pl.String)
        if not blank:
            self.report("value.required", ru, found.is_null())
        self.out[to] = found

    def identity(self) -> None:
        """`cluster_id` in the type it has: what goes in comes out."""
        found = self.find(["cluster_id"], "cluster_id")
        if found is not None:
            self.report("value.required", "cluster_id", found.is_null())
            self.out["cluster_id"] = found

    def choice(self, to: str, name: str, ru: str, words: Mapping[str, str]) -> None:
        found = self.find([name], ru)
        if found is None:
            return
        text = found.cast(pl.String)
        normal = text.str.strip_chars().str.to_lowercase()
        normal = normal.replace({word.replace("_", " "): word for word in words})
        clean = normal.replace_strict(words, default=None, return_dtype=pl.String)
        self.report("value.required", ru, text.is_null())
        self.report("choice.unknown", ru, text.is_not_null() & clean.is_null(), text)
        self.out[to] = clean

    def flag(self, to: str, name: str, ru: str, *, blank: bool) -> None:
        found = self.find([name], ru)
        if found is None:
            return
        if found.dtype != pl.Boolean:
            text = found.cast(pl.String)
            words = {**dict.fromkeys(_YES, True), **dict.fromkeys(_NO, False)}
            found = text.str.strip_chars().str.to_lowercase()
            found = found.replace_strict(words, default=None, return_dtype=pl.Boolean)
            self.report("choice.unknown", ru, text.is_not_null() & (text != "") & found.is_null(), text)
        self.out[to] = found.fill_null(value=blank)

    def whole(self, to: str, names: Sequence[str], ru: str, *, blank: bool = False) -> None:
        found = self.find(names, ru)
        if found is None:
            return
        if found.dtype in {pl.Float32(), pl.Float64()}:  # a column of counts with blanks, as pandas writes it
            found = found.fill_nan(None)
            self.report("number.invalid", ru, found != found.floor(), found)
        elif not found.dtype.is_integer() and found.dtype != pl.Null:
            self.problems.append(Problem("number.invalid", self.title, None, ru, str(found.dtype)))
            return
        if not blank:
            self.report("value.required", ru, found.is_null())
        self.report("number.negative", ru, found < 0, found)
        self.out[to] = found.cast(pl.Int64, strict=False)

    def money(self, to: str, names: Sequence[str], ru: str, *, blank: bool = False, required: bool = True) -> None:
        """Kopecks from int64 kopecks or decimals of at most two places."""
        found = self.find(names, ru, required=required)
        if found is None:
            if not required:
                self.out[to] = pl.Series(to, [None] * self.frame.height, _MONEY)
            return
        if isinstance(found.dtype, pl.Decimal) and found.dtype.scale <= 2:
            found = found.cast(pl.Decimal(38, 2)).to_physical()
        elif not found.dtype.is_integer() and found.dtype != pl.Null:
            self.problems.append(Problem("number.invalid", self.title, None, ru, str(found.dtype)))
            return
        if not blank:
            self.report("value.required", ru, found.is_null())
        self.report("number.negative", ru, found < 0, found)
        self.out[to] = found.cast(_MONEY)

    def day(self, to: str, name: str, ru: str) -> None:
        found = self.find([name], ru)
        if found is None:
            return
        clean = found
        if found.dtype == pl.String:
            clean = found.str.to_date("%Y-%m-%d", strict=False)
            self.report("date.invalid", ru, found.is_not_null() & (found != "") & clean.is_null(), found)
        elif found.dtype not in {pl.Date, pl.Null} and not isinstance(found.dtype, pl.Datetime):
            self.problems.append(Problem("date.invalid", self.title, None, ru, str(found.dtype)))
            return
        self.out[to] = clean.cast(pl.Date)


def read_parquet(folder: Path) -> tuple[Tables | None, tuple[Problem, ...]]:
    """The tables, or None and every problem; infrastructure may be absent."""
    problems: list[Problem] = []
    made = [
        _table(folder, "clusters", "Кластер", _clusters, problems),
        _table(folder, "participants", "Участники", _participants, problems),
        _table(folder, "purchases", "Закупки", _purchases, problems),
        _table(folder, "infrastructure", "Инфраструктура", _infrastructure, problems, required=False),
    ]
    if problems:
        return None, tuple(problems)
    _same_identity(made)
    tables = Tables(*(pl.DataFrame(sheet.out) for sheet in made))
    _references(tables, made, problems)
    return (None if problems else tables), tuple(problems)


def _table(
    folder: Path,
    name: str,
    title: str,
    read: Callable[[_Sheet], None],
    problems: list[Problem],
    *,
    required: bool = True,
) -> _Sheet:
    path, frame = folder / f"{name}.parquet", pl.DataFrame()
    if path.is_file():
        try:
            frame = pl.read_parquet(path)
        except (OSError, pl.exceptions.PolarsError):
            problems.append(Problem("file.unreadable", title, value=path.name))
            return _Sheet(title, frame, problems)
    elif required:
        problems.append(Problem("sheet.missing", title, value=path.name))
        return _Sheet(title, frame, problems)
    else:
        frame = pl.DataFrame(schema={"cluster_id": pl.Null, "kind": pl.String})
    sheet = _Sheet(title, frame, problems)
    sheet.identity()
    read(sheet)
    return sheet


def _clusters(sheet: _Sheet) -> None:
    sheet.whole("year", ["reporting_year", "year"], "Отчётный год")
    names = ["regional_productivity_rub", "regional_productivity"]
    sheet.money("regional", names, "Производительность в регионе, руб.", blank=True, required=False)


def _participants(sheet: _Sheet) -> None:
    sheet.text("inn", ["inn"], "ИНН")
    sheet.choice("role", "role", "Роль", _ROLES)
    sheet.flag("special", "special_territory", "Особая территория", blank=False)
    sheet.whole("employees", ["employees"], "Работников", blank=True)
    sheet.whole("jobs", ["high_performance_jobs"], "ВПРМ", blank=True)
    sheet.money("revenue", ["revenue_rub", "revenue"], "Выручка, руб.", blank=True)
    sheet.day("joined_on", "joined_on", "Дата вступления")
    sheet.flag("newcomer", "newcomer", "Новичок", blank=False)


def _purchases(sheet: _Sheet) -> None:
    sheet.text("buyer", ["buyer"], "Покупатель")
    sheet.text("seller", ["seller"], "Поставщик", blank=True)
    sheet.money("amount", ["amount_rub", "amount"], "Сумма, руб.")
    sheet.whole("year", ["year"], "Год")
    sheet.flag("final", "for_the_final_product", "Для конечной продукции", blank=True)


def _infrastructure(sheet: _Sheet) -> None:
    sheet.choice("kind", "kind", "Вид", _KINDS)


def _same_identity(sheets: Sequence[_Sheet]) -> None:
    """Numbers in one table and text in another are compared as text."""
    types = {sheet.out["cluster_id"].dtype for sheet in sheets} - {pl.Null()}
    common = types.pop() if len(types) == 1 else pl.String()
    for sheet in sheets:
        sheet.out["cluster_id"] = sheet.out["cluster_id"].cast(common)


def _references(tables: Tables, sheets: Sequence[_Sheet], problems: list[Problem]) -> None:
    """One row a cluster, one row a participant in it, and nothing about a cluster or buyer that is not there."""
    clusters, participants, purchases, _ = sheets
    clusters.report("code.duplicate", "cluster_id", ~tables.clusters["cluster_id"].is_first_distinct())
    twice = tables.participants.select("cluster_id", "inn").is_duplicated()
    participants.report("inn.duplicate", "ИНН", twice, tables.participants["inn"])
    known = tables.clusters["cluster_id"].implode()
    for sheet in sheets[1:]:
        sheet.report("reference.unknown", "cluster_id", ~sheet.out["cluster_id"].is_in(known), sheet.out["cluster_id"])
    if problems:
        return
    pairs = tables.participants.select("cluster_id", pl.col("inn").alias("buyer"), pl.lit(value=True).alias("known"))
    found = tables.purchases.select("cluster_id", "buyer").join(
        pairs, on=["cluster_id", "buyer"], how="left", maintain_order="left"
    )
    purchases.report("reference.unknown", "Покупатель", found["known"].is_null(), tables.purchases["buyer"])
