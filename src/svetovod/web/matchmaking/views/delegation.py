from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request
from svetovod.web.matchmaking import selectors, services
from svetovod.web.matchmaking.forms import DelegateForm, SplitForm
from svetovod.web.matchmaking.grid import slots_of
from svetovod.web.matchmaking.keys import side_of

from .answering import page


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def delegation(request: Request, slug: str, token: str) -> HttpResponse:
    """Who comes for the enterprise, and who of them goes to which meeting."""
    side = side_of(request.actor, slug, token)
    if not side.known:
        return redirect("matchmaking:profile", slug=slug, token=token)
    plan = selectors.plan_of(side.session)
    slots = slots_of(plan) if plan else []
    form = DelegateForm(request.POST if request.method == "POST" else None, slots=slots)
    if request.method == "POST" and form.is_valid():
        try:
            services.delegate_add(
                actor=request.actor, profile=side.profile, name=form.cleaned_data["name"],
                closed=form.cleaned_data.get("closed", ()), link=side.link, at=request.moment,
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Noted. Now say who goes to which meeting."))
            return redirect("matchmaking:delegation", slug=slug, token=token)
    agreed, people = selectors.agreements_of(side.profile), list(side.profile.delegates.all())
    proposed = services.evenly(side.profile) if "evenly" in request.GET else None
    context = {
        "form": form, "people": people, "agreed": agreed,
        "split": SplitForm(profile=side.profile, agreed=agreed, people=people, proposed=proposed) if people else None,
        "hours": {slot.number: slot.said for slot in slots},
    }  # fmt: skip
    return page(request, "delegation", side, context, status=422 if request.method == "POST" else 200)


@require_POST
def delegate_remove(request: Request, slug: str, token: str, pk: int) -> HttpResponse:
    side = side_of(request.actor, slug, token)
    found = side.profile.delegates.filter(pk=pk).first() if side.known else None
    if found is None:
        raise Http404
    services.delegate_remove(actor=request.actor, delegate=found, link=side.link, at=request.moment)
    messages.success(request, _("Taken out; the meetings are the whole delegation’s again."))
    return redirect("matchmaking:delegation", slug=slug, token=token)


@require_POST
def delegation_split(request: Request, slug: str, token: str) -> HttpResponse:
    side = side_of(request.actor, slug, token)
    if not side.known:
        raise Http404
    agreed, people = selectors.agreements_of(side.profile), list(side.profile.delegates.all())
    form = SplitForm(request.POST, profile=side.profile, agreed=agreed, people=people)
    if not form.is_valid():
        raise Http404
    changed = services.delegation_split(
        actor=request.actor, profile=side.profile, goes=form.goes(), link=side.link, at=request.moment
    )
    said = ngettext("Noted: %(n)d meeting has changed.", "Noted: %(n)d meetings have changed.", changed)
    messages.success(request, said % {"n": changed})
    return redirect("matchmaking:delegation", slug=slug, token=token)
