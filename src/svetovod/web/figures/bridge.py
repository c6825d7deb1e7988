"""Between requests and the engine: typed texts to figures, both sides of a deal, one workbook out of all."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import IO, Any

from svetovod.engine import figures as engine
from svetovod.engine.figures import ROWS, Bought, Figures, Line, Match, Reading, Sold
from svetovod.engine.model import Cluster, InfrastructureKind, InfrastructureObject, Participant, ParticipantRole
from svetovod.engine.reference import okpd2
from svetovod.engine.workbooks import Accounts, ReadResult, Side, add_up, read_accounts, without_vat
from svetovod.wording.problems import say

Plain = dict[str, Any]
BOUGHT = ("seller", "okpd2", "amount", "year", "for_final_product")
OWN = ("employees", "high_performance_jobs", "revenue", "cost_of_sales", "joined_on", "special_territory")
MONEY = ("revenue", "cost_of_sales")
YES, NO = "да", "нет"

__all__ = [
    "NO",
    "ROWS",
    "YES",
    "Accounts",
    "Figures",
    "Line",
    "Match",
    "Reading",
    "Side",
    "add_up",
    "of_side",
    "okpd2_name",
    "okpd2_search",
    "read",
    "read_file",
    "reconcile",
    "say",
    "sheet_figures",
    "to_figures",
    "to_plain",
    "typed_of",
    "without_vat",
    "workbook",
]  # fmt: skip


def read(typed: Mapping[str, Any], *, inn: str, year: int) -> Reading:
    return engine.read(typed, inn=inn, year=year)


def to_plain(figures: Figures) -> Plain:
    """The figures as JSON: decimals as text, dates as ISO."""
    plain: Plain = json.loads(json.dumps(asdict(figures), default=str, ensure_ascii=False))
    return plain


def to_figures(plain: Mapping[str, Any]) -> Figures:
    """Back from JSON."""
    joined = plain["joined_on"]
    money = {key: None if plain[key] is None else Decimal(plain[key]) for key in MONEY}
    return Figures(
        employees=plain["employees"],
        high_performance_jobs=plain["high_performance_jobs"],
        joined_on=None if joined is None else date.fromisoformat(joined),
        special_territory=plain["special_territory"],
        **money,
        purchases=tuple(Bought(**{**row, "amount": Decimal(row["amount"])}) for row in plain["purchases"]),
        sales=tuple(Sold(**{**row, "amount": Decimal(row["amount"])}) for row in plain["sales"]),
    )


def typed_of(plain: Mapping[str, Any], *, year: int | None = None) -> Plain:
    """The texts that would have been typed; with `year` all rows are said of that year."""

    def text(value: Any) -> str:
        if isinstance(value, bool):
            return YES if value else NO
        return "" if value is None else str(value)

    def row(of: Mapping[str, Any]) -> dict[str, str]:
        said = {key: text(value) for key, value in of.items()}
        return said | {"amount": _rubles(of["amount"]), "year": text(year or of["year"])}

    own = {key: text(value) for key, value in plain.items() if key not in {"purchases", "sales"}}
    own |= {key: _rubles(plain[key]) for key in MONEY}
    joined = plain["joined_on"]
    own["joined_on"] = f"{date.fromisoformat(joined):%d.%m.%Y}" if joined else ""
    return own | {table: [row(each) for each in plain[table]] for table in ("purchases", "sales")}


def _rubles(value: str | None) -> str:
    """As an accountant writes it: 1 234 567,89."""
    return f"{Decimal(value):,.2f}".replace(",", " ").replace(".", ",") if value else ""


def sheet_figures(content: Mapping[str, Any], inn: str) -> Plain:
    """What the workbook of a cluster says of one enterprise, in the form of an answer; `{}` where it says nothing."""
    person = next((row for row in content["participants"] if row["inn"] == inn), None)
    if person is None:
        return {}
    bought = [row for row in content["purchases"] if row["buyer"] == inn]
    # what the sheet says the others bought here is their figure: the seller names its sales itself
    return {key: person.get(key) for key in OWN} | {
        "purchases": [{key: row[key] for key in BOUGHT} for row in bought],
        "sales": [],
    }


def of_year(plain: Mapping[str, Any], year: int) -> Plain:
    """Without the deals of other years: said anew of the next one they would count twice."""
    return {
        **plain,
        **{table: [row for row in plain[table] if row["year"] == year] for table in ("purchases", "sales")},
    }


def reconcile(answers: Mapping[str, Mapping[str, Any]], members: Iterable[str]) -> list[Line]:
    return engine.reconcile({inn: to_figures(plain) for inn, plain in answers.items()}, frozenset(members))


def of_side(lines: Iterable[Line], inn: str) -> list[Line]:
    return engine.of_side(lines, inn)


def workbook(
    passport: Mapping[str, Any], members: Iterable[Mapping[str, Any]], answers: Mapping[str, Mapping[str, Any]]
) -> bytes:
    """The answers as the workbook of the cluster: read back, it is judged as any other."""
    from svetovod.engine.workbooks.write import write_cluster  # only where a request is locked

    productivity = passport.get("regional_productivity")
    bare = Cluster(
        name=passport["name"],
        regions=tuple(passport["regions"]),
        year=passport["year"],
        final_products=tuple(passport["final_products"]),
        participants=(),
        infrastructure=tuple(
            InfrastructureObject(InfrastructureKind(row["kind"]), row["name"], row["inn"])
            for row in passport.get("infrastructure", ())
        ),
        regional_productivity=None if productivity is None else Decimal(productivity),
    )
    people = [Participant(**{**row, "role": ParticipantRole(row["role"])}) for row in members]
    said = {inn: to_figures(plain) for inn, plain in answers.items()}
    return write_cluster(engine.assemble(bare, people, said))


def read_file(file: IO[bytes], year: int) -> ReadResult[Accounts]:
    """The sums of an accountant's file, or what is wrong with it."""
    return read_accounts(file, year=year)


def okpd2_search(text: str, limit: int = 12) -> list[tuple[str, str]]:
    return okpd2.search(text, limit) if text.strip() else []


def okpd2_name(code: str) -> str:
    return okpd2.name(code) or ""
