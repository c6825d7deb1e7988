"""The quarantine for its administrator."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from svetovod.web.common.http import Request

from . import selectors, services


@login_required
@require_safe
def held_list(request: Request) -> HttpResponse:
    """What was found, in whose file, where it was sent; whether the scanner answers."""
    page = Paginator(selectors.held(request.actor), 30).get_page(request.GET.get("page"))
    context = {"page": page, "scanner": selectors.scanner_state(), "unread": selectors.unread(request.actor)}
    return render(request, "quarantine/held_list.html", context)


@login_required
@require_POST
def held_drop(request: Request, infected: int) -> HttpResponse:
    services.held_drop(actor=request.actor, held=infected, at=request.moment)
    messages.success(request, _("The bytes are gone; the line stays."))
    return redirect("quarantine:held_list")
