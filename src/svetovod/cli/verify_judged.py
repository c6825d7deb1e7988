"""Formal verdicts, assignments and the journal's word on the ranking, computed again from an export."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any


def check_differences(checks: Mapping[str, Any], round_json: Mapping[str, Any]) -> Iterator[str]:
    """An application is admitted exactly when every answer is yes, and all were asked the same; a refusal has its
    ground; the round has the same, and nobody admitted whose check is not there."""
    ranked = {project["code"]: project["admitted"] for project in round_json["projects"]}
    asked = set().union(*(check["answers"] for check in checks["checks"]))
    for index, check in enumerate(checks["checks"]):
        answers = check["answers"]
        if check["admitted"] and (answers.keys() != asked or any(answer != "yes" for answer in answers.values())):
            yield f"checks[{index}].admitted"
        if not check["admitted"] and not check["ground"]:
            yield f"checks[{index}].ground"
        if check["project"] in ranked and ranked[check["project"]] != check["admitted"]:
            yield f"checks[{index}].round"
    checked = {check["project"] for check in checks["checks"]}
    yield from (f"checks: {code}" for code, admitted in ranked.items() if admitted and code not in checked)


def assignment_differences(assigned: Mapping[str, Any], sheets: Mapping[str, Any]) -> Iterator[str]:
    """No pair is of one organisation or region, none was declared a conflict, and every sheet is of a pair."""
    experts = {expert["code"]: expert for expert in assigned["experts"]}
    parties = {row["project"]: row["parties"] for row in assigned["applications"]}
    declared = {tuple(pair) for pair in assigned["declared"]}
    pairs = [tuple(pair) for pair in assigned["pairs"]]
    for index, (project, code) in enumerate(pairs):
        expert, others = experts[code], parties[project]
        if expert["inn"] and expert["inn"] in {party["inn"] for party in others}:
            yield f"pairs[{index}].organisation"
        if expert["region"] and expert["region"] in {party["region"] for party in others}:
            yield f"pairs[{index}].region"
        if (project, code) in declared:
            yield f"pairs[{index}].declared"
    for index, entry in enumerate(sheets["sheets"]):
        if (entry["sheet"]["project"], entry["sheet"]["expert"]) not in pairs:
            yield f"sheets[{index}]"


RANKED = ("ranking.run", "ranking.decide", "result.recount")


def journal_differences(given: bytes, result: bytes, entries: Iterable[Any]) -> list[str]:
    """An entry of the journal, where it tells of rankings, has the hashes of this one: of its input and its result."""
    acts = [entry for entry in entries if isinstance(entry, Mapping)]
    if not any(entry.get("action") in RANKED for entry in acts):
        return []
    hashes = {sha256(given).hexdigest(), sha256(result).hexdigest()}
    return [] if any(hashes <= _texts(entry) for entry in acts) else ["journal"]


def _texts(value: Any) -> set[str]:
    if isinstance(value, Mapping):
        return set().union(*(_texts(each) for each in value.values())) if value else set()
    if isinstance(value, list):
        return set().union(*(_texts(each) for each in value)) if value else set()
    return {value} if isinstance(value, str) else set()
