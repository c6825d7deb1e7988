"""The outbox for its operator, everybody's own notices, reports of problems."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common.http import Request

from . import digest, forms, selectors, services
from .enums import MailState

NEEDS_OPERATOR = (MailState.UNCLEAR, MailState.FAILED)


@login_required
@require_safe
def mail_list(request: Request) -> HttpResponse:
    state, query = request.GET.get("state", ""), request.GET.get("q", "").strip()[:100]
    mails = selectors.mail_list(request.actor, state=state, query=query)
    counts = selectors.mail_counts(request.actor)
    context = {
        "page": Paginator(mails, 50).get_page(request.GET.get("page")),
        "states": [(value, label, counts[value]) for value, label in MailState.choices],
        "state": state,
        "query": query,
        "total": sum(counts.values()),
        "waiting": counts[MailState.QUEUED],
        "sent": counts[MailState.SENT],
        "trouble": sum(counts[value] for value in NEEDS_OPERATOR),
    }
    return render(request, "notices/mail_list.html", context)


@login_required
@require_safe
def mail_detail(request: Request, id: int) -> HttpResponse:
    mail = selectors.mail_get(request.actor, id)
    context = {"mail": mail, "may_resend": mail.state in NEEDS_OPERATOR}
    return render(request, "notices/mail_detail.html", context)


@login_required
@require_POST
def mail_resend(request: Request, id: int) -> HttpResponse:
    services.mail_resend(actor=request.actor, mail_id=id, at=request.moment)
    messages.success(request, _("The letter waits to be sent."))
    return redirect("notices:mail_detail", id)


@login_required
@require_safe
def notice_list(request: Request) -> HttpResponse:
    found = selectors.notices_of(request.actor, request.moment)
    context = {
        "page": Paginator(found, 30).get_page(request.GET.get("page")),
        "unread": found.filter(read_at=None).count(),
    }
    return render(request, "notices/notice_list.html", context)


@login_required
@require_POST
def notices_read(request: Request) -> HttpResponse:
    services.notices_read(actor=request.actor, at=request.moment)
    return redirect("notices:notice_list")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: Request) -> HttpResponse:
    """How letters that may wait come; what a letter of the day looks like."""
    form = forms.LettersForm(request.POST or None, initial={"pace": selectors.pace_of(request.actor)})
    if request.method == "POST" and form.is_valid():
        digest.pace_set(actor=request.actor, at=request.moment, **form.cleaned_data)
        messages.success(request, _("Kept."))
        return redirect("notices:letters")
    shown = list(selectors.notices_of(request.actor, request.moment)[:3])
    context = {"form": form, "sample": digest.words(shown, request.moment) if shown else None}
    return render(request, "notices/letters.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def problem_report(request: Request) -> HttpResponse:
    """From every page: what did not work. The code of the report is told, also where no answer was asked for."""
    begun = {"page": request.GET.get("page", "")[:300], "failed": request.GET.get("code", "")[:8]}
    form = forms.ProblemForm(request.POST or None, initial=begun, known=bool(request.actor.person_id))
    if request.method == "POST" and form.is_valid():
        report = services.problem_report(
            actor=request.actor, code=request.support_code, at=request.moment, language=get_language() or "ru",
            **{"email": ""} | form.cleaned_data,
        )  # fmt: skip
        return render(request, "notices/problem_taken.html", {"report": report, "back": form.back})
    return render(request, "notices/problem.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@require_safe
def problem_list(request: Request) -> HttpResponse:
    query = request.GET.get("q", "").strip()[:100]
    found = selectors.problems(request.actor, query=query)
    context = {
        "page": Paginator(found, 30).get_page(request.GET.get("page")), "query": query, "form": forms.AnswerForm(),
        "waiting": selectors.problems(request.actor, waiting=True).count(),
    }  # fmt: skip
    return render(request, "notices/problem_list.html", context)


@login_required
@require_POST
def problem_close(request: Request, problem: str) -> HttpResponse:
    report = selectors.problem_get(request.actor, problem)
    form = forms.AnswerForm(request.POST)
    if form.is_valid():
        services.problem_close(actor=request.actor, code=report.code, at=request.moment, **form.cleaned_data)
        messages.success(request, _("The report is answered."))
    else:
        messages.error(request, _("Write the answer: at most 4,000 characters."))
    return redirect("notices:problem_list")
