"""Two editions on the clusters in one's hands: who changes the verdict, by which rule, where."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svetovod.web.common import formatting
from svetovod.web.common.charts import tiles

from . import bridge, phrases
from .enums import Conclusion
from .models import Cluster
from .verdict_page import rule_label


@dataclass(frozen=True, slots=True)
class Reason:
    key: str
    label: str
    said: str


@dataclass(frozen=True, slots=True)
class Row:
    cluster: Cluster
    before: str
    after: str
    worse: bool
    reasons: list[Reason]

    @property
    def looks(self) -> tuple[tuple[str, Any], tuple[str, Any]]:
        return tuple((phrases.LOOK[word], Conclusion(word).label) for word in (self.before, self.after))  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Summary:
    """`judged` clusters have a workbook; `flips` are the engine's, of these."""

    judged: int
    flips: Sequence[Any]

    @property
    def worse(self) -> int:
        return sum(flip.worse for flip in self.flips)

    @property
    def better(self) -> int:
        return len(self.flips) - self.worse

    @property
    def answer(self) -> str:
        """`1 cluster of 3 changes its verdict`."""
        if not self.judged:
            return _("There is no cluster to judge")
        if not self.flips:
            return _("No cluster changes its verdict")
        said = ngettext(
            "%(count)d cluster of %(all)d changes its verdict", "%(count)d clusters of %(all)d change their verdict",
            len(self.flips),
        )  # fmt: skip
        return said % {"count": len(self.flips), "all": self.judged}

    @property
    def by_rule(self) -> list[tuple[str, str, int]]:
        """Key, name, how many clusters flip by it."""
        counted = Counter(reason.key for flip in self.flips for reason in flip.reasons)
        return [(key, rule_label(key), count) for key, count in counted.most_common()]

    @property
    def by_turn(self) -> list[tuple[tuple[str, Any], tuple[str, Any], int]]:
        """From which verdict to which, how many."""
        counted = Counter((str(flip.before), str(flip.after)) for flip in self.flips)
        look = phrases.LOOK
        return [
            ((look[a], Conclusion(a).label), (look[b], Conclusion(b).label), count)
            for (a, b), count in counted.most_common()
        ]


def rows(flips: Sequence[Any], clusters: Mapping[str, Cluster]) -> list[Row]:
    return [
        Row(clusters[f.cluster], str(f.before), str(f.after), f.worse, [_reason(each) for each in f.reasons])
        for f in flips
    ]


def _reason(reason: Any) -> Reason:
    return Reason(reason.key, rule_label(reason.key), f"{_side(reason.before)} → {_side(reason.after)}")


def _side(side: Any) -> str:
    if side.outcome is None:
        return _("no such rule")
    return bridge.say_outcome(side.outcome, side.use, formatting.lang())


def regions_of(clusters: QuerySet[Cluster]) -> dict[str, list[str]]:
    return {str(pk): places for pk, places in clusters.values_list("pk", "regions")}


def by_region(flips: Sequence[Any], regions: Mapping[str, Sequence[str]]) -> list[tuple[str, int, int]]:
    """Region, how many get a worse verdict, how many a better one; those with most first."""
    worse, better = (
        Counter(iso for flip in flips if flip.worse is way for iso in regions[flip.cluster]) for way in (True, False)
    )
    return [(iso, worse[iso], better[iso]) for iso, _count in (worse + better).most_common()]


def region_map(flips: Sequence[Any], regions: Mapping[str, Sequence[str]]) -> Any:
    """Flips by region; a cluster of several regions is counted in each."""
    places = Counter(iso for flip in flips for iso in regions[flip.cluster])
    return tiles.build(_("Clusters that change their verdict, by region"), places) if len(places) > 1 else None
