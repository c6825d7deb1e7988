"""Half-year indicators: names, and the grid of plans."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from svetovod.web.common.errors import Hidden
from svetovod.web.common.http import Request
from svetovod.web.projects import services
from svetovod.web.projects.award import page as award_page
from svetovod.web.projects.content import periods
from svetovod.web.projects.forms import IndicatorForm, PlanForm, WorkbookForm
from svetovod.web.projects.models import Indicator
from svetovod.web.projects.pages import page_for
from svetovod.web.projects.selectors import law_sources, project_get

# rules that the forms of this page speak of
SPOKEN_OF = ("project.indicator_period", "subsidy.clawback_formula")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def indicators(request: Request, code: str) -> HttpResponse:
    page = page_for(request, code, "indicators", writes="project.edit")
    wanted = periods(page.content["start"], page.content["end"])
    adds = "name" in request.POST
    new = IndicatorForm(request.POST if adds else None)
    grid = PlanForm(
        request.POST if request.POST and not adds else None, rows=page.content["indicators"], periods=wanted
    )
    at = request.moment
    if new.is_bound and new.is_valid():
        services.indicator_add(actor=page.actor, project=page.project, **new.cleaned_data, at=at)
        return redirect(page.url("indicators"))
    if grid.is_bound and grid.is_valid():
        services.indicator_plan(
            actor=page.actor, project=page.project, plan=grid.plan(), at=at, meanings=grid.meanings()
        )
        messages.success(request, _("The plan is saved."))
        return redirect(page.url("indicators"))
    context = {
        "page": page, "new": new, "grid": grid, "periods": wanted, "award": page.version is None,
        "upload": WorkbookForm() if page.editable else None,
        "disagreements": award_page.disagreements(page.content),
        "sources": law_sources(SPOKEN_OF, page.on) if page.editable else [],
    }  # fmt: skip
    return render(request, "projects/indicators.html", context, status=422 if request.method == "POST" else 200)


@login_required
@require_POST
def indicator_remove(request: Request, code: str, pk: int) -> HttpResponse:
    project = project_get(request.actor, code)
    found = Indicator.objects.select_related("project").filter(project=project, pk=pk).first()
    if found is None:
        raise Hidden
    services.indicator_delete(actor=request.actor, indicator=found, at=request.moment)
    return redirect("projects:indicators", code)
