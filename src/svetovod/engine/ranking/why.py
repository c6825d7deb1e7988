"""Why this score, this place and this money: in codes and exact numbers, recomputed apart from the ranking itself."""

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction

from svetovod.engine.model import Distribution, SelectionRound

from .result import Contribution, Explanation, Outcome, Place, Ranking, Reason
from .scores import counted, usable


def explain(ranking: Ranking, project: str) -> Explanation:
    """The explanation of a project; raises `KeyError` for one that is not in the round."""
    unranked = dict(ranking.unranked)
    if project in unranked:
        outcome = unranked[project]
        needed = {"needed": ranking.round.sheets_needed} if outcome is Outcome.FEW_SCORES else {}
        return Explanation(project, outcome, (), (Reason(outcome.value, needed),), ())
    for place in ranking.places:
        if place.project == project:
            parts = contributions(ranking.round, project)
            assert sum(part.value for part in parts) == place.score
            return Explanation(project, place.outcome, parts, _place(ranking, place), _money(ranking, place))
    raise KeyError(project)


def contributions(round_: SelectionRound, project: str) -> tuple[Contribution, ...]:
    """Weight x mean / maximum of every criterion, in the order of the criteria; they sum exactly to the score."""
    given: defaultdict[str | None, list[tuple[str | None, Decimal]]] = defaultdict(list)
    for row in usable(round_):
        if row.project == project and row.points is not None:
            given[row.criterion].append((row.expert, row.points))
    parts = []
    for criterion in round_.criteria:
        points = tuple(sorted(given[criterion.code], key=lambda pair: pair[0] or ""))
        kept = counted([Fraction(value) for _, value in points], round_.aggregation)
        mean = sum(kept, Fraction(0)) / len(kept) if kept else Fraction(0)
        value = Fraction(criterion.weight) * mean / Fraction(criterion.maximum)
        parts.append(Contribution(criterion.code, criterion.weight, criterion.maximum, points, mean, value))
    return tuple(parts)


def _place(ranking: Ranking, place: Place) -> tuple[Reason, ...]:
    reasons = [Reason("rank", {"rank": place.rank, "of": len(ranking.places), "score": place.shown_score})]
    above = ranking.places[place.rank - 2] if place.rank > 1 else None
    below = ranking.places[place.rank] if place.rank < len(ranking.places) else None
    for side, neighbour in (("above", above), ("below", below)):
        if neighbour is None:
            continue
        params = {"project": neighbour.project, "gap": abs(neighbour.score - place.score)}
        if neighbour.score == place.score:
            key = _between(ranking, place.project, neighbour.project)
            criterion = key.partition(":")[2]
            reasons.append(Reason(f"tie_{side}_{key.partition(':')[0]}", params | {"criterion": criterion}))
        else:
            reasons.append(Reason(side, params))
    if place.best is not None:
        code = "stable" if place.stable else "unstable"
        reasons.append(Reason(code, {"best": place.best, "worst": place.worst}))
    return tuple(reasons)


def _between(ranking: Ranking, one: str, other: str) -> str:
    """The first key of the round in which two projects of equal score differ."""
    candidates = {candidate.code: candidate for candidate in ranking.round.candidates}
    for key in ranking.round.ties:
        name, _, code = key.partition(":")
        if name == "criterion":
            parts = (contributions(ranking.round, project) for project in (one, other))
            first, second = (next(part.mean for part in of if part.criterion == code) for of in parts)
            if first != second:
                return key
        elif name == "votes":
            cast = [(candidates[project].votes, candidates[project].chair) for project in (one, other)]
            if cast[0] != cast[1]:
                return "chair" if cast[0][0] == cast[1][0] else key
        elif (getattr(candidates[one], name) or 0) != (getattr(candidates[other], name) or 0):
            return key
    return "code"


def _money(ranking: Ranking, place: Place) -> tuple[Reason, ...]:
    params = {
        "requested": place.requested,
        "available": place.available,
        "needed": place.needed,
        "allocated": place.allocated,
    }
    if place.outcome is Outcome.BELOW_THRESHOLD:
        return _below(ranking.round, place)
    if place.bound == "winners":
        return (Reason("reserve_winners", {"winners": ranking.round.winners}),)
    way = ranking.round.distribution
    if way is Distribution.PROPORTIONAL:
        return (Reason(_shared(place), params),)
    if place.outcome is Outcome.PARTIAL and way is Distribution.REST and not place.needed:
        return (Reason("partial_rest", params), *_bounds(place))
    if place.outcome is not Outcome.RESERVE:
        return (Reason(place.outcome.value, params), *_bounds(place))
    fits = place.available > 0 and place.available >= min(place.needed, place.requested)
    first = next(other for other in ranking.places if other.outcome is Outcome.RESERVE)
    stopped = way is not Distribution.SKIP and first.project != place.project
    if stopped and (fits or not (ranking.round.quotas or ranking.round.years)):
        return (Reason("reserve_stopped", params | {"by": first.project}),)
    code = "reserve_nothing_left" if not place.available else "reserve_too_little"
    return (Reason(code, params | {"by": first.project}), *_bounds(place))


def _shared(place: Place) -> str:
    """Whoever is left out lacks money itself, or somebody paid would, were it paid too."""
    if place.outcome is not Outcome.RESERVE:
        return "winner_shared" if place.allocated == place.requested else "shared"
    enough = place.available > 0 and place.available >= place.needed
    return "reserve_shared_others" if enough else "reserve_shared"


def _below(round_: SelectionRound, place: Place) -> tuple[Reason, ...]:
    """Below the threshold, below the least of criteria, or both."""
    least = {criterion.code: criterion.least for criterion in round_.criteria if criterion.least is not None}
    reasons = [
        Reason("below_criterion", {"criterion": part.criterion, "mean": part.mean, "least": least[part.criterion]})
        for part in contributions(round_, place.project)
        if part.criterion in least and part.mean < least[part.criterion]
    ]
    if round_.threshold is not None and place.score < round_.threshold:
        reasons.insert(0, Reason("below_threshold", {"score": place.score, "threshold": round_.threshold}))
    return tuple(reasons)


def _bounds(place: Place) -> tuple[Reason, ...]:
    """What left less for the project than the limit did."""
    if place.bound == "limit" or place.outcome is Outcome.WINNER:
        return ()
    if place.quota is not None:
        return (Reason("bound_quota", {"name": place.quota.name, "at_most": place.quota.at_most}),)
    return (Reason(f"bound_{place.bound}", {}),)
