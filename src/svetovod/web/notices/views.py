"""The outbox for its operator, everybody's own notices, reports of problems."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common import bulk
from svetovod.web.common.http import Request

from . import bounces, digest, forms, leaving, many, samples, selectors, services, standing, wishes
from .access import ACCESS
from .enums import NEEDS_OPERATOR, MailState, Pace, Topic
from .states import MAIL


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
        "held": selectors.holds(request.actor).count(),
        "actions": [(deed.do, deed.title) for deed in many.deeds().values()],
    }
    return render(request, "notices/mail_list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mails_many(request: Request) -> HttpResponse:
    """Letters sent again, or not at all, many at once."""
    data = request.POST if request.method == "POST" else request.GET
    every = selectors.mail_list(request.actor, whole=True)
    fitting = selectors.mail_list(
        request.actor, state=request.GET.get("state", ""), query=request.GET.get("q", "").strip()[:100], whole=True
    )
    deed = bulk.chosen(data, many.deeds())
    return bulk.answer(
        request, deed, every, fitting, lines=lambda mails: many.lines(mails, deed.do),
        do=lambda mails: many.SERVICES[deed.do](actor=request.actor, mails=mails, at=request.moment),
    )  # fmt: skip


@login_required
@require_safe
def mail_detail(request: Request, id: int) -> HttpResponse:
    mail = selectors.mail_get(request.actor, id)
    able = {row.action for row in MAIL.actions_from(mail.state) if row.who}
    context = {
        "mail": mail, "text": leaving.shown(mail), "may_resend": "resend" in able and bool(mail.text),
        "may_drop": "drop" in able, "bounces": selectors.bounces_of(request.actor, mail),
    }  # fmt: skip
    return render(request, "notices/mail_detail.html", context)


@login_required
@require_POST
def mail_resend(request: Request, id: int) -> HttpResponse:
    services.mail_resend(actor=request.actor, mail_id=id, at=request.moment)
    messages.success(request, _("The letter waits to be sent."))
    return redirect("notices:mail_detail", id)


@login_required
@require_POST
def mail_drop(request: Request, id: int) -> HttpResponse:
    services.mail_drop(actor=request.actor, mail_id=id, at=request.moment)
    messages.success(request, _("The letter will not be sent."))
    return redirect("notices:mail_detail", id)


@login_required
@require_safe
def sample_list(request: Request) -> HttpResponse:
    """Every letter there is, in both languages, as it would leave."""
    ACCESS.require("mail.view", request.actor)
    key = request.GET.get("letter", "")
    found = {"groups": samples.groups(request.moment), "letters": samples.letters(key, request.moment)}
    return render(request, "notices/sample_list.html", {"key": key, **found})


@login_required
@require_safe
def hold_list(request: Request) -> HttpResponse:
    """Addresses that take no letters: what their server said, and what waits for them."""
    found = selectors.holds(request.actor)
    context = {"page": Paginator(found, 30).get_page(request.GET.get("page"))}
    return render(request, "notices/hold_list.html", context)


@login_required
@require_POST
def hold_release(request: Request, hold: int) -> HttpResponse:
    left = bounces.hold_release(actor=request.actor, hold_id=hold, at=request.moment)
    messages.success(request, _go_out(left))
    return redirect("notices:hold_list")


@login_required
@require_POST
def hold_correct(request: Request, hold: int) -> HttpResponse:
    ACCESS.require("mail.view", request.actor)
    form = forms.CorrectForm(request.POST)
    if form.is_valid():
        left = bounces.hold_correct(actor=request.actor, hold_id=hold, at=request.moment, **form.cleaned_data)
        messages.success(request, _go_out(left))
    else:
        messages.error(request, _("Write an address like name@example.org."))
    return redirect("notices:hold_list")


def _go_out(left: int) -> str:
    return ngettext("%(n)d letter goes out.", "%(n)d letters go out.", left) % {"n": left}


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
    """How letters one may do without come, by topic; what a letter of the day looks like."""
    form = forms.LettersForm(request.POST or None, initial=standing.paces_of(request.actor))
    if request.method == "POST" and form.is_valid():
        wishes.paces_set(actor=request.actor, at=request.moment, paces=form.cleaned_data)
        messages.success(request, _("Kept."))
        return redirect("notices:letters")
    shown = list(selectors.notices_of(request.actor, request.moment)[:3])
    context = {"form": form, "sample": digest.words(shown, request.moment) if shown else None}
    return render(request, "notices/letters.html", context, status=422 if form.is_bound else 200)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: Request, leave: str) -> HttpResponse:
    """By the link of a letter, without signing in. The link is the right to it, so that a program of mail may post
    here by itself (RFC 8058): nothing a stranger's page could forge without having the letter."""
    (_person, address), topic = wishes.reader_of(leave)
    if request.method == "POST":
        one_click = request.POST.get("List-Unsubscribe") == "One-Click"
        form = forms.LeaveForm({"pace": Pace.PAGE} if one_click else request.POST)
        if form.is_valid():
            wishes.leave(mark=leave, at=request.moment, **form.cleaned_data)
        if not one_click:
            return redirect("notices:leave", leave)
    pace = wishes.pace_by_link(leave)
    context = {
        "topic": Topic(topic), "address": _masked(address), "pace": pace, "label": Pace(pace).label,
        "choices": [each for each in forms.choices(topic) if each[0] != pace],
    }  # fmt: skip
    response = render(request, "notices/leave.html", context)
    response["Referrer-Policy"] = "same-origin"
    return response


def _masked(address: str) -> str:
    """Enough for the reader to know it, too little for whoever was given the letter."""
    name, _at, host = address.partition("@")
    return f"{name[:2]}…@{host}"


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
