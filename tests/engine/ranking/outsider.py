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
    barred = {s["expert"] for s in rows if s["conflict"]}
    rows = [s for s in rows if s["points"] is not None and (s["expert"] is None or s["expert"] not in barred)]
    needs_expert = any(c["kind"] == "expert" for c in round_["criteria"])
    if needs_expert and len({s["expert"] for s in rows} - {None}) < int(round_.get("sheets_needed", 0)):
        return None
    rows = [s for s in rows if s["expert"] is None or s["expert"] != without]
    if not rows or (needs_expert and all(s["expert"] is None for s in rows)):
        return None
    total = Fraction(0)
    for criterion in round_["criteria"]:
        given = [Fraction(s["points"]) for s in rows if s["criterion"] == criterion["code"]]
        if given:
            total += Fraction(criterion["weight"]) * figure(round_, given) / Fraction(criterion["maximum"])
    return total


def figure(round_, given):
    given, how = sorted(given), round_.get("aggregation", "mean")
    if how == "trimmed_mean" and len(given) > 2:
        given = given[1:-1]
    if how == "median":
        while len(given) > 2:
            given = given[1:-1]
    return sum(given) / len(given)


def standing(round_, project, without):
    """What decides between equal scores, the smaller first."""
    keys = []
    for key in round_.get("ties", ["registered_at"]):
        if key == "registered_at":
            keys.append(moment(project))
        elif key == "requested":
            keys.append(Fraction(project["requested"]))
        elif key == "own_funds":
            keys.append(-Fraction(project.get("own_funds", "0")))
        elif key == "votes":
            keys.append((-int(project.get("votes", 0)), not project.get("chair", False)))
        else:
            keys.append(-of_criterion(round_, project["code"], key.split(":", 1)[1], without))
    return (*keys, project["code"])


def of_criterion(round_, project, code, without):
    barred = {s["expert"] for s in round_["scores"] if s["project"] == project and s["conflict"]}
    given = [
        Fraction(s["points"])
        for s in round_["scores"]
        if s["project"] == project and s["criterion"] == code and s["points"] is not None
        if s["expert"] is None or s["expert"] not in barred | ({without} if without is not None else set())
    ]
    return figure(round_, given) if given else Fraction(0)


def moment(project):
    return datetime.fromisoformat(project["registered_at"])


def places(round_, without):
    """(project, score, status, money) from first to last."""
    scored = [(p, score(round_, p["code"], without)) for p in round_["projects"] if p["admitted"]]
    ranked = sorted(
        ((p, value) for p, value in scored if value is not None),
        key=lambda pair: (-pair[1], standing(round_, pair[0], without)),
    )
    low = {p["code"] for p, value in ranked if fails(round_, p, value, without)}
    if round_["distribution"] == "proportional":
        return proportional(round_, ranked, low)
    if round_.get("years") or round_.get("quotas"):
        return divided(round_, ranked, low)
    left, stopped, result = Fraction(round_["limit"]), False, []
    for p, value in ranked:
        asked, least = Fraction(p["requested"]), least_of(round_, p)
        status, money, more = "reserve", Fraction(0), {}
        if p["code"] in low:
            status = "below_threshold"
        elif full(round_, result):
            more = {"bound_by": "winners"}
        elif round_["distribution"] != "skip" and stopped:
            pass
        elif asked <= left:
            status, money = "winner", asked
        elif left > 0 and left >= least:
            status, money = "partial", left
        else:
            stopped = True
        left -= money
        result.append((p, value, status, money, more))
    return result


def fails(round_, project, value, without):
    """Below the threshold, or below the least of a criterion."""
    return (round_["threshold"] is not None and value < Fraction(round_["threshold"])) or any(
        of_criterion(round_, project["code"], c["code"], without) < Fraction(c["least"])
        for c in round_["criteria"]
        if c.get("least") is not None
    )


def full(round_, result):
    return "winners" in round_ and len([1 for row in result if row[2] in ("winner", "partial")]) == int(
        round_["winners"]
    )


def least_of(round_, project):
    """The least the project takes."""
    asked = Fraction(project["requested"])
    if not project.get("takes_part", True) or round_["distribution"] == "whole":
        return asked
    if project["minimum"] is not None:
        return Fraction(project["minimum"])
    return Fraction(0) if round_["distribution"] in ("rest", "proportional") else asked


def proportional(round_, ranked, low):
    """Everybody the same part; the last one who would get less than it takes is left out, and all is done again.

    Then those left out are tried from the top: whoever can be paid together with the others is in again.
    """
    out = set()
    while small := cut(round_, ranked, low | out)[1]:
        out.add(small[-1])
    tried = 0
    while tried < len(ranked):
        code = ranked[tried][0]["code"]
        given, small = cut(round_, ranked, (low | out) - {code})
        back = code in out and code in given and not small
        tried = 0 if back else tried + 1
        out -= {code} if back else set()
    money, result = cut(round_, ranked, low | out)[0], []
    for p, value in ranked:
        code, more = p["code"], {}
        if code in low:
            status = "below_threshold"
        elif code in money:
            status = "winner" if money[code] == Fraction(p["requested"]) else "partial"
        else:
            status = "reserve"
            if code not in cut(round_, ranked, (low | out) - {code})[0]:
                more = {"bound_by": "winners"}
        result.append((p, value, status, money.get(code, Fraction(0)), more))
    return result


