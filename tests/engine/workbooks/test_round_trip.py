"""Whatever is written reads back the same: model -> workbook -> model, in both languages."""

import hashlib
import io
import json
import sys
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svetovod.engine.model import (
    Aggregation,
    Candidate,
    Cluster,
    CostItem,
    CostKind,
    Criterion,
    CriterionKind,
    Distribution,
    InfrastructureKind,
    InfrastructureObject,
    JointProject,
    Participant,
    ParticipantRole,
    PlannedStage,
    PlannedValue,
    Purchase,
    Quota,
    QuotaBy,
    Score,
    SelectionRound,
)
from svetovod.engine.reference import regions
from svetovod.engine.workbooks import (
    Question,
    read_cluster,
    read_delegation,
    read_facilities,
    read_invitations,
    read_meetings,
    read_particulars,
    read_project,
    read_round,
)
from svetovod.engine.workbooks.blanks import KINDS, VERSIONS, write_blank, write_delegation_blank
from svetovod.engine.workbooks.cell import Cell, Kind
from svetovod.engine.workbooks.plan_layout import INDICATORS, SCHEDULE
from svetovod.engine.workbooks.reader import read_workbook
from svetovod.engine.workbooks.samples import invented_inn, sample_indicators, sample_schedule
from svetovod.engine.workbooks.spec import Sheet
from svetovod.engine.workbooks.write import write_cluster, write_project, write_round

LANGS = st.sampled_from(["ru", "en"])
# of what nobody sees a cell leaves out this, and nothing else
DROPPED = "\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
TEXTS = (
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00" + DROPPED), min_size=1, max_size=30)
    .map(str.strip)
    .filter(bool)
)
HARD_TEXTS = TEXTS | st.sampled_from(
    [
        "=1+1", "+7", "-x", "@SUM(A1)", "<r>b</r>", "_x000D_", "a\nb", "http://x", "1e5",
        "می\u200cخواهم", "क्\u200dष",  # what joins and parts letters is part of how a word is written
    ]
)  # fmt: skip
MONEY = st.integers(0, 10**17).map(lambda kopecks: Decimal(kopecks).scaleb(-2))
COUNTS = st.none() | st.integers(0, 10**6)
DATES = st.dates(date(1990, 1, 1), date(2100, 12, 31))
INNS = st.integers(1, 400).map(invented_inn)
CODES = st.from_regex(r"[0-9]{2}\.[0-9]{2}(\.[0-9]{2})?", fullmatch=True)
ISOS = st.sampled_from([region.iso for region in regions.all()])
MOSCOW = st.just(ZoneInfo("Europe/Moscow"))
# since 2014 Moscow has had no summer time, so that every local time exists once
MOMENTS = st.datetimes(datetime(2015, 1, 1), datetime(2100, 12, 30), timezones=MOSCOW)  # noqa: DTZ001


def read_rows(sheet: Sheet, kind: Any) -> Any:
    """A blank of rows that nothing else reads, by the grammar it was written with."""
    return lambda source: read_workbook(
        source, [sheet], lambda tables, _: tuple(kind(**row.values) for row in tables[sheet.ru].rows)
    )


READERS: dict[str, Any] = {
    "cluster": read_cluster, "project": read_project, "round": read_round, "meetings": read_meetings,
    "schedule": read_rows(SCHEDULE, PlannedStage), "indicators": read_rows(INDICATORS, PlannedValue),
    "delegation": read_delegation,
    "invitations": read_invitations,
    "facilities": read_facilities,
    "particulars": read_particulars,
}  # fmt: skip


@st.composite
def clusters(draw: st.DrawFn) -> Cluster:
    people = st.builds(
        Participant, INNS, HARD_TEXTS, st.sampled_from(ParticipantRole), ISOS, st.booleans(), COUNTS, COUNTS,
        st.none() | MONEY, st.none() | DATES, st.booleans(), st.none() | MONEY,
    )  # fmt: skip
    participants = draw(st.lists(people, min_size=1, max_size=5, unique_by=lambda item: item.inn))
    buyers = st.sampled_from([item.inn for item in participants])
    purchase = st.builds(Purchase, buyers, st.none() | INNS, CODES, MONEY, st.integers(1990, 2100), st.booleans())
    body = st.builds(InfrastructureObject, st.sampled_from(InfrastructureKind), HARD_TEXTS, st.none() | INNS)
    return Cluster(
        name=draw(HARD_TEXTS),
        regions=tuple(draw(st.lists(ISOS, min_size=1, max_size=3, unique=True))),
        year=draw(st.integers(1990, 2100)),
        final_products=tuple(draw(st.lists(CODES, min_size=1, max_size=3, unique=True))),
        participants=tuple(participants),
        purchases=tuple(draw(st.lists(purchase, max_size=5))),
        infrastructure=tuple(draw(st.lists(body, max_size=3))),
        regional_productivity=draw(st.none() | MONEY),
    )


@st.composite
def projects(draw: st.DrawFn) -> JointProject:
    item = st.tuples(st.sampled_from(CostKind), INNS, DATES, MONEY, st.none() | HARD_TEXTS, st.booleans())
    start, end = sorted((draw(DATES), draw(DATES)))
    return JointProject(
        draw(HARD_TEXTS), draw(INNS), tuple(draw(st.lists(INNS, max_size=3, unique=True))), start, end, draw(MONEY),
        tuple(CostItem(row, *values) for row, values in enumerate(draw(st.lists(item, max_size=5)), start=2)),
    )  # fmt: skip


