"""Regions of presence and infrastructure."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from svetovod.web.common.charts import tiles
from svetovod.web.common.http import Request
from svetovod.web.common.trying import tried
from svetovod.web.dossier import answers, bridge, selectors, services
from svetovod.web.dossier.forms import AccordForm, GiveUpForm, ObjectForm, RegionForm
from svetovod.web.dossier.pages import Page, page_for
from svetovod.web.registry import selectors as registry

from .acting import found

OBJECT = ("kind", "name", "owner_inn", "owner_name", "region", "serves", "evidence", "since")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def regions(request: Request, slug: str) -> HttpResponse:
    """Where the cluster is; which of the two forms was sent is said by the button."""
    page = page_for(request, slug, "regions")
    places, year = selectors.presence(page.actor, page.cluster, page.on)
    what = request.POST.get("what", "") if request.method == "POST" else ""
    posted = {what: request.POST}
    choices = [(each.line.iso, each.line.name) for each in places]
    forms = {
        "region": RegionForm(posted.get("region"), regions=choices, prefix="region"),
        "accord": AccordForm(posted.get("accord"), regions=choices, prefix="accord"),
    }
    if what in forms and tried(forms[what], lambda: _agree(request, page, what, dict(forms[what].cleaned_data))):
        messages.success(request, _("Saved."))
        return redirect(page.url("regions"))
    counts = {each.line.iso: each.line.participants for each in places}
    context = {
        "page": page, "places": places, "year": year, "forms": forms,
        "accords": selectors.accords(page.actor, page.cluster, page.on),
        "map": tiles.build("", counts, marked=page.cluster.regions) if len(places) > 1 else None,
        "law": bridge.norm(bridge.AGREED["region"], selectors.law_day(page.cluster, page.on)),
    }  # fmt: skip
    return render(request, "dossier/regions.html", context, status=422 if request.method == "POST" else 200)


def _agree(request: Request, page: Page, what: str, typed: dict[str, Any]) -> None:
    common: dict[str, Any] = {"actor": request.actor, "cluster": page.cluster, "at": request.moment}
    if what == "accord":
        services.accord_add(fields=typed, **common)
    else:
        services.agreement_add(region=typed.pop("region"), fields=typed, **common)


@login_required
@require_POST
def accord_cancel(request: Request, slug: str, pk: int) -> HttpResponse:
    page = page_for(request, slug, "regions")
    services.accord_cancel(actor=request.actor, accord=found(selectors.accord_get(page.cluster, pk)), at=request.moment)
    messages.success(request, _("The agreement is cancelled; it stays in the list."))
    return redirect(page.url("regions"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def infrastructure(request: Request, slug: str) -> HttpResponse:
    page = page_for(request, slug, "infrastructure")
    form = ObjectForm(request.POST or None, documents=_documents(page), initial={"region": page.cluster.regions[0]})
    asked = lambda: services.object_save(  # noqa: E731 - the call the form is good for
        actor=request.actor, cluster=page.cluster, fields=form.cleaned_data, at=request.moment
    )
    if request.method == "POST" and tried(form, asked):
        messages.success(request, _("The object is added."))
        return redirect(page.url("infrastructure"))
    rows = selectors.objects(page.actor, page.cluster)
    context = {
        "page": page, "form": form, "rows": [(row, registry.region_name(row.region)) for row in rows],
        "present": sum(row.given_up_on is None for row in rows),
        "counted": [
            (answers.kind_label(each), each, answers.sentence(each), list(answers.against(each)))
            for each in selectors.answers(page.actor, page.cluster, page.on)
        ],
    }  # fmt: skip
    return render(request, "dossier/infrastructure.html", context, status=422 if request.method == "POST" else 200)


def _documents(page: Page) -> list[tuple[str, str]]:
    return selectors.documents_in_force(page.actor, page.cluster, page.on)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def infrastructure_object(request: Request, slug: str, pk: int) -> HttpResponse:
    page = page_for(request, slug, "infrastructure")
    row = found(selectors.object_get(page.actor, page.cluster, pk))
    what = request.POST.get("what", "") if request.method == "POST" else ""
    posted = {what: request.POST}
    known = {name: getattr(row, name) for name in OBJECT} | {"document": row.document_id}
    forms: dict[str, Any] = {
        "edit": ObjectForm(posted.get("edit"), documents=_documents(page), initial=known, prefix="edit"),
        "give_up": GiveUpForm(posted.get("give_up"), prefix="give_up"),
    }
    acts: dict[str, Callable[[], Any]] = {
        "edit": lambda: services.object_save(
            actor=request.actor, cluster=page.cluster, known=row, fields=forms["edit"].cleaned_data, at=request.moment
        ),
        "give_up": lambda: services.object_give_up(
            actor=request.actor, known=row, at=request.moment, **forms["give_up"].cleaned_data
        ),
    }
    if what in acts and tried(forms[what], acts[what]):
        messages.success(request, _("Saved."))
        return redirect(page.url("infrastructure"))
    context = {"page": page, "row": row, "region": registry.region_name(row.region), "forms": forms}
    return render(request, "dossier/object.html", context, status=422 if request.method == "POST" else 200)
