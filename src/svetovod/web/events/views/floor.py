import secrets

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from svetovod.web.common.http import Request
from svetovod.web.events import live_page, selectors, services
from svetovod.web.events.access import ACCESS
from svetovod.web.events.enums import QuestionState
from svetovod.web.events.floor_forms import QuestionForm
from svetovod.web.events.models import FloorQuestion


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def floor(request: Request, slug: str, pk: int) -> HttpResponse:
    """Questions to whoever speaks: asked from a phone, before and during; others say that they want the answer too."""
    session = selectors.session_get(request.actor, slug)
    ACCESS.require("floor.ask", request.actor, session)
    item = get_object_or_404(session.items.select_related("session"), pk=pk)
    sheet = live_page.run_sheet(item, request.moment)
    heard = sheet.now.pitch if sheet.now else None
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        key = request.POST.get("idempotency_key", "")[:64] or secrets.token_urlsafe(12)
        services.question_ask(
            actor=request.actor, item=item, pitch=heard, at=request.moment, key=key, **form.cleaned_data
        )
        messages.success(request, _("The question is with the moderator."))
        return redirect("events:floor", slug=slug, pk=pk)
    own = item.questions.filter(asker=request.actor.person_id, state=QuestionState.ASKED)
    context = {
        "session": session, "item": item, "heard": heard, "form": form, "own": list(own),
        "questions": live_page.queue(item), "me": request.actor.person_id, "key": secrets.token_urlsafe(18),
    }  # fmt: skip
    return render(request, "events/floor.html", context, status=422 if form.is_bound else 200)


def _question(request: Request, slug: str, pk: int) -> FloorQuestion:
    session = selectors.session_get(request.actor, slug)
    rows = FloorQuestion.objects.select_related("item__session")
    return get_object_or_404(rows, pk=pk, item__session=session)


@login_required
@require_POST
def question_back(request: Request, slug: str, pk: int) -> HttpResponse:
    question = _question(request, slug, pk)
    services.question_back(actor=request.actor, question=question, at=request.moment)
    return redirect("events:floor", slug=slug, pk=question.item_id)


@login_required
@require_POST
def question_move(request: Request, slug: str, action: str, pk: int) -> HttpResponse:
    question = _question(request, slug, pk)
    services.question_step(actor=request.actor, question=question, step=action, at=request.moment)
    return redirect("events:live", slug=slug, pk=question.item_id)
