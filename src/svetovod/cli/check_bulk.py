"""`svetovod check PATH --bulk`: a folder of workbooks or of Parquet tables to one table of verdicts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import polars as pl
import typer

from svetovod.engine.facts import Facts
from svetovod.engine.frames import Engine
from svetovod.engine.model import Cluster, Problem
from svetovod.engine.rules import Conclusion
from svetovod.engine.rules.bulk import Tables, aggregate, judge, tables_of
from svetovod.engine.rules.bulk.read import TABLES, read_parquet
from svetovod.engine.workbooks import read_cluster
from svetovod.wording.numbers import number
from svetovod.wording.problems import FILE, problem_json
from svetovod.wording.rules import CONCLUSIONS
from svetovod.wording.rules_evidence import pick

from .frames import room_aside, writable, write
from .output import emit_json, fail, named_once

_HIDDEN = ("~$", ".")  # what a spreadsheet program and the system keep beside the files


def run(folder: Path, output: Path, *, engine: Engine, on: date, facts: Facts, as_json: bool, lang: str) -> None:
    """The options as `check` has looked at them, `wrong_options` among the rest."""
    problems: list[Problem] = []
    notes: list[Problem] = []
    with room_aside(as_json=as_json, lang=lang):
        tables = _tables(folder, engine, problems, notes)
    if problems or tables is None:
        fail(problems, notes, as_json=as_json, lang=lang)
    typer.echo({"ru": "Считаю…", "en": "Judging…"}[lang], err=True)
    judged = judge(aggregate(tables, on=on, facts=facts), on=on, facts=facts)
    counts = dict(judged.group_by("cluster_id").agg(pl.col("verdict").first())["verdict"].value_counts().iter_rows())
    tell = partial(_tell, counts, output, notes, as_json=as_json, lang=lang)
    write(judged, output, tell, notes, as_json=as_json, lang=lang)


def _tell(counts: dict[str, int], output: Path, notes: Sequence[Problem], *, as_json: bool, lang: str) -> None:
    if as_json:
        verdicts = {each.value: counts.get(each.value, 0) for each in Conclusion}
        result = {"clusters": sum(counts.values()), "verdicts": verdicts, "output": str(output)}
        emit_json({**result, "notes": [problem_json(note, lang) for note in notes], "errors": []})
        return
    for each in Conclusion:
        typer.echo(f"{number(counts.get(each.value, 0), lang):>10}  {pick(CONCLUSIONS[each], lang)}")
    typer.echo(str(output))


def wrong_options(folder: Path, output: Path | None) -> list[Problem]:
    problems: list[Problem] = []
    if output is None:
        problems.append(Problem("value.required", column="-o", params={"place": "option"}))
    else:
        writable(output, problems)
    if not folder.is_dir():
        problems.append(Problem("file.unreadable", value=str(folder), params={"kind": "folder"}))
    else:
        tables = TABLES if (folder / TABLES[0]).exists() else ()  # else workbooks, whose names no table has
        named_once((folder / name for name in tables), {"-o": output}, problems)
    return problems


def _tables(folder: Path, engine: Engine, problems: list[Problem], notes: list[Problem]) -> Tables | None:
    if (folder / "clusters.parquet").exists():
        tables, found, told = read_parquet(folder, engine)
        problems.extend(found)
        notes.extend(told)
        return tables
    clusters: dict[str, Cluster] = {}
    for path in sorted(folder.iterdir()):
        if path.name.startswith(_HIDDEN) or path.is_dir():
            continue
        if path.suffix.lower() != ".xlsx":
            notes.append(_of_file(Problem("file.unknown", value=path.name), path))
            continue
        result = read_cluster(path)
        problems.extend(_of_file(problem, path) for problem in result.errors)
        notes.extend(_of_file(note, path) for note in result.notes)
        if result.value is not None:
            clusters[path.name if path.stem in clusters else path.stem] = result.value
    if not clusters and not problems:
        problems.append(Problem("file.unreadable", value=str(folder), params={"kind": "folder"}))
    return None if problems else tables_of(clusters, engine)


def _of_file(problem: Problem, path: Path) -> Problem:
    """The workbook's name goes with the place: many workbooks have the same sheets."""
    return replace(problem, params={**problem.params, FILE: path.name})
