"""`svetovod discover --clusters`: groups of firms that supply each other, held against the rulebook."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

import polars as pl

from svetovod.engine.discovery import Candidate, Tables, candidates, supply
from svetovod.engine.facts import Facts
from svetovod.wording.clusters import candidate_json, say_headline, say_state, say_title, say_why
from svetovod.wording.numbers import money

from .frames import write
from .output import emit_json
from .terminal import terminal

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """The options, understood."""

    on: date
    facts: Facts
    least: Decimal
    output: Path | None
    as_json: bool
    lang: str


def run(tables: Tables, asked: Asked) -> None:
    """Raises one of `tables.engine.errors` when the purchases cannot be read to their end."""
    found = supply(tables, least=asked.least)
    groups = candidates(found, on=asked.on, facts=asked.facts)
    shown = (
        partial(_print_json, tables, groups, asked, found.rows_read) if asked.as_json else partial(_show, groups, asked)
    )
    write(_members(groups), asked.output, shown, as_json=asked.as_json, lang=asked.lang)


def _members(groups: Sequence[Candidate]) -> pl.DataFrame:
    money_of = ("value", "turnover", "gain", "gain_imported")
    rows = [
        (place, "conforms" if each.conforms else "short", inn, role.value, region,
         *(getattr(each, name) for name in money_of))
        for place, each in enumerate(groups, 1)
        for inn, role, region in each.members
    ]  # fmt: skip
    texts = dict.fromkeys(("state", "inn", "role", "region"), pl.String)
    sums = dict.fromkeys(money_of, pl.Decimal(38, 2))
    return pl.DataFrame(rows, schema={"cluster": pl.Int64, **texts, **sums}, orient="row")


def _print_json(tables: Tables, groups: Sequence[Candidate], asked: Asked, rows: int) -> None:
    told = [candidate_json(place, each, asked.facts, asked.lang) for place, each in enumerate(groups, 1)]
    firms = {"unreadable": tables.firms_unreadable, "region_unknown": tables.regions_unknown}
    emit_json({
        "clusters": told, "conforming": sum(each.conforms for each in groups), "rows_used": rows,
        "firms_read": tables.firms_read, "firms_skipped": firms, "level": tables.level, "on": asked.on.isoformat(),
        "output": asked.output and str(asked.output), "notes": [], "errors": [],
    })  # fmt: skip


def _show(groups: Sequence[Candidate], asked: Asked) -> None:
    console, lang = terminal(), asked.lang
    console.print(f"[bold]{say_headline(groups, lang)}[/]\n")
    for place, each in enumerate(groups[:_SHOWN], 1):
        console.print(f"{place}. {say_title(each, lang)}", markup=False, style="bold")
        console.print(f"   {say_state(each, lang)}; {money(each.value, lang)}", markup=False)
        for line in say_why(each, asked.facts, lang):
            console.print(f"   - {line}", markup=False)
    if asked.output is not None:
        console.print(f"\n{asked.output}", markup=False)
