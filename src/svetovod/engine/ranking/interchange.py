"""A round as JSON, for the export that outsiders check (docs/reference/export-format.md)."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from svetovod.engine.model import Candidate, Criterion, CriterionKind, Distribution, Score, SelectionRound


def round_to_json(round_: SelectionRound) -> dict[str, Any]:
    """Numbers as text, moments ISO 8601; nothing else is needed to rank."""
    return {
        "limit": _text(round_.limit),
        "threshold": _text(round_.threshold),
        "distribution": round_.distribution.value,
        "criteria": [
            {
                "code": c.code,
                "name": c.name,
                "weight": _text(c.weight),
                "maximum": _text(c.maximum),
                "kind": c.kind.value,
            }
            for c in round_.criteria
        ],
        "projects": [
            {
                "code": c.code,
                "title": c.title,
                "requested": _text(c.requested),
                "minimum": _text(c.minimum),
                "registered_at": c.registered_at.isoformat(),
                "admitted": c.admitted,
            }
            for c in round_.candidates
        ],
        "scores": [
            {
                "project": s.project,
                "expert": s.expert,
                "criterion": s.criterion,
                "points": _text(s.points),
                "conflict": s.conflict,
            }
            for s in round_.scores
        ],
    }


def round_from_json(value: Mapping[str, Any]) -> SelectionRound:
    """The round that `round_to_json` wrote; raises `ValueError` for anything else. Rows are numbered from 1."""
    try:
        return SelectionRound(
            limit=_required(value["limit"]),
            threshold=_decimal(value["threshold"]),
            distribution=Distribution(value["distribution"]),
            criteria=tuple(map(_criterion, value["criteria"])),
            candidates=tuple(map(_candidate, value["projects"])),
            scores=tuple(_score(row, score) for row, score in enumerate(value["scores"], 1)),
        )
    except (KeyError, TypeError, AttributeError, InvalidOperation) as error:
        raise ValueError(f"not a round: {error!r}") from error


def _criterion(value: Mapping[str, Any]) -> Criterion:
    weight, maximum = _required(value["weight"]), _required(value["maximum"])
    return Criterion(str(value["code"]), str(value["name"]), weight, maximum, CriterionKind(value["kind"]))


def _candidate(value: Mapping[str, Any]) -> Candidate:
    return Candidate(
        code=str(value["code"]),
        title=str(value["title"]),
        requested=_required(value["requested"]),
        minimum=_decimal(value["minimum"]),
        registered_at=datetime.fromisoformat(value["registered_at"]),
        admitted=_flag(value["admitted"]),
    )


def _score(row: int, value: Mapping[str, Any]) -> Score:
    expert, criterion = value["expert"], value["criterion"]
    if not all(name is None or isinstance(name, str) for name in (expert, criterion)):
        raise TypeError("names are text")
    return Score(str(value["project"]), expert, criterion, _decimal(value["points"]), _flag(value["conflict"]), row)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("a flag is true or false")
    return value


def _required(value: Any) -> Decimal:
    number = _decimal(value)
    if number is None:
        raise TypeError("a number is missing")
    return number


def _decimal(value: Any) -> Decimal | None:
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > 40:
        raise TypeError("numbers are text")
    number = Decimal(value)
    if not number.is_finite() or abs(number.adjusted()) > 40:
        raise TypeError("numbers are finite")
    return number


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")
