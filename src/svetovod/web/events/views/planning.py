from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request
from svetovod.web.events import doors, plan_page, selectors, services
from svetovod.web.events import plan_forms as forms
from svetovod.web.events.access import ACCESS
from svetovod.web.events.models import PracticalSession

from .organising import session_for

PARTS: dict[str, type] = {
    "hall": forms.HallForm, "quota": forms.QuotaForm, "body": forms.BodyForm, "team": forms.TeamForm,
}  # fmt: skip
REMOVE = {
    "hall": services.hall_remove, "quota": services.quota_remove, "body": services.body_remove,
    "team": services.team_remove,
}  # fmt: skip


def planned(request: Request, slug: str) -> PracticalSession:
    return session_for(request, slug, "session.update")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def session_new(request: Request) -> HttpResponse:
    ACCESS.require("session.create", request.actor)
    form = forms.NewSessionForm(request.POST or None, moment=request.moment)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.session_create(actor=request.actor, at=request.moment, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("slug", str(refusal))
        else:
            messages.success(request, _("The draft is kept. Add halls, bodies and the programme, then publish it."))
            return redirect("events:plan", slug=made.slug)
    context = {"form": form, "series_form": forms.SeriesForm()}
    return render(request, "events/session_new.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def series_new(request: Request) -> HttpResponse:
    ACCESS.require("session.create", request.actor)
    form = forms.SeriesForm(request.POST)
    if not form.is_valid():
        context = {"form": forms.NewSessionForm(moment=request.moment), "series_form": form}
        return render(request, "events/session_new.html", context, status=422)
    services.series_create(actor=request.actor, at=request.moment, **form.cleaned_data)
    messages.success(request, _("The series is kept: choose it for your session."))
    return redirect("events:session_new")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def consent_texts(request: Request) -> HttpResponse:
    """What whoever registers for any session is asked to agree to: versions, and the form of a new one."""
    ACCESS.require("session.create", request.actor)
    on = request.moment.date()
    first = {} if selectors.consents(on) else forms.FIRST_CONSENT
    form = forms.ConsentForm(request.POST or None, initial={"in_force_from": on, **first})
    if request.method == "POST" and form.is_valid():
        services.consent_publish(actor=request.actor, at=request.moment, **form.cleaned_data)
        messages.success(request, _("The text is published: it is asked for from its day on."))
        return redirect("events:consent_texts")
    context = {
        "form": form, "texts": selectors.consent_texts(request.moment.date()),
        "drafts": selectors.drafts_led(request.actor) if request.method == "GET" else [],
    }  # fmt: skip
    return render(request, "events/consent_texts.html", context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def session_edit(request: Request, slug: str) -> HttpResponse:
    session = planned(request, slug)
    form = forms.SessionForm(request.POST or None, session=session, initial=forms.details(session))
    if request.method == "POST" and form.is_valid():
        try:
            services.session_update(actor=request.actor, session=session, at=request.moment, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("capacity" if refusal.code == "capacity.taken" else None, str(refusal))
        else:
            messages.success(request, _("The details are kept."))
            return redirect("events:plan", slug=slug)
    status = 422 if form.is_bound else 200
    return render(request, "events/session_edit.html", {"session": session, "form": form}, status=status)


@login_required
@require_safe
def plan(request: Request, slug: str) -> HttpResponse:
    return _page(request, planned(request, slug))


def _page(request: Request, session: PracticalSession, **bound: Any) -> HttpResponse:
    context = {f"{name}_form": form() for name, form in PARTS.items()}
    context |= {
        "clone_form": forms.CloneForm(),
        "session": session,
        "doors": doors.doors(request.actor, session, request.moment),
        **plan_page.of(request.actor, session, request.moment),
    } | bound
    context["may_clone"] = ACCESS.allows("session.create", request.actor)
    return render(request, "events/plan.html", context, status=422 if bound else 200)


@login_required
@require_POST
def plan_add(request: Request, slug: str, part: str) -> HttpResponse:
    """A hall, a quota, a body or somebody of the team."""
    session = planned(request, slug)
    if part not in PARTS:
        raise Http404
    form = PARTS[part](request.POST)
    if form.is_valid():
        try:
            _add(request, session, part, form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("events:plan", slug=slug)
    return _page(request, session, **{f"{part}_form": form})


def _add(request: Request, session: PracticalSession, part: str, typed: dict[str, Any]) -> None:
    common: dict[str, Any] = {"actor": request.actor, "session": session, "at": request.moment}
    if part == "team":
        given = services.team_add(real_now=timezone.now(), **common, **typed)
        messages.success(request, _("The role is given.") if given else _("An invitation is sent by letter."))
        return
    if part == "hall":
        services.hall_add(**common, **typed)
    elif part == "quota":
        services.quota_set(**common, **typed)
    else:
        services.body_add(order=session.bodies.count(), **common, **typed)
    messages.success(request, _("Kept."))


@login_required
@require_POST
def plan_remove(request: Request, slug: str, part: str, pk: int) -> HttpResponse:
    session = planned(request, slug)
    if part not in REMOVE:
        raise Http404
    REMOVE[part](actor=request.actor, session=session, pk=pk, at=request.moment)
    messages.success(request, _("Removed."))
    return redirect("events:plan", slug=slug)


@login_required
@require_POST
def session_clone(request: Request, slug: str) -> HttpResponse:
    session = planned(request, slug)
    ACCESS.require("session.create", request.actor)
    form = forms.CloneForm(request.POST)
    if form.is_valid():
        try:
            made = services.session_clone(actor=request.actor, session=session, at=request.moment, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("slug", str(refusal))
        else:
            messages.success(request, _("A draft with the same plan is made; nobody is registered for it."))
            return redirect("events:plan", slug=made.slug)
    return _page(request, session, clone_form=form)
