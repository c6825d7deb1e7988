"""What a change of the law does to the clusters in one's hands."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from svetovod.web.common.errors import Hidden
from svetovod.web.common.http import Request
from svetovod.web.registry import bridge, flips_page, selectors
from svetovod.web.registry.models import Cluster
from svetovod.web.rulebook import selectors as rulebook

PER_PAGE = 30


@login_required
@require_safe
def flips(request: Request, act: str) -> HttpResponse:
    """Between two editions, each on its first day, by the newest workbook of every cluster."""
    if act != bridge.ACT:
        raise Hidden
    until = None if request.clock.show_future else timezone.localtime(request.moment).date()
    law, facts = rulebook.act_get(act, until), bridge.facts()
    before, after = (rulebook.edition_get(law, _day(request.GET.get(name, "")), until) for name in ("a", "b"))
    clusters = selectors.clusters_in_hand(request.actor)
    sums = selectors.sums_of(clusters)
    summary = flips_page.Summary(len(sums), bridge.flips(sums, (before.on, facts), (after.on, facts)))
    page = Paginator(summary.flips, PER_PAGE).get_page(request.GET.get("page"))
    listed = list(page.object_list)
    shown = Cluster.objects.in_bulk([int(flip.cluster) for flip in listed])
    regions = {str(pk): places for pk, places in clusters.values_list("pk", "regions")}
    context = {
        "act": law, "before": before, "after": after, "summary": summary, "page": page,
        "rows": flips_page.rows(listed, {str(pk): cluster for pk, cluster in shown.items()}),
        "map": flips_page.region_map(summary.flips, regions),
    }  # fmt: skip
    return render(request, "registry/flips.html", context)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
