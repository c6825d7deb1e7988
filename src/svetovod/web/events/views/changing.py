from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request
from svetovod.web.events import phrases, plan_forms, services
from svetovod.web.events.enums import SessionState
from svetovod.web.events.models import PracticalSession
from svetovod.web.events.services.changing import concerned

from .planning import planned

CHANGES: dict[str, tuple[Any, Any]] = {
    "postpone": (plan_forms.PostponeForm, services.session_postpone),
    "move_online": (plan_forms.OnlineForm, services.session_move_online),
    "cancel": (plan_forms.ReasonForm, services.session_cancel),
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def session_change(request: Request, slug: str, action: str) -> HttpResponse:
    """Postponed, online or cancelled: what it means for everybody is read before it is done."""
    session = planned(request, slug)
    if action not in CHANGES:
        raise Http404
    kind, service = CHANGES[action]
    draft = session.state == SessionState.DRAFT
    if draft and action != "postpone":
        raise Http404  # nobody comes to a draft: there is nothing to call off or to move online
    if draft:
        kind, service = plan_forms.DatesForm, services.session_redate
    form = kind(request.POST or None, initial=_dates(session))
    if request.method == "POST" and form.is_valid():
        try:
            service(actor=request.actor, session=session, at=request.moment, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            said = _("The dates of the draft are moved.") if draft else _("Done: everybody registered has a letter.")
            messages.success(request, said)
            return redirect("events:plan" if draft else "events:session_detail", slug=slug)
    context = {"session": session, "form": form, "action": action, "days": phrases.days(session)}
    words = dict(phrases.changes(session)).get(action, phrases.MOVES[action][0])
    context |= {"words": words, "draft": draft, "concerned": concerned(session)}
    return render(request, "events/session_change.html", context, status=422 if form.is_bound else 200)


def _dates(session: PracticalSession) -> dict[str, Any]:
    values = {name: getattr(session, name) for name in ("starts_on", "ends_on", "precision", "online_url")}
    moments = {
        name: timezone.localtime(getattr(session, name)) for name in ("registration_until", "papers_until")
    }  # fmt: skip
    return values | moments
