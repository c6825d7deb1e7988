"""Seminars of a participant, by the link of the letter: materials, questions, figures of the screen, the test."""

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from svetovod.web.common import limits
from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.common.http import Request, whole
from svetovod.web.documents.downloads import download
from svetovod.web.events import live_page, selectors, seminar_page, services
from svetovod.web.events import seminar_forms as forms
from svetovod.web.events.enums import SEATED, QuizState
from svetovod.web.events.floor_forms import QuestionForm
from svetovod.web.events.models import ProgrammeItem, QuizPart, Registration, SeminarQuiz


def _place(slug: str, token: str) -> Registration:
    """A registration with a place, by its link."""
    row = selectors.registration_by_token(slug, token)
    if row.state not in SEATED:
        raise Hidden
    return row


def _item(row: Registration, pk: int) -> ProgrammeItem:
    return get_object_or_404(seminar_page.taught(row.session), pk=pk)


def _private(response: HttpResponse) -> HttpResponse:
    """The address is the secret: it must not leave with a link."""
    response["Referrer-Policy"] = "same-origin"
    return response


@never_cache
@require_safe
def own_seminars(request: Request, slug: str, token: str) -> HttpResponse:
    row = _place(slug, token)
    lines = seminar_page.own_lines(row)
    been = sum(line["been"] for line in lines)
    context = {"session": row.session, "row": row, "token": token, "lines": lines, "been": been}
    return _private(render(request, "events/own_seminars.html", context))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own_seminar(request: Request, slug: str, token: str, pk: int) -> HttpResponse:
    row = _place(slug, token)
    item, part = _item(row, pk), request.POST.get("part", "") if request.method == "POST" else ""
    ask = QuestionForm(request.POST if part == "ask" else None)
    code = forms.CodeForm(request.POST if part == "code" else None)
    bound = {"ask": ask, "code": code}.get(part)
    if part == "back" or (bound is not None and bound.is_valid()):
        try:
            messages.success(request, _sent(request, row, item, token, bound))
        except Refused as refusal:
            if bound is None:
                raise
            bound.add_error(None, str(refusal))
        else:
            return redirect("events:own_seminar", slug=slug, token=token, pk=pk)
    context = _own(request, row, item) | {"ask_form": ask, "code_form": code, "token": token}
    return _private(render(request, "events/own_seminar.html", context, status=422 if part else 200))


def _sent(request: Request, row: Registration, item: ProgrammeItem, token: str, form: Any) -> str:
    part = request.POST.get("part")
    link: dict[str, Any] = {"actor": request.actor, "registration": row, "token": token, "at": request.moment}
    if part == "code":
        if not limits.within(request, "presence_code", str(row.pk)):
            raise Refused("presence.often", _("Too many tries. Wait five minutes, or ask at the door of the hall."))
        services.presence_mark(item=item, code=form.cleaned_data["code"], **link)
        return _("You are marked as present.")
    if part == "ask":
        key = request.POST.get("idempotency_key", "")[:64] or secrets.token_urlsafe(12)
        services.question_ask(item=item, pitch=None, text=form.cleaned_data["text"], key=key, **link)
        return _("The question is with the moderator.")
    question = get_object_or_404(item.questions, pk=whole(request.POST.get("question")) or 0)
    services.question_back(question=question, **link)
    return _("Thank you: the moderator sees how many want the answer.")


def _own(request: Request, row: Registration, item: ProgrammeItem) -> dict[str, Any]:
    made: SeminarQuiz | None = getattr(item, "quiz", None)
    return {
        "session": row.session, "item": item, "row": row, "key": secrets.token_urlsafe(18),
        "materials": seminar_page.materials_by_link(row, item), "questions": live_page.queue(item),
        "own": list(item.questions.filter(asker=row.person_id, answer=None).exclude(state="dropped")),
        "answers": seminar_page.answers(item, timezone.localtime(request.moment).date(), seminar_page.INSIDE),
        "been": item.presences.filter(registration=row).first(), "now": seminar_page.held_now(item, request.moment),
        "quiz": made if made and made.state != QuizState.DRAFT else None,
        "taken": bool(made) and row.quiz_parts.filter(quiz=made).exists(),
    }  # fmt: skip


@require_safe
def own_material(request: Request, slug: str, token: str, row: int, number: int) -> HttpResponseBase:
    """A version of a material, also an earlier one."""
    place = _place(slug, token)
    item = seminar_page.taught(place.session).filter(materials=row).first()
    shown = seminar_page.materials_by_link(place, item) if item else []
    material = next((each for each in shown if each.pk == row), None)
    if material is None:
        raise Hidden
    return download(get_object_or_404(material.versions.select_related("file"), number=number).file)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own_quiz(request: Request, slug: str, token: str, pk: int) -> HttpResponse:
    """Questions, and after the answers what is right and why; nobody but the person sees the result."""
    row = _place(slug, token)
    item = _item(row, pk)
    quiz = SeminarQuiz.objects.select_related("item").filter(item=item).exclude(state=QuizState.DRAFT).first()
    if quiz is None:
        raise Hidden
    part = QuizPart.objects.filter(quiz=quiz, registration=row).first()
    questions = seminar_page.asked(quiz, part.answers if part else None)
    form = forms.QuizForm(request.POST if request.method == "POST" and not part else None, questions=questions)
    if form.is_bound and form.is_valid():
        services.quiz_answer(actor=request.actor, quiz=quiz, registration=row, answers=form.answers(), token=token,
                             at=request.moment)  # fmt: skip
        return redirect("events:own_quiz", slug=slug, token=token, pk=pk)
    context = {"session": row.session, "item": item, "token": token, "quiz": quiz, "part": part, "form": form,
               "questions": questions}  # fmt: skip
    return _private(render(request, "events/own_quiz.html", context, status=422 if form.is_bound else 200))
