from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from svetovod.web.common.http import Request
from svetovod.web.matchmaking import pages, selectors, services
from svetovod.web.matchmaking.enums import WishState
from svetovod.web.matchmaking.forms import WishForm
from svetovod.web.matchmaking.keys import side_of

from .answering import page

SHOWN = 30  # enterprises on a page


@never_cache
@require_safe
def partners(request: Request, slug: str, token: str) -> HttpResponse:
    """Whom to meet: everybody who shows a profile, found by words in any form."""
    side = side_of(request.actor, slug, token)
    if not side.known:
        return redirect("matchmaking:profile", slug=slug, token=token)
    words = request.GET.get("q", "")[:100]
    rows = Paginator(pages.partners(side, words, request.moment), SHOWN).get_page(request.GET.get("page"))
    services.proposals_note(
        actor=request.actor, profile=side.profile, about=[row.profile.pk for row in rows if row.reasons],
        link=side.link, at=request.moment,
    )  # fmt: skip
    return page(request, "partners", side, {"q": words, "rows": rows, "form": WishForm()})


@require_POST
def invite(request: Request, slug: str, token: str) -> HttpResponse:
    side = side_of(request.actor, slug, token)
    form = WishForm(request.POST)
    if not side.known or not form.is_valid():
        raise Http404
    data = form.cleaned_data
    receiver = selectors.shown_to(side.profile).filter(pk=data["receiver"]).first()
    if receiver is None:
        raise Http404
    made = services.wish_make(
        actor=request.actor, sender=side.profile, receiver=receiver, word=data["word"], priority=data["priority"],
        slot=data["slot"],
        link=side.link, at=request.moment,
    )  # fmt: skip
    if made.state == WishState.ACCEPTED:
        messages.success(request, _("You both want it: the meeting with %(name)s is agreed.") % {"name": receiver.name})
    else:
        messages.success(request, _("%(name)s is invited.") % {"name": receiver.name})
    return redirect("matchmaking:partners", slug=slug, token=token)


@require_POST
def opinion(request: Request, slug: str, token: str, pk: int) -> HttpResponse:
    """Useful or not: the order of proposals follows."""
    side = side_of(request.actor, slug, token)
    about = selectors.shown_to(side.profile).filter(pk=pk).first() if side.known else None
    if about is None:
        raise Http404
    useful = request.POST.get("useful") == "yes"
    services.opinion_say(
        actor=request.actor, profile=side.profile, about=about, useful=useful, link=side.link, at=request.moment
    )
    messages.success(request, _("Thank you: the proposals are in a new order."))
    return redirect("matchmaking:partners", slug=slug, token=token)
