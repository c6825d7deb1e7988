"""All looks at how sure a ranking is, together: exact cases from `engine.ranking`, draws and figures from here."""

from collections.abc import Mapping

from svetovod.engine.model import CriterionKind, SelectionRound
from svetovod.engine.ranking import Counting, Ranking, decisive_scores, purse_of, rank, without_criteria

from .agreement import alpha
from .draws import Rules, by_points, by_weights
from .drift import Drift, drift
from .experts import fit, spread, unlike
from .influence import influence
from .money import wishes_of
from .result import Agreement, Params, Robustness, Sureness
from .tables import tables_of


def assess(
    round_: SelectionRound,
    *,
    params: Params | None = None,
    seed: int,
    ranking: Ranking | None = None,
    traits: Mapping[str, Mapping[str, str]] | None = None,
) -> Robustness:
    """`traits`: for region and size, of each project by its code. The same seed gives the same result."""
    params, ranking = params or Params(), ranking or rank(round_)
    counting = Counting(round_)
    tables = tables_of(round_, ranking, counting)
    fitted = fit(tables)
    scattered = spread(tables, fitted)
    rules = Rules.of(round_, purse_of(round_), wishes_of(counting, tables.codes))
    points = by_points(tables, scattered, rules, draws=params.draws, seed=seed)
    weights = by_weights(tables, rules, band=params.band, draws=params.draws, seed=seed)
    projects = tuple(
        Sureness(
            place.project, place.rank, place.outcome.value, points.low[n], points.high[n], points.money[n],
            weights.low[n], weights.high[n], weights.money[n],
        )
        for n, place in enumerate(ranking.places)
    )  # fmt: skip
    looks = (influence(tables, trait, of, seed=seed) for trait, of in sorted((traits or {}).items()))
    return Robustness(
        seed=seed,
        params=params,
        spread=scattered,
        projects=projects,
        without_experts=ranking.without,
        without_criteria=without_criteria(counting),
        decisive=decisive_scores(counting),
        agreement=_agreement(round_),
        unlike=unlike(tables, fitted),
        influence=tuple(look for look in looks if look is not None),
    )


def drift_of(
    round_: SelectionRound, ranking: Ranking, order: Mapping[tuple[str, str], int], *, seed: int
) -> Drift | None:
    """Of the sheets of a round; `order`: by (project, expert) a number that grows with the time of handing in."""
    return drift(tables_of(round_, ranking, Counting(round_)), order, seed=seed)


def _agreement(round_: SelectionRound) -> tuple[Agreement, ...]:
    """Of each expert criterion, in their order."""
    barred = {(score.project, score.expert) for score in round_.scores if score.conflict}
    found = []
    for criterion in round_.criteria:
        units: dict[str, list[float]] = {}
        for score in round_.scores:
            counts = score.criterion == criterion.code and (score.project, score.expert) not in barred
            if counts and score.points is not None and score.expert is not None:
                units.setdefault(score.project, []).append(float(score.points))
        if criterion.kind is CriterionKind.EXPERT:
            pairs = sum(len(values) > 1 for values in units.values())
            found.append(Agreement(criterion.code, alpha(units.values()), pairs))
    return tuple(found)