@st.composite
def selection_rounds(draw: st.DrawFn) -> SelectionRound:
    cut = draw(st.integers(1, 9999))
    weights = (Decimal(cut).scaleb(-2), 100 - Decimal(cut).scaleb(-2))
    criteria = tuple(
        Criterion(f"К{place}", draw(HARD_TEXTS), weight, Decimal(draw(st.integers(1, 100))), kind)
        for place, (weight, kind) in enumerate(zip(weights, CriterionKind, strict=True))
    )
    candidates = tuple(
        Candidate(code, draw(HARD_TEXTS), draw(MONEY), draw(MOMENTS), draw(st.booleans()), draw(st.none() | MONEY))
        for code in draw(st.lists(TEXTS, min_size=1, max_size=4, unique=True))
    )
    scores: list[Score] = []
    for candidate in candidates:
        for expert in draw(st.lists(TEXTS, max_size=3, unique=True)):
            if draw(st.booleans()):
                scores.append(Score(candidate.code, expert, None, None, conflict=True))
            else:
                scores.append(Score(candidate.code, expert, "К0", draw(st.decimals(0, 1, places=3))))
        scores.append(Score(candidate.code, None, "К1", draw(st.decimals(0, 1, places=2))))
    numbered = tuple(replace(score, row=row) for row, score in enumerate(scores, start=2))
    threshold = draw(st.none() | st.decimals(0, 100, places=2))
    plain = SelectionRound(draw(MONEY), criteria, candidates, numbered, threshold, draw(st.sampled_from(Distribution)))
    if not draw(st.booleans()):
        return plain
    quotas = tuple(
        Quota(by, "Мордовия", draw(st.none() | MONEY), draw(MONEY)) for by in draw(st.sets(st.sampled_from(QuotaBy)))
    )
    placed = tuple(
        replace(row, region="Мордовия", takes_part=False, by_year=((2026, Decimal(0)), (2027, row.requested)))
        for row in candidates
    )
    ties = ("requested", f"criterion:{criteria[0].code}", "registered_at")
    divided = draw(st.sampled_from([way for way in Distribution if way is not Distribution.PROPORTIONAL]))
    return replace(
        plain, distribution=divided, aggregation=draw(st.sampled_from(Aggregation)), ties=ties, quotas=quotas,
        candidates=placed, years=((2026, Decimal(0)), (2027, plain.limit)),
    )  # fmt: skip


@settings(max_examples=15)
@given(clusters(), LANGS)
def test_clusters(cluster: Cluster, lang: str) -> None:
    result = read_cluster(io.BytesIO(write_cluster(cluster, lang)))
    assert result.errors == ()
    assert result.value == cluster


@settings(max_examples=15)
@given(projects(), LANGS)
def test_projects(project: JointProject, lang: str) -> None:
    result = read_project(io.BytesIO(write_project(project, lang)))
    assert result.errors == ()
    assert result.value == project


@settings(max_examples=15)
@given(selection_rounds(), LANGS)
def test_rounds(selection: SelectionRound, lang: str) -> None:
    result = read_round(io.BytesIO(write_round(selection, lang)))
    assert result.errors == ()
    assert result.value == selection


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_blanks_read_back_and_are_always_the_same_bytes(kind: str, lang: str) -> None:
    content = write_blank(kind, lang)
    result = READERS[kind](io.BytesIO(content))
    assert (result.errors, result.notes) == ((), ())
    assert content == write_blank(kind, lang)


def test_a_cell_leaves_out_what_a_copy_brings_along_and_no_other_letter() -> None:
    everything = [chr(code) for code in range(sys.maxunicode + 1)]
    kept = set(Cell(Kind.TEXT, "".join(everything)).text)
    assert "".join(each for each in everything if each not in kept) == DROPPED


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_plan_reads_back_as_it_was_written(lang: str) -> None:
    assert READERS["schedule"](io.BytesIO(write_blank("schedule", lang))).value == sample_schedule()
    assert READERS["indicators"](io.BytesIO(write_blank("indicators", lang))).value == sample_indicators()


# what a blank asks for, by its version: a change of either alone is a mistake
ASKED = {
    "cluster": (2, "724d95b6950d0497"),
    "project": (1, "d6a278196a41a8b1"),
    "round": (3, "1cd73f2f6255f626"),
    "schedule": (1, "8b90bcc587ccc7fe"),
    "indicators": (1, "4a63e0cc0ebe07c5"),
    "meetings": (2, "f337faa33256387d"),
    "delegation": (1, "44821e0e43253b75"),
    "invitations": (2, "e16b70ba8c1631e0"),
    "facilities": (1, "c23601609225fef6"),
    "particulars": (1, "dae77c41af07e34b"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_blank_that_asks_for_something_else_has_another_version(kind: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_blank(kind)))
    asked = [[cell.value for cell in row[:4]] for row in book["Пояснения"].iter_rows(min_row=4)]
    assert ASKED[kind] == (VERSIONS[kind], hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:16])


def test_an_option_with_a_comma_is_offered_whole_or_not_at_all() -> None:
    asked = [
        Question("a", "Номер", "", "choice", options=(("Один, с видом", ""), ("Два", ""))),
        Question("b", "Обед", "", "choice", options=(("Да", ""), ("Нет", ""))),
    ]
    sheet = openpyxl.load_workbook(io.BytesIO(write_delegation_blank(asked)))["Делегация"]
    assert [rule.formula1 for rule in sheet.data_validations.dataValidation if "," in (rule.formula1 or "")] == [
        '"Да,Нет"'
    ]


def test_examples_are_what_their_names_say() -> None:
    folder = Path(__file__).parents[3] / "examples" / "saransk-2021"
    for path in folder.glob("*.xlsx"):
        result = READERS[path.name.partition("-")[0]](path)
        if "spoiled" in path.name:
            assert len({error.code for error in result.errors}) >= 12
        else:
            assert (result.errors, result.notes) == ((), ()), path.name
