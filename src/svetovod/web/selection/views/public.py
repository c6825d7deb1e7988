"""What everybody sees: the list of selections, a selection, its result."""

from collections import Counter
from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.common.errors import Hidden
from svetovod.web.common.http import Request
from svetovod.web.selection import answers, selectors
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.enums import RoundState
from svetovod.web.selection.path import ENDED
from svetovod.web.selection.selectors import announcements_of

from ._frame import load
from .ranking import placed


@require_safe
def round_list(request: Request) -> HttpResponse:
    found = selectors.rounds_visible(request.actor, request.moment, show_future=request.clock.show_future)
    past = [view for view in found if view.round.archived or view.is_published or view.state in ENDED]
    current = [view for view in found if view not in past]
    context = {
        "current": current,
        "past": past,
        "running": [view for view in current if view.announced],
        "open_now": next((view for view in current if view.announced and view.is_open), None),
        "expected": next((view for view in current if not view.announced and view.round.expected), None),
        "may_begin": ACCESS.allows("round.create", request.actor),
        "mine": {int(i) for i in request.actor.scope_ids(Scope.ROUND, Role.SECRETARY)},
    }
    return render(request, "selection/round_list.html", context)


@require_safe
def round_page(request: Request, slug: str) -> HttpResponse:
    round_, context = load(request, slug)
    context["series"] = selectors.series_of(round_)
    if not context["view"].announced:
        if ACCESS.allows("round.update", request.actor, round_) and round_.state == RoundState.DRAFT:
            return redirect("selection:round_draft", slug)
        return render(request, "selection/round_expected.html", context)
    run = selectors.latest_run(request.actor, round_) if context["view"].is_published else None
    context |= {
        "criteria": round_.criteria.all(),
        "asked": round_.documents.all(),
        "announcements": announcements_of(round_, request.moment, show_future=request.clock.show_future),
        "protocols": selectors.protocols_of(request.actor, round_),
        "answer": answers.of_round(context["view"], request.moment, run.result if run else None),
    }
    if not context["view"].is_published and not context["inside"]:
        context["protocols"] = []
    return render(request, "selection/round_detail.html", context)


@require_safe
def result(request: Request, slug: str) -> HttpResponse:
    """The public result: only after the publication, and only on its day or later."""
    round_, context = load(request, slug)
    run = selectors.latest_run(request.actor, round_)
    if run is None or not context["view"].is_published:
        raise Hidden
    rows = placed(request.actor, round_, run)
    counts = Counter(row.outcome for row in rows)
    context |= {
        "rows": rows,
        "counts": counts,
        "funded": counts["winner"] + counts["partial"],
        "allocated": Decimal(run.result["allocated"]),
        "protocols": selectors.protocols_of(request.actor, round_),
    }
    return render(request, "selection/result.html", context)
