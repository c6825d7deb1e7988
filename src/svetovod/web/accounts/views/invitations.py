"""Inviting people, taking roles back, accepting an invitation."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from svetovod.web.accounts import many, selectors, services
from svetovod.web.accounts.access import ACCESS
from svetovod.web.accounts.forms import AcceptForm, InvitationForm, ViewForm
from svetovod.web.accounts.services.invitations import refuse_unusable
from svetovod.web.common import bulk
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.common.http import Request

LONGEST = 200  # signs of a name that is looked for


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def team(request: Request) -> HttpResponse:
    """The people of the scopes one leads, and the form that invites."""
    places = selectors.places_led(request.actor)
    if not places:
        raise Denied("invitation.create")
    form = InvitationForm(request.POST if request.method == "POST" else None, places=places)
    if request.method == "POST" and form.is_valid():
        place = form.chosen
        services.invitation_create(
            actor=request.actor, email=form.cleaned_data["email"], role=form.cleaned_data["role"],
            scope=place.scope, scope_id=place.scope_id, label=place.label if place.scope_id else "",
            at=request.moment, real_now=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("The invitation has been sent."))
        return redirect("accounts:team")
    waiting = selectors.team_invitations(request.actor, timezone.now())
    text = request.GET.get("q", "").strip()[:LONGEST]
    grants = selectors.team_grants(request.actor)
    page = Paginator(grants.filter(selectors.named(text)) if text else grants, 50).get_page(request.GET.get("page"))
    context = {
        "text": text,
        "form": form,
        "view_form": ViewForm() if ACCESS.allows("viewing.begin", request.actor) else None,
        "page": page,
        "held": selectors.held(request.actor, page.object_list),
        "invitations": Paginator(waiting, 100).get_page(request.GET.get("invited_page")),
        "actions": [(deed.do, deed.title) for deed in many.deeds().values()],
    }
    return render(request, "accounts/team.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def role_revoke(request: Request, id: int) -> HttpResponse:
    grant = selectors.team_grants(request.actor).filter(pk=id).first()
    if grant is None:
        raise Hidden
    services.role_revoke(actor=request.actor, grant=grant, at=request.moment)
    messages.success(request, _("The role has been taken back."))
    return redirect("accounts:team")


@login_required
@require_POST
def invitation_revoke(request: Request, id: int) -> HttpResponse:
    invitation = selectors.team_invitations(request.actor, timezone.now()).filter(pk=id).first()
    if invitation is None:
        raise Hidden
    services.invitation_revoke(actor=request.actor, invitation=invitation, at=request.moment)
    messages.success(request, _("The invitation has been withdrawn."))
    return redirect("accounts:team")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitations_many(request: Request) -> HttpResponse:
    """Letters of invitation sent again, or invitations withdrawn, many at once."""
    if not selectors.places_led(request.actor):
        raise Denied("invitation.revoke")
    data, now = request.POST if request.method == "POST" else request.GET, timezone.now()
    deed, waiting = bulk.chosen(data, many.deeds()), selectors.team_invitations(request.actor, now)
    # what was answered or withdrawn long ago is no list to be read: it is named where it was just acted upon
    acted = request.method == "POST" or "told" in request.GET
    return bulk.answer(
        request, deed, selectors.invitations_led(request.actor) if acted else waiting, waiting,
        lines=lambda rows: many.lines(request.actor, rows, deed.do, now),
        do=lambda rows: many.SERVICES[deed.do](
            actor=request.actor, invitations=rows, at=request.moment, real_now=now
        ),
    )  # fmt: skip


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: Request, token: str) -> HttpResponse:
    """Where the link of an invitation leads; a link that cannot be used says why, one that is not known what to try."""
    found = selectors.invitation_by_token(token)
    try:
        refuse_unusable(found, request.actor, timezone.now())
    except Refused as refusal:
        return _unusable(request, refusal)
    visitor = not request.actor.person_id
    form = AcceptForm(request.POST if request.method == "POST" else None, email=found.email)
    if request.method == "POST" and (not visitor or form.is_valid()):
        return _accept(request, token, form.cleaned_data if visitor else {})
    context = {"invitation": found, "form": form if visitor else None}
    response = render(request, "accounts/invitation.html", context, status=422 if visitor and form.errors else 200)
    response["Referrer-Policy"] = "same-origin"
    return response


def _accept(request: Request, token: str, given: dict[str, str]) -> HttpResponse:
    try:
        person = services.invitation_accept(
            actor=request.actor, token=token, at=request.moment, real_now=timezone.now(),
            language=(get_language() or "ru")[:2], **given,
        )  # fmt: skip
    except Refused as refusal:
        return _unusable(request, refusal)
    if not request.actor.person_id:
        login(request, person)
    messages.success(request, _("The role is yours."))
    return redirect(settings.LOGIN_REDIRECT_URL)  # to what the role is for, not to the profile


def _unusable(request: Request, refusal: Refused) -> HttpResponse:
    if refusal.code == "invitation.used" and request.actor.person_id:
        return redirect("accounts:account")
    context = {"refusal": refusal, "sign_in": refusal.code in {"invitation.sign_in", "invitation.used"}}
    return render(request, "accounts/invitation_unusable.html", context, status=410)
