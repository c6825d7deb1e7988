"""What follows a decision: exclusion, appeal, a change of membership."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from svetovod.web.common.errors import Hidden
from svetovod.web.common.http import Request
from svetovod.web.confirmation import selectors, services
from svetovod.web.confirmation.access import ACCESS
from svetovod.web.confirmation.forms import AnswerForm, AppealForm, DecideForm, GroundsForm, HearingForm, ReasonForm

from .applicant import applicant_page
from .ministry import step


@login_required
@require_POST
def appeal(request: Request, slug: str) -> HttpResponse:
    application = selectors.application_of(request.actor, slug)
    ACCESS.require("application.appeal", request.actor, application)
    form = AppealForm(request.POST)
    if not form.is_valid():
        return applicant_page(request, application.cluster, appeal_form=form)
    services.appeal_file(
        actor=request.actor, application=application, text=form.cleaned_data["text"], at=request.moment
    )
    messages.success(request, _("The appeal is filed."))
    return redirect("confirmation:package", slug=slug)


@login_required
@require_POST
def report(request: Request, slug: str) -> HttpResponse:
    """The participants of now against those that the ministry knows."""
    cluster = selectors.cluster_get(request.actor, slug)
    ACCESS.require("entry.report", request.actor, cluster)
    entry = selectors.entry_in_force(request.actor, slug)
    services.report_file(actor=request.actor, entry=entry, at=request.moment)
    messages.success(request, _("The change of membership is reported."))
    return redirect("confirmation:package", slug=slug)


def _on_entry(act: Callable[..., Any]) -> Callable[..., Any]:
    """The service of an entry, asked by the application it came of."""

    def done(*, application: Any, **typed: Any) -> Any:
        entry = selectors.entry_of(application)
        if entry is None:
            raise Hidden
        return act(entry=entry, **typed)

    return done


@login_required
@require_POST
def exclude(request: Request, number: str) -> HttpResponse:
    said = _("The exclusion is prepared: another officer takes it.")
    form = GroundsForm(request.POST)
    return step(request, number, "entry.exclude", ("grounds_form", form), _on_entry(services.exclusion_prepare), said)


@login_required
@require_POST
def exclusion_take(request: Request, number: str) -> HttpResponse:
    said, form = _("The cluster is excluded from the registry."), DecideForm(request.POST)
    return step(request, number, "entry.exclude", ("exclusion_form", form), _on_entry(services.exclusion_take), said)


@login_required
@require_POST
def exclusion_drop(request: Request, number: str) -> HttpResponse:
    said, form = _("The exclusion is not taken."), ReasonForm(request.POST)
    return step(request, number, "entry.exclude", ("drop_form", form), _on_entry(services.exclusion_drop), said)


@login_required
@require_POST
def hear(request: Request, number: str) -> HttpResponse:
    return step(
        request, number, "application.hear", None, services.appeal_consider, _("The appeal is being considered.")
    )


@login_required
@require_POST
def appeal_decide(request: Request, number: str) -> HttpResponse:
    said, form = _("The appeal is decided."), HearingForm(request.POST)
    return step(request, number, "application.hear", ("hearing_form", form), services.appeal_decide, said)


@login_required
@require_POST
def report_answer(request: Request, number: str) -> HttpResponse:
    said, form = _("The change of membership is answered."), AnswerForm(request.POST)
    return step(request, number, "entry.answer", ("answer_form", form), _on_entry(services.report_answer), said)
