"""Computed points of an export held against the applications they are read from and the round they entered."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from .formula import parse
from .points import Corrected, computed
from .scale import read_scale
from .values import NAMES


def computed_differences(
    published: Mapping[str, Any], round_json: Mapping[str, Any], applications: Mapping[str, Mapping[str, Any]]
) -> Iterator[str]:
    """Paths of what does not come out: sources, result and points of every line, and the scores of the round.

    `published`: `{"criteria": [{code, formula, scale}], "lines": [{number, project, criterion, values: {name: text},
    corrected: {name: text}, ground, result, points}]}`. Raises `ValueError` where it cannot be read.
    """
    rules = {c["code"]: (parse(c["formula"], NAMES), read_scale(c["scale"])) for c in published["criteria"]}
    entered = {(s["project"], s["criterion"]): s["points"] for s in round_json["scores"] if s["expert"] is None}
    told: set[tuple[str, str]] = set()
    for index, line in enumerate(published["lines"]):
        formula, scale = rules[line["criterion"]]
        corrected = [Corrected(name, Fraction(value)) for name, value in sorted(line["corrected"].items())]
        found = computed(applications[line["number"]], formula, scale, corrected)
        for source in found.sources:
            if line["values"][source.name] != _text(source.value):
                yield f"lines[{index}].values.{source.name}"
        if corrected and not line["ground"]:
            yield f"lines[{index}].ground"
        if line["result"] != _text(found.result):
            yield f"lines[{index}].result"
        if Decimal(line["points"]) != found.points:
            yield f"lines[{index}].points"
        pair = (line["project"], line["criterion"])
        told.add(pair)
        if pair in entered and Decimal(entered[pair]) != Decimal(line["points"]):
            yield f"lines[{index}].round"
    yield from (f"scores.{project}.{criterion}" for project, criterion in sorted(entered.keys() - told))
    kinds = {c["code"] for c in round_json["criteria"] if c["kind"] == "computed"}
    if kinds != set(rules):
        yield "criteria"


def _text(value: Fraction | None) -> str | None:
    return None if value is None else str(value)
