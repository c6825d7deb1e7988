"""The published ranking of an export computed again from its round, and the round compared with its opened sheets."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from svetovod.engine.model import SelectionRound

from .interchange import round_from_json
from .ranking import rank

# keys of the published result that must come out again; what else stands there is the publisher's
RECOMPUTED = ("ranking", "unranked", "limit", "allocated", "left", "leave_one_expert_out")


def ranking_differences(round_json: Mapping[str, Any], published: Mapping[str, Any]) -> list[str]:
    """Where the published result is not what the round gives: paths such as `ranking[3].allocated`, first first.

    Raises `ValueError` when the round itself cannot be used.
    """
    computed = rank(round_from_json(round_json)).to_json()
    found: list[str] = []
    for key in RECOMPUTED:
        _compare(key, computed[key], published.get(key), found)
    return found


def sheet_differences(round_json: Mapping[str, Any], sheets: list[Mapping[str, Any]]) -> list[str]:
    """Pairs `project / expert` whose scores in the round are not those of the opened sheets, both ways.

    A sheet is `{"project", "expert", "conflict", "scores": {criterion: points}}`; a pair in conflict has no scores.
    """
    try:
        in_round = _pairs(round_from_json(round_json))
        in_sheets = {(s["project"], s["expert"]): _sheet(s) for s in sheets}
    except (KeyError, TypeError, AttributeError, InvalidOperation) as error:
        raise ValueError(f"not score sheets: {error!r}") from error
    pairs = sorted(in_round.keys() | in_sheets.keys())
    return [f"{pair[0]} / {pair[1]}" for pair in pairs if in_round.get(pair) != in_sheets.get(pair)]


def _pairs(round_: SelectionRound) -> dict[tuple[str, str], dict[str, Decimal] | None]:
    pairs: dict[tuple[str, str], dict[str, Decimal] | None] = {}
    for score in round_.scores:
        if score.expert is None:
            continue
        pair = (score.project, score.expert)
        if score.conflict:
            pairs[pair] = None
            continue
        points = pairs.setdefault(pair, {})
        if points is not None and score.criterion is not None and score.points is not None:
            points[score.criterion] = score.points
    return pairs


def _sheet(sheet: Mapping[str, Any]) -> dict[str, Decimal] | None:
    if sheet.get("conflict"):
        return None
    return {str(criterion): Decimal(points) for criterion, points in sheet["scores"].items()}


def _compare(path: str, computed: Any, published: Any, found: list[str]) -> None:
    if isinstance(computed, dict) and isinstance(published, dict):
        for key in computed:
            _compare(f"{path}.{key}", computed[key], published.get(key), found)
    elif isinstance(computed, list) and isinstance(published, list) and len(computed) == len(published):
        for index, (one, other) in enumerate(zip(computed, published, strict=True)):
            _compare(f"{path}[{index}]", one, other, found)
    elif type(computed) is not type(published) or computed != published:
        found.append(path)
