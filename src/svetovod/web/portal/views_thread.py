"""From sessions to reports: to everybody in aggregate, to organisers with the lists behind the numbers."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from svetovod.web.common.http import Request

from .thread import page, rows, words
from .thread.counting import Step

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _page(request: Request, slug: str, step: Step | None = None) -> page.Page:
    found = page.of(
        request.actor, slug, request.moment,
        show_future=request.clock.show_future, public="public" in request.GET, step=step,
    )  # fmt: skip
    if found is None:
        raise Http404
    return found


@require_safe
def thread(request: Request, begun: str = page.ALL) -> HttpResponse:
    """One session, or all of them together."""
    return render(request, "portal/thread.html", {"page": _page(request, begun), "least": page.LEAST})


@require_safe
def thread_list(request: Request, begun: str, counted: str) -> HttpResponse:
    """The rows a number counts; to everybody those of published results alone."""
    if counted not in Step.values:
        raise Http404
    step = Step(counted)
    found = _page(request, begun, step)
    if step not in found.thread.steps or not found.thread.listed(step):
        raise Http404
    listed = rows.listed(request.actor, found.thread, step, found.session, request.GET.get("page"))
    context = {
        "page": found,
        "step": step,
        "listed": listed,
        "meaning": words.meaning(step, whole=found.thread.whole),
    }
    return render(request, "portal/thread_list.html", context)


@require_safe
def thread_xlsx(request: Request, begun: str) -> HttpResponse:
    """Numbers alone, as the page has them."""
    response = HttpResponse(page.workbook(_page(request, begun)), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="thread-{begun}.xlsx"'
    return response
