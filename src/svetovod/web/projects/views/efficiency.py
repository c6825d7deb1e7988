"""Commercial and budget efficiency: the plan by years, what follows from it, and how it changes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from svetovod.web.common.http import Request
from svetovod.web.projects import services
from svetovod.web.projects.efficiency import page as efficiency_page
from svetovod.web.projects.efficiency.bridge import first_and_last
from svetovod.web.projects.forms import USUAL_DELAY, EfficiencyForm
from svetovod.web.projects.pages import page_for


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def efficiency(request: Request, code: str) -> HttpResponse:
    page = page_for(request, code, "subsidy", writes="project.edit")
    first, last = first_and_last(page.content, page.on.year)
    known = page.content.get("efficiency")
    form = EfficiencyForm(request.POST or None, first=first, last=last, known=known)
    if request.method == "POST" and form.is_valid():
        services.efficiency_write(
            actor=page.actor, project=page.project, rate=form.cleaned_data["rate"] / 100,
            basis=form.cleaned_data["basis"], years=form.years(), at=request.moment,
        )  # fmt: skip
        messages.success(request, _("Saved."))
        return redirect("projects:efficiency", page.project.code)
    found = efficiency_page.build(page.content, page.calculation, USUAL_DELAY)
    context = {"page": page, "form": form, "found": found, "known": known}
    return render(request, "projects/efficiency.html", context, status=422 if form.is_bound else 200)
