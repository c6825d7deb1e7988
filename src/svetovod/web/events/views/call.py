import secrets
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request
from svetovod.web.events import call_page, phrases, selectors, services
from svetovod.web.events.access import ACCESS
from svetovod.web.events.call_forms import AnswerForm, ChoiceForm, SlidesForm
from svetovod.web.events.enums import ItemKind
from svetovod.web.events.floor_forms import QuestionForm
from svetovod.web.events.models import Pitch, PracticalSession

from .planning import planned


def _handed(session: PracticalSession) -> Any:
    related = ("session", "project__cluster", "project__initiator", "version", "choice")
    return session.pitches.select_related(*related).prefetch_related("answers")


@login_required
@require_safe
def call(request: Request, slug: str) -> HttpResponse:
    """What was handed in, whether it was answered within a day, and who presents."""
    session = planned(request, slug)
    lines = call_page.lines(request.actor, session, _handed(session), request.moment)
    context = {
        "session": session, "days": phrases.days(session), "lines": lines,
        "waiting": sum(line["answer"] is None for line in lines), "late": sum(line["late"] for line in lines),
        "presents": sum(bool(line["choice"] and line["choice"].presents) for line in lines),
    }  # fmt: skip
    return render(request, "events/call.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def call_pitch(request: Request, slug: str, pk: int) -> HttpResponse:
    session = planned(request, slug)
    pitch: Pitch = get_object_or_404(_handed(session), pk=pk)
    part = request.POST.get("part", "")
    answer = AnswerForm(request.POST if part == "answer" else None, pack=session.pack)
    choice = ChoiceForm(request.POST if part == "choice" else None)
    asked = {"actor": request.actor, "pitch": pitch, "at": request.moment}
    if answer.is_bound and answer.is_valid():
        services.papers_answer(**asked, **answer.cleaned_data)
        messages.success(request, _("The initiator is told."))
        return redirect("events:call", slug=slug)
    if choice.is_bound and choice.is_valid():
        services.presenter_choose(**asked, **choice.cleaned_data)
        messages.success(request, _("The choice and its grounds are kept; the initiator is told."))
        return redirect("events:call", slug=slug)
    line = call_page.lines(request.actor, session, [pitch], request.moment)[0]
    context = {"session": session, "line": line, "pitch": pitch, "answer_form": answer, "choice_form": choice}
    return render(request, "events/call_pitch.html", context, status=422 if request.method == "POST" else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reading(request: Request, slug: str) -> HttpResponse:
    """What experts read before the session, with slides and preliminary questions."""
    session = selectors.session_get(request.actor, slug)
    ACCESS.require("pitches.list", request.actor, session)
    pitches = list(_handed(session).prefetch_related(call_page.questions_seen()))
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        pitch = next((each for each in pitches if str(each.pk) == request.POST.get("pitch")), None)
        item = session.items.filter(kind=ItemKind.PITCHES).select_related("session").first()
        if pitch is None or item is None:
            raise Refused("reading.none", _("Choose a project of this session."))
        services.question_ask(
            actor=request.actor, item=item, pitch=pitch, text=form.cleaned_data["text"], at=request.moment,
            key=request.POST.get("idempotency_key", "")[:64] or secrets.token_urlsafe(12),
        )  # fmt: skip
        messages.success(request, _("The initiator reads the question before the session."))
        return redirect("events:reading", slug=slug)
    lines = call_page.lines(request.actor, session, pitches, request.moment)
    context = {"session": session, "days": phrases.days(session), "lines": lines, "form": form}
    return render(request, "events/reading.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def slides(request: Request, slug: str, code: str) -> HttpResponse:
    session = selectors.session_get(request.actor, slug)
    pitch = get_object_or_404(session.pitches.select_related("project", "session"), project__code__iexact=code)
    ACCESS.require("pitch.submit", request.actor, pitch)
    form = SlidesForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Refused("slides.none", _("Choose a file: PDF or PPTX."))
    services.slides_put(actor=request.actor, pitch=pitch, upload=form.cleaned_data["file"], at=request.moment)
    messages.success(request, _("The slides are kept."))
    return redirect("events:hand_in", slug=slug, code=code)
