"""Surveys between the engine and the pages: two tables read, cells, candidates, names of groups and regions."""

from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.utils.translation import gettext

from svetovod.engine.facts import BeforeFirstEditionError
from svetovod.engine.openregistries import kind_of
from svetovod.engine.reference import okpd2, regions
from svetovod.web.rulebook.selectors import facts
from svetovod.wording.problems import problem_json

LANGUAGES = ("ru", "en")
LEVEL = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """`problems` by language where the tables could not be read, else everything a survey keeps."""

    problems: dict[str, list[Any]] = field(default_factory=dict)
    counts: dict[str, Any] = field(default_factory=dict)
    cells: tuple[Any, ...] = ()
    firms: dict[str, tuple[list[str], list[str]]] = field(default_factory=dict)
    candidates: tuple[dict[str, Any], ...] = ()


def table_unlike(head: bytes) -> str | None:
    """Why a file that begins so is no table of a survey: Parquet, or text of one byte a sign as CSV is."""
    if kind_of(head) == "Parquet" or (kind_of(head) == "text" and b"\0" not in head):
        return None
    return gettext("This is no table. Send the file as CSV in UTF-8 or as Parquet.")


def read_survey(firms: bytes, purchases: bytes, *, on: date, known: Collection[str]) -> Reading:
    """Loads polars. `known`: INNs whose own groups are kept."""
    from svetovod.engine.discovery import candidates, potential, read, supply
    from svetovod.engine.model import Problem
    from svetovod.wording.clusters import candidate_json

    with TemporaryDirectory(prefix="svetovod-") as name:
        paths = Path(name) / "firms", Path(name) / "purchases"
        for path, raw in zip(paths, (firms, purchases), strict=True):
            path.write_bytes(raw)
        tables, problems = read(*paths, level=LEVEL)
        if tables is None:
            return Reading(_said(problems))
        try:
            found = supply(tables)
        except tables.engine.errors:
            broken = Problem("file.unreadable", "Закупки", value="purchases", params={"kind": "table"})
            return Reading(_said([broken]))
    law = facts()
    try:
        groups = candidates(found, on=on, facts=law)
    except BeforeFirstEditionError:
        groups = ()
    number = {inn: firm for firm, inn in enumerate(found.inns) if inn in set(known)}
    return Reading(
        counts={
            "rows_used": found.rows_read, "firms": len(found.inns), "firms_unreadable": tables.firms_unreadable,
            "regions_unknown": tables.regions_unknown,
        },
        cells=potential(found),
        firms={
            inn: (sorted(found.makes.get(firm, ())), sorted(found.imported.get(firm, ())))
            for inn, firm in number.items()
        },
        candidates=tuple(
            {
                "regions": list(each.regions), "conforms": each.conforms, "value": each.value,
                "told": {lang: candidate_json(place, each, law, lang) for lang in LANGUAGES},
            }
            for place, each in enumerate(groups, 1)
        ),
    )  # fmt: skip


def _said(problems: Any) -> dict[str, list[Any]]:
    return {lang: [problem_json(each, lang) for each in problems] for lang in LANGUAGES}


def group_name(code: str) -> str:
    """As the classifier calls it, in Russian; empty for a code that it does not have."""
    return okpd2.name(code) or ""


def region_name(iso: str, lang: str) -> str:
    return regions.name(iso, lang)


def region_known(iso: str) -> bool:
    return iso in {region.iso for region in regions.all()}


def region_codes() -> tuple[str, ...]:
    """In the order of Russian names."""
    return tuple(region.iso for region in regions.all())


def facilities(file: Any, lang: str) -> tuple[list[dict[str, Any]], list[tuple[str, list[Any]]]]:
    """A list of infrastructure as it was read, or everything that is wrong with it, by sheet."""
    from svetovod.engine.workbooks import read_facilities
    from svetovod.wording.problems import by_sheet

    found = read_facilities(file)
    return [asdict(each) for each in found.value or ()], by_sheet(found.errors, lang)


@cache
def invented_facilities() -> frozenset[str]:
    """Names of the objects in the blank's example."""
    from svetovod.engine.workbooks.samples import sample_facilities

    return frozenset(each.name for each in sample_facilities())


def blank(kind: str, lang: str) -> bytes:
    from svetovod.engine.workbooks.blanks import write_blank

    return write_blank(kind, lang)
