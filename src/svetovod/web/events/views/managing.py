from typing import Any

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request, whole
from svetovod.web.events import asking, doors, phrases, selectors, services, visit_page
from svetovod.web.events.codes import DOOR, code_of
from svetovod.web.events.enums import SEATED, RegistrationState
from svetovod.web.events.forms import ConsentsForm, TransferForm, VisitForm
from svetovod.web.events.models import Registration
from svetovod.web.registry import selectors as registry

STILL = (RegistrationState.CONFIRMED, RegistrationState.WAITING)


@never_cache
@require_safe
def registration(request: Request, slug: str, token: str) -> HttpResponse:
    return _page(request, selectors.registration_by_token(slug, token), token)


def _page(request: Request, row: Registration, token: str, **forms: Any) -> HttpResponse:
    given = list(row.consents.select_related("document"))
    codes = {each.document.code for each in given if each.withdrawn_at is None}
    asked = [d for d in selectors.consents(timezone.localtime(request.moment).date()) if d.code not in codes]
    seated, code = row.state in SEATED, code_of(row, DOOR)
    context = {
        "registration": row,
        "session": row.session,
        "days": phrases.days(row.session),
        "region": registry.region_name(row.region),
        "token": token,
        "standing": phrases.standing(row),
        "still": row.state in STILL,
        "seated": seated,
        "door_code": code,
        "door_qr": segno.make(code, error="m").svg_data_uri(border=2, light="white") if seated else "",
        "desk": visit_page.desk_of(row.session),
        "doors": doors.guest_doors(row, token),
        "given": given,
        "lacking": [d for d in asked if d.required],
        "questions": len(asking.of(row, asking.terms(row.session))),
        "unanswered": asking.lacking(row, request.moment),
        "visit_form": VisitForm(session=row.session, initial={"visit": row.visit_id}),
        "transfer_form": TransferForm(),
        "consents_form": ConsentsForm(documents=asked) if asked else None,
    } | forms
    response = render(request, "events/registration.html", context, status=422 if forms else 200)
    # the address is the secret: it must not leave with a link
    response["Referrer-Policy"] = "same-origin"
    return response


@require_POST
def change_visit(request: Request, slug: str, token: str) -> HttpResponse:
    row = selectors.registration_by_token(slug, token)
    form = VisitForm(request.POST, session=row.session)
    if form.is_valid():
        visit = form.cleaned_data["visit"]
        try:
            services.registration_visit(
                actor=request.actor, registration=row, visit=visit, token=token, at=request.moment
            )
        except Refused as refusal:
            form.add_error("visit", str(refusal))
        else:
            messages.success(request, _("The visit is changed."))
            return redirect("events:registration", slug=slug, token=token)
    return _page(request, row, token, visit_form=form)


@require_POST
def cancel(request: Request, slug: str, token: str) -> HttpResponse:
    row = selectors.registration_by_token(slug, token)
    services.registration_cancel(actor=request.actor, registration=row, token=token, at=request.moment)
    messages.success(request, _("The registration is cancelled; the place goes to whoever waits."))
    return redirect("events:registration", slug=slug, token=token)


@require_POST
def come(request: Request, slug: str, token: str) -> HttpResponse:
    """A place that became free is taken up."""
    row = selectors.registration_by_token(slug, token)
    services.registration_come(actor=request.actor, registration=row, token=token, at=request.moment)
    messages.success(request, _("The place is yours. We wait for you."))
    return redirect("events:registration", slug=slug, token=token)


@require_POST
def transfer(request: Request, slug: str, token: str) -> HttpResponse:
    row = selectors.registration_by_token(slug, token)
    form = TransferForm(request.POST)
    if form.is_valid():
        try:
            services.registration_transfer(
                actor=request.actor, registration=row, token=token, at=request.moment, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The place is handed over; your colleague has a letter."))
            return redirect("events:registration", slug=slug, token=token)
    return _page(request, row, token, transfer_form=form)


@require_POST
def consents(request: Request, slug: str, token: str) -> HttpResponse:
    """Gives what is ticked; a button beside a consent takes that one back."""
    row = selectors.registration_by_token(slug, token)
    if taken := whole(request.POST.get("withdraw", "")):
        services.consent_withdraw(
            actor=request.actor, registration=row, document_id=taken, token=token, at=request.moment
        )
        messages.success(request, _("The consent is taken back."))
        return redirect("events:registration", slug=slug, token=token)
    form = ConsentsForm(request.POST, documents=selectors.consents(timezone.localtime(request.moment).date()))
    form.fields = {name: field for name, field in form.fields.items() if name in request.POST}
    if form.is_valid() and form.given():
        services.consents_give(
            actor=request.actor, registration=row, documents=form.given(), token=token, at=request.moment
        )
        messages.success(request, _("Your consent is kept."))
    return redirect("events:registration", slug=slug, token=token)
