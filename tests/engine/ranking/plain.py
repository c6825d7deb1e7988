"""The rank section of formats.md written down once more, as plainly as possible: fractions, loops, no sharing."""

from fractions import Fraction
from typing import Any

from svetovod.engine.model import Candidate, SelectionRound


def score(round_: SelectionRound, project: str, without: str | None) -> Fraction | None:
    conflicts = {s.expert for s in round_.scores if s.project == project and s.conflict}
    rows = [
        s for s in round_.scores
        if s.project == project and s.points is not None and s.expert not in conflicts - {None}
        and (s.expert is None or s.expert != without)
    ]  # fmt: skip
    if not rows or (any(c.kind == "expert" for c in round_.criteria) and all(s.expert is None for s in rows)):
        return None
    total = Fraction(0)
    for criterion in round_.criteria:
        given = [Fraction(s.points) for s in rows if s.criterion == criterion.code]
        if given:
            total += Fraction(criterion.weight) * sum(given) / len(given) / Fraction(criterion.maximum)
    return total


def places(round_: SelectionRound, without: str | None) -> list[tuple[Candidate, Fraction, str, Any]]:
    ranked = [
        (c, value) for c in round_.candidates if c.admitted and (value := score(round_, c.code, without)) is not None
    ]
    ranked.sort(key=lambda pair: (-pair[1], pair[0].registered_at, pair[0].code))
    left, stopped, result = round_.limit, False, []
    for c, value in ranked:
        status, money = "reserve", 0
        if round_.threshold is not None and value < round_.threshold:
            status = "below_threshold"
        elif round_.distribution == "strict" and stopped:
            pass
        elif c.requested <= left:
            status, money = "winner", c.requested
        elif left > 0 and left >= (c.requested if c.minimum is None else c.minimum):
            status, money = "partial", left
        else:
            stopped = True
        left -= money
        result.append((c, value, status, money))
    return result


def shown(value: Fraction) -> str:
    cents = int(value * 100 + Fraction(1, 2))
    return f"{cents // 100}.{cents % 100:02}"


def rank(round_: SelectionRound) -> dict[str, Any]:
    full = places(round_, None)
    won = [c.code for c, _, status, _ in full if status in ("winner", "partial")]
    experts = sorted({s.expert for s in round_.scores if s.expert is not None})
    cases = {e: places(round_, e) for e in experts}
    winners = {e: [c.code for c, _, status, _ in case if status in ("winner", "partial")] for e, case in cases.items()}
    ranking = []
    for number, (c, value, status, money) in enumerate(full, 1):
        tied = [d for d, other, _, _ in full if other == value and d.code != c.code]
        by = ("code" if any(d.registered_at == c.registered_at for d in tied) else "registered_at") if tied else None
        ranks = [n for case in cases.values() for n, (d, *_) in enumerate(case, 1) if d.code == c.code]
        ranking.append({
            "rank": number, "project": c.code, "score": shown(value), "score_exact": str(value), "status": status,
            "allocated": f"{money:.2f}", "tie_broken_by": by,
            "rank_without_one_expert": [min(ranks), max(ranks)] if ranks else None,
            "stable": all((c.code in w) == (c.code in won) for w in winners.values()),
        })  # fmt: skip
    in_ranking = [row["project"] for row in ranking]
    allocated = sum(money for *_, money in full)
    return {
        "ranking": ranking,
        "unranked": [
            {"project": c.code, "status": "no_scores" if c.admitted else "not_admitted"}
            for c in round_.candidates if c.code not in in_ranking
        ],
        "limit": f"{round_.limit:.2f}", "allocated": f"{allocated:.2f}", "left": f"{round_.limit - allocated:.2f}",
        "leave_one_expert_out": [
            {"expert": e,
             "winners_gained": [c.code for c in round_.candidates if c.code in w and c.code not in won],
             "winners_lost": [c.code for c in round_.candidates if c.code in won and c.code not in w]}
            for e, w in winners.items()
        ],
    }  # fmt: skip
