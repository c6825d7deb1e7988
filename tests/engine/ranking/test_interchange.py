"""A round as JSON, name by name: what the export format says is written, what is left out, and what is refused."""

import json
from copy import deepcopy
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from svetovod.engine.model import (
    Aggregation,
    Candidate,
    Criterion,
    CriterionKind,
    Distribution,
    Quota,
    QuotaBy,
    Scale,
    Score,
    SelectionRound,
)
from svetovod.engine.ranking import round_from_json, round_to_json

EARLY, LATE = datetime(2021, 9, 1, 9, 30), datetime(2021, 9, 2)  # noqa: DTZ001 -- workbooks have no zones
PLAIN = SelectionRound(
    Decimal(100), (Criterion("К", "Качество", Decimal(100), Decimal(10)),),
    (Candidate("P1", "Первый", Decimal(60), EARLY, True),), (Score("P1", "Э", "К", Decimal("7.5"), row=1),),
)  # fmt: skip
PLAIN_WRITTEN: dict[str, Any] = {
    "limit": "100",
    "threshold": None,
    "distribution": "strict",
    "criteria": [{"code": "К", "name": "Качество", "weight": "100", "maximum": "10", "kind": "expert"}],
    "projects": [
        {
            "code": "P1",
            "title": "Первый",
            "requested": "60",
            "minimum": None,
            "registered_at": "2021-09-01T09:30:00",
            "admitted": True,
        }
    ],
    "scores": [{"project": "P1", "expert": "Э", "criterion": "К", "points": "7.5", "conflict": False}],
}
EVERYTHING = SelectionRound(
    limit=Decimal("1000.50"),
    criteria=(
        Criterion("К", "Качество", Decimal(60), Decimal(60), CriterionKind.EXPERT, Decimal("2.5")),
        Criterion("Р", "Расчёт", Decimal(4), Decimal(4), CriterionKind.COMPUTED),
    ),
    candidates=(
        Candidate(
            "P1", "Первый", Decimal("600.25"), EARLY, True, Decimal(50), "RU-MO", "станки",
            ((2026, Decimal(200)), (2027, Decimal("400.25"))), False, Decimal("12.30"), 3, True,
        ),
        Candidate("P2", "Второй", Decimal(1), LATE, False, own_funds=Decimal(0), votes=2),
        Candidate("P3", "Третий", Decimal(1), LATE, True, chair=True),
    ),
    scores=(
        Score("P1", "Э", "К", Decimal(7), row=1), Score("P1", None, "Р", Decimal("3.5"), row=2),
        Score("P2", "Э", None, None, conflict=True, row=3),
    ),
    threshold=Decimal(30), distribution=Distribution.SKIP, aggregation=Aggregation.MEDIAN,
    ties=("votes", "criterion:К"), years=((2026, Decimal(600)), (2027, Decimal("400.50"))),
    quotas=(Quota(QuotaBy.REGION, "RU-MO", Decimal(500)), Quota(QuotaBy.DIRECTION, "станки", None, Decimal(70))),
    scale=Scale.POINTS, winners=2, sheets_needed=1,
)  # fmt: skip
WRITTEN: dict[str, Any] = {
    "limit": "1000.50",
    "threshold": "30",
    "distribution": "skip",
    "aggregation": "median",
    "ties": ["votes", "criterion:К"],
    "scale": "points",
    "winners": "2",
    "sheets_needed": "1",
    "years": {"2026": "600", "2027": "400.50"},
    "quotas": [
        {"by": "region", "name": "RU-MO", "at_most": "500", "at_least": None},
        {"by": "direction", "name": "станки", "at_most": None, "at_least": "70"},
    ],
    "criteria": [
        {"code": "К", "name": "Качество", "weight": "60", "maximum": "60", "kind": "expert", "least": "2.5"},
        {"code": "Р", "name": "Расчёт", "weight": "4", "maximum": "4", "kind": "computed"},
    ],
    "projects": [
        {
            "code": "P1",
            "title": "Первый",
            "requested": "600.25",
            "minimum": "50",
            "registered_at": "2021-09-01T09:30:00",
            "admitted": True,
            "region": "RU-MO",
            "direction": "станки",
            "by_year": {"2026": "200", "2027": "400.25"},
            "takes_part": False,
            "own_funds": "12.30",
            "votes": "3",
            "chair": True,
        },
        {
            "code": "P2",
            "title": "Второй",
            "requested": "1",
            "minimum": None,
            "registered_at": "2021-09-02T00:00:00",
            "admitted": False,
            "own_funds": "0",
            "votes": "2",
            "chair": False,
        },
        {
            "code": "P3",
            "title": "Третий",
            "requested": "1",
            "minimum": None,
            "registered_at": "2021-09-02T00:00:00",
            "admitted": True,
            "votes": "0",
            "chair": True,
        },
    ],
    "scores": [
        {"project": "P1", "expert": "Э", "criterion": "К", "points": "7", "conflict": False},
        {"project": "P1", "expert": None, "criterion": "Р", "points": "3.5", "conflict": False},
        {"project": "P2", "expert": "Э", "criterion": None, "points": None, "conflict": True},
    ],
}


