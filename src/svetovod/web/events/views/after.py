from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common.charts import tiles
from svetovod.web.common.errors import LinkUnknown, Refused
from svetovod.web.common.http import Request
from svetovod.web.documents import papers
from svetovod.web.events import after_forms as forms
from svetovod.web.events import after_page, after_paper, becoming, phrases, selectors, services, tokens
from svetovod.web.events.models import PracticalSession

from .planning import planned

SORTS = {"pdf": papers.PDF, "docx": papers.DOCX}
PAPERS = ("report", "protocol")


@login_required
@require_safe
def after(request: Request, slug: str) -> HttpResponse:
    """What the session has come to: tasks, who came, remarks by section, the survey, papers."""
    return _page(request, planned(request, slug), task_form=forms.TaskForm())


def _page(request: Request, session: PracticalSession, *, status: int = 200, **context: Any) -> HttpResponse:
    came = after_page.attendance(session)
    rows = after_page.tasks(session, request.moment)
    return render(request, "events/after.html", {
        "session": session, "days": phrases.days(session), "came": came, "tasks": rows,
        "map": tiles.build("", came["regions"], scale=(1, 3, 6, 10), marked=[session.region]),
        "done": sum(row["task"].done_at is not None for row in rows),
        "late": sum(row["kind"] == "no" for row in rows),
        "unsent": sum(bool(row["task"].email) and row["task"].sent_at is None for row in rows),
        "remarks": after_page.remarks(session), "survey": after_page.survey(session), "least": after_page.LEAST,
        "became": becoming.of(session, request.moment, show_future=request.clock.show_future),
        "answer_form": forms.TaskAnswerForm(auto_id=False),
    } | context, status=status)  # fmt: skip


@login_required
@require_POST
def task_new(request: Request, slug: str) -> HttpResponse:
    session = planned(request, slug)
    form = forms.TaskForm(request.POST)
    if not form.is_valid():
        return _page(request, session, task_form=form, status=422)
    services.task_add(actor=request.actor, session=session, at=request.moment, **form.cleaned_data)
    messages.success(request, _("The task stands in the protocol."))
    return redirect("events:after", slug=slug)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def task(request: Request, slug: str, number: int) -> HttpResponse:
    """How one task stands, in the organiser's words."""
    session = planned(request, slug)
    row = session.tasks.filter(number=number).first()
    if row is None:
        raise Http404
    known = {"answer": row.answer, "done": row.done_at is not None}
    form = forms.TaskAnswerForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        services.task_answer(
            actor=request.actor, session=session, pk=row.pk, at=request.moment, **form.cleaned_data
        )  # fmt: skip
        messages.success(request, _("Kept."))
        return redirect("events:after", slug=slug)
    context = {"session": session, "task": row, "form": form}
    return render(request, "events/task.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def task_remove(request: Request, slug: str, number: int) -> HttpResponse:
    session = planned(request, slug)
    row = session.tasks.filter(number=number).first()
    if row is not None:
        services.task_remove(actor=request.actor, session=session, pk=row.pk, at=request.moment)
    return redirect("events:after", slug=slug)


@login_required
@require_POST
def extracts(request: Request, slug: str) -> HttpResponse:
    sent = services.extracts_send(actor=request.actor, session=planned(request, slug), at=request.moment)
    said = ngettext("%(n)d letter with an extract.", "%(n)d letters with extracts.", sent) % {"n": sent}
    messages.success(request, said)
    return redirect("events:after", slug=slug)


@login_required
@require_POST
def survey_ask(request: Request, slug: str) -> HttpResponse:
    told = services.survey_ask(actor=request.actor, session=planned(request, slug), at=request.moment)
    said = ngettext("%(n)d person is asked.", "%(n)d people are asked.", told) % {"n": told}
    messages.success(request, said)
    return redirect("events:after", slug=slug)


@login_required
@require_safe
def after_file(request: Request, slug: str, paper: str, sort: str) -> HttpResponse:
    session = planned(request, slug)
    if sort not in SORTS or paper not in PAPERS:
        raise Http404
    if paper == "report":
        made = after_paper.report(session, request.moment, show_future=request.clock.show_future)
    else:
        made = after_paper.protocol(session, request.moment)
    content = papers.pdf(made, request.moment) if sort == "pdf" else papers.docx(made)
    response = HttpResponse(content, content_type=SORTS[sort])
    response["Content-Disposition"] = f'attachment; filename="{paper}-{slug}.{sort}"'
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tasks_answer(request: Request, slug: str, token: str) -> HttpResponse:
    """By the link of the extract, without an account: how the tasks of this addressee stand."""
    session = selectors.session_get(request.actor, slug)
    rows = [row for row in session.tasks.exclude(email="") if _addressed(row, token)]
    if not rows:
        raise LinkUnknown("tasks")
    chosen = next((row for row in rows if str(row.number) == request.POST.get("task")), None)
    form = forms.TaskAnswerForm(request.POST) if chosen else None
    if form is not None and form.is_valid() and chosen is not None:
        services.task_answer(
            actor=request.actor, session=session, pk=chosen.pk, token=token, at=request.moment, **form.cleaned_data
        )  # fmt: skip
        messages.success(request, _("Thank you, the organiser reads it."))
        return redirect("events:tasks_answer", slug=slug, token=token)
    context = {"session": session, "rows": [(row, _form(row, chosen, form)) for row in rows]}
    response = render(request, "events/tasks_answer.html", context, status=422 if request.method == "POST" else 200)
    response["Referrer-Policy"] = "same-origin"
    return response


def _addressed(row: Any, token: str) -> bool:
    return constant_time_compare(tokens.tasks_token(row.session_id, row.email), token)


def _form(row: Any, chosen: Any, typed: Any) -> Any:
    if typed is not None and row is chosen:
        return typed
    known = {"answer": row.answer, "done": row.done_at is not None}
    return forms.TaskAnswerForm(initial=known, auto_id=f"id_{row.number}_%s")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def survey(request: Request, slug: str, token: str) -> HttpResponse:
    """By the link of the letter, once; what is answered is kept without the person."""
    row = selectors.registration_by_token(slug, token)
    form = forms.SurveyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.survey_answer(registration=row, **form.answers())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Thank you: your answer is kept without your name."))
            return redirect("events:survey", slug=slug, token=token)
    context = {"session": row.session, "row": row, "form": form, "token": token, "given": services.survey_of(row)}
    response = render(request, "events/survey.html", context, status=422 if form.is_bound else 200)
    response["Referrer-Policy"] = "same-origin"
    return response


@require_safe
def became(request: Request, slug: str) -> HttpResponse:
    """How many projects of the session were filed, admitted and funded; each number leads to its proofs."""
    session = selectors.session_get(request.actor, slug)
    found = becoming.of(session, request.moment, show_future=request.clock.show_future)
    return render(request, "events/became.html", {"session": session, "days": phrases.days(session), "became": found})
