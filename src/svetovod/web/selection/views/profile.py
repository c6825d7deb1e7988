"""The expert's own profile, and the signs of conflicts the secretary decides on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.common.http import Request
from svetovod.web.registry.selectors import particulars_importable
from svetovod.web.selection import selectors, services
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.forms import ProfileForm, SignForm
from svetovod.web.selection.steps import STEPS

from ._frame import load, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def profile(request: Request) -> HttpResponse:
    ACCESS.require("profile.edit", request.actor)
    row = selectors.own_profile(request.actor)
    initial = {name: getattr(row, name) for name in services.PROFILE} if row else {}
    form = ProfileForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.profile_save(actor=request.actor, fields=form.cleaned_data, at=request.moment)
        messages.success(request, _("The profile is kept."))
        return redirect("selection:profile")
    context = {"form": form, "profile": row}
    return render(request, "selection/profile.html", context, status=422 if form.errors else 200)


@require_safe
@signed_in
def signs(request: Request, slug: str) -> HttpResponse:
    round_, context = load(request, slug, "panel.view")
    found = selectors.signs_found(request.actor, round_)
    context |= {
        "found": [
            (each, SignForm(
                initial={
                    "application": each.sign.application.number, "expert": each.sign.member.code,
                    "kind": each.sign.kind, "evidence": each.sign.evidence,
                },
                auto_id=f"id_{place}_%s",
            ))
            for place, each in enumerate(found) if not each.sign.told
        ],
        "told": [each for each in found if each.sign.told],
        "open": sum(each.open for each in found), "certain": sum(each.open and each.sign.bars for each in found),
        "may_import": particulars_importable(request.actor),
        "may_decide": context["can"]["assignment_manage"] and round_.state in STEPS.states("sign_decide"),
    }  # fmt: skip
    return render(request, "selection/signs.html", context)


@require_http_methods(["POST"])
@signed_in
def sign_decide(request: Request, slug: str) -> HttpResponse:
    round_, _context = load(request, slug, "panel.view")
    if not ACCESS.allows("panel.manage", request.actor, round_):
        raise Hidden
    form = SignForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say why: it stands beside the sign."))
        return redirect("selection:signs", slug)
    data = form.cleaned_data
    row = selectors.application_get(request.actor, slug, data["application"])
    ACCESS.require("assignment.manage", request.actor, row)
    member = get_object_or_404(round_.panel.select_related("person"), code=data["expert"])
    try:
        services.sign_decide(
            actor=request.actor, application=row, member=member, kind=data["kind"], evidence=data["evidence"],
            confirmed="confirm" in request.POST, ground=data["ground"], at=request.moment,
        )  # fmt: skip
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("selection:signs", slug)
