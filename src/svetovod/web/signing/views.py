"""Who signs for an organisation: the list with entering one more, and one right to sign with ending it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common.http import Request
from svetovod.web.common.trying import tried

from . import selectors, services
from .access import ACCESS
from .forms import AuthorityForm, CertificateForm, EndForm


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def signers(request: Request, owner: str) -> HttpResponse:
    organisation = selectors.organisation_get(request.actor, owner)
    today = timezone.localdate(request.moment)
    may_enter = ACCESS.allows("authority.enter", request.actor, organisation)
    form = None
    if may_enter or request.method == "POST":
        ACCESS.require("authority.enter", request.actor, organisation)
        form = AuthorityForm(
            request.POST if request.method == "POST" else None,
            initial={"since": today},
            colleagues=selectors.colleagues(organisation),
        )
    if form is not None and request.method == "POST":
        typed = lambda: services.authority_enter(  # noqa: E731 - the call the form is good for
            actor=request.actor, organisation=organisation, fields=form.cleaned_data, at=request.moment
        )
        if tried(form, typed):
            messages.success(request, _("Entered. The people who lead the organisation are told."))
            return redirect("signing:signers", organisation.inn)
    context = {
        "organisation": organisation, "seen": selectors.signers(request.actor, organisation, today), "form": form,
    }  # fmt: skip
    return render(request, "signing/signers.html", context, status=422 if form and form.errors else 200)


@login_required
@require_safe
def authority(request: Request, owner: str, pk: int) -> HttpResponse:
    return _page(request, owner, pk)


def _page(request: Request, owner: str, pk: int, **forms_back: Any) -> HttpResponse:
    """`forms_back` are those that came back with errors."""
    row = selectors.authority_get(request.actor, owner, pk)
    today = timezone.localdate(request.moment)
    seen = selectors.signers(request.actor, row.organisation, today)
    each = next(one for one in (*seen.now, *seen.former) if one.row.pk == row.pk)
    open_one = row.ended_at is None
    context = {
        "organisation": row.organisation, "seen": seen, "each": each,
        "may_end": open_one and ACCESS.allows("authority.end", request.actor, row.organisation),
        "may_forget": row.person_id is None and row.name and ACCESS.allows(
            "authority.forget", request.actor, row.organisation
        ),
        "over": selectors.over(row, today),
        "may_certify": open_one and ACCESS.allows("authority.enter", request.actor, row.organisation),
        "end_form": EndForm(initial={"on": today}, auto_id="end_%s"),
        "certificate_form": CertificateForm(
            initial={"certificate": row.certificate, "until": row.certificate_until}, auto_id="certificate_%s"
        ),
    }  # fmt: skip
    return render(request, "signing/authority.html", context | forms_back, status=422 if forms_back else 200)


@login_required
@require_POST
def authority_end(request: Request, owner: str, pk: int) -> HttpResponse:
    row = selectors.authority_get(request.actor, owner, pk)
    ACCESS.require("authority.end", request.actor, row.organisation)
    form = EndForm(request.POST, auto_id="end_%s")
    done = lambda: services.authority_end(  # noqa: E731 - the call the form is good for
        actor=request.actor, authority=row, at=request.moment, **form.cleaned_data
    )
    if not tried(form, done):
        return _page(request, owner, pk, end_form=form)
    messages.success(request, _("Ended. It stays in the list with who ended it."))
    return redirect("signing:signers", row.organisation.inn)


@login_required
@require_POST
def authority_certify(request: Request, owner: str, pk: int) -> HttpResponse:
    row = selectors.authority_get(request.actor, owner, pk)
    ACCESS.require("authority.enter", request.actor, row.organisation)
    form = CertificateForm(request.POST, auto_id="certificate_%s")
    done = lambda: services.authority_certify(  # noqa: E731 - the call the form is good for
        actor=request.actor, authority=row, at=request.moment, **form.cleaned_data
    )
    if not tried(form, done):
        return _page(request, owner, pk, certificate_form=form)
    messages.success(request, _("Saved."))
    return redirect("signing:signers", row.organisation.inn)


@login_required
@require_POST
def authority_forget(request: Request, owner: str, pk: int) -> HttpResponse:
    row = selectors.authority_get(request.actor, owner, pk)
    services.authority_forget(actor=request.actor, authority=row, at=request.moment)
    messages.success(request, _("The name is erased; the paper and its days stay."))
    return redirect("signing:authority", row.organisation.inn, row.pk)
