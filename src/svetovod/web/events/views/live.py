from typing import Any

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from svetovod.web.common.http import Request
from svetovod.web.events import codes, live_page, selectors, seminar_page, services
from svetovod.web.events.access import ACCESS
from svetovod.web.events.enums import ItemKind, QuestionState, SessionState
from svetovod.web.events.models import ProgrammeItem


def item_run(request: Request, slug: str, pk: int) -> ProgrammeItem:
    """The entry, for whoever runs it."""
    session = selectors.session_get(request.actor, slug)
    ACCESS.require("floor.run", request.actor, session)
    return get_object_or_404(session.items.select_related("session"), pk=pk)


@login_required
@never_cache
@require_safe
def live(request: Request, slug: str, pk: int) -> HttpResponse:
    """The moderator's desk. What comes in is looked for again every few seconds, and swapped only when it is new."""
    item = item_run(request, slug, pk)
    sheet = live_page.run_sheet(item, request.moment)
    heard = sheet.now.pitch if sheet.now else None
    questions = live_page.queue(item, *QuestionState.values[:3])
    notes = live_page.notes_of(heard, text=True)
    mark = f"{heard and heard.pk}:{[(q.pk, q.state, len(q.backers.all())) for q in questions]}:{notes}"
    seen = codes.mark(mark)
    if request.GET.get("seen") == seen:
        return HttpResponse(status=204)
    context = {
        "session": item.session, "item": item, "sheet": sheet, "notes": notes, "questions": questions, "seen": seen,
        "pitches": item.kind == ItemKind.PITCHES, "may_write": ACCESS.allows("note.write", request.actor, item.session),
        "running": item.session.state == SessionState.RUNNING,
        "hall_url": reverse("events:hall", args=[slug, codes.hall_code(item)]),
    }  # fmt: skip
    return render(request, "events/live.html", context)


@login_required
@require_POST
def live_pitch(request: Request, slug: str, pk: int, row: int, action: str) -> HttpResponse:
    item = item_run(request, slug, pk)
    services.pitch_step(actor=request.actor, item=item, pitch_id=row, step=action, at=request.moment)
    return redirect("events:live", slug=slug, pk=pk)


@login_required
@require_POST
def live_home(request: Request, slug: str, pk: int) -> HttpResponse:
    item = item_run(request, slug, pk)
    sent = services.pitches_home(actor=request.actor, item=item, at=request.moment)
    said = ngettext("%(n)d project has its list.", "%(n)d projects have their lists.", sent)
    messages.success(request, said % {"n": sent})
    return redirect("events:live", slug=slug, pk=pk)


@never_cache
@require_safe
def hall(request: Request, slug: str, code: str) -> HttpResponse:
    """The screen of the hall, by its own link and without signing in: it shows what everybody there may see."""
    session = selectors.session_get(request.actor, slug)
    item = codes.hall_of(session.pk, code)
    if item is None:
        raise Http404
    floor = settings.BASE_URL.rstrip("/") + reverse("events:floor", args=[slug, item.pk])
    context: dict[str, Any] = {"session": session, "item": item, "running": session.state == SessionState.RUNNING}
    if context["running"]:
        shown = live_page.queue(item, QuestionState.SHOWN)
        context |= {
            "sheet": live_page.run_sheet(item, request.moment), "question": shown[0] if shown else None,
            "code": codes.presence_code(item, request.moment) if seminar_page.held_now(item, request.moment) else "",
            "qr": segno.make(floor, error="m").svg_data_uri(border=2, light="white"),
        }  # fmt: skip
    return render(request, "events/hall.html", context)
