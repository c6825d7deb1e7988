"""Editions in the interface: an officer drafts and tries one, a second publishes it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from svetovod.web.common import formatting
from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request
from svetovod.web.rulebook import bridge, edition_page, pages, phrases, selectors, services, states
from svetovod.web.rulebook.access import ACCESS
from svetovod.web.rulebook.bridge import amending
from svetovod.web.rulebook.enums import EditionState
from svetovod.web.rulebook.forms import EditionForm, StepForm
from svetovod.web.rulebook.models import LawEdition

from .reading import until_of


@require_safe
def edition_list(request: Request) -> HttpResponse:
    """Drafts for officers, those that wait for this very one first; what is published for everybody."""
    waiting = list(selectors.drafts_to_publish(request.actor))
    rest = [row for row in selectors.editions_written(request.actor) if row not in waiting]
    context = {
        "waiting": edition_page.listed(waiting), "rest": edition_page.listed(rest),
        "drafts": sum(row.state == EditionState.DRAFT for row in [*waiting, *rest]),
        "officer": ACCESS.allows("edition.draft", request.actor),
        "acts": [(act, phrases.act_name(act)) for act in bridge.acts(selectors.facts(), until_of(request))],
    }  # fmt: skip
    return render(request, "rulebook/edition_list.html", context)


@login_required
def edition_new(request: Request, act: str) -> HttpResponse:
    found = selectors.act_get(act, until_of(request))
    ACCESS.require("edition.draft", request.actor)
    return _form(request, found)


@login_required
def edition_edit(request: Request, pk: int) -> HttpResponse:
    row = selectors.edition_written(request.actor, pk)
    ACCESS.require("edition.edit", request.actor, row)
    return _form(request, selectors.act_get(row.act, until_of(request)), row)


def _form(request: Request, act: Any, row: LawEdition | None = None) -> HttpResponse:
    """The same page for a new draft and a kept one."""
    facts = selectors.known_facts(until_of(request))
    shown = pages.items_to_change(facts, act, facts.act(act.id).editions[-1].on)
    form = EditionForm(request.POST if request.method == "POST" else None, shown=shown, kept=row)
    if request.method == "POST" and form.is_valid() and (kept := _kept(request, form, act, row)):
        messages.success(
            request, _("The draft is kept. It changes nobody's verdict until a second officer publishes it.")
        )
        return redirect("rulebook:edition", kept.pk)
    now = {item.key: bridge.say_condition(item, law, formatting.lang()) if law else "" for item, law in shown}
    context = {
        "act": act, "name": phrases.act_name(act), "edition": row, "form": form, "last": facts.act(act.id).editions[-1],
        "rows": [
            (item.label.text(formatting.lang()), now[item.key], *fields, item.key if item.key in form.lists else "")
            for item, *fields in form.rows()
        ],
    }  # fmt: skip
    return render(request, "rulebook/edition_form.html", context, status=422 if form.is_bound else 200)


def _kept(request: Request, form: EditionForm, act: Any, row: LawEdition | None) -> LawEdition | None:
    """The kept draft; None where it was refused, each fault then stands at its field."""
    common = {"actor": request.actor, "typed": form.cleaned_data, "until": until_of(request), "at": request.moment}
    try:
        if row is not None:
            return services.edition_edit(edition=row, **common)
        return services.edition_draft(act=act, **common)
    except Refused as refusal:
        faults = refusal.params.get("faults")
        if not faults:
            form.add_error(None, str(refusal))
        for fault in faults or ():
            name = form.place_of(fault.key) if fault.key else FIELDS.get(fault.code)
            form.add_error(name, amending.say(fault, formatting.lang()))
        return None


FIELDS = {
    "edition.before_act": "effective_from", "edition.inside": "effective_from", "edition.signed_later": "signed_on",
}  # fmt: skip


def edition(request: Request, pk: int) -> HttpResponse:
    """One edition: what it changes, where to try it; each step open to this person is a button."""
    row = selectors.edition_written(request.actor, pk)
    form = StepForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _act(request, row, form.cleaned_data["reason"])
        except Refused as refusal:
            form.add_error("reason", str(refusal))
        else:
            return redirect("rulebook:edition", pk)
    context = _context(request, row) | {"form": form}
    return render(request, "rulebook/edition.html", context, status=422 if form.errors else 200)


def _act(request: Request, row: LawEdition, reason: str) -> None:
    ACCESS.require("edition.publish", request.actor, row)
    common = {"actor": request.actor, "edition": row, "at": request.moment}
    match request.POST.get("action", ""):
        case "publish":
            services.edition_publish(**common)
        case "discard":
            services.edition_discard(**common, reason=reason)
        case _:
            raise Refused("edition.action", _("Choose what to do with the draft."))


def _context(request: Request, row: LawEdition) -> dict[str, Any]:
    draft, until = row.state == EditionState.DRAFT, until_of(request)
    act, known = selectors.facts().acts[row.act], selectors.known_facts(until)
    return {
        "edition": row, "act": act, "name": phrases.act_name(act), "rows": edition_page.rows(row, known),
        "answer": edition_page.answer(row), "steps": edition_page.path(row), "look": edition_page.look(row),
        "faults": edition_page.said(selectors.faults_of(row, until)) if draft else [],
        "officer": ACCESS.allows("edition.view_draft", request.actor),
        "may_edit": draft and ACCESS.allows("edition.edit", request.actor, row),
        "may_publish": draft and ACCESS.allows("edition.publish", request.actor, row)
        and request.actor.person_id not in {row.drafted_by_id, *row.earlier_drafters},
        "unready": states.unready(row, timezone.localdate(request.moment)),
        "before": selectors.edition_before(row),
    }  # fmt: skip
