"""What a draft edition would do to the clusters, for its explanatory note."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svetovod.web.common import formatting
from svetovod.web.rulebook import draft_paper

from . import bridge
from .flips_page import Summary, by_region

# the note is one page
REGIONS = 8


def data(
    trial: Any, summary: Summary, regions: Mapping[str, Sequence[str]], *, without: int, besides: Sequence[str]
) -> dict[str, Any]:
    """`without`: clusters that are not judged; `besides`: what the draft asks of clusters beside their verdicts."""
    return draft_paper.data(
        trial,
        besides=besides,
        answer=summary.answer,
        facts=[
            (_("Clusters judged"), formatting.number(summary.judged)),
            (_("Verdict gets worse"), formatting.number(summary.worse)),
            (_("Verdict gets better"), formatting.number(summary.better)),
        ],
        tables=[
            (
                _("By which rule"),
                [_("Rule"), _("Clusters")],
                [[label, formatting.number(count)] for _key, label, count in summary.by_rule],
            ),
            (
                _("From which verdict to which"),
                [_("Verdict"), _("Clusters")],
                [[f"{a[1]} → {b[1]}", formatting.number(count)] for a, b, count in summary.by_turn],
            ),
            (_("Where they are"), [_("Region"), _("Worse"), _("Better")], _regions(summary, regions)),
        ],
        unknown=_unknown(trial, without),
    )


def _regions(summary: Summary, regions: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The regions with most changes; the rest of them together."""
    found = by_region(summary.flips, regions)
    rows = [[bridge.region_name(iso, formatting.lang()), *map(formatting.number, counts)] for iso, *counts in found]
    rest = found[REGIONS:]
    if not rest:
        return rows
    more = ngettext("%(count)d region more", "%(count)d regions more", len(rest)) % {"count": len(rest)}
    sums = (formatting.number(sum(row[place] for row in rest)) for place in (1, 2))
    return [*rows[:REGIONS], [more, *sums]]


def _unknown(trial: Any, without: int) -> list[str]:
    said = [_("Figures are taken from the newest workbooks; whether they are true is not checked here.")]
    if without:
        said.append(
            ngettext(
                "%(count)d cluster has no workbook and is not judged.",
                "%(count)d clusters have no workbook and are not judged.", without,
            ) % {"count": without}
        )  # fmt: skip
    if doubtful := bridge.unconfirmed(trial.after, trial.on, formatting.lang()):
        said.append(_("Not confirmed for the edition in force: %(items)s.") % {"items": ", ".join(doubtful)})
    said.append(_("A cluster of several regions is counted in each of them."))
    return said
