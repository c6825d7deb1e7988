"""Participants: who belongs and on what ground, by which agreement."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from svetovod.web.common.http import Request
from svetovod.web.common.trying import tried
from svetovod.web.dossier import bridge, selectors, services
from svetovod.web.dossier.forms import AgreementForm, FoundingForm, GroundForm, JoinForm, PlaceForm, RegisteredForm
from svetovod.web.dossier.pages import Page, page_for
from svetovod.web.registry import selectors as registry

from .acting import found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def participants(request: Request, slug: str) -> HttpResponse:
    page = page_for(request, slug, "participants")
    form = JoinForm(request.POST or None)
    if request.method == "POST":
        asked = lambda: services.participant_join(  # noqa: E731 - the call the form is good for
            actor=request.actor, cluster=page.cluster, at=request.moment, **form.cleaned_data
        )
        if tried(form, asked):
            messages.success(request, _("The participant has joined."))
            return redirect(page.url("participants"))
    lines = selectors.participants(page.actor, page.cluster, page.on)
    present = [line for line in lines if line.present]
    context = {
        "page": page, "form": form, "present": present, "unchecked": sum(line.unchecked for line in present),
        "gone": [line for line in lines if not line.present],
        "founding": selectors.founding_of(page.cluster), "founding_form": _founding_form(page),
    }  # fmt: skip
    return render(request, "dossier/participants.html", context, status=422 if form.errors else 200)


def _founding_form(page: Page, posted: Any = None) -> FoundingForm:
    row = selectors.founding_of(page.cluster)
    return FoundingForm(posted, initial={"on": row.on, "ground": row.ground} if row else {}, prefix="founding")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def founding(request: Request, slug: str) -> HttpResponse:
    page = page_for(request, slug, "participants")
    form = _founding_form(page, request.POST or None)
    if request.method == "POST":
        asked = lambda: services.cluster_founding_set(  # noqa: E731 - the call the form is good for
            actor=request.actor, cluster=page.cluster, at=request.moment, **form.cleaned_data
        )
        if tried(form, asked):
            messages.success(request, _("Saved."))
            return redirect(page.url("participants"))
    context = {"page": page, "form": form, "title": _("The day the cluster was founded on")}
    return render(request, "dossier/form.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def participant(request: Request, slug: str, pk: int) -> HttpResponse:
    """One participant; which of its forms was sent is said by the button."""
    page = page_for(request, slug, "participants")
    line = found(selectors.participant_get(page.actor, page.cluster, pk, page.on))
    forms = _forms(request, line)
    sent = forms.get(request.POST.get("what", "agreement")) if request.method == "POST" else None
    if sent is not None and tried(sent, lambda: _act(request, line, sent)):
        messages.success(request, _("Saved."))
        return redirect(page.url("participant", pk))
    context = {"page": page, "line": line, "forms": forms, "law": _law(page)}
    return render(request, "dossier/participant.html", context, status=422 if request.method == "POST" else 200)


def _law(page: Page) -> dict[str, Any]:
    day = selectors.law_day(page.cluster, page.on)
    keys = {"newcomers": bridge.NEWCOMERS, "agreed": bridge.AGREED["organisation"], "one": bridge.ONE_CLUSTER}
    return {name: bridge.norm(key, day) for name, key in keys.items()}


def _forms(request: Request, line: selectors.Participant) -> dict[str, Any]:
    """Only what was sent is bound."""
    what = request.POST.get("what", "agreement") if request.method == "POST" else ""
    posted = {what: request.POST}
    joined = line.joined
    initial = {"on": joined.on if joined else line.member.joined_on, "ground": joined.ground if joined else ""}
    manager = line.member.cluster.manager.name
    forms: dict[str, Any] = {
        "agreement": AgreementForm(posted.get("agreement"), initial={"signed_with": manager}),
        "joined": GroundForm(posted.get("joined"), initial=initial, prefix="joined"),
        "registered": RegisteredForm(posted.get("registered"), initial={"on": line.registered_on}, prefix="registered"),
        "left": GroundForm(posted.get("left"), prefix="left"),
        "place": PlaceForm(
            posted.get("place"), places=registry.open_places(line.member.organisation_id),
            initial={"place": line.member.place_id}, prefix="place",
        ),
    }  # fmt: skip
    return forms


def _act(request: Request, line: selectors.Participant, form: Any) -> None:
    member, typed = line.member, form.cleaned_data
    common = {"actor": request.actor, "at": request.moment}
    match request.POST.get("what", "agreement"):
        case "agreement":
            services.agreement_add(cluster=member.cluster, organisation=member.organisation, fields=typed, **common)
        case "joined":
            services.joining_note(membership=member, **typed, **common)
        case "registered":
            services.organisation_founding_set(membership=member, **typed, **common)
        case "place":
            services.participant_place_set(membership=member, **typed, **common)
        case _:
            services.participant_leave(membership=member, **typed, **common)


@login_required
@require_POST
def agreement_cancel(request: Request, slug: str, pk: int) -> HttpResponse:
    page = page_for(request, slug, "participants")
    row = found(selectors.agreement_get(page.cluster, pk))
    services.agreement_cancel(actor=request.actor, agreement=row, at=request.moment)
    messages.success(request, _("The agreement is cancelled; it stays in the list."))
    if row.region:
        return redirect(page.url("regions"))
    member = page.cluster.memberships.filter(organisation=row.organisation).order_by("-id").first()
    return redirect(page.url("participant", member.pk) if member else page.url("participants"))
