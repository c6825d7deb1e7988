"""The sheet of confirmation comes back signed: from the enterprise by its link, or through whoever asked."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request
from svetovod.web.figures import links, selectors, services
from svetovod.web.figures.forms import SignedForm
from svetovod.web.figures.models import FiguresReply


@login_required
@require_POST
def reply_signed(request: Request, inn: str, **where: Any) -> HttpResponse:
    part = selectors.reply_get(request.actor, inn, **where)
    return _keep(request, part, links.part(part))


@require_POST
def signed(request: Request, token: str) -> HttpResponse:
    contact = selectors.contact_of(request.actor, token)
    own = "" if token.startswith(selectors.OWN) else token
    return _keep(request, contact.reply, reverse("figures:questionnaire", args=[token]), token=own)


def _keep(request: Request, part: FiguresReply, back: str, token: str = "") -> HttpResponse:
    """Said on the page it came from, whatever it is: the file is chosen anew in either case."""
    form = SignedForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, " ".join(str(said[0]) for said in form.errors.values()))
        return redirect(f"{back}#signed")
    data = form.cleaned_data
    try:
        services.signed_add(
            actor=request.actor, reply=part, number=data["number"], upload=data["scan"], token=token, at=request.moment
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The signed sheet is kept."))
    return redirect(f"{back}#signed")
