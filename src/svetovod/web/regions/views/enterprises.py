"""Enterprises that show themselves, and the page on which they say what of themselves."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from svetovod.web.common.errors import Hidden
from svetovod.web.common.http import Request
from svetovod.web.regions import page, selectors, services
from svetovod.web.regions.access import ACCESS
from svetovod.web.regions.forms import PublicationForm

PER_PAGE = 30


@require_safe
def enterprise_list(request: Request) -> HttpResponse:
    """Those that receive visitors alone, where asked."""
    every = selectors.enterprises(request.GET.get("region") or None)
    visits = request.GET.get("visits")
    shown = Paginator([each for each in every if each.visits or not visits], PER_PAGE).get_page(request.GET.get("page"))
    rows = [page.enterprise(each) for each in shown]
    context = {"page": shown, "rows": rows, "visits": visits, "others": bool(every)}
    return render(request, "regions/enterprise_list.html", context)


@require_safe
def enterprise(request: Request, inn: str) -> HttpResponse:
    found = selectors.enterprises(inn=inn)
    if not found:
        raise Hidden
    return render(request, "regions/enterprise.html", {"found": page.enterprise(found[0])})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def publication(request: Request, inn: str) -> HttpResponse:
    """What everybody may see of an enterprise: it says so itself, and the ministry may keep a field back."""
    organisation = selectors.organisation_get(request.actor, inn)
    may_set = ACCESS.allows("publication.set", request.actor, organisation)
    rows = selectors.publications_of(organisation)
    column = "shown" if may_set else "withheld"
    chosen = [name for name, row in rows.items() if getattr(row, column)]
    form = PublicationForm(request.POST or None, initial={"fields_chosen": chosen})
    if not may_set:
        form.fields["fields_chosen"].label = _("Kept back by the ministry, whatever the enterprise says")
    if request.method == "POST":
        if not form.is_valid():
            return render(request, "regions/publication.html", {"organisation": organisation, "form": form}, status=422)
        write = services.publication_set if may_set else services.publication_withhold
        write(
            actor=request.actor, organisation=organisation, fields=form.cleaned_data["fields_chosen"], at=request.moment
        )
        messages.success(request, _("Saved: every public page follows at once."))
        return redirect("regions:publication", inn=inn)
    withheld = [row.get_field_display() for row in rows.values() if row.withheld]
    context = {"organisation": organisation, "form": form, "withheld": withheld, "may_set": may_set}
    return render(request, "regions/publication.html", context)
