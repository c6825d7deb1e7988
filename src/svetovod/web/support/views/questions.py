"""Questions about support that were asked at seminars and answered for everybody."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from svetovod.web.common.http import Request
from svetovod.web.events import selectors as events

from .navigator import today_of


@require_safe
def questions(request: Request) -> HttpResponse:
    """All of them; those who may publish see besides what is proposed."""
    today = today_of(request)
    rows = [_with_items(row, today) for row in events.answers_public()]
    context = {"rows": rows, "waiting": list(events.answers_waiting(request.actor))}
    return render(request, "support/questions.html", context)


@require_safe
def answer(request: Request, pk: int) -> HttpResponse:
    row = events.answers_public().filter(pk=pk).first()
    if row is None:
        raise Http404
    context = _with_items(row, today_of(request)) | {"session": row.session}
    return render(request, "support/answer.html", context)


def _with_items(row: Any, today: Any) -> dict[str, Any]:
    return {"answer": row, "items": events.answer_items(row, today)}
