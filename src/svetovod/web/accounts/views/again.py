"""After somebody has shown again who he is: what was sent before waits for one more word."""

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from svetovod.web.accounts.asking import SHOWN_KEY, methods_of, waiting
from svetovod.web.accounts.sent import told
from svetovod.web.common.http import Request


@login_required
@require_safe
def again(request: Request) -> HttpResponse:
    """What was sent, in plain sight, with a button; where nothing could be kept, the page it was filled in on, or the
    one the address names."""
    back, sent = waiting(request)
    if sent is None:
        back = get_next_redirect_url(request) or back
    if not request.actor.sure and not methods_of(request):
        return _elsewhere(request, back)
    if sent is None or not request.actor.sure:
        if request.actor.sure:
            messages.info(request, _("It is you. Go on here."))
        return HttpResponseRedirect(back)  # an address: `redirect` would take it for the name of a view
    response = render(request, "accounts/again.html", {"sent": sent, "back": back, **told(sent)})
    response["Cache-Control"] = "no-store"
    return response


def _elsewhere(request: Request, back: str) -> HttpResponse:
    """Whoever has neither a password nor a factor is asked by the identity provider; one that does not say when it has
    asked leaves the way by letter."""
    tried = SHOWN_KEY not in request.session and bool(get_authentication_records(request, request.user))
    after = get_next_redirect_url(request) or reverse("accounts:again")
    context = {"after": after, "back": back, "silent": tried, "linked": bool(settings.OIDC_URL)}
    return render(request, "accounts/again_elsewhere.html", context)
