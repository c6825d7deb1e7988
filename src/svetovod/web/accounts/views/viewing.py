"""Looking at pages as somebody else sees them: begun from the page of people, ended from the banner."""

import time

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from svetovod.web.accounts import selectors, services
from svetovod.web.accounts.access import ACCESS
from svetovod.web.accounts.forms import ViewForm
from svetovod.web.accounts.viewing import VIEW_KEY, viewing_over
from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request


@login_required
@require_POST
def view_begin(request: Request) -> HttpResponse:
    ACCESS.require("viewing.begin", request.actor)
    form = ViewForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give the e-mail address of the person."))
        return redirect("accounts:team")
    found = selectors.person_by_email(form.cleaned_data["person"])
    try:
        person = services.viewing_begin(actor=request.actor, person=found, at=request.moment, real_now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("accounts:team")
    request.session[VIEW_KEY] = {"person": person.pk, "at": time.time()}
    return redirect("/desk/")


@login_required
@require_POST
def view_end(request: Request) -> HttpResponse:
    if viewing_over(request, request.actor, request.moment):
        messages.success(request, _("You see your own pages again."))
    return redirect("/desk/")
