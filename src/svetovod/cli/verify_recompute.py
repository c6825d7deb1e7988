"""The results of an export computed again from the data beside them: ranking, money, verdicts, assignments."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from svetovod.cli import verify_later
from svetovod.engine.ledger import Finding, parse_canonical

from .verify_judged import assignment_differences, check_differences, journal_differences

ROUND, RANKING, SHEETS = "selection/round.json", "selection/ranking.json", "selection/sheets.json"
CHECKS, ASSIGNMENTS = "selection/checks.json", "selection/assignments.json"
COMPUTED, APPLICATIONS = "selection/computed.json", "selection/applications/"
SUBSIDIES, VERDICTS = "selection/subsidies.json", "selection/verdicts.json"


def recompute(files: Mapping[str, bytes], entries: Sequence[Any] = ()) -> tuple[list[str], list[Finding]]:
    """The names of what was computed again and a finding for each result that does not come out."""
    done: list[str] = []
    findings: list[Finding] = []
    checks: tuple[tuple[str, tuple[str, ...], Callable[..., Iterable[str]]], ...] = (
        (RANKING, (ROUND, RANKING), _ranking),
        (SHEETS, (ROUND, SHEETS), _sheets),
        (SUBSIDIES, (SUBSIDIES,), _subsidies),
        (VERDICTS, (VERDICTS,), _verdicts),
        (CHECKS, (CHECKS, ROUND), partial(check_differences, entries=entries)),
        (ASSIGNMENTS, (ASSIGNMENTS, SHEETS), assignment_differences),
    )
    for name, needed, check in checks:
        if name not in files:
            continue
        try:
            values = [parse_canonical(files[part]) for part in needed]
            differences = list(check(*values))
        except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError):
            findings.append(Finding("recompute", f"files/{name}", None, "unreadable"))
            continue
        done.append(f"files/{name}")
        findings += [Finding("recompute", f"files/{name}", None, path) for path in differences]
    for more_done, more_findings in (_computed(files), _later(files)):
        done += more_done
        findings += more_findings
    if ROUND in files and RANKING in files and entries:
        differing = journal_differences(files[ROUND], files[RANKING], entries)
        findings += [Finding("recompute", f"files/{RANKING}", None, path) for path in differing]
    if not done and not findings:
        findings.append(Finding("recompute", None, None, "missing"))
    return done, findings


def _computed(files: Mapping[str, bytes]) -> tuple[list[str], list[Finding]]:
    """Points of computed criteria, from the applications; a round that has such criteria must have them."""
    from svetovod.engine.criteria import computed_differences

    name = f"files/{COMPUTED}"
    try:
        round_json = parse_canonical(files[ROUND]) if ROUND in files else {"criteria": []}
        if COMPUTED not in files:
            missing = any(criterion["kind"] == "computed" for criterion in round_json["criteria"])
            return [], [Finding("recompute", name, None, "missing")] if missing else []
        applications = {
            path.removeprefix(APPLICATIONS).removesuffix(".json"): parse_canonical(data)
            for path, data in files.items()
            if path.startswith(APPLICATIONS)
        }
        differences = list(computed_differences(parse_canonical(files[COMPUTED]), round_json, applications))
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError):
        return [], [Finding("recompute", name, None, "unreadable")]
    return [name], [Finding("recompute", name, None, path) for path in differences]


def _later(files: Mapping[str, bytes]) -> tuple[list[str], list[Finding]]:
    """Each later result against the one before it: decisions of the commission, counts after an appeal, awards."""
    done: list[str] = []
    findings: list[Finding] = []
    before, round_before = files.get(RANKING), files.get(ROUND)
    for number in verify_later.numbers(files):
        name = f"selection/later/{number}/result.json"
        round_now = files.get(f"selection/later/{number}/round.json")
        try:
            values = [None if part is None else parse_canonical(part)
                      for part in (before, round_before, files[name], round_now)]  # fmt: skip
            differences = list(verify_later.differences(*values))
        except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError):
            findings.append(Finding("recompute", f"files/{name}", None, "unreadable"))
            continue
        done.append(f"files/{name}")
        findings += [Finding("recompute", f"files/{name}", None, path) for path in differences]
        before, round_before = files[name], round_now or round_before
    return done, findings


def _ranking(round_json: Any, published: Any) -> list[str]:
    from svetovod.engine.ranking import ranking_differences

    return ranking_differences(round_json, published)


def _sheets(round_json: Any, sheets: Any) -> list[str]:
    from svetovod.engine.ranking import sheet_differences

    return sheet_differences(round_json, [entry.get("second") or entry["sheet"] for entry in sheets["sheets"]])


def _subsidies(published: Any) -> Iterable[str]:
    from svetovod.engine.facts import load
    from svetovod.engine.model import JointProject
    from svetovod.engine.subsidy import compute
    from svetovod.engine.subsidy.interchange import from_plain

    for index, entry in enumerate(published["subsidies"]):
        project = from_plain(JointProject, entry["project"])
        computed = compute(project, on=date.fromisoformat(entry["on"]), facts=load()).to_json()
        yield from _differing(f"subsidies[{index}]", computed, entry["result"])


def _verdicts(published: Any) -> Iterable[str]:
    from svetovod.engine.facts import load
    from svetovod.engine.model import Cluster
    from svetovod.engine.rules import evaluate
    from svetovod.engine.subsidy.interchange import from_plain

    for index, entry in enumerate(published["verdicts"]):
        cluster, result = from_plain(Cluster, entry["cluster"]), entry["result"]
        computed = evaluate(cluster, on=date.fromisoformat(entry["on"]), facts=load(), act=entry["act"]).to_json()
        for key in ("edition", "verdict", "measures", "facts_version"):
            if computed[key] != result[key]:
                yield f"verdicts[{index}].{key}"
        outcomes = [{rule["key"]: rule["outcome"] for rule in rules} for rules in (computed["rules"], result["rules"])]
        if outcomes[0] != outcomes[1]:
            yield f"verdicts[{index}].rules"


def _differing(path: str, computed: Mapping[str, Any], published: Mapping[str, Any]) -> list[str]:
    return [f"{path}.{key}" for key in computed if computed[key] != published[key]]
