"""Tokens by which programs speak for a person: made, seen once, revoked."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from svetovod.web.accounts import selectors, services
from svetovod.web.accounts.asking import ask, asking_page, shown_here
from svetovod.web.accounts.forms import TokenForm
from svetovod.web.accounts.narrowing import choices
from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: Request) -> HttpResponse:
    """The answer to a POST shows the new token; a name works once, so that a page sent again makes no second one.

    A token is made only soon after its owner has shown once more who he is: an open session is not enough.
    """
    known = choices(request.actor)
    sure = shown_here(request)
    if request.method == "POST" and not sure:
        return ask(request, "token.create")
    form, made = TokenForm(request.POST if request.method == "POST" else None, projects=known), ""
    if request.method == "POST" and form.is_valid():
        try:
            _token, made = services.token_create(
                actor=request.actor, **form.cleaned_data, at=request.moment, real_now=timezone.now()
            )
            form = TokenForm(projects=known)
        except Refused as refusal:
            form.add_error("name", str(refusal))
    named = dict(known)
    rows = [
        (token, _standing(token), [named.get(pk, _("a project you no longer see")) for pk in token.projects])
        for token in selectors.tokens_of(request.actor)
    ]
    context = {
        "sure": sure,
        "ask_again": asking_page(request, reverse("accounts:tokens")),
        "form": form,
        "made": made,
        "rows": rows,
        "working": sum(kind == "yes" for _t, (kind, _w), _p in rows),
    }
    response = render(request, "accounts/tokens.html", context, status=422 if form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response


def _standing(token: Any) -> tuple[str, str]:
    """Kind of the mark and its word."""
    if token.revoked_at:
        return "none", _("revoked")
    return ("yes", _("works")) if token.in_force(timezone.now()) else ("none", _("term over"))


@login_required
@require_POST
def token_revoke(request: Request, id: int) -> HttpResponse:
    token = selectors.token_get(request.actor, id)
    services.token_revoke(actor=request.actor, token=token, at=request.moment, real_now=timezone.now())
    messages.success(request, _("The token is revoked: no program can use it any more."))
    return redirect("accounts:tokens")
