"""A round as JSON, for the export that outsiders check (docs/reference/export-format.md)."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

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


def round_to_json(round_: SelectionRound) -> dict[str, Any]:
    """Numbers as text, moments ISO 8601; nothing else is needed to rank. What a round does without is not named."""
    return _rules(round_) | {
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
            | ({"least": _text(c.least)} if c.least is not None else {})
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
            | _more(c)
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


def _rules(round_: SelectionRound) -> dict[str, Any]:
    rules: dict[str, Any] = {}
    if round_.aggregation is not Aggregation.MEAN:
        rules["aggregation"] = round_.aggregation.value
    if round_.ties != ("registered_at",):
        rules["ties"] = list(round_.ties)
    if round_.scale is not Scale.WEIGHTS:
        rules["scale"] = round_.scale.value
    if round_.winners is not None:
        rules["winners"] = str(round_.winners)
    if round_.sheets_needed:
        rules["sheets_needed"] = str(round_.sheets_needed)
    if round_.years:
        rules["years"] = {str(year): _text(part) for year, part in round_.years}
    if round_.quotas:
        rules["quotas"] = [
            {"by": q.by.value, "name": q.name, "at_most": _text(q.at_most), "at_least": _text(q.at_least)}
            for q in round_.quotas
        ]
    return rules


def _more(candidate: Candidate) -> dict[str, Any]:
    more: dict[str, Any] = {}
    if candidate.region:
        more["region"] = candidate.region
    if candidate.direction:
        more["direction"] = candidate.direction
    if candidate.by_year:
        more["by_year"] = {str(year): _text(part) for year, part in candidate.by_year}
    if not candidate.takes_part:
        more["takes_part"] = False
    if candidate.own_funds is not None:
        more["own_funds"] = _text(candidate.own_funds)
    if candidate.votes or candidate.chair:
        more["votes"], more["chair"] = str(candidate.votes), candidate.chair
    return more


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
            aggregation=Aggregation(value.get("aggregation", "mean")),
            ties=tuple(map(str, value.get("ties", ("registered_at",)))),
            years=_years(value.get("years", {})),
            quotas=tuple(
                Quota(QuotaBy(q["by"]), str(q["name"]), _decimal(q["at_most"]), _decimal(q["at_least"]))
                for q in value.get("quotas", ())
            ),
            scale=Scale(value.get("scale", "weights")),
            winners=_count(value.get("winners")),
            sheets_needed=_count(value.get("sheets_needed")) or 0,
        )
    except (KeyError, TypeError, AttributeError, InvalidOperation) as error:
        raise ValueError(f"not a round: {error!r}") from error


def _criterion(value: Mapping[str, Any]) -> Criterion:
    weight, maximum = _required(value["weight"]), _required(value["maximum"])
    kind, least = CriterionKind(value["kind"]), _decimal(value.get("least"))
    return Criterion(str(value["code"]), str(value["name"]), weight, maximum, kind, least)


def _candidate(value: Mapping[str, Any]) -> Candidate:
    return Candidate(
        code=str(value["code"]),
        title=str(value["title"]),
        requested=_required(value["requested"]),
        minimum=_decimal(value["minimum"]),
        registered_at=datetime.fromisoformat(value["registered_at"]),
        admitted=_flag(value["admitted"]),
        region=str(value.get("region", "")),
        direction=str(value.get("direction", "")),
        by_year=_years(value.get("by_year", {})),
        takes_part=_flag(value.get("takes_part", True)),
        own_funds=_decimal(value.get("own_funds")),
        votes=_count(value.get("votes")) or 0,
        chair=_flag(value.get("chair", False)),
    )


def _years(value: Mapping[str, Any]) -> tuple[tuple[int, Decimal], ...]:
    return tuple(sorted((int(year), _required(part)) for year, part in value.items()))


def _score(row: int, value: Mapping[str, Any]) -> Score:
    expert, criterion = value["expert"], value["criterion"]
    if not all(name is None or isinstance(name, str) for name in (expert, criterion)):
        raise TypeError("names are text")
    return Score(str(value["project"]), expert, criterion, _decimal(value["points"]), _flag(value["conflict"]), row)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("a flag is true or false")
    return value


def _count(value: Any) -> int | None:
    number = _decimal(value)
    if number is not None and (number != int(number) or number < 0):
        raise TypeError("a count is a whole number")
    return None if number is None else int(number)


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
