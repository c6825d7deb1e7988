"""Verifying an item against the text of the act: entered by one officer, confirmed by another."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request
from svetovod.web.documents.selectors import attachments_of
from svetovod.web.rulebook import bridge, pages, phrases, selectors, services, verification_page
from svetovod.web.rulebook.access import ACCESS
from svetovod.web.rulebook.forms import StepForm, VerificationForm
from svetovod.web.rulebook.states import VERIFICATION

from .reading import today_of, until_of

# where a refusal of the service is shown in the form
FIELDS = {"verification.value": "value", "verification.not_listed": "edition", "verification.known": "edition"}


@login_required
def verify(request: Request, act: str, key: str) -> HttpResponse:
    until = until_of(request)
    found = selectors.act_get(act, until)
    item = selectors.item_get(found, key)
    ACCESS.require("verification.propose", request.actor)
    editions = bridge.editions(found, until, governing=True)
    current = found.edition_on(today_of(request))
    initial = {"edition": current.on.isoformat() if current else None}
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = VerificationForm(*sent, item=item, editions=editions, initial=initial)
    if request.method == "POST" and form.is_valid() and (made := _proposed(request, form, found, item, until)):
        messages.success(request, _("Kept. It takes effect once a second officer has confirmed it."))
        return redirect("rulebook:verification", made.pk)
    context = {
        "act": found, "name": phrases.act_name(found), "item": item, "label": pages.label(item), "form": form,
        "law": pages.current_row(item, today_of(request)),
    }  # fmt: skip
    return render(request, "rulebook/verify.html", context, status=422 if form.is_bound else 200)


def _proposed(request: Request, form: VerificationForm, act: Any, item: Any, until: date | None) -> Any:
    """The new verification; None where it was refused, the form then says why."""
    typed = form.cleaned_data
    edition = selectors.edition_get(act, date.fromisoformat(typed["edition"]), until)
    try:
        return services.verification_propose(
            actor=request.actor, act=act, item=item, edition=edition, value=typed.get("value"), point=typed["point"],
            publication=typed["publication"], quote=typed["quote"], upload=typed["text"], at=request.moment,
        )  # fmt: skip
    except Refused as refusal:
        form.add_error(FIELDS.get(refusal.code, "text"), str(refusal))
        return None


@require_safe
def verification_list(request: Request) -> HttpResponse:
    """All verifications; those that wait for this very officer come first."""
    waiting = list(selectors.verifications_to_confirm(request.actor))
    rest = [row for row in selectors.verifications(until_of(request)) if row not in waiting]
    context = {
        "waiting": verification_page.rows(waiting), "rest": verification_page.rows(rest),
        "in_force": selectors.verifications_in_force().count(),
    }  # fmt: skip
    return render(request, "rulebook/verification_list.html", context)


def verification(request: Request, pk: int) -> HttpResponse:
    """One verification with its text; each step open to this person is a button."""
    row = selectors.verification_get(pk)
    form = StepForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _act(request, row, form.cleaned_data["reason"])
        except Refused as refusal:
            form.add_error("reason", str(refusal))
        else:
            return redirect("rulebook:verification", pk)
    return render(
        request, "rulebook/verification.html", _context(request, row, form), status=422 if form.errors else 200
    )


def _act(request: Request, row: Any, reason: str) -> None:
    ACCESS.require("verification.confirm", request.actor, row)
    common = {"actor": request.actor, "verification": row, "at": request.moment}
    calls: dict[str, Any] = {
        "confirm": lambda: services.verification_confirm(**common),
        "decline": lambda: services.verification_decline(**common, reason=reason),
        "withdraw": lambda: services.verification_withdraw(**common, reason=reason),
    }
    chosen = calls.get(request.POST.get("action", ""))
    if chosen is None:
        raise Refused("verification.action", _("Choose what to do with the verification."))
    chosen()


def _context(request: Request, row: Any, form: StepForm) -> dict[str, Any]:
    own = row.proposed_by_id == request.actor.person_id
    steps = [
        step.action for step in VERIFICATION.actions_from(row.state)
        if ACCESS.allows(step.who, request.actor, row) and not (own and step.who == "verification.confirm")
        and not (not own and row.state == "proposed" and step.action == "withdraw")
    ]  # fmt: skip
    return {
        "v": row, "said": verification_page.rows([row])[0], "form": form, "actions": steps,
        "own": own and row.state == "proposed", "files": attachments_of(request.actor, row),
        "steps": verification_page.path(row), "stands": selectors.stands(row),
        "officer": ACCESS.allows("verification.confirm", request.actor, row),
    }  # fmt: skip


@require_safe
def verified_toml(request: Request) -> HttpResponse:
    """What is verified here, as `svetovod check --verified` reads it: the command then says what the pages say."""
    response = HttpResponse(selectors.verified_toml(), content_type="application/toml; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="verified.toml"'
    return response
