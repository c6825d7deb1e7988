import json

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common.context import kept_key
from svetovod.web.common.http import Request
from svetovod.web.events import codes, door_page, mailing_preview, selectors, seminar_page, services
from svetovod.web.events.access import ACCESS
from svetovod.web.events.enums import RegistrationState
from svetovod.web.events.models import PracticalSession

from .lettering import send_to_me
from .planning import planned


def _at_door(request: Request, slug: str) -> PracticalSession:
    session = selectors.session_get(request.actor, slug)
    ACCESS.require("registrations.list", request.actor, session)
    return session


@login_required
@never_cache
@require_safe
def door(request: Request, slug: str) -> HttpResponse:
    """For a phone at the door: by camera, by typed code or by name; it goes on without network (js/door.js)."""
    session = _at_door(request, slug)
    # what waits on the device is open to whoever stands at this door next
    context = {"session": session, "counts": door_page.counts(session), "kept_key": kept_key(f"door:{session.pk}")}
    return render(request, "events/door.html", context)


@login_required
@never_cache
@require_safe
def door_known(request: Request, slug: str) -> HttpResponse:
    return JsonResponse({"people": door_page.known(_at_door(request, slug))})


@login_required
@require_safe
def door_counts(request: Request, slug: str) -> HttpResponse:
    return render(request, "events/_counts.html", {"counts": door_page.counts(_at_door(request, slug))})


@login_required
@require_POST
def door_sync(request: Request, slug: str) -> HttpResponse:
    """Codes read since the last time. Sent again, whatever was taken is answered as taken."""
    session = _at_door(request, slug)
    taken, refused = services.arrivals_take(
        actor=request.actor, session=session, entries=codes_sent(request), at=request.moment
    )
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"taken": taken, "refused": refused, "counts": door_page.counts(session)})
    for said in refused.values():
        messages.error(request, said)
    if taken:
        messages.success(request, _("Taken in."))
    return redirect("events:door", slug=slug)


def codes_sent(request: Request) -> list[str]:
    """As they were sent, too long ones as well: a device lets go only what is answered under its own name."""
    if request.content_type != "application/json":
        return [request.POST.get("code", "")]
    try:
        typed = json.loads(request.body)["codes"]
    except (ValueError, KeyError, TypeError):
        return []
    return [str(each) for each in typed] if isinstance(typed, list) else []


@login_required
@require_safe
def badges(request: Request, slug: str, sort: str) -> HttpResponse:
    session = planned(request, slug)
    if sort not in door_page.SHEETS:
        raise Http404
    response = HttpResponse(door_page.badges(session, sort, request.moment), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="badges-{slug}-{sort}.pdf"'
    return response


class AnnouncementForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("What everybody should know"), max_length=500, widget=forms.Textarea({"rows": 2})
    )
    by_letter = forms.BooleanField(label=gettext_lazy("By letter too"), required=False)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def announce(request: Request, slug: str) -> HttpResponse:
    session = planned(request, slug)
    form = AnnouncementForm(request.POST or None)
    step = request.POST.get("step", "")
    if form.is_bound and form.is_valid() and step != "change":
        key = request.POST.get("idempotency_key", "")[:64] or f"{request.moment.isoformat()}"
        if form.cleaned_data["by_letter"] and step != "send":
            return _before(request, session, form, key, step)
        services.announce(actor=request.actor, session=session, at=request.moment, key=key, **form.cleaned_data)
        messages.success(request, _("It stands on the page of the session."))
        return redirect("events:announce", slug=slug)
    context = {"session": session, "form": form, "said": list(session.announcements.all()[:50])}
    return render(request, "events/announce.html", context, status=422 if form.errors else 200)


def _before(request: Request, session: PracticalSession, form: AnnouncementForm, key: str, step: str) -> HttpResponse:
    """The letter and its readers, before anything leaves."""
    preview = mailing_preview.announcement(session, form.cleaned_data["text"], request.moment)
    if step == "try":
        send_to_me(request, preview.letters)
    context = {"session": session, "form": form, "key": key, "preview": preview}
    return render(request, "events/announce_preview.html", context)


@require_safe
def certificate(request: Request, slug: str, token: str) -> HttpResponse:
    """By the link of the letter, for whoever has come."""
    row = selectors.registration_by_token(slug, token)
    if row.state != RegistrationState.CHECKED_IN:
        raise Http404
    response = HttpResponse(door_page.certificate(row, request.moment), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="certificate-{slug}.pdf"'
    response["Referrer-Policy"] = "same-origin"
    return response


@require_safe
def certificate_check(request: Request, slug: str, code: str) -> HttpResponse:
    """What the QR code of a certificate leads to: whether it is genuine, and whose it is."""
    session = selectors.session_get(request.actor, slug)
    row = codes.registration_of(session.pk, code, codes.CERTIFICATE)
    genuine = row is not None and row.state == RegistrationState.CHECKED_IN
    been = seminar_page.attended(row) if genuine and row else []
    context = {"session": session, "row": row if genuine else None, "been": been}
    return render(request, "events/certificate.html", context, status=200 if genuine else 404)
