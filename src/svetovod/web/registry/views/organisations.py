"""Organisations: the list, one of them, two beside each other, those that may be one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request
from svetovod.web.registry.access import ACCESS
from svetovod.web.registry.doors import organisation_doors, organisation_facts
from svetovod.web.registry.models import NotDuplicate, Organisation, OrganisationMerge
from svetovod.web.registry.organisations import page, selectors, services
from svetovod.web.registry.organisations.forms import DenyForm, FoundForm, MergeForm

PER_PAGE = 30


@login_required
@require_safe
def organisation_list(request: Request) -> HttpResponse:
    ACCESS.require("organisation.list", request.actor)
    form = FoundForm(request.GET or None)
    typed = form.cleaned_data if form.is_valid() else {}
    found = selectors.organisations_found(text=typed.get("q", ""), region=typed.get("region", ""))
    shown = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form, "page": shown, "rows": page.listed(shown),
        "may_merge": ACCESS.allows("organisation.merge", request.actor), "filtered": any(typed.values()),
    }  # fmt: skip
    return render(request, "registry/organisation_list.html", context)


@require_safe
def organisation(request: Request, inn: str) -> HttpResponse:
    """One organisation; the INN of a record given up leads to the one that stays."""
    found = selectors.organisation_get(request.actor, inn)
    if found.merged_into is not None:
        return redirect("registry:organisation", inn=selectors.survivor(found).inn)
    context = page.organisation(request.actor, found)
    context["doors"] = organisation_doors(request.actor, found, request.moment)
    context["facts"] = organisation_facts(found, request.moment)
    if other := "".join(request.GET.get("with", "").split()):
        if context["may_merge"] and Organisation.objects.filter(inn=other).exclude(pk=found.pk).exists():
            return redirect("registry:organisation_pair", inn=found.inn, other=other)
        context["unknown"] = other
    return render(request, "registry/organisation.html", context)


@login_required
@require_safe
def duplicates(request: Request) -> HttpResponse:
    found = selectors.likenesses(request.actor)
    context = {
        "page": Paginator(page.pairs(found), PER_PAGE).get_page(request.GET.get("page")),
        "judged": selectors.judged(request.actor)[:PER_PAGE], "merges": selectors.merges(request.actor)[:PER_PAGE],
    }  # fmt: skip
    return render(request, "registry/duplicates.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def organisation_pair(request: Request, inn: str, other: str) -> HttpResponse:
    """Two records side by side; the POST merges them."""
    ACCESS.require("organisation.merge", request.actor)
    one, two = _pair(inn, other)
    if one.pk == two.pk:
        return redirect("registry:organisation", inn=one.inn)
    form = MergeForm(request.POST or None, one=one, other=two, initial=page.initial(one, two))
    refusal = None
    if request.method == "POST" and form.is_valid():
        kept, gone = form.parts()
        try:
            made = services.organisations_merge(
                actor=request.actor, kept=kept, gone=gone, taken=form.taken(), ground=form.cleaned_data["ground"],
                at=request.moment,
            )  # fmt: skip
        except Refused as said:
            refusal = said
        else:
            messages.success(request, _("The two records are one now: %(name)s.") % {"name": made.kept})
            return redirect("registry:organisation", inn=kept.inn)
    context = {**page.pair(one, two), "form": form, "deny": DenyForm(), "refusal": refusal}
    return render(request, "registry/organisation_pair.html", context, status=422 if request.method == "POST" else 200)


@login_required
@require_POST
def duplicate_deny(request: Request, inn: str, other: str) -> HttpResponse:
    ACCESS.require("organisation.merge", request.actor)
    one, two = _pair(inn, other)
    reason = " ".join(request.POST.get("reason", "").split())[:300]
    services.duplicate_deny(actor=request.actor, one=one, other=two, reason=reason, at=request.moment)
    messages.success(request, _("It is remembered that these are two organisations."))
    return redirect("registry:duplicates")


@login_required
@require_POST
def duplicate_reconsider(request: Request, pk: int) -> HttpResponse:
    ACCESS.require("organisation.merge", request.actor)
    said = get_object_or_404(NotDuplicate.objects.select_related("one", "other"), pk=pk)
    services.duplicate_reconsider(actor=request.actor, said=said, at=request.moment)
    return redirect("registry:duplicates")


@login_required
@require_POST
def merge_undo(request: Request, pk: int) -> HttpResponse:
    ACCESS.require("organisation.merge", request.actor)
    merge = get_object_or_404(OrganisationMerge.objects.select_related("gone", "kept"), pk=pk)
    undone = services.merge_undo(actor=request.actor, merge=merge, at=request.moment)
    messages.success(
        request,
        _("The merge is taken back. Rows returned: %(back)d, changed since and left as they are: %(kept)d.")
        % {"back": undone.back, "kept": undone.kept},
    )
    return redirect("registry:organisation_pair", inn=merge.kept.inn, other=merge.gone.inn)


def _pair(inn: str, other: str) -> tuple[Any, Any]:
    """The records in force of two INNs."""
    rows = Organisation.objects.select_related("merged_into")
    return tuple(selectors.survivor(get_object_or_404(rows, inn=each)) for each in (inn, other))  # type: ignore[return-value]
