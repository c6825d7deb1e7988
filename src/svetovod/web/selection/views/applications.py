"""The applicant's pages: which of my projects go in, the draft, the registered application."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request
from svetovod.web.projects.selectors import blocking_texts, law_sources, participants_left
from svetovod.web.selection import paper, phrases, selectors, services
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.enums import ApplicationState, LegalMode, RoundState
from svetovod.web.selection.forms import ApplicationForm, EnvelopeForm, OfficialForm, typed
from svetovod.web.selection.shares import asked_by_year
from svetovod.web.selection.telling.look import tells_ahead

from ._frame import _Can, load, signed_in

PDF = "application/pdf"
SPOKEN_OF = ("subsidy.rate_max", "subsidy.cap_rub_per_project")  # rules the form of an application speaks of


@require_safe
@signed_in
def apply_list(request: Request, slug: str) -> HttpResponse:
    round_, context = load(request, slug)
    context["projects"] = [
        (project, row, *_told(row, round_)) for project, row in selectors.my_projects(request.actor, round_)
    ]  # fmt: skip
    return render(request, "selection/apply_list.html", context)


def _told(row: Any, round_: Any) -> tuple[Any, str]:
    """The state in words and its kind, as an applicant may know it."""
    if row is None:
        return "", "none"
    shown = selectors.shown_state(row.state, round_.state)
    return phrases.application_state(shown, round_.legal_mode), phrases.application_kind(shown)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def apply(request: Request, slug: str, code: str) -> HttpResponse:
    """The draft: POST keeps it, and with `file` also files it. What was typed is kept whatever the filing says."""
    round_, context = load(request, slug)
    row = selectors.draft_get(request.actor, round_, code)
    if row.number:
        return redirect("selection:application", slug, row.number)
    form = draft_form(row, request.POST or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            row = _save(request, row, form.cleaned_data)
            return _saved(request, row)
        except Refused as error:
            refusal = error
            row = selectors.draft_get(request.actor, round_, code)
            form.data = {**request.POST.dict(), "revision": str(row.revision)}
    return draft_page(request, row, context, form, refusal=refusal)


def draft_page(
    request: Request, row: Any, context: dict[str, Any], form: ApplicationForm, *, refusal: Refused | None = None,
    envelope_form: EnvelopeForm | None = None,
) -> HttpResponse:  # fmt: skip
    round_, view = row.round, context["view"]
    context |= {
        "application": row, "form": form, "refusal": refusal,
        "over": view.state != RoundState.ANNOUNCED and not (view.is_open and request.moment < round_.closes_at),
        "blocking": blocking_texts(row.project, timezone.localdate(request.moment)), "tells": tells_ahead(row),
        **_envelope(request, row, envelope_form),
        "sources": law_sources(SPOKEN_OF, round_.edition or timezone.localdate(request.moment)),
    }  # fmt: skip
    wrong = refusal or form.errors or envelope_form
    return render(request, "selection/apply.html", context, status=422 if wrong else 200)


def draft_form(row: Any, data: Any = None) -> ApplicationForm:
    initial = {"requested": typed(row.requested), "minimum": typed(row.minimum), "revision": row.revision}
    return ApplicationForm(data, initial=initial, distribution=row.round.distribution)


def _save(request: Request, row: Any, data: dict[str, Any]) -> Any:
    row = services.application_draft(
        actor=request.actor, round=row.round, project=row.project, requested=data["requested"],
        minimum=data["minimum"], revision=data["revision"], at=request.moment,
    )  # fmt: skip
    if "file" in request.POST and not row.number:
        row = services.application_file(actor=request.actor, application=row, at=request.moment)
    return row


def _saved(request: Request, row: Any) -> HttpResponse:
    if request.headers.get("X-Autosave"):
        return HttpResponse(status=204, headers={"X-Revision": str(row.revision)})
    if not row.number:
        messages.success(request, _("The draft is saved."))
        return redirect("selection:apply", row.round.slug, row.project.code)
    return redirect("selection:application", row.round.slug, row.number)


@require_safe
@signed_in
def application_page(request: Request, slug: str, number: str) -> HttpResponse:
    _round, context = load(request, slug)
    return filed_page(request, selectors.application_get(request.actor, slug, number), context)


def filed_page(
    request: Request, row: Any, context: dict[str, Any], envelope_form: EnvelopeForm | None = None
) -> HttpResponse:  # fmt: skip
    round_ = row.round
    commission = ACCESS.allows("desk.view", request.actor, round_)
    shown = row.state if commission else selectors.shown_state(row.state, round_.state)
    context |= {
        "application": row,
        "content": row.pinned.content,
        "left": participants_left(row.pinned),
        "state": phrases.application_state(shown, round_.legal_mode),
        "kind": phrases.application_kind(shown),
        "checks": [
            (phrases.CHECKLIST[item.key][0], item) for item in row.checks.all() if item.key in phrases.CHECKLIST
        ],
        "mine": _Can(request.actor, row),
        "shadow": round_.legal_mode == LegalMode.SHADOW,
        "official_form": OfficialForm(),
        "asked": asked_by_year(row, round_.years),
        **_envelope(request, row, envelope_form),
        # with corrections: an applicant reads them with the result
        "computed": selectors.computed_one(row).results if commission or context["view"].is_published else [],
        "tells": tells_ahead(row) if _may_file(request, row, context["view"].is_open) else [],
        "newest": row.project.versions.order_by("-number").values_list("number", flat=True).first(),
    }
    return render(request, "selection/application.html", context, status=422 if envelope_form else 200)


def _envelope(request: Request, row: Any, form: EnvelopeForm | None = None) -> dict[str, Any]:
    """What stands in the envelope, and the form for another file where one may be put in; `form`: as it was sent."""
    may = selectors.envelope_open(request.actor, row, request.moment)
    told = selectors.envelope_of(request.actor, row)
    absent = [each.title for each in told if each.absent] if may else []
    lacks = ngettext(
        "%(n)d compulsory document of the envelope is absent", "%(n)d compulsory documents of the envelope are absent",
        len(absent),
    ) % {"n": len(absent)}  # fmt: skip
    return {
        "envelope": told, "may_put": may, "may_receipt": any(each.salt and not each.attachment for each in told),
        "envelope_absent": absent, "envelope_lacks": lacks if absent else "",
        "key_awaited": may and selectors.envelope_key_awaited(row.round),
        "envelope_form": (form or EnvelopeForm(documents=row.round.envelope)) if may else None,
    }  # fmt: skip


def _may_file(request: Request, row: Any, is_open: bool) -> bool:
    """Whether this person may hand in the project as it stands in place of what was filed."""
    ahead = row.state == ApplicationState.RETURNED or (row.state == ApplicationState.FILED and is_open)
    return ahead and ACCESS.allows("application.file", request.actor, row)


@require_safe
@signed_in
def receipt(request: Request, slug: str, number: str) -> HttpResponse:
    row = selectors.application_get(request.actor, slug, number)
    answer = HttpResponse(paper.receipt_pdf(row), content_type=PDF)
    answer["Content-Disposition"] = f'attachment; filename="{row.number}.pdf"'
    return answer


@require_POST
@signed_in
def replace(request: Request, slug: str, number: str) -> HttpResponse:
    """A newer version in place of the filed one, or the corrected one after a return."""
    row = selectors.application_get(request.actor, slug, number)
    returned = row.state == ApplicationState.RETURNED
    act = services.application_file if returned else services.application_replace
    act(actor=request.actor, application=row, at=request.moment)
    messages.success(request, _("The newer version is registered."))
    return redirect("selection:application", slug, number)


@require_POST
@signed_in
def withdraw(request: Request, slug: str, number: str) -> HttpResponse:
    row = selectors.application_get(request.actor, slug, number)
    services.application_withdraw(actor=request.actor, application=row, at=request.moment)
    return redirect("selection:application", slug, number)


@require_POST
@signed_in
def official(request: Request, slug: str, number: str) -> HttpResponse:
    row = selectors.application_get(request.actor, slug, number)
    ACCESS.require("application.official", request.actor, row)
    form = OfficialForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give the official number and the date and time of filing."))
    else:
        services.application_official(actor=request.actor, application=row, at=request.moment, **form.cleaned_data)
    return redirect("selection:application", slug, number)
