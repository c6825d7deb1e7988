from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from svetovod.web.common import formatting
from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request
from svetovod.web.documents import papers
from svetovod.web.events import asking, bridge, phrases, seats, selectors, services
from svetovod.web.events.access import ACCESS
from svetovod.web.events.enums import RegistrationKind
from svetovod.web.events.forms import DelegationForm, RegistrationForm
from svetovod.web.events.models import PracticalSession

# what a refused visitor typed waits in the session of the browser, for a day when it can be sent
DRAFT = "registration_draft"
ON_FIELD = {"visit.full": "visit", "visit.foreign": "visit"}


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: Request, slug: str) -> HttpResponse:
    session = selectors.session_get(request.actor, slug)
    form = _form(request, session)
    if request.method == "POST" and "choose" in request.POST:
        return render(request, "events/register.html", _context(request, session, _again(request, session)))
    if request.method == "POST" and form.is_valid():
        try:
            services.registration_create(
                actor=request.actor, session=session, applicant=form.applicant(), at=request.moment
            )
        except Refused as refusal:
            form.add_error(ON_FIELD.get(refusal.code), str(refusal))
            _keep(request, slug, form)
        else:
            request.session.pop(f"{DRAFT}:{slug}", None)
            return redirect("events:registered", slug=slug)
    status = 422 if request.method == "POST" else 200
    return render(request, "events/register.html", _context(request, session, form), status=status)


@require_safe
def registered(request: Request, slug: str) -> HttpResponse:
    """The same page for every address: whether it was registered before is said by the letter alone."""
    return render(request, "events/registered.html", {"session": selectors.session_get(request.actor, slug)})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delegation(request: Request, slug: str) -> HttpResponse:
    """One person registers all who come from an organisation; each gets a letter with a link of their own."""
    session = selectors.session_get(request.actor, slug)
    ACCESS.require("registration.delegate", request.actor, session)
    form = DelegationForm(request.POST or None, request.FILES or None, actor=request.actor)
    errors: list[Any] = []
    if request.method == "POST" and form.is_valid():
        asked = asking.typed_in(session, form.cleaned_data["kind"])
        people, errors = bridge.delegation(form.cleaned_data["workbook"].file, formatting.lang(), asked)
        if not errors and (done := _delegated(request, session, form, people)):
            messages.success(request, done)
            return redirect("events:delegation", slug=slug)
    context = {"session": session, "form": form, "errors": errors, "count": sum(len(rows) for _s, rows in errors)}
    context |= {"phase": phrases.phase(session, request.moment), "days": phrases.days(session)}
    return render(request, "events/delegation.html", context, status=422 if request.method == "POST" else 200)


def _delegated(request: Request, session: PracticalSession, form: DelegationForm, people: list[Any]) -> str:
    """What came of it; empty where it was refused, which then stands at the form."""
    try:
        counted = services.delegation_register(
            actor=request.actor, session=session, applicants=form.applicants(people), at=request.moment
        )  # fmt: skip
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return ""
    return _("Registered: %(seated)d, on the waiting list: %(waiting)d. Each has a letter.") % counted


@require_safe
def delegation_blank(request: Request, slug: str) -> HttpResponse:
    session = selectors.session_get(request.actor, slug)
    content = bridge.delegation_blank(formatting.lang(), asking.typed_in(session))
    response = HttpResponse(content, content_type=papers.XLSX)
    response["Content-Disposition"] = f'attachment; filename="delegation-{slug}.xlsx"'
    return response


def _form(request: Request, session: PracticalSession) -> RegistrationForm:
    documents = selectors.consents(timezone.localtime(request.moment).date())
    draft = _draft(request, session)
    data = request.POST if request.method == "POST" else None
    person = request.user if request.user.is_authenticated else None
    known = {"email": person.email, "name": person.name, "position": person.position} if person else {}
    kind = _kind(request, session)
    return RegistrationForm(
        data, actor=request.actor, session=session, consents=documents, initial=(draft or known) | {"kind": kind},
        asked=asking.typed_in(session, kind), by_kind=any(each.kinds for each in asking.live(session)),
    )  # fmt: skip


def _draft(request: Request, session: PracticalSession) -> dict[str, Any]:
    kept: dict[str, Any] = request.session.get(f"{DRAFT}:{session.slug}") or {}
    return kept


def _kind(request: Request, session: PracticalSession) -> str:
    """Of whom questions are asked: what was chosen, sent or kept; at first what the form begins with."""
    first: str = RegistrationKind.values[0]
    posted = request.POST if request.method == "POST" else request.GET
    chosen = posted.get("kind") or _draft(request, session).get("kind") or first
    return chosen if chosen in RegistrationKind.values else first


def _again(request: Request, session: PracticalSession) -> RegistrationForm:
    """What was typed so far, with the questions of the kind that was chosen: nothing is wrong with it yet."""
    form = _form(request, session)
    typed = {name: form[name].data for name in form.fields}
    form.is_bound, form.initial = False, typed
    return form


def _keep(request: Request, slug: str, form: RegistrationForm) -> None:
    kept = [*RegistrationForm.base_fields, *(field.name for field in form.asked_fields)]
    request.session[f"{DRAFT}:{slug}"] = {name: form[name].data for name in kept if name in form.fields}


def _context(request: Request, session: PracticalSession, form: RegistrationForm) -> dict[str, Any]:
    return {
        "session": session,
        "form": form,
        "days": phrases.days(session),
        "phase": phrases.phase(session, request.moment),
        "free": seats.free(session),
        "files": asking.files(session, _kind(request, session)),
        "by_kind": any(each.kinds for each in asking.live(session)),
        "plain_fields": [form[name] for name in RegistrationForm.base_fields if name in form.fields],
    }
