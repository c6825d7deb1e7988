"""`svetovod discover`: supply links that could exist, from a country's purchases."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from svetovod.engine.model import Problem

from .options import LANG, chosen, day, language, rubles
from .output import emit_json, fail, named_once
from .piped import as_file

if TYPE_CHECKING:
    from datetime import date

    from svetovod.engine.discovery import Found, Tables
    from svetovod.engine.facts import Facts

app = typer.Typer(add_completion=False)
_SHOWN = 20


@app.command(
    epilog="Example: svetovod discover --firms firms.csv --purchases bought.csv --min-amount 1000000 -o links.csv"
)
def discover(  # noqa: PLR0917 - the options of one command
    firms: Annotated[Path, typer.Option("--firms", help="CSV or Parquet: inn, region, okpd2; a row per product made.")],
    purchases: Annotated[
        Path,
        typer.Option("--purchases", help="CSV or Parquet: buyer_inn, seller_inn, okpd2, amount, year, imported."),
    ],
    engine_name: Annotated[str, typer.Option("--engine", help="polars, duckdb or spark.")] = "polars",
    master: Annotated[
        str | None,
        typer.Option(
            "--spark-master", metavar="URL", help="With --engine spark: the cluster; this machine if left out."
        ),
    ] = None,
    memory: Annotated[
        int | None,
        typer.Option("--memory-limit", metavar="MB", min=200, help="With --engine duckdb: above it the disk is used."),
    ] = None,
    level: Annotated[str, typer.Option("--level", help="Digits of OKPD2 that make a group: 2, 4 or 6.")] = "4",
    least: Annotated[
        str, typer.Option("--min-amount", metavar="RUB", help="Only links (ties of clusters) of at least this sum.")
    ] = "0",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="All links, or members of clusters, as .parquet or .csv.")
    ] = None,
    clusters: Annotated[
        bool, typer.Option("--clusters", help="Instead of links: groups of firms that could be clusters.")
    ] = False,
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="With --clusters: day of the law; today if left out.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
    lang: Annotated[str, typer.Option(envvar="SVETOVOD_LANG", help="ru or en.")] = LANG,
) -> None:
    """Who buys abroad or in another region what a neighbour makes. Exit code: 0 done, 2 unusable input."""
    from svetovod.engine.discovery import LEVELS, PURCHASES, links, read
    from svetovod.engine.frames import ENGINES, SPARK, SPILLING

    from .frames import engine_for, room_aside, writable, write

    problems: list[Problem] = []
    language(lang, problems, as_json=as_json)
    chosen("--level", level, [str(each) for each in LEVELS], problems)
    at_least = rubles("--min-amount", least, problems)
    if output is not None:
        writable(output, problems)
    named_once((firms, purchases), {"-o": output}, problems)
    law = _law(on, problems) if clusters else None
    engines = (*ENGINES, SPARK) if master is None else (SPARK,)
    engines = engines if memory is None else (SPILLING,)
    engine = engine_for(engine_name, problems, lang, allowed=engines, master=master, memory=memory)
    if problems or engine is None:
        fail(problems, as_json=as_json, lang=lang)
    # purchases are read when links are counted, and not before
    with (
        as_file(firms, as_json=as_json, lang=lang) as makers, as_file(purchases, as_json=as_json, lang=lang) as bought,
    ):  # fmt: skip
        with room_aside(as_json=as_json, lang=lang):
            tables, wrong = read(makers, bought, level=int(level), engine=engine)
        if tables is None:
            fail(wrong, as_json=as_json, lang=lang)
        typer.echo({"ru": "Ищу связи…", "en": "Looking for links…"}[lang], err=True)
        try:
            if law is not None:
                from .discover_clusters import Asked, run

                run(tables, Asked(*law, at_least, output, as_json, lang))
                return
            found = links(tables, least=at_least)
        except engine.errors:
            broken = Problem("file.unreadable", PURCHASES, value=purchases.name, params={"kind": "table"})
            fail([broken], as_json=as_json, lang=lang)

    def tell() -> None:
        if as_json:
            emit_json({**_json(tables, found), "output": output and str(output), "notes": [], "errors": []})
        else:
            _show(tables, found, output, lang)

    write(found.links, output, tell, as_json=as_json, lang=lang)


def _law(typed: str | None, problems: list[Problem]) -> "tuple[date, Facts] | None":
    """The day and the facts of the law; None after a problem."""
    from svetovod.engine.facts import load

    from .check import ACTS, before_the_act

    moment, facts = day("--on", typed, problems), load()
    if moment is None:
        return None
    problems += before_the_act(facts, ACTS[0], moment, str(typed))
    return moment, facts


def _json(tables: "Tables", found: "Found") -> dict[str, Any]:
    return {
        "links": found.links.height,
        "amount": f"{found.amount:.2f}",
        "rows_read": found.rows_read,
        "rows_skipped": asdict(found.rows_skipped),
        "firms_read": tables.firms_read,
        "firms_skipped": {"unreadable": tables.firms_unreadable, "region_unknown": tables.regions_unknown},
        "level": tables.level,
    }


def _show(tables: "Tables", found: "Found", output: Path | None, lang: str) -> None:
    from rich.table import Table

    from svetovod.engine.reference import okpd2
    from svetovod.wording.discovery import say_firms, say_headline, say_skipped
    from svetovod.wording.numbers import money

    from .terminal import terminal

    console = terminal()
    console.print(f"[bold]{say_headline(found, lang)}[/]\n")
    for line in (*say_skipped(found.rows_skipped, found.rows_read, lang), *say_firms(tables, lang)):
        console.print(line, markup=False)
    if output is not None:
        console.print(f"\n{output}", markup=False)
        return
    titles = (
        ("Покупатель", "Мог бы поставлять", "ОКПД2", "Закупки", "в том числе импорт"),
        ("Buyer", "Could supply", "OKPD2", "Purchases", "imported of them"),
    )
    table = Table(box=None, pad_edge=False)
    for number, title in enumerate(titles[0 if lang == "ru" else 1]):
        table.add_column(title, justify="right" if number > 2 else "left")
    for buyer, producer, group, amount, imported in found.links.head(_SHOWN).iter_rows():
        name = okpd2.name(group)
        table.add_row(buyer, producer, f"{group} {name}" if name else group, money(amount, lang), money(imported, lang))
    console.print()
    console.print(table)
