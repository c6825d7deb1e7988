"""One's own page: particulars, roles, sign-ins, one's data and its erasure."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from svetovod.web.accounts import selectors, services
from svetovod.web.accounts.adapter import language_keep
from svetovod.web.accounts.forms import EraseForm, ProfileForm
from svetovod.web.accounts.middleware import ACTING_KEY
from svetovod.web.common.http import Request


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: Request) -> HttpResponse:
    person = selectors.person_get(request.actor, request.actor.person_id)
    now = {name: getattr(person, name) for name in ("name", "position", "phone", "language")}
    form = ProfileForm(request.POST if request.method == "POST" else None, initial=now)
    if request.method == "POST" and form.is_valid():
        person = services.person_update(actor=request.actor, person=person, at=request.moment, **form.cleaned_data)
        messages.success(request, _("Saved."))
        response = redirect("accounts:account")
        language_keep(response, person.language)
        return response
    context = {"form": form, "person": person, "sign_ins": selectors.sign_ins_of(person.pk)[:20]}
    return render(request, "accounts/account.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def act_as(request: Request) -> HttpResponse:
    """The switch "I act for ...": one of the roles the person holds, kept in the session."""
    chosen = request.POST.get("grant", "")
    held = {str(grant.id): grant.id for grant in request.actor.grants}
    if chosen in held:
        request.session[ACTING_KEY] = held[chosen]
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(back if safe else "/")


@login_required
@require_GET
def export(request: Request) -> JsonResponse:
    """One's own data as a file."""
    response = JsonResponse(selectors.own_data(request.actor), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: Request, id: int) -> HttpResponse:
    """Says what goes, what stays and why; then erases."""
    person = selectors.person_get(request.actor, id)
    form = EraseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.person_erase(actor=request.actor, person=person, at=request.moment)
        if person.pk == request.actor.person_id:
            logout(request)
        messages.success(request, _("The personal data have been erased."))
        return redirect("/")
    context = {"form": form, "person": person, "own": person.pk == request.actor.person_id}
    return render(request, "accounts/erase.html", context, status=422 if form.errors else 200)
