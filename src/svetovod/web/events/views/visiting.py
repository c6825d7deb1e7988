from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request
from svetovod.web.documents import papers
from svetovod.web.events import selectors, services, visit_page
from svetovod.web.events import visit_forms as forms
from svetovod.web.events.access import ACCESS
from svetovod.web.events.enums import VisitAnswer
from svetovod.web.events.models import PracticalSession, Registration, Visit

from .planning import planned

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own_visits(request: Request, slug: str, token: str) -> HttpResponse:
    """By the link of the letter: wishes, then data for the pass; each has a form of its own."""
    row = selectors.registration_by_token(slug, token)
    desk = visit_page.desk_of(row.session)
    if desk is None:
        raise Http404
    wished = {f"wish_{wish.rank - 1}": wish.visit_id for wish in row.wishes.all()}
    part = request.POST.get("part", "")
    wishes = forms.WishesForm(request.POST if part == "wishes" else None, session=row.session, initial=wished)
    passport = forms.PassForm(request.POST if part == "pass" else None)
    common: dict[str, Any] = {"actor": request.actor, "registration": row, "token": token, "at": request.moment}
    if request.method == "POST" and _sent(request, common, wishes, passport):
        return redirect("events:own_visits", slug=slug, token=token)
    context = {
        "session": row.session, "registration": row, "token": token, "desk": desk, "wishes_form": wishes,
        "pass_form": passport, "wishes_open": request.moment < desk.wishes_until,
        "given": getattr(row, "visit_pass", None),
    }  # fmt: skip
    response = render(request, "events/own_visits.html", context, status=422 if request.method == "POST" else 200)
    response["Referrer-Policy"] = "same-origin"
    return response


def _sent(request: Request, common: dict[str, Any], wishes: forms.WishesForm, passport: forms.PassForm) -> bool:
    form: Any = wishes if wishes.is_bound else passport
    if not form.is_bound or not form.is_valid():
        return False
    try:
        if form is wishes:
            services.visit_wish(visits=wishes.visits, **common)
            messages.success(request, _("Your wishes are kept."))
        else:
            services.pass_give(data=passport.data_given(), **common)
            messages.success(request, _("Data for the pass are kept encrypted; only the pass officer opens them."))
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@login_required
@require_safe
def visits(request: Request, slug: str) -> HttpResponse:
    """The organiser's groups; a host and a pass officer see the groups of their own enterprise."""
    session = selectors.session_get(request.actor, slug)
    if ACCESS.allows("session.update", request.actor, session):
        return _page(request, session)
    own = [row for row in visit_page.mine(request.actor, session) if _may(request, row)]
    ACCESS.require("visits.list", request.actor, session)
    context = {"session": session, "rows": own, "desk": visit_page.desk_of(session)}
    return render(request, "events/visits_own.html", context)


def _may(request: Request, visit: Visit) -> bool:
    return any(ACCESS.allows(action, request.actor, visit) for action in ("visit.host", "visit.passes"))


def _page(request: Request, session: PracticalSession, **bound: Any) -> HttpResponse:
    desk = visit_page.desk_of(session)
    initial = {name: getattr(desk, name) for name in ("wishes_until", "answers_until", "keep_days")} if desk else {}
    context = {
        "session": session, "desk": desk, "groups": visit_page.groups(session), "numbers": visit_page.numbers(session),
        "desk_form": forms.DeskForm(initial=initial),
        "group_form": forms.NewGroupForm(session=session, actor=request.actor),
    } | bound  # fmt: skip
    if desk and desk.result:
        context["assigned_on"] = date.fromisoformat(desk.result["at"][:10])
    return render(request, "events/visits.html", context, status=422 if bound else 200)


@login_required
@require_POST
def visits_rules(request: Request, slug: str) -> HttpResponse:
    session = planned(request, slug)
    form = forms.DeskForm(request.POST)
    if not form.is_valid():
        return _page(request, session, desk_form=form)
    services.visit_desk_set(actor=request.actor, session=session, at=request.moment, **form.cleaned_data)
    messages.success(request, _("The rules of the visits are kept."))
    return redirect("events:visits", slug=slug)