@pytest.mark.parametrize(("round_", "written"), [(PLAIN, PLAIN_WRITTEN), (EVERYTHING, WRITTEN)])
def test_every_name_is_written_and_read(round_: SelectionRound, written: dict[str, Any]) -> None:
    assert round_to_json(round_) == written
    assert round_from_json(json.loads(json.dumps(written))) == round_


def test_numbers_are_plain_text_however_they_came() -> None:
    assert round_to_json(replace(PLAIN, limit=Decimal("1E+3")))["limit"] == "1000"


def test_years_are_read_in_their_order() -> None:
    assert round_from_json({**WRITTEN, "years": {"2027": "400.50", "2026": "600"}}).years == EVERYTHING.years


def bent(*path: Any, to: Any) -> dict[str, Any]:
    changed: Any = deepcopy(WRITTEN)
    inner = changed
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = to
    return changed  # type: ignore[no-any-return]


NUMBERS = (
    ("limit",), ("threshold",), ("winners",), ("sheets_needed",), ("years", "2026"), ("quotas", 0, "at_most"),
    ("quotas", 1, "at_least"), ("criteria", 0, "weight"), ("criteria", 0, "maximum"), ("criteria", 0, "least"),
    ("projects", 0, "requested"), ("projects", 0, "minimum"), ("projects", 0, "own_funds"), ("projects", 0, "votes"),
    ("projects", 0, "by_year", "2026"), ("scores", 0, "points"),
)  # fmt: skip
FLAGS = (
    ("projects", 0, "admitted"),
    ("projects", 0, "takes_part"),
    ("projects", 0, "chair"),
    ("scores", 0, "conflict"),
)


@pytest.mark.parametrize("path", NUMBERS)
def test_what_is_no_number_is_refused(path: tuple[Any, ...]) -> None:
    for value in (7, 7.5, True, "seven", "", "NaN", "Infinity", "1E+41", "1E-41", "0" * 40 + "1"):
        with pytest.raises(ValueError, match="not a round"):
            round_from_json(bent(*path, to=value))


@pytest.mark.parametrize("value", ["1E+40", "1E-40", "0" * 39 + "1"])
def test_the_longest_numbers_are_read(value: str) -> None:
    assert round_from_json(bent("limit", to=value)).limit == Decimal(value)


@pytest.mark.parametrize("path", [("winners",), ("sheets_needed",), ("projects", 0, "votes")])
def test_a_count_is_whole_and_not_below_nothing(path: tuple[Any, ...]) -> None:
    for value in ("1.5", "-1"):
        with pytest.raises(ValueError, match="a count is a whole number"):
            round_from_json(bent(*path, to=value))
    assert round_from_json(bent("sheets_needed", to="0")).sheets_needed == 0


@pytest.mark.parametrize("path", FLAGS)
def test_a_flag_is_true_or_false(path: tuple[Any, ...]) -> None:
    for value in (0, 1, None, "true"):
        with pytest.raises(ValueError, match="a flag is true or false"):
            round_from_json(bent(*path, to=value))


@pytest.mark.parametrize(
    "path",
    [
        ("limit",),
        ("years", "2026"),
        ("criteria", 0, "weight"),
        ("criteria", 0, "maximum"),
        ("projects", 0, "requested"),
    ],
)
def test_a_number_that_must_be_there(path: tuple[Any, ...]) -> None:
    with pytest.raises(ValueError, match="a number is missing"):
        round_from_json(bent(*path, to=None))


@pytest.mark.parametrize("name", ["expert", "criterion"])
def test_names_in_scores_are_text(name: str) -> None:
    with pytest.raises(ValueError, match="names are text"):
        round_from_json(bent("scores", 0, name, to=7))


@pytest.mark.parametrize(
    "path",
    [("distribution",), ("aggregation",), ("scale",), ("quotas", 0, "by"), ("criteria", 0, "kind"),
     ("projects", 0, "registered_at")],
)  # fmt: skip
def test_words_nobody_knows_are_refused(path: tuple[Any, ...]) -> None:
    with pytest.raises(ValueError, match="beauty"):
        round_from_json(bent(*path, to="beauty"))


MUST = {
    (): ("limit", "threshold", "distribution", "criteria", "projects", "scores"),
    ("criteria", 0): ("code", "name", "weight", "maximum", "kind"),
    ("projects", 0): ("code", "title", "requested", "minimum", "registered_at", "admitted"),
    ("scores", 0): ("project", "expert", "criterion", "points", "conflict"),
}


@pytest.mark.parametrize(("path", "name"), [(path, name) for path, names in MUST.items() for name in names])
def test_what_every_round_has_must_be_there(path: tuple[Any, ...], name: str) -> None:
    changed: Any = deepcopy(PLAIN_WRITTEN)
    inner = changed
    for step in path:
        inner = inner[step]
    del inner[name]
    with pytest.raises(ValueError, match=f"not a round: KeyError\\('{name}'\\)"):
        round_from_json(changed)
