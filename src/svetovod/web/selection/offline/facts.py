"""What `check.html` is made of: the figures of the ranking without names, and for each applicant its own proofs."""

import json
from datetime import datetime
from typing import Any

from svetovod.web.audit.selectors import proofs_at
from svetovod.web.selection import bridge
from svetovod.web.selection.enums import REGISTERED, SheetState
from svetovod.web.selection.models import Protocol, RankingRun, ScoreSheet, SelectionRound

from .page import identity, mixed

RULES = ("limit", "threshold", "distribution", "criteria")


def facts_of(round_: SelectionRound, run: RankingRun, protocol: Protocol) -> dict[str, Any]:
    """Figures as the ranking took them, unless the commission has decided otherwise: places would not come out. Proofs
    lead to the root that is printed in the protocol."""
    figures = None if run.result.get("changes") else figures_of(round_, run)
    root = {"size": protocol.ledger_size, "root": protocol.ledger_root, "protocol": protocol.number}
    return {"slug": round_.slug, "figures": figures, "own": _own(round_, protocol), "root": root}


def figures_of(round_: SelectionRound, run: RankingRun) -> dict[str, Any]:
    given = run.input
    places = {place["project"]: place for place in run.result["ranking"]}
    out = {row["project"]: row["status"] for row in run.result["unranked"]}
    order = {code: n for n, code in enumerate(sorted(project["code"] for project in given["projects"]))}
    return {name: given[name] for name in RULES} | {
        "aggregation": given.get("aggregation", "mean"),
        "ties": given.get("ties", ["registered_at"]),
        "quotas": given.get("quotas", []),
        "winners": given.get("winners"),
        "years": [part for _year, part in sorted(given.get("years", {}).items())],
        "projects": [
            _project(round_, given, project, order[project["code"]])
            | _by_year(given.get("years", {}), project.get("by_year", {}))
            | _outcome(places.get(project["code"]), out.get(project["code"], "no_scores"))
            for project in given["projects"]
        ],
    }


def _project(round_: SelectionRound, given: dict[str, Any], project: dict[str, Any], after: int) -> dict[str, Any]:
    code: str = project["code"]
    scores: dict[str, list[str]] = {}
    rows = [row for row in given["scores"] if row["project"] == code and row["points"] is not None]
    barred = {row["expert"] for row in given["scores"] if row["project"] == code and row["conflict"]}
    for row in rows:
        if row["expert"] is None or row["expert"] not in barred:
            scores.setdefault(row["criterion"], []).append(row["points"])
    moment = datetime.fromisoformat(project["registered_at"])
    return {
        "id": identity(round_.slug, code), "after": after,
        "moment": str(int(moment.timestamp()) * 10**6 + moment.microsecond), "requested": project["requested"],
        "minimum": _least(given["distribution"], project), "region": project.get("region", ""),
        "direction": project.get("direction", ""), "own_funds": project.get("own_funds", "0"),
        "votes": project.get("votes", "0"), "chair": project.get("chair", False),
        # in order of size: an expert is not told by the place of a point
        "scores": {criterion: sorted(points) for criterion, points in scores.items()},
    }  # fmt: skip


def _by_year(years: dict[str, str], asked: dict[str, str]) -> dict[str, Any]:
    """What the project asks of every year of the limit; None where it does not say."""
    return {"by_year": [asked.get(year, "0") for year in sorted(years)] if years and asked else None}


def _least(distribution: str, project: dict[str, Any]) -> str | None:
    """The least the project takes; None for the whole sum."""
    if distribution == "whole" or not project.get("takes_part", True):
        return None
    parts = distribution in ("rest", "proportional")
    return str(project["minimum"]) if project["minimum"] is not None else "0" if parts else None


def _outcome(place: dict[str, Any] | None, status: str) -> dict[str, Any]:
    """What was published of the project; `status` where it has no place."""
    if place is None:
        return {"ranked": False, "status": status}
    shown = {name: place[name] for name in ("status", "rank", "allocated")}
    return shown | {"ranked": True, "score": place["score_exact"]}


def _own(round_: SelectionRound, protocol: Protocol) -> dict[str, str]:
    """The filing and the opened sheets of every application, readable with the checksum of its receipt."""
    # whoever withdrew is not told of: codes of projects can be guessed
    registered = round_.applications.filter(state__in=REGISTERED).exclude(version=None).exclude(ledger_index=None)
    filed = list(registered.select_related("project", "version"))
    rows = ScoreSheet.objects.filter(assignment__application__round=round_, state=SheetState.OPENED).select_related(
        "assignment__application__project", "assignment__application__version"
    )
    sheets = [row for row in rows.order_by("pk") if row.ledger_index is not None]
    indexes = {int(row.ledger_index or 0) for row in filed} | {int(row.ledger_index or 0) for row in sheets}
    proofs = proofs_at(indexes, protocol.ledger_size)
    found: dict[str, list[dict[str, Any]]] = {}
    keys: dict[str, str] = {}
    for application, index, shown in (
        *((row, int(row.ledger_index or 0), {"filing": True}) for row in filed),
        *((row.assignment.application, int(row.ledger_index or 0), _sheet(row)) for row in sheets),
    ):
        proof = proofs.get(index)
        if shown is None or proof is None:
            continue
        one = identity(round_.slug, application.project.code)
        keys[one] = application.pinned.sha256
        entry = {"index": index, "body": proof.body, "proof": proof.path}
        found.setdefault(one, []).append({**shown, "entry": entry})
    return {one: mixed(json.dumps(each, ensure_ascii=False), keys[one]) for one, each in found.items()}


def _sheet(row: ScoreSheet) -> dict[str, Any] | None:
    body = row.body
    if body is None:
        return None
    return {
        "expert": body["expert"], "comment": body.get("comment", ""), "salt": row.salt, "commitment": row.commitment,
        "canonical": bridge.canonical(body).decode(),
    }  # fmt: skip
