from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request
from svetovod.web.events import answer_forms as forms
from svetovod.web.events import asking, services
from svetovod.web.events.enums import FieldStage
from svetovod.web.events.models import PracticalSession
from svetovod.web.events.services.asking import STEPS

from .planning import planned


@login_required
@require_safe
def form(request: Request, slug: str) -> HttpResponse:
    """The organiser's own questions, part by part."""
    return _page(request, planned(request, slug))


def _page(request: Request, session: PracticalSession, **bound: Any) -> HttpResponse:
    fields, found = list(asking.counted(session)), asking.terms(session)
    asked = [field for field in fields if field.retired_at is None]
    moments = {name: timezone.localtime(getattr(found, name)) for name in ("answers_until", "later_until")}
    context = {
        "session": session, "terms": found, "fields": asked,
        "parts": [(stage, stage.label, [row for row in asked if row.stage == stage]) for stage in FieldStage],
        "retired": [field for field in fields if field.retired_at is not None],
        "waiting": asking.unanswered(session).count(), "field_form": forms.FieldForm(),
        "rules_form": forms.RulesForm(initial=moments),
    } | bound  # fmt: skip
    return render(request, "events/form.html", context, status=422 if bound else 200)


@login_required
@require_POST
def form_field_new(request: Request, slug: str) -> HttpResponse:
    session = planned(request, slug)
    typed = forms.FieldForm(request.POST)
    if typed.is_valid():
        try:
            services.field_add(actor=request.actor, session=session, at=request.moment, **typed.cleaned_data)
        except Refused as refusal:
            typed.add_error("label_ru", str(refusal))
        else:
            messages.success(request, _("The question is in the form."))
            return redirect("events:form", slug=slug)
    return _page(request, session, field_form=typed)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def form_field(request: Request, slug: str, field: int) -> HttpResponse:
    session = planned(request, slug)
    row = asking.counted(session).filter(pk=field).first()
    if row is None:
        raise Http404
    typed = forms.FieldForm(request.POST or None, initial=forms.details(row))
    if request.method == "POST" and typed.is_valid():
        try:
            services.field_update(
                actor=request.actor, session=session, pk=field, at=request.moment, **typed.cleaned_data
            )
        except Refused as refusal:
            typed.add_error("options" if refusal.code == "field.option" else None, str(refusal))
        else:
            messages.success(request, _("The question is kept."))
            return redirect("events:form", slug=slug)
    context = {"session": session, "field": row, "form": typed}
    return render(request, "events/form_field.html", context, status=422 if typed.is_bound else 200)


@login_required
@require_POST
def form_step(request: Request, slug: str, field: int, step: str) -> HttpResponse:
    session = planned(request, slug)
    if step not in STEPS:
        raise Http404
    services.field_step(actor=request.actor, session=session, pk=field, step=step, at=request.moment)
    messages.success(request, _("The form is kept."))
    return redirect("events:form", slug=slug)


@login_required
@require_POST
def form_rules(request: Request, slug: str) -> HttpResponse:
    session = planned(request, slug)
    typed = forms.RulesForm(request.POST)
    if not typed.is_valid():
        return _page(request, session, rules_form=typed)
    services.form_rules_set(actor=request.actor, session=session, at=request.moment, **typed.cleaned_data)
    messages.success(request, _("Kept."))
    return redirect("events:form", slug=slug)


@login_required
@require_POST
def form_ask(request: Request, slug: str) -> HttpResponse:
    session = planned(request, slug)
    told = services.form_ask(actor=request.actor, session=session, at=request.moment)
    if told:
        words = ngettext("%(n)d letter goes out.", "%(n)d letters go out.", told) % {"n": told}
    elif asking.unanswered(session).exists():
        words = _("No letter goes out: those who have not answered were asked the same today.")
    else:
        words = _("Everybody with a place has answered.")
    messages.success(request, words)
    return redirect("events:form", slug=slug)
