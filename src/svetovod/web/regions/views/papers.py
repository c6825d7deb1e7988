from collections.abc import Callable
from datetime import datetime

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from svetovod.web.common.http import Request
from svetovod.web.regions import note as one_page
from svetovod.web.regions import page, selectors
from svetovod.web.regions import passport as paper


@require_safe
def note(request: Request, iso: str) -> HttpResponse:
    """What the region can and what is lacking, for its head: one printed page."""
    return _printed(request, iso, one_page.pdf, f"{iso}-note.pdf")


@require_safe
def passport(request: Request, iso: str) -> HttpResponse:
    """The region on two printed pages."""
    return _printed(request, iso, paper.pdf, f"{iso}.pdf")


def _printed(request: Request, iso: str, pdf: Callable[[page.Region, datetime], bytes], name: str) -> HttpResponse:
    survey = selectors.survey_for(request.actor, request.GET.get("survey", ""))
    found = page.region(selectors.region_or_404(iso), survey, selectors.lines_of(survey))
    response = HttpResponse(pdf(found, request.moment), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response
