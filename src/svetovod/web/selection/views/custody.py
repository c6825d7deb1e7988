"""The key of the sheets: its page, the holders, a code shown once, a code typed in."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from svetovod.web.common import limits
from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request
from svetovod.web.selection import selectors, services
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.forms import CodeForm, HoldersForm
from svetovod.web.selection.steps import STEPS

from ._frame import load, signed_in

TYPED = {"confirm": services.key_confirm, "rehearse": services.key_rehearse, "enter": services.key_enter}
DONE = {
    "confirm": gettext_lazy("The code is right. Keep the paper where only you reach it."),
    "rehearse": gettext_lazy("The code is right."),
    "enter": gettext_lazy("The code is entered."),
}


def _shown(request: Request, context: dict[str, Any], status: int = 200, **forms: Any) -> HttpResponse:
    round_ = context["round"]
    custody = selectors.custody_of(request.actor, round_, request.moment)
    held = [holder.person_id for holder in custody.holders]
    naming = custody.step in ("unnamed", "codes", "made")
    may = naming and STEPS.allows("holders_name", request.actor, round_, round_.state)
    people = selectors.who_may_hold(round_) if may and not (custody.key and custody.sealed) else []
    context |= {
        "custody": custody, "purpose": custody.purpose, "may_hold": ACCESS.allows("keys.hold", request.actor, round_),
        "code_form": CodeForm(initial={"purpose": custody.purpose}),
        "holders_form": HoldersForm(people=people, initial={"people": held}) if people else None,
    } | forms  # fmt: skip
    response = render(request, "selection/keys.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
@signed_in
def keys(request: Request, slug: str) -> HttpResponse:
    _round, context = load(request, slug, "keys.view")
    return _shown(request, context)


@require_POST
@signed_in
def key_holders(request: Request, slug: str) -> HttpResponse:
    round_, context = load(request, slug, "keys.view")
    ACCESS.require("keys.manage", request.actor, round_)
    people = {person.pk: person for person in selectors.who_may_hold(round_)}
    form = HoldersForm(request.POST, people=people.values())
    if form.is_valid():
        try:
            chosen = [people[each] for each in form.cleaned_data["people"]]
            services.holders_name(actor=request.actor, round=round_, people=chosen, at=request.moment)
            messages.success(request, _("The holders are named and told."))
            return redirect("selection:keys", slug)
        except Refused as refusal:
            form.add_error("people", str(refusal))
    return _shown(request, context, 422, holders_form=form)


@require_POST
@signed_in
def key_code(request: Request, slug: str) -> HttpResponse:
    """The answer to this POST is the only page on which the code ever stands."""
    round_, context = load(request, slug, "keys.view")
    ACCESS.require("keys.hold", request.actor, round_)
    context |= {"secret": services.key_take(actor=request.actor, round=round_, at=request.moment)}
    response = render(request, "selection/key_code.html", context)
    response["Cache-Control"] = "no-store"
    return response


@sensitive_post_parameters("code")
@require_POST
@signed_in
def key_type(request: Request, slug: str) -> HttpResponse:
    round_, context = load(request, slug, "keys.view")
    ACCESS.require("keys.hold", request.actor, round_)
    form = CodeForm(request.POST)
    if form.is_valid():
        try:
            if not limits.within(request, "key_code", f"{round_.pk}:{request.actor.person_id}"):
                raise Refused("keys.often", _("Too many tries. Wait five minutes and look at your paper."))
            purpose, code = form.cleaned_data["purpose"], form.cleaned_data["code"]
            if TYPED[purpose](actor=request.actor, round=round_, code=code, at=request.moment):
                messages.success(request, DONE[purpose])
                return redirect("selection:keys", slug)
            form.add_error(
                "code", _("This is a code, but not yours of this selection: it was taken anew, or is another's.")
            )
        except Refused as refusal:
            form.add_error("code", str(refusal))
    return _shown(request, context, 422, code_form=form)
