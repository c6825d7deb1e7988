"""Questions we give: over tables everybody has, or over those of one's own region; a beginning, to change and save."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override


@dataclass(frozen=True, slots=True)
class Example:
    """`own`: it asks a table of the region's own people."""

    key: str
    title: Any
    about: Any
    sql: str
    chart: dict[str, str] = field(default_factory=dict)
    own: bool = False

    @property
    def words(self) -> dict[str, str]:
        """In both languages, as a saved question has them."""
        said: dict[str, str] = {}
        for lang in ("ru", "en"):
            with override(lang):
                said |= {f"title_{lang}": str(self.title), f"about_{lang}": str(self.about)}
        return said


def _chart(mark: str, x: str, y: str, colour: str = "", aggregate: str = "") -> dict[str, str]:
    return {"mark": mark, "x": x, "y": y, "colour": colour, "aggregate": aggregate}


EXAMPLES = (
    Example(
        "specialisation", _("What the region is specialised in"),
        _("Groups of products whose share in the region is above that in the country: the location quotient."),
        """select okpd2, "group", makers, sold_rub, location_quotient
from potential
where region = $region and location_quotient > 1
order by location_quotient desc, okpd2
limit 25""",
        _chart("bar", "group", "location_quotient"),
    ),
    Example(
        "concentration", _("Where suppliers are concentrated"),
        _("The Herfindahl index of a group over regions: 1 where one region sells everything, near 0 where all sell "
          "alike. Only figures that three enterprises or more stand behind."),
        """with shares as (
  select okpd2, "group", region, sold_rub / sum(sold_rub) over (partition by okpd2) as share
  from potential
  where sold_rub > 0
)
select okpd2, "group", count(*) as regions, round(sum(share * share), 3) as concentration
from shares
group by all
order by concentration desc, okpd2
limit 40""",
        _chart("bar", "group", "concentration"),
    ),
    Example(
        "neighbour", _("Imports that a neighbour makes"),
        _("What enterprises of the region buy abroad while a region beside it makes it: whom to call first."),
        """select p.okpd2, p."group", p.imported_rub, r.name as neighbour, m.makers, m.sold_rub
from potential p
join neighbours n on n.region = p.region
join potential m on m.region = n.neighbour and m.okpd2 = p.okpd2
join regions r on r.region = m.region
where p.region = $region and p.imported_rub > 0 and m.makers is not null
order by p.imported_rub desc, p.okpd2, m.makers desc, neighbour""",
        _chart("bar", "group", "imported_rub", aggregate="max"),
    ),
    Example(
        "imports", _("Which regions buy most abroad"),
        _("Sums of the groups that may be shown, with the share that somebody in the country makes."),
        """select r.name as region, sum(p.imported_rub) as imported_rub,
  sum(p.imported_rub) filter (p.okpd2 in (select okpd2 from potential where makers is not null)) as made_here_rub
from potential p
join regions r on r.region = p.region
where p.imported_rub > 0
group by all
order by imported_rub desc
limit 30""",
        _chart("bar", "region", "imported_rub"),
    ),
    Example(
        "profile", _("Profiles of neighbouring regions"),
        _("Location quotients of the region and of those beside it, group by group."),
        """with near as (
  select $region as region union select neighbour from neighbours where region = $region
)
select r.name as region, p.okpd2, p.location_quotient
from potential p
join near using (region)
join regions r on r.region = p.region
where p.location_quotient > 1
order by region, okpd2""",
        _chart("heat", "region", "okpd2", "location_quotient", "max"),
    ),
    Example(
        "short", _("Clusters short of participants"),
        _("Public clusters with fewer participants than the number you give, those nearest to it first."),
        """select name, regions, state, participants, $least - participants as lacking
from clusters
where participants < $least
order by lacking, name""",
        _chart("bar", "name", "lacking"),
    ),
    Example(
        "expiring", _("Entries of the registry that end in the year"),
        _("Clusters whose confirmation has to be asked for again, by the day."),
        """select name, regions, registry_number, valid_until
from clusters
where year(valid_until) = $year
order by valid_until, name""",
    ),
    Example(
        "unmet", _("What clusters of my region fail by"),
        _("Rules of the act that are not met, by how many clusters and by how much the nearest of them lacks."),
        """select rule, count(*) as clusters, min(threshold - value) as nearest_gap, any_value(unit) as unit
from own_rules
where outcome = 'not_met'
group by rule
order by clusters desc, rule""",
        _chart("bar", "rule", "clusters"), own=True,
    ),
)  # fmt: skip


def example(key: str) -> Example | None:
    return next((each for each in EXAMPLES if each.key == key), None)
