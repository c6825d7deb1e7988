"""An answer: its rows, its picture, its files. Shown while the data are what they were when it was asked."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request
from svetovod.web.workbench import bridge, files, picture, selectors, services, telling
from svetovod.web.workbench.forms import ChartForm
from svetovod.web.workbench.models import QuestionRun

PER_PAGE = 100
PICTURES = {"svg": "image/svg+xml", "png": "image/png"}


@login_required
@require_safe
def run(request: Request, run_id: int) -> HttpResponse:
    found = selectors.run_get(request.actor, run_id)
    answer = selectors.answer_now(request.actor, found, request.moment, future=request.clock.show_future)
    return _page(request, found, answer)


@login_required
@require_POST
def run_chart(request: Request, run_id: int) -> HttpResponse:
    """Another picture of the same answer."""
    found = selectors.run_get(request.actor, run_id)
    answer = _now(request, found)
    form = ChartForm(request.POST, columns=answer.columns)
    if not form.is_valid():
        return _page(request, found, answer, form)
    services.run_draw(actor=request.actor, run=found, found=answer, chart=form.chart, at=request.moment)
    return redirect("workbench:run", run_id=run_id)


@login_required
@require_safe
def run_file(request: Request, run_id: int, file_as: str) -> HttpResponse:
    found = selectors.run_get(request.actor, run_id)
    if file_as not in files.WRITERS:
        raise Http404
    content_type, written = files.WRITERS[file_as]
    return _file(written(_now(request, found)), content_type, f"answer-{run_id}.{file_as}")


@login_required
@require_safe
def run_picture(request: Request, run_id: int, drawn_as: str) -> HttpResponse:
    """The picture as a file; PNG is drawn when it is asked for."""
    found = selectors.run_get(request.actor, run_id)
    if drawn_as not in PICTURES or not (found.svg and found.chart):
        raise Http404
    answer = _now(request, found)
    content = picture.png(found, answer) if drawn_as == "png" else picture.of_run(found, answer).encode()
    if not content:
        raise Refused("chart.undrawn", _("The picture could not be drawn now. Try again in a minute."))
    return _file(content, PICTURES[drawn_as], f"answer-{run_id}.{drawn_as}")


def _now(request: Request, found: QuestionRun) -> bridge.Answer:
    answer = selectors.answer_now(request.actor, found, request.moment, future=request.clock.show_future)
    if answer is None:
        raise Refused("answer.old", _("The data are others by now, or the answer was kept for its month. Ask again."))
    return answer


def _page(
    request: Request, found: QuestionRun, answer: bridge.Answer | None, form: ChartForm | None = None
) -> HttpResponse:
    context: dict[str, Any] = {
        "run": found, "answer": answer, "draws": bridge.draws(),
        "question": selectors.question_named(request.actor, found.question),
    }  # fmt: skip
    if answer is not None:
        page = Paginator(answer.rows, PER_PAGE).get_page(request.GET.get("page"))
        kinds = [column.kind for column in answer.columns]
        context |= {
            "page": page, "heads": [(column.name, column.kind in bridge.FIGURES) for column in answer.columns],
            "rows": [telling.row(each, kinds) for each in page],
            "form": form or ChartForm(initial=found.chart, columns=answer.columns),
            "chart": picture.build(found.title, picture.of_run(found, answer), found.chart, answer),
            "kinds": list(files.WRITERS),
        }  # fmt: skip
    return render(request, "workbench/run.html", context, status=422 if form is not None else 200)


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
