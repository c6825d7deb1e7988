"""A region or a managing organisation that was asked: to whom it passes the table on, what it hands in."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request
from svetovod.web.figures import composing, links, selectors, services
from svetovod.web.figures.forms import PassForm
from svetovod.web.registry import selectors as registry


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def pass_on(request: Request, pk: int) -> HttpResponse:
    part = selectors.part_led(request.actor, pk)
    organisations = registry.enterprises_below(part.organisation)
    above = timezone.localdate(part.request.due_at - composing.TICK)
    posted = request.POST if request.method == "POST" else None
    start = {"due_on": above - timedelta(days=3), "chosen": organisations.values_list("pk", flat=True)}
    form = PassForm(posted, organisations=organisations, initial=start)
    if posted is not None and form.is_valid():
        data = form.cleaned_data
        try:
            made = services.request_pass_on(
                actor=request.actor, reply=part, chosen=[row.pk for row in data["chosen"]], named=data["named"],
                text=data["text"], due_at=form.due_at(), at=request.moment,
            )  # fmt: skip
        except Refused as refusal:
            form.add_error("due_on" if refusal.code.startswith("figures.due") else None, str(refusal))
        else:
            messages.success(request, _("Passed on; letters with links are on their way."))
            return redirect(links.to("board", made))
    context = {"part": part, "asked": part.request, "form": form, "number": organisations.count()}
    return render(request, "figures/pass_on.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def collect(request: Request, pk: int) -> HttpResponse:
    part = selectors.part_led(request.actor, pk)
    base = request.POST.get("base", "")
    services.answer_collect(
        actor=request.actor, reply=part, base=int(base) if base.isdecimal() and len(base) < 9 else 0, at=request.moment
    )
    messages.success(request, _("Handed in: what your enterprises have answered so far."))
    return redirect(reverse("figures:questionnaire", args=[f"{selectors.OWN}{part.pk}"]))
