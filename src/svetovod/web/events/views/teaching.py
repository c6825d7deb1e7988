"""What whoever teaches does: answers in writing, draws the test, takes people in at the door of the hall."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common.context import kept_key
from svetovod.web.common.http import Request
from svetovod.web.events import door_page, selectors, seminar_page, services
from svetovod.web.events import seminar_forms as forms
from svetovod.web.events.access import ACCESS
from svetovod.web.events.models import FloorQuestion, ProgrammeItem, QuestionAnswer
from svetovod.web.events.states import ANSWER, rewriting

from .day import codes_sent
from .seminars import item_of, taught_item


def _question(request: Request, slug: str, pk: int) -> FloorQuestion:
    session = selectors.session_get(request.actor, slug)
    rows = FloorQuestion.objects.select_related("item__session", "answer")
    found = get_object_or_404(rows, pk=pk, item__session=session)
    if not (ACCESS.allows("faq.write", request.actor, found) or ACCESS.allows("faq.publish", request.actor, found)):
        ACCESS.require("faq.write", request.actor, found)
    return found


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Request, slug: str, pk: int) -> HttpResponse:
    """A question and its answer in writing, with the items of the law it rests on."""
    question = _question(request, slug, pk)
    today = timezone.localtime(request.moment).date()
    row: QuestionAnswer | None = getattr(question, "answer", None)
    known = {"asked": row.asked, "text": row.text, "items": row.items} if row else {"asked": question.text}
    form = forms.AnswerForm(request.POST if request.method == "POST" else None, on=today, initial=known)
    if request.method == "POST" and form.is_valid():
        services.answer_write(actor=request.actor, question=question, at=request.moment, **form.cleaned_data)
        messages.success(request, _("The answer is kept: participants read it."))
        return redirect("events:answer", slug=slug, pk=pk)
    steps = ANSWER.actions_from(row.state) if row else []
    context = {
        "session": question.session, "item": question.item, "question": question, "answer": row, "form": form,
        "said": seminar_page.said(row, today) if row else None, "published": bool(row and row.published_at),
        "steps": [each.action for each in steps if ACCESS.allows(each.who, request.actor, row)],
        "may_write": ACCESS.allows(rewriting(row.state if row else ""), request.actor, question),
        "mark": seminar_page.mark(row) if row else "",
        "may_teach": ACCESS.allows("seminar.teach", request.actor, question.item),
    }  # fmt: skip
    return render(request, "events/answer.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def answer_move(request: Request, slug: str, pk: int, action: str) -> HttpResponse:
    question = _question(request, slug, pk)
    if not hasattr(question, "answer"):
        raise Http404
    services.answer_step(
        actor=request.actor, answer=question.answer, step=action, mark=request.POST.get("mark", ""), at=request.moment
    )
    return redirect("events:answer", slug=slug, pk=pk)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def quiz(request: Request, slug: str, pk: int) -> HttpResponse:
    """The test as whoever teaches sees it: with the right answers, and figures of nobody in particular."""
    item = taught_item(request, slug, pk)
    made, part = getattr(item, "quiz", None), request.POST.get("part", "draw")
    draw = forms.draw_form(request.POST if part == "draw" and request.method == "POST" else None, item, made)
    own = forms.OwnQuestionForm(request.POST if part == "own" and request.method == "POST" else None)
    if draw.is_bound and draw.is_valid():
        services.quiz_draw(actor=request.actor, item=item, at=request.moment, **draw.cleaned_data)
        return redirect("events:quiz", slug=slug, pk=pk)
    if own.is_bound and own.is_valid():
        fields = own.cleaned_data | {"right": own.cleaned_data["right"] - 1}
        services.quiz_question_add(actor=request.actor, item=item, at=request.moment, **fields)
        return redirect("events:quiz", slug=slug, pk=pk)
    questions = seminar_page.asked(made) if made else []
    context = {
        "session": item.session, "item": item, "quiz": made, "questions": questions, "draw_form": draw,
        "own_form": own, "results": seminar_page.results(made, questions) if made else None,
    }  # fmt: skip
    return render(request, "events/quiz.html", context, status=422 if draw.is_bound or own.is_bound else 200)


@login_required
@require_POST
def quiz_move(request: Request, slug: str, pk: int, action: str) -> HttpResponse:
    services.quiz_step(actor=request.actor, item=taught_item(request, slug, pk), step=action, at=request.moment)
    return redirect("events:quiz", slug=slug, pk=pk)


@login_required
@require_POST
def quiz_remove(request: Request, slug: str, pk: int, number: int) -> HttpResponse:
    item = taught_item(request, slug, pk)
    services.quiz_question_remove(actor=request.actor, item=item, number=number, at=request.moment)
    return redirect("events:quiz", slug=slug, pk=pk)


def _hall(request: Request, slug: str, pk: int) -> ProgrammeItem:
    item = item_of(request, slug, pk)
    ACCESS.require("registrations.list", request.actor, item.session)
    return item


@login_required
@never_cache
@require_safe
def presence(request: Request, slug: str, pk: int) -> HttpResponse:
    """The door of a hall: badges are read as at the door of the session, and go on without network."""
    item = _hall(request, slug, pk)
    rows = item.presences.select_related("registration__person", "registration__organisation")
    context = {
        "session": item.session, "item": item, "rows": list(rows.order_by("registration__person__name")),
        "door_key": f"{slug}-{pk}", "kept_key": kept_key(f"door:{slug}-{pk}"),
    }  # fmt: skip
    return render(request, "events/presence.html", context)


@login_required
@never_cache
@require_safe
def presence_known(request: Request, slug: str, pk: int) -> HttpResponse:
    return JsonResponse({"people": door_page.known_in(_hall(request, slug, pk))})


@login_required
@require_POST
def presence_sync(request: Request, slug: str, pk: int) -> HttpResponse:
    item = _hall(request, slug, pk)
    taken, refused = services.presences_take(
        actor=request.actor, item=item, entries=codes_sent(request), at=request.moment
    )
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"taken": taken, "refused": refused})
    for said in refused.values():
        messages.error(request, said)
    if taken:
        messages.success(request, _("Taken in."))
    return redirect("events:presence", slug=slug, pk=pk)
