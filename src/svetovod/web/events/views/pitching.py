from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.models import Person
from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request
from svetovod.web.events import bridge, services
from svetovod.web.events import pitch_forms as forms
from svetovod.web.events.enums import ProposalState
from svetovod.web.events.models import PracticalSession

from .planning import planned


@login_required
@require_safe
def pitch_plan(request: Request, slug: str) -> HttpResponse:
    return _page(request, planned(request, slug))


def _panel(session: PracticalSession, data: Any = None) -> forms.PanelForm:
    experts = Person.objects.filter(
        grants__role=Role.EXPERT, grants__scope=Scope.SESSION, grants__scope_id=session.slug, grants__revoked_at=None
    )
    codes = session.pitches.exclude(project__okpd2="").values_list("project__okpd2", flat=True)
    classes = sorted({code[:2] for code in codes})
    said = [(each, f"{each} {bridge.product_name(each)}") for each in classes]
    return forms.PanelForm(data, people=experts.distinct().order_by("name", "pk"), classes=said)


def _page(request: Request, session: PracticalSession, **bound: Any) -> HttpResponse:
    proposals = list(session.proposals.all()[:5])
    settings = proposals[0].problem["settings"] if proposals else forms.DEFAULTS
    context = {
        "session": session,
        "handed": session.pitches.count(),
        "experts": list(session.panel_experts.select_related("person")),
        "proposals": [_shown(each) for each in proposals],
        "working": any(each.state == ProposalState.QUEUED for each in proposals),
        "form": forms.ProposalForm(initial=settings),
        "panel_form": _panel(session),
    } | bound
    return render(request, "events/pitch_plan.html", context, status=422 if bound else 200)


def _shown(proposal: Any) -> dict[str, Any]:
    problem, result = proposal.problem, proposal.result
    rows = []
    for number, block in enumerate(problem["blocks"] if result.get("places") else ()):
        heard = sorted(
            (place, problem["projects"][n]["code"]) for n, (at, place) in enumerate(result["places"]) if at == number
        )
        panel = [problem["experts"][each]["name"] for each in result["panels"][number]]
        if heard:
            when = f"{block['start'][11:16]}\u2013{block['end'][11:16]}"
            rows.append({"when": when, "day": block["start"][:10], "hall": block["hall"], "panel": panel,
                         "heard": [code for _place, code in heard]})  # fmt: skip
    return {"proposal": proposal, "rows": rows, "best": result.get("status") == "optimal"}


@login_required
@require_POST
def panel_set(request: Request, slug: str) -> HttpResponse:
    session = planned(request, slug)
    form = _panel(session, request.POST)
    if not form.is_valid():
        return _page(request, session, panel_form=form)
    services.panel_set(actor=request.actor, session=session, at=request.moment, **form.cleaned_data)
    messages.success(request, _("Kept: the panel knows what this expert judges."))
    return redirect("events:pitch_plan", slug=slug)


@login_required
@require_POST
def proposal_start(request: Request, slug: str) -> HttpResponse:
    session = planned(request, slug)
    form = forms.ProposalForm(request.POST)
    if form.is_valid():
        try:
            services.proposal_start(actor=request.actor, session=session, settings=form.cleaned_data, at=request.moment)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("events:pitch_plan", slug=slug)
    return _page(request, session, form=form)


@login_required
@require_POST
def proposal_apply(request: Request, slug: str, number: int) -> HttpResponse:
    session = planned(request, slug)
    services.proposal_apply(actor=request.actor, session=session, number=number, at=request.moment)
    messages.success(request, _("Every presentation has its hour, hall and panel."))
    return redirect("events:pitches", slug=slug)
