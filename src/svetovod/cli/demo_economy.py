"""`svetovod demo economy`: three tables of an invented economy in a folder."""

from functools import partial
from pathlib import Path

import polars as pl
import typer

from svetovod.engine.economy import FILES, LEAST, MOST, Economy, economy
from svetovod.engine.model import Problem

from .options import language
from .output import emit_json, fail, write_set


def write_economy(output: Path, firms: int, seed: int, *, parquet: bool, as_json: bool, lang: str) -> None:
    """Stops with code 2 where the numbers or the folder cannot be used."""
    problems: list[Problem] = []
    language(lang, problems, as_json=as_json)
    for option, value, least, most in (("--firms", firms, LEAST, MOST), ("--seed", seed, 0, 2**32)):
        if not least <= value <= most:
            params = {"allowed": f"{least}…{most}"}
            problems.append(Problem("choice.unknown", column=option, value=str(value), params=params))
    if problems:
        fail(problems, as_json=as_json, lang=lang)
    made = economy(firms, seed=seed)
    paths = {name: str(output / f"{name}.{'parquet' if parquet else 'csv'}") for name in FILES}
    tell = partial(_tell, made, firms, seed, output, paths, as_json=as_json, lang=lang)
    try:
        output.mkdir(parents=True, exist_ok=True)
        tables = {Path(path): getattr(made, name) for name, path in paths.items()}
        write_set({path: table.write_parquet if parquet else table.write_csv for path, table in tables.items()}, tell)
    except (OSError, pl.exceptions.PolarsError) as error:
        typer.echo(f"{output}: {getattr(error, 'strerror', None) or error}", err=True)
        fail([Problem("file.unwritable", column="-o", value=str(output))],
             as_json=as_json, lang=lang)  # fmt: skip


def _tell(
    made: Economy, firms: int, seed: int, output: Path, paths: dict[str, str], *, as_json: bool, lang: str
) -> None:
    counts = {name: getattr(made, name).height for name in FILES}
    clusters = made.planted["cluster"].n_unique()
    if as_json:
        emit_json({"firms": firms, "seed": seed, "clusters": clusters, "rows": counts, "files": paths,
                   "notes": [], "errors": []})  # fmt: skip
        return
    words = {
        "ru": "Выдуманная экономика: предприятий {}, строк закупок {}, заложено кластеров {}. Папка: {}",
        "en": "An invented economy: {} firms, {} rows of purchases, {} planted clusters. Folder: {}",
    }
    typer.echo(words[lang].format(firms, counts["purchases"], clusters, output))