def cut(round_, ranked, without):
    """The parts of the first so many of the others, and who of them would get less than it takes."""
    inside = [p for p, _ in ranked if p["code"] not in without][: int(round_.get("winners", len(ranked)))]
    asked, limit = [int(Fraction(p["requested"]) * 100) for p in inside], int(Fraction(round_["limit"]) * 100)
    given = asked if sum(asked) <= limit else [limit * each // sum(asked) for each in asked]
    spare = min(limit, sum(asked)) - sum(given)
    for n, each in enumerate(asked):
        if spare and given[n] < each:
            given[n], spare = given[n] + 1, spare - 1
    money = {p["code"]: Fraction(part, 100) for p, part in zip(inside, given, strict=True)}
    small = [
        p["code"]
        for p in inside
        if money[p["code"]] != Fraction(p["requested"])
        and (not money[p["code"]] or money[p["code"]] < least_of(round_, p))
    ]
    return money, small


def divided(round_, ranked, low):
    """Money where the limit has years or quotas; ceilings and what is kept are counted anew for every project."""
    limit, quotas = Fraction(round_["limit"]), round_.get("quotas", [])
    years = {year: Fraction(part) for year, part in sorted(round_.get("years", {}).items())}
    mine = [[q for q in quotas if p.get(q["by"], "") == q["name"]] for p, _ in ranked]
    kept = []
    for q in quotas:
        asked = sum(
            Fraction(p["requested"])
            for (p, _), of in zip(ranked, mine, strict=True)
            if q in of and p["code"] not in low
        )
        bounds = [asked, Fraction(q["at_least"] or 0)] + ([Fraction(q["at_most"])] if q["at_most"] is not None else [])
        kept.append(min(bounds))
    result, stopped, closed = [], False, []
    for (p, value), own in zip(ranked, mine, strict=True):

        def spent(q):
            return sum(row[3] for row, of in zip(result, mine, strict=False) if q in of)

        free = limit - sum(row[3] for row in result)
        room = [(free, "limit")]
        for by in ("direction", "region"):
            foreign = [(q, k) for q, k in zip(quotas, kept, strict=True) if q["by"] == by and q not in own]
            room.append((max(free - sum(max(k - spent(q), 0) for q, k in foreign), Fraction(0)), "reserved"))
        room += [(Fraction(q["at_most"]) - spent(q), q) for q in quotas if q in own and q["at_most"] is not None]
        most, why = min(room, key=lambda pair: pair[0])
        asked, least = Fraction(p["requested"]), least_of(round_, p)
        rest = [k - spent(q) for q, k in zip(quotas, kept, strict=True) if q in own]
        barred = round_["distribution"] != "skip" and (
            any(q in closed for q in own) or (stopped and not any(r > 0 for r in rest))
        )
        wanted, parts = min(most, asked), {}
        for year, left in years.items():
            share = Fraction(p["by_year"].get(year, 0)) if p.get("by_year") else wanted
            parts[year] = min(share, left, wanted)
            wanted -= parts[year]
        money = sum(parts.values()) if years else wanted
        if p["code"] in low:
            result.append((p, value, "below_threshold", Fraction(0), {}))
            continue
        if full(round_, result):
            result.append((p, value, "reserve", Fraction(0), bound("winners", {})))
            continue
        if not barred and money < most and money < asked:
            why = "year"
        if not barred and (money == asked or (money > 0 and money >= least)):
            for year, part in parts.items():
                years[year] -= part
            status = "winner" if money == asked else "partial"
            result.append((p, value, status, money, bound(why, parts)))
            continue
        if not barred:
            if isinstance(why, dict):
                closed.append(why)
            else:
                stopped = True
                closed += own
        result.append((p, value, "reserve", Fraction(0), bound(why, {})))
    return result


def bound(why, parts):
    more = {"by_year": {year: shown(part) for year, part in parts.items()}} if parts else {}
    if isinstance(why, dict):
        return more | {"bound_by": "quota", "quota": {"by": why["by"], "name": why["name"]}}
    return more if why == "limit" else more | {"bound_by": why}


def shown(value):
    hundredths = int(value * 100 + Fraction(1, 2))
    return f"{hundredths // 100}.{hundredths % 100:02}"


def funded(case):
    return [p["code"] for p, _, status, *_ in case if status in ("winner", "partial")]


def tie(round_, full, project, value):
    others = [standing(round_, p, None) for p, other, *_ in full if other == value and p["code"] != project["code"]]
    if not others:
        return None
    own, names = standing(round_, project, None), round_.get("ties", ["registered_at"])
    return next((name for n, name in enumerate(names, 1) if all(own[:n] != other[:n] for other in others)), "code")


def rank(round_):
    full = places(round_, None)
    won = funded(full)
    experts = sorted({s["expert"] for s in round_["scores"] if s["expert"] is not None})
    cases = {expert: places(round_, expert) for expert in experts}
    winners = {expert: funded(case) for expert, case in cases.items()}
    ranking = []
    for number, (p, value, status, money, more) in enumerate(full, 1):
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
                "tie_broken_by": tie(round_, full, p, value),
                "rank_without_one_expert": [min(ranks), max(ranks)] if ranks else None,
                "stable": all((code in those) == (code in won) for those in winners.values()),
                **more,
            }
        )
    in_ranking = [row["project"] for row in ranking]
    codes = [p["code"] for p in round_["projects"]]
    allocated = sum(row[3] for row in full)
    limit = Fraction(round_["limit"])
    return {
        "ranking": ranking,
        "unranked": [
            {"project": p["code"], "status": unranked(round_, p)}
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


def unranked(round_, project):
    if not project["admitted"]:
        return "not_admitted"
    needed = dict(round_, sheets_needed="0")
    return "no_scores" if score(needed, project["code"], None) is None else "few_scores"


def main(path):
    with zipfile.ZipFile(path) as archive:
        round_, published = (json.loads(archive.read(f"files/selection/{n}.json")) for n in ("round", "ranking"))
    wrong = [key for key, value in rank(round_).items() if published.get(key) != value]
    sys.stdout.write(f"{'; '.join(wrong) or 'OK'}\n")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
