"""Formal verdicts, assignments and the journal's word on the ranking, computed again from an export."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

DECIDED = ("application.admit", "application.refuse")


def check_differences(
    checks: Mapping[str, Any], round_json: Mapping[str, Any], entries: Iterable[Any] = ()
) -> Iterator[str]:
    """An application is admitted exactly when every answer is yes; a refusal has its ground; the round has the same.

    Every application of the round has its check, and so has whatever the journal says was decided. A check has each
    item of which the journal says that officers answered it, with an answer that one of them gave; where the journal
    shows none of it, an admitted application was asked the same as the others.
    """
    ranked = {project["code"]: project["admitted"] for project in round_json["projects"]}
    asked = set().union(*(check["answers"] for check in checks["checks"]))
    decided, said = _checked(entries)
    for index, check in enumerate(checks["checks"]):
        answers, given = check["answers"], said.get(check["number"], {})
        if check["admitted"] and ((given.keys() or asked) - answers.keys() or set(answers.values()) != {"yes"}):
            yield f"checks[{index}].admitted"
        if any(answers.get(item) not in given[item] for item in given):
            yield f"checks[{index}].answers"
        if not check["admitted"] and not check["ground"]:
            yield f"checks[{index}].ground"
        if check["project"] in ranked and ranked[check["project"]] != check["admitted"]:
            yield f"checks[{index}].round"
    projects, numbers = ({check[key] for check in checks["checks"]} for key in ("project", "number"))
    yield from (f"checks: {code}" for code in ranked if code not in projects)
    yield from (f"checks: {number}" for number in sorted(decided - numbers))


def _checked(entries: Iterable[Any]) -> tuple[set[str], dict[str, dict[str, set[str]]]]:
    """By the journal: numbers of applications decided on; number -> item -> the answers of officers to it.

    Only those to what was filed last count. Journals of before two officers know no revisions: one check went on.
    """
    decided: set[str] = set()
    said: dict[str, dict[str, set[str]]] = {}
    revisions: dict[str, int] = {}
    for entry in entries:
        data = entry.get("data") if isinstance(entry, Mapping) else None
        if not isinstance(data, Mapping) or not isinstance(number := data.get("number"), str):
            continue
        if entry.get("action") in DECIDED:
            decided.add(number)
        if entry.get("action") == "application.check":
            revision = data.get("revision", 0)
            if revision > revisions.setdefault(number, revision):
                revisions[number] = revision
                said.pop(number, None)
            if revision == revisions[number]:
                for item, answer in data["answers"].items():
                    said.setdefault(number, {}).setdefault(item, set()).add(answer)
    return decided, said


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
