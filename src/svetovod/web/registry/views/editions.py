"""What a change of the law does to the clusters in one's hands."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from svetovod.web.common.errors import Hidden
from svetovod.web.common.http import Request
from svetovod.web.documents.typesetting import render_pdf
from svetovod.web.registry import bridge, doors, draft_paper, flips_page, selectors
from svetovod.web.registry.models import Cluster
from svetovod.web.rulebook import selectors as rulebook

PER_PAGE = 30


@login_required
@require_safe
def flips(request: Request, act: str) -> HttpResponse:
    """Between two editions, each on its first day, by the newest workbook of every cluster; the last two, if none is
    named.
    """
    if act != bridge.ACT:
        raise Hidden
    until = _until(request)
    law, facts = rulebook.act_get(act, until), bridge.facts()
    last = [day.isoformat() for day in rulebook.editions_of(law, until)[-2:]]
    asked = (request.GET.get("a", last[0]), request.GET.get("b", last[-1]))
    before, after = (rulebook.edition_get(law, _day(day), until) for day in asked)
    clusters = selectors.clusters_in_hand(request.actor)
    sums = selectors.sums_of(clusters)
    summary = flips_page.Summary(len(sums), bridge.flips(sums, (before.on, facts), (after.on, facts)))
    context = {"act": law, "before": before, "after": after} | _said(request, summary, clusters)
    return render(request, "registry/flips.html", context)


def _said(request: Request, summary: flips_page.Summary, clusters: QuerySet[Cluster]) -> dict[str, Any]:
    page = Paginator(summary.flips, PER_PAGE).get_page(request.GET.get("page"))
    listed = list(page.object_list)
    shown = Cluster.objects.in_bulk([int(flip.cluster) for flip in listed])
    regions = flips_page.regions_of(clusters)
    return {
        "summary": summary, "page": page,
        "rows": flips_page.rows(listed, {str(pk): cluster for pk, cluster in shown.items()}),
        "map": flips_page.region_map(summary.flips, regions),
    }  # fmt: skip


@login_required
@require_safe
def draft_clusters(request: Request, pk: int) -> HttpResponse:
    """A draft edition on all clusters: whose verdict it would change, by which rule, where."""
    trial = rulebook.trial(request.actor, pk, bridge.ACT, _until(request))
    clusters = selectors.clusters_in_hand(request.actor)
    summary = _tried(trial, clusters)
    context = {
        "edition": trial.edition, "act": trial.before.act(bridge.ACT),
        "without": clusters.count() - summary.judged, "besides": doors.trial_said(trial, clusters),
    } | _said(request, summary, clusters)  # fmt: skip
    return render(request, "registry/draft_clusters.html", context)


def _tried(trial: Any, clusters: QuerySet[Cluster]) -> flips_page.Summary:
    sums = selectors.sums_of(clusters)
    return flips_page.Summary(len(sums), bridge.flips(sums, (trial.on, trial.before), (trial.on, trial.after)))


@login_required
@require_safe
def draft_note(request: Request, pk: int) -> HttpResponse:
    """The explanatory note to a draft, on one page."""
    trial = rulebook.trial(request.actor, pk, bridge.ACT, _until(request))
    clusters = selectors.clusters_in_hand(request.actor)
    summary = _tried(trial, clusters)
    data = draft_paper.data(
        trial, summary, flips_page.regions_of(clusters), without=clusters.count() - summary.judged,
        besides=doors.trial_said(trial, clusters),
    )  # fmt: skip
    pdf = render_pdf("rulebook/draft_note.typ", data, at=trial.edition.edited_at)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="draft-{pk}-clusters.pdf"'
    return response


def _until(request: Request) -> date | None:
    return None if request.clock.show_future else timezone.localtime(request.moment).date()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
