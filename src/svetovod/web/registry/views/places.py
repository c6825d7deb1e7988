"""Places of one organisation: a new one, one that is corrected or closed."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.common.http import Request
from svetovod.web.registry.access import ACCESS
from svetovod.web.registry.models import Organisation
from svetovod.web.registry.organisations.selectors import organisation_get
from svetovod.web.registry.places import page, selectors, services
from svetovod.web.registry.places.forms import BESIDE, CloseForm, PlaceForm


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def place_add(request: Request, inn: str) -> HttpResponse:
    organisation = _edited(request, inn)
    initial = {"region": organisation.region, "kind": selectors.likely_kind(organisation)}
    form = PlaceForm(request.POST or None, owner=organisation, initial=initial)
    save = lambda: services.place_save(  # noqa: E731 - the call the form is good for
        actor=request.actor, organisation=organisation, fields=form.cleaned_data, at=request.moment
    )
    if request.method == "POST" and _tried(form, save):
        messages.success(request, _("The place is added."))
        return _back(organisation)
    context = {"organisation": organisation, "form": form}
    return render(request, "registry/place.html", context, status=422 if request.method == "POST" else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: Request, inn: str, pk: int) -> HttpResponse:
    """Which of the two forms was sent is said by the button."""
    organisation = _edited(request, inn)
    row = selectors.place_get(organisation, pk)
    if row is None:
        raise Hidden
    what = request.POST.get("what", "edit") if request.method == "POST" else ""
    known = {name: getattr(row, name) for name in services.FIELDS}
    form = PlaceForm(request.POST if what == "edit" else None, owner=organisation, initial=known)
    closing = CloseForm(request.POST if what == "close" else None, prefix="close")
    if what == "edit" and _tried(
        form,
        lambda: services.place_save(
            actor=request.actor, organisation=organisation, fields=form.cleaned_data, known=row, at=request.moment
        ),
    ):
        messages.success(request, _("Saved."))
        return _back(organisation)
    if what == "close" and _tried(
        closing, lambda: services.place_close(actor=request.actor, place=row, at=request.moment, **closing.cleaned_data)
    ):
        messages.success(request, _("The place is closed; it stays in the list."))
        return _back(organisation)
    context = {"organisation": organisation, "line": page.line(row), "form": form, "closing": closing}
    return render(request, "registry/place.html", context, status=422 if request.method == "POST" else 200)


def _edited(request: Request, inn: str) -> Organisation:
    organisation = organisation_get(request.actor, inn)
    ACCESS.require("organisation.edit", request.actor, organisation)
    return organisation


def _tried(form: forms.Form, do: Any) -> bool:
    if not form.is_valid():
        return False
    try:
        do()
    except Refused as said:
        form.add_error(BESIDE.get(said.code) if BESIDE.get(said.code) in form.fields else None, str(said))
    return not form.errors


def _back(organisation: Organisation) -> HttpResponse:
    return redirect(reverse("registry:organisation", args=[organisation.inn]) + "#places")
