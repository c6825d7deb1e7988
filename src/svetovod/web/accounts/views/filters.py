"""Filters a person keeps: every answer leads back to the list."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from svetovod.web.accounts import services
from svetovod.web.accounts.kept import filter_get
from svetovod.web.common.http import Request


@login_required
@require_POST
def filter_keep(request: Request) -> HttpResponse:
    page, query, name = (request.POST.get(key, "") for key in ("page", "query", "name"))
    kept = services.filter_keep(actor=request.actor, page=page, query=query, name=name, at=request.moment)
    messages.success(request, _("The filter is kept: it stands above the list."))
    return redirect(f"{kept.page}?{kept.query}")


@login_required
@require_POST
def filter_rename(request: Request, id: int) -> HttpResponse:
    kept = filter_get(request.actor, id)
    name = request.POST.get("name", "")
    services.filter_rename(actor=request.actor, kept=kept, name=name, at=request.moment)
    messages.success(request, _("The filter has its new name."))
    return redirect(f"{kept.page}?{kept.query}")


@login_required
@require_POST
def filter_remove(request: Request, id: int) -> HttpResponse:
    kept = filter_get(request.actor, id)
    services.filter_remove(actor=request.actor, kept=kept, at=request.moment)
    messages.success(request, _("The filter is removed."))
    return redirect(kept.page)
