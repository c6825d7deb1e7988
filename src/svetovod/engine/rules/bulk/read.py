"""A folder of Parquet tables (`formats.md`, `--bulk`) to clean `Tables`, with everything wrong collected."""

from collections.abc import Callable, Sequence
from pathlib import Path

import narwhals as nw
import polars as pl

from svetovod.engine.frames import ROW, Engine, Frame, Polars
from svetovod.engine.model import InfrastructureKind, ParticipantRole, Problem

from .sheets import Sheet
from .tables import Tables

TABLES = ("clusters.parquet", "participants.parquet", "purchases.parquet", "infrastructure.parquet")
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
_NAMES = frozenset({
    "cluster_id", "reporting_year", "year", "regional_productivity_rub", "regional_productivity", "inn", "role",
    "special_territory", "employees", "high_performance_jobs", "revenue_rub", "revenue", "joined_on", "newcomer",
    "buyer", "seller", "amount_rub", "amount", "for_the_final_product", "kind",
})  # of all tables: the others change nothing  # fmt: skip


def read_parquet(
    folder: Path, engine: Engine | None = None
) -> tuple[Tables | None, tuple[Problem, ...], tuple[Problem, ...]]:
    """The tables, or None and every problem; notes. Infrastructure may be absent. Polars where no engine is named."""
    engine = engine or Polars()
    problems: list[Problem] = []
    clusters, participants, purchases, infrastructure = (folder / name for name in TABLES)
    made = [
        _table(clusters, "Кластер", _clusters, engine, problems),
        _table(participants, "Участники", _participants, engine, problems),
        _table(purchases, "Закупки", _purchases, engine, problems),
        _table(infrastructure, "Инфраструктура", _infrastructure, engine, problems, required=False),
    ]
    sheets = [sheet for sheet in made if sheet is not None]
    notes = tuple(note for sheet in sheets for note in sheet.notes)
    if problems:
        return None, tuple(problems), notes
    _same_identity(sheets)
    tables = [sheet.clean() for sheet in sheets]
    _references(tables, sheets, problems)
    return (None if problems else Tables(engine, *tables)), tuple(problems), notes


def _table(
    path: Path,
    title: str,
    read: Callable[[Sheet], None],
    engine: Engine,
    problems: list[Problem],
    *,
    required: bool = True,
) -> Sheet | None:
    try:
        if path.is_file():
            frame = engine.scan_rows(path, _NAMES)
        elif required:
            problems.append(Problem("sheet.missing", title, value=path.name))
            return None
        else:
            frame = engine.load(pl.DataFrame(schema={"cluster_id": pl.String, "kind": pl.String}))
        sheet = Sheet(title, engine, frame, problems)
        sheet.identity()
        read(sheet)
        sheet.answer()
    except engine.errors:
        problems.append(Problem("file.unreadable", title, value=path.name, params={"kind": "table"}))
        return None
    return sheet


def _clusters(sheet: Sheet) -> None:
    sheet.whole("year", ["reporting_year", "year"], "Отчётный год", year=True)
    names = ["regional_productivity_rub", "regional_productivity"]
    sheet.money("regional", names, "Производительность в регионе, руб.", blank=True, required=False)


def _participants(sheet: Sheet) -> None:
    sheet.inn("inn", "inn", "ИНН")
    sheet.choice("role", "role", "Роль", _ROLES)
    sheet.flag("special", "special_territory", "Особая территория", blank=False)
    sheet.whole("employees", ["employees"], "Работников", blank=True, count=True)
    sheet.whole("jobs", ["high_performance_jobs"], "ВПРМ", blank=True, count=True)
    sheet.money("revenue", ["revenue_rub", "revenue"], "Выручка, руб.", blank=True)
    sheet.day("joined", "joined_on", "Дата вступления")
    sheet.flag("newcomer", "newcomer", "Новичок", blank=False)


def _purchases(sheet: Sheet) -> None:
    sheet.inn("buyer", "buyer", "Покупатель")
    sheet.inn("seller", "seller", "Поставщик", blank=True)
    sheet.money("amount", ["amount_rub", "amount"], "Сумма, руб.")
    sheet.whole("year", ["year"], "Год", year=True)
    sheet.flag("final", "for_the_final_product", "Для конечной продукции", blank=True)


def _infrastructure(sheet: Sheet) -> None:
    sheet.choice("kind", "kind", "Вид", _KINDS)


def _same_identity(sheets: Sequence[Sheet]) -> None:
    """Numbers in one table and text in another are compared as text; a table without rows goes with the others."""
    kinds = {sheet.types["cluster_id"] for sheet in sheets if sheet.types["cluster_id"].is_integer()}
    kind = kinds.pop() if len(kinds) == 1 and all(map(_whole_or_empty, sheets)) else nw.String()
    for sheet in sheets:
        sheet.out["cluster_id"] = sheet.out["cluster_id"].cast(kind)


def _whole_or_empty(sheet: Sheet) -> bool:
    if sheet.types["cluster_id"].is_integer():
        return True
    return not sheet.engine.collect(sheet.frame.select(nw.col("cluster_id").count())).item()


def _references(tables: Sequence[Frame], sheets: Sequence[Sheet], problems: list[Problem]) -> None:
    """One row a cluster, one row a participant in it, and nothing about a cluster or buyer that is not there."""
    clusters, participants, purchases, _ = tables
    _repeated(clusters, ["cluster_id"], sheets[0], "code.duplicate", "cluster_id", first=True)
    _repeated(participants, ["cluster_id", "inn"], sheets[1], "inn.duplicate", "ИНН")
    known = clusters.select("cluster_id")
    for table, sheet in zip(tables[1:], sheets[1:], strict=True):
        lost = table.filter(~nw.col("cluster_id").is_null()).join(known, on="cluster_id", how="anti")
        sheet.report("reference.unknown", "cluster_id", lost.select(ROW, _value="cluster_id"))
    if not problems:
        pairs = participants.select("cluster_id", buyer=nw.col("inn"))
        lost = purchases.join(pairs, on=["cluster_id", "buyer"], how="anti")
        sheets[2].report("reference.unknown", "Покупатель", lost.select(ROW, _value="buyer"))


def _repeated(table: Frame, keys: list[str], sheet: Sheet, code: str, ru: str, *, first: bool = False) -> None:
    """Rows whose keys come again: all of them, or with `first` all but the first of each."""
    many = table.group_by(keys).agg(_least=nw.col(ROW).min(), _many=nw.len()).filter(nw.col("_many") > 1)
    rows = table.join(many, on=keys)
    if first:
        rows = rows.filter(nw.col(ROW) != nw.col("_least")).select(ROW, _value=nw.lit(None, nw.String))
    else:
        rows = rows.select(ROW, _value=nw.col(keys[-1]))
    sheet.report(code, ru, rows)
