from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request
from svetovod.web.selection import selectors, services
from svetovod.web.selection.forms import SeriesForm
from svetovod.web.selection.steps import STEPS

from ._frame import load, signed_in


@require_http_methods(("GET", "HEAD", "POST"))
@signed_in
def round_series(request: Request, slug: str) -> HttpResponse:
    """The series of practical sessions that leads to the selection."""
    round_, context = load(request, slug, "round.prepare")
    series = selectors.series_of(round_)
    form = SeriesForm(request.POST or None, initial={"series": series})
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["series"]
        try:
            services.round_prepare(actor=request.actor, round=round_, series=chosen, at=request.moment)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            said = _("The tie to the series is kept.") if chosen else _("No series leads here any more.")
            messages.success(request, said)
            return redirect("selection:round_series", slug)
    open_ = STEPS.allows("round_prepare", request.actor, round_, round_.state)
    context |= {"form": form, "series": series, "may_prepare": open_ or form.is_bound}
    return render(request, "selection/round_series.html", context, status=422 if form.errors else 200)
