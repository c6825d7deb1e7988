"""After somebody has shown again who he is: what was sent before waits for one more word."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from svetovod.web.accounts.asking import waiting
from svetovod.web.common.http import Request


@login_required
@require_safe
def again(request: Request) -> HttpResponse:
    """The form as it was sent, unseen, with a button; where nothing could be kept, the page it was filled in on."""
    back, sent = waiting(request)
    if sent is None or not request.actor.sure:
        if request.actor.sure:
            messages.info(request, _("It is you. Go on here."))
        return redirect(back)
    response = render(request, "accounts/again.html", {"sent": sent, "back": back})
    response["Cache-Control"] = "no-store"
    return response
