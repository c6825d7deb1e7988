"""Results after the first: each must follow from the one before it by what it says was decided or corrected."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

LATER = re.compile(r"selection/later/(\d+)/result\.json")


def numbers(files: Mapping[str, bytes]) -> list[int]:
    return sorted(int(found[1]) for name in files if (found := LATER.fullmatch(name)))


def differences(before: Any, round_before: Any, result: Any, round_json: Any) -> Iterator[str]:
    """`round_json` is None where nothing was counted again."""
    from svetovod.engine.ranking import ranking_differences

    plain = _undone(result)
    if round_json is None:
        told = len(before.get("changes", []))
        if result.get("changes", [])[:told] != before.get("changes", []):
            yield "changes"
        yield from _unlike(_undone(before), plain)
    else:
        if round_json != _recounted(round_before, result["recount"]):
            yield "recount"
        yield from ranking_differences(round_json, plain)
    yield from _sums(result)


def _undone(result: Any) -> dict[str, Any]:
    """The result without the commission's own decisions: places get back what the ranking gave them."""
    given = {place["project"]: dict(place) for place in result["ranking"]}
    for change in reversed(result.get("changes", [])):
        given[change["project"]] |= change["ranked"]
    ranking = [{name: value for name, value in given[p["project"]].items() if name != "decided"}
               for p in result["ranking"]]  # fmt: skip
    total = sum((Decimal(place["allocated"]) for place in ranking), Decimal(0))
    whole = Decimal(result["left"]) + Decimal(result["allocated"])
    if not result.get("changes"):
        return {**result, "ranking": ranking}
    return {**result, "ranking": ranking, "allocated": _text(total), "left": _text(whole - total)}


def _text(value: Decimal) -> str:
    return format(value.normalize(), "f") if value else "0"


def _unlike(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    for index, (one, other) in enumerate(zip(before["ranking"], after["ranking"], strict=True)):
        for name in one:
            same = Decimal(one[name]) == Decimal(other[name]) if name == "allocated" else one[name] == other.get(name)
            if not same:
                yield f"ranking[{index}].{name}"


def _recounted(round_json: Any, recount: Any) -> dict[str, Any]:
    """The former round with the sheets set aside and the points corrected that the recount names."""
    aside = {(recount["project"], code) for code in recount["set_aside"]}
    points = {(recount["project"], c["expert"], c["criterion"]): c["points"] for c in recount["corrected"]}
    scores = []
    for score in round_json["scores"]:
        found = points.get((score["project"], score["expert"], score["criterion"]))
        conflict = score["conflict"] or (score["project"], score["expert"]) in aside
        scores.append({**score, "conflict": conflict, "points": score["points"] if found is None else found})
    return {**round_json, "scores": scores}


def _sums(result: Any) -> Iterator[str]:
    """What a decision of its own says is what stands in the ranking, and nothing is given twice."""
    last = {change["project"]: change for change in result.get("changes", [])}
    for index, place in enumerate(result["ranking"]):
        change = last.get(place["project"])
        if change and (place["status"], place["allocated"]) != (change["status"], change["allocated"]):
            yield f"ranking[{index}]"
    total = sum((Decimal(place["allocated"]) for place in result["ranking"]), Decimal(0))
    if total != Decimal(result["allocated"]) or Decimal(result["left"]) < 0:
        yield "allocated"
