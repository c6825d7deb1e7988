"""The ranking of an export computed by an outsider: standard library, plain fractions, nothing of Svetovod.

    python outsider.py EXPORT.zip

Written from docs/reference/export-format.md and docs/explanation/ranking.md; prints OK or what does not come out.
"""

import json
import sys
import zipfile
from datetime import datetime
from fractions import Fraction


def score(round_, project, without):
    rows = [s for s in round_["scores"] if s["project"] == project]
    barred = {s["expert"] for s in rows if s["conflict"]} | ({without} if without is not None else set())
    rows = [s for s in rows if s["points"] is not None and (s["expert"] is None or s["expert"] not in barred)]
    needs_expert = any(c["kind"] == "expert" for c in round_["criteria"])
    if not rows or (needs_expert and all(s["expert"] is None for s in rows)):
        return None
    total = Fraction(0)
    for criterion in round_["criteria"]:
        given = [Fraction(s["points"]) for s in rows if s["criterion"] == criterion["code"]]
        if given:
            total += Fraction(criterion["weight"]) * sum(given) / len(given) / Fraction(criterion["maximum"])
    return total


def moment(project):
    return datetime.fromisoformat(project["registered_at"])


def places(round_, without):
    """(project, score, status, money) from first to last."""
    scored = [(p, score(round_, p["code"], without)) for p in round_["projects"] if p["admitted"]]
    ranked = sorted(
        ((p, value) for p, value in scored if value is not None),
        key=lambda pair: (-pair[1], moment(pair[0]), pair[0]["code"]),
    )
    left, stopped, result = Fraction(round_["limit"]), False, []
    for p, value in ranked:
        asked = Fraction(p["requested"])
        least = asked if p["minimum"] is None else Fraction(p["minimum"])
        status, money = "reserve", Fraction(0)
        if round_["threshold"] is not None and value < Fraction(round_["threshold"]):
            status = "below_threshold"
        elif round_["distribution"] == "strict" and stopped:
            pass
        elif asked <= left:
            status, money = "winner", asked
        elif left > 0 and left >= least:
            status, money = "partial", left
        else:
            stopped = True
        left -= money
        result.append((p, value, status, money))
    return result


def shown(value):
    hundredths = int(value * 100 + Fraction(1, 2))
    return f"{hundredths // 100}.{hundredths % 100:02}"


def funded(case):
    return [p["code"] for p, _, status, _ in case if status in ("winner", "partial")]


def tie(full, project, value):
    others = [p for p, other, _, _ in full if other == value and p["code"] != project["code"]]
    if not others:
        return None
    return "code" if any(moment(p) == moment(project) for p in others) else "registered_at"


def rank(round_):
    full = places(round_, None)
    won = funded(full)
    experts = sorted({s["expert"] for s in round_["scores"] if s["expert"] is not None})
    cases = {expert: places(round_, expert) for expert in experts}
    winners = {expert: funded(case) for expert, case in cases.items()}
    ranking = []
    for number, (p, value, status, money) in enumerate(full, 1):
        code = p["code"]
        ranks = [n for case in cases.values() for n, (q, *_) in enumerate(case, 1) if q["code"] == code]
        ranking.append(
            {
                "rank": number,
                "project": code,
                "score": shown(value),
                "score_exact": str(value),
                "status": status,
                "allocated": shown(money),
                "tie_broken_by": tie(full, p, value),
                "rank_without_one_expert": [min(ranks), max(ranks)] if ranks else None,
                "stable": all((code in those) == (code in won) for those in winners.values()),
            }
        )
    in_ranking = [row["project"] for row in ranking]
    codes = [p["code"] for p in round_["projects"]]
    allocated = sum(money for *_, money in full)
    limit = Fraction(round_["limit"])
    return {
        "ranking": ranking,
        "unranked": [
            {"project": p["code"], "status": "no_scores" if p["admitted"] else "not_admitted"}
            for p in round_["projects"]
            if p["code"] not in in_ranking
        ],
        "limit": shown(limit),
        "allocated": shown(allocated),
        "left": shown(limit - allocated),
        "leave_one_expert_out": [
            {
                "expert": expert,
                "winners_gained": [code for code in codes if code in those and code not in won],
                "winners_lost": [code for code in codes if code in won and code not in those],
            }
            for expert, those in winners.items()
        ],
    }


def main(path):
    with zipfile.ZipFile(path) as archive:
        round_, published = (json.loads(archive.read(f"files/selection/{n}.json")) for n in ("round", "ranking"))
    wrong = [key for key, value in rank(round_).items() if published.get(key) != value]
    sys.stdout.write(f"{'; '.join(wrong) or 'OK'}\n")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
