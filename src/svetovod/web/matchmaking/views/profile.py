from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request
from svetovod.web.matchmaking import bridge, pages, selectors, services
from svetovod.web.matchmaking.forms import ProfileForm
from svetovod.web.matchmaking.grid import slots_of
from svetovod.web.matchmaking.keys import Side, side_of

from .answering import page


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: Request, slug: str, token: str) -> HttpResponse:
    side = side_of(request.actor, slug, token)
    form = _form(request, side)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            services.profile_save(
                actor=request.actor, profile=side.profile, link=side.link, about=data["about"], lines=form.lines(),
                visible=data["visible"], closed=data.get("closed", ()), at=request.moment,
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The profile is kept. Now choose whom to meet."))
            return redirect("matchmaking:partners", slug=slug, token=token)
    words = request.GET.get("q", "")[:100]
    context = {"form": form, "q": words, "found": bridge.okpd2_search(words), "prefilled": not side.known}
    return page(request, "profile", side, context, status=422 if request.method == "POST" else 200)


def _form(request: Request, side: Side) -> ProfileForm:
    plan = selectors.plan_of(side.session)
    start = pages.begun_with(side)
    return ProfileForm(
        request.POST if request.method == "POST" else None, lines=start.lines, slots=slots_of(plan) if plan else [],
        initial={"about": start.about, "visible": start.visible, "closed": start.closed},
    )  # fmt: skip