@login_required
@require_POST
def visit_new(request: Request, slug: str) -> HttpResponse:
    session = planned(request, slug)
    form = forms.NewGroupForm(request.POST, session=session, actor=request.actor)
    if not form.is_valid():
        return _page(request, session, group_form=form)
    services.visit_add(actor=request.actor, at=request.moment, **form.cleaned_data)
    messages.success(request, _("The group is kept."))
    return redirect("events:visits", slug=slug)


@login_required
@require_POST
def visits_assign(request: Request, slug: str) -> HttpResponse:
    result = services.visits_assign(actor=request.actor, session=planned(request, slug), at=request.moment)
    said = _("%(placed)d of %(people)d go. Proven: no assignment is better. Everybody whose group is new has a letter.")
    messages.success(request, said % {"placed": result["placed"], "people": result["people"]})
    return redirect("events:visits", slug=slug)


def _visit(request: Request, slug: str, pk: int, *actions: str) -> Visit:
    """A group of that session for whoever may do one of these things with it; for others it is not there."""
    session = selectors.session_get(request.actor, slug)
    visit = Visit.objects.filter(pk=pk, item__session=session).select_related("item__session", "host").first()
    if visit is None:
        raise Http404
    if not any(ACCESS.allows(action, request.actor, visit) for action in actions):
        ACCESS.require(actions[0], request.actor, visit)
    return visit


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def visit_edit(request: Request, slug: str, pk: int) -> HttpResponse:
    visit = _visit(request, slug, pk, "visit.update")
    names = ("capacity", "subject", "meeting_point", "travel", "bus", "briefing")
    form = forms.GroupForm(request.POST or None, initial={name: getattr(visit, name) for name in names})
    if request.method == "POST" and form.is_valid():
        try:
            services.visit_update(actor=request.actor, visit=visit, at=request.moment, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The group is kept."))
            return redirect("events:visits", slug=slug)
    context = {"session": visit.item.session, "visit": visit, "form": form}
    return render(request, "events/visit_edit.html", context, status=422 if form.is_bound else 200)


@login_required
@require_safe
def visit_host(request: Request, slug: str, pk: int) -> HttpResponse:
    """Who comes, for the enterprise that receives them."""
    visit = _visit(request, slug, pk, "visit.host", "visit.passes")
    desk = visit_page.desk_of(visit.item.session)
    may_answer = ACCESS.allows("visit.answer", request.actor, visit)
    context = {
        "session": visit.item.session, "visit": visit, "desk": desk, "rows": visit_page.visitors(visit),
        "spare": visit_page.spare(visit), "when": visit_page.when(visit),
        "may_answer": may_answer and visit_page.open_for_answers(desk, request.moment),
        "may_open": ACCESS.allows("visit.passes", request.actor, visit),
    }  # fmt: skip
    return render(request, "events/visit_host.html", context)


@login_required
@require_POST
def visitor_answer(request: Request, slug: str, pk: int, row: int) -> HttpResponse:
    visit = _visit(request, slug, pk, "visit.answer")
    registration = Registration.objects.filter(pk=row, session=visit.item.session).first()
    answer = request.POST.get("answer")
    if registration is None or answer not in VisitAnswer.values:
        raise Http404
    services.visitor_answer(
        actor=request.actor, visit=visit, registration=registration, answer=answer, at=request.moment
    )
    return redirect("events:visit_host", slug=slug, pk=pk)


@login_required
@never_cache
@require_POST
def visit_passes(request: Request, slug: str, pk: int, sort: str) -> HttpResponse:
    """The list for the checkpoint with data of passes, on the page, as PDF or XLSX: a POST, for it is journaled."""
    visit = _visit(request, slug, pk, "visit.passes")
    if sort not in {"page", "pdf", "xlsx"}:
        raise Http404
    rows = services.passes_open(actor=request.actor, visit=visit, at=request.moment)
    if sort == "page":
        lines = [visit_page.cells(row) for row in rows]
        context = {"session": visit.item.session, "visit": visit, "lines": lines, "heads": visit_page.heads()}
        return render(request, "events/visit_passes.html", context)
    if sort == "pdf":
        content, kind = papers.pdf(visit_page.checkpoint_paper(visit, rows), request.moment), papers.PDF
    else:
        content, kind = visit_page.checkpoint_xlsx(rows), XLSX
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="checkpoint-{visit.pk}.{sort}"'
    return response
