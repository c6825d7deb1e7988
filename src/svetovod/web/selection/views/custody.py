"""A key in parts, of the sheets or of the envelopes: its page, the holders, a code shown once, a code typed in."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from svetovod.web.common import limits
from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.common.http import Request
from svetovod.web.selection import selectors, services
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.custody.uses import ENVELOPES, USES, Use
from svetovod.web.selection.enums import KeyPurpose
from svetovod.web.selection.forms import CodeForm, HoldersForm
from svetovod.web.selection.steps import STEPS

from ._frame import load, signed_in

TYPED = {"confirm": services.key_confirm, "rehearse": services.key_rehearse, "enter": services.key_enter}
DONE = {
    "confirm": gettext_lazy("The code is right. Keep the paper where only you reach it."),
    "rehearse": gettext_lazy("The code is right."),
    "enter": gettext_lazy("The code is entered."),
}


# by the purpose of a key: its page, and where its holders, codes and words are sent
ROUTES = {
    KeyPurpose.SHEETS: {"page": "keys", "holders": "key_holders", "code": "key_code", "type": "key_type"},
    KeyPurpose.ENVELOPES: {
        "page": "envelope_keys", "holders": "envelope_key_holders", "code": "envelope_key_code",
        "type": "envelope_key_type",
    },
}  # fmt: skip


def _loaded(request: Request, slug: str, purpose: str) -> tuple[Any, dict[str, Any], Use]:
    round_, context = load(request, slug, "keys.view")
    use = USES[KeyPurpose(purpose)]
    if use is ENVELOPES and not round_.envelope:
        raise Hidden
    urls = {name: reverse(f"selection:{route}", args=[slug]) for name, route in ROUTES[use.purpose].items()}
    return round_, context | {"at": urls, "of_envelopes": use is ENVELOPES}, use


def _shown(request: Request, context: dict[str, Any], use: Use, status: int = 200, **forms: Any) -> HttpResponse:
    round_ = context["round"]
    custody = selectors.custody_of(request.actor, round_, request.moment, use)
    held = [holder.person_id for holder in custody.holders]
    naming = custody.step in ("unnamed", "codes", "made")
    may = naming and STEPS.allows(use.naming, request.actor, round_, round_.state)
    people = selectors.who_may_hold(round_) if may and not (custody.key and custody.sealed) else []
    context |= {
        "custody": custody, "purpose": custody.purpose, "may_hold": ACCESS.allows("keys.hold", request.actor, round_),
        "needed": use.needed(round_), "code_form": CodeForm(initial={"purpose": custody.purpose}),
        "holders_form": HoldersForm(people=people, initial={"people": held}) if people else None,
    } | forms  # fmt: skip
    response = render(request, "selection/keys.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
@signed_in
def keys(request: Request, slug: str, purpose: str = KeyPurpose.SHEETS) -> HttpResponse:
    _round, context, use = _loaded(request, slug, purpose)
    return _shown(request, context, use)


@require_POST
@signed_in
def key_holders(request: Request, slug: str, purpose: str = KeyPurpose.SHEETS) -> HttpResponse:
    round_, context, use = _loaded(request, slug, purpose)
    ACCESS.require("keys.manage", request.actor, round_)
    people = {person.pk: person for person in selectors.who_may_hold(round_)}
    form = HoldersForm(request.POST, people=people.values())
    if form.is_valid():
        try:
            chosen = [people[each] for each in form.cleaned_data["people"]]
            services.holders_name(actor=request.actor, round=round_, people=chosen, use=use, at=request.moment)
            messages.success(request, _("The holders are named and told."))
            return redirect(context["at"]["page"])
        except Refused as refusal:
            form.add_error("people", str(refusal))
    return _shown(request, context, use, 422, holders_form=form)


@require_POST
@signed_in
def key_code(request: Request, slug: str, purpose: str = KeyPurpose.SHEETS) -> HttpResponse:
    """The answer to this POST is the only page on which the code ever stands."""
    round_, context, use = _loaded(request, slug, purpose)
    ACCESS.require("keys.hold", request.actor, round_)
    secret = services.key_take(actor=request.actor, round=round_, use=use, at=request.moment)
    context |= {"secret": secret, "until": use.until(round_)}
    response = render(request, "selection/key_code.html", context)
    response["Cache-Control"] = "no-store"
    return response


@sensitive_post_parameters("code")
@require_POST
@signed_in
def key_type(request: Request, slug: str, purpose: str = KeyPurpose.SHEETS) -> HttpResponse:
    round_, context, use = _loaded(request, slug, purpose)
    ACCESS.require("keys.hold", request.actor, round_)
    form = CodeForm(request.POST)
    if form.is_valid():
        try:
            if not limits.within(request, "key_code", f"{round_.pk}:{request.actor.person_id}"):
                raise Refused("keys.often", _("Too many tries. Wait five minutes and look at your paper."))
            wanted, code = form.cleaned_data["purpose"], form.cleaned_data["code"]
            if TYPED[wanted](actor=request.actor, round=round_, code=code, use=use, at=request.moment):
                messages.success(request, DONE[wanted])
                return redirect(context["at"]["page"])
            form.add_error(
                "code", _("This is a code, but not yours of this selection: it was taken anew, or is another's.")
            )
        except Refused as refusal:
            form.add_error("code", str(refusal))
    return _shown(request, context, use, 422, code_form=form)
