"""Awards: consents and the reserve of a round; one award with its agreement, claims and money asked back."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from svetovod.web.commission import forms, services
from svetovod.web.commission.access import ACCESS
from svetovod.web.commission.agreement_book import SORTS, file_of
from svetovod.web.commission.enums import COMING, ClawbackState, OfferState
from svetovod.web.commission.models import ClawbackClaim, GrantAgreement
from svetovod.web.commission.selectors.agreements import (
    askable_of,
    award_page,
    back_of,
    coming_of,
    counts_for,
    demands_of,
    is_owed,
    kept_of,
    live,
    newest_of,
    paid_of,
    promised_of,
    stale,
)
from svetovod.web.commission.selectors.appeals import registered
from svetovod.web.commission.selectors.awards import granted_of, next_in_reserve, offers_of, unasked_of
from svetovod.web.commission.services.appeals import appeals_open
from svetovod.web.commission.tabs import beneath
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.common.http import Request, whole
from svetovod.web.documents.selectors import attachments_of
from svetovod.web.projects.selectors import projects_visible
from svetovod.web.selection.enums import ApplicationState
from svetovod.web.selection.selectors import applications_of_round
from svetovod.web.selection.views import load, signed_in

TAKEN = (ApplicationState.WINNER, ApplicationState.PARTIAL, ApplicationState.AGREEMENT)


@require_safe
@signed_in
def awards(request: Request, slug: str) -> HttpResponse:
    round_, context = load(request, slug, "desk.view")
    if round_.archived or not ACCESS.allows("award.view", request.actor, round_):
        raise Hidden
    granted = granted_of(round_)
    taken = applications_of_round(request.actor, round_).filter(state__in=TAKEN)
    numbers = dict(live(application__round=round_).values_list("application", "number"))
    offers = list(offers_of(round_))
    context |= {
        "offers": offers, "taken": [(row, granted[row.project.code], numbers.get(row.pk)) for row in taken],
        "demands": [(each, each.due_on < timezone.localdate(request.moment))
                    for each in demands_of(agreement__application__round=round_)],
        "total": sum(granted.values()), "appealing": appeals_open(round_, request.moment),
        "waiting": sum(each.state == OfferState.ASKED for each in offers),
        "unasked": unasked_of(round_).count(),
        "overdue": any(each.state == OfferState.ASKED and each.until <= request.moment for each in offers),
        "next": next_in_reserve(round_), "form": forms.ConsentForm(),
        "manages": ACCESS.allows("award.manage", request.actor, round_),
    }  # fmt: skip
    return render(request, "commission/awards.html", context)


@require_POST
@signed_in
def awards_step(request: Request, slug: str, asking: str) -> HttpResponse:
    """Ask the winners in part, ask the next of the reserve, count what is overdue as refused."""
    round_, _context = load(request, slug, "desk.view")
    if not ACCESS.allows("award.view", request.actor, round_):
        raise Hidden
    ACCESS.require("award.manage", request.actor, round_)
    common = {"actor": request.actor, "round": round_, "at": request.moment}
    if asking == "expire":
        services.awards_expire(**common)
        return redirect("commission:awards", slug)
    form = forms.ConsentForm(request.POST)
    if asking not in ("ask", "reserve"):
        raise Hidden
    if not form.is_valid():
        messages.error(request, _("Write the day and the hour until which the answer is expected."))
        return redirect("commission:awards", slug)
    if asking == "ask":
        services.awards_ask(**common, until=form.cleaned_data["until"])
    else:
        services.reserve_ask(**common, until=form.cleaned_data["until"])
    return redirect("commission:awards", slug)


def _opened(request: Request, slug: str, number: str) -> tuple[Any, dict[str, Any]]:
    round_, context = load(request, slug)
    row = registered(round_, number)
    if not ACCESS.allows("award.view", request.actor, row):
        raise Hidden
    context |= {"application": row, "tabs": beneath(context["tabs"], reverse("commission:awards", args=[slug]))}
    return row, context


def _agreement(request: Request, row: Any) -> GrantAgreement | None:
    """The one whose key the address names, a former one too, else the newest."""
    if "agreement" not in request.GET:
        return newest_of(row)
    key = whole(request.GET["agreement"])
    found = GrantAgreement.objects.filter(application=row, pk=key).first() if key is not None else None
    if found is None:
        raise Hidden
    return found


@require_safe
@signed_in
def award(request: Request, slug: str, number: str) -> HttpResponse:
    row, context = _opened(request, slug, number)
    return _page(request, row, context)


@require_safe
@signed_in
def agreement_file(request: Request, slug: str, number: str, sort: str) -> HttpResponse:
    """The agreement for whoever types it into the state's system; the account for its parties alone."""
    row, _context = _opened(request, slug, number)
    found = _agreement(request, row)
    if found is None or sort not in SORTS:
        raise Hidden
    parties = any(ACCESS.allows(action, request.actor, row) for action in ("award.manage", "award.answer"))
    answer = HttpResponse(file_of(found, sort, account=parties), content_type=SORTS[sort])
    ended = f"-{found.ended_on}" if found.ended_on else ""
    answer["Content-Disposition"] = f'attachment; filename="agreement-{row.number}{ended}.{sort}"'
    return answer


def _page(request: Request, row: Any, context: dict[str, Any], **wrong: Any) -> HttpResponse:
    agreement = _agreement(request, row)
    # one that is ended and asked for by its key: what stands under it, and nothing of the award as it is now
    past = agreement if agreement is not None and agreement.ended_on and "agreement" in request.GET else None
    years, paid = (promised_of(agreement), paid_of(agreement)) if agreement else ({}, {})
    offers = [] if past else list(row.award_offers.all())
    context |= {
        "granted": None if past else granted_of(row.round).get(row.project.code), "offers": offers, "past": past,
        "of_past": f"?agreement={past.pk}" if past else "",
        "open_offer": next((each for each in offers if each.state == OfferState.ASKED), None),
        "agreement": agreement,
        "sees_project": agreement is not None and projects_visible(request.actor).filter(pk=row.project_id).exists(),
        "claims": _claims(request, agreement) if agreement else [],
        "amendments": list(agreement.amendments.select_related("appeal__application")) if agreement else [],
        "former": _former(row, agreement) if agreement and not past else [],
        "manages": (manages := ACCESS.allows("award.manage", request.actor, row)),
        "clawbacks": list(_demands(row, timezone.localdate(request.moment), manages, past)),
        "askable": manages and agreement is not None and askable_of(agreement) > 0,
        "answers": ACCESS.allows("award.answer", request.actor, row),
        "answer_form": forms.AnswerForm(), "agreement_form": forms.AgreementForm(),
        "amendment_form": forms.AmendmentForm(), "claim_form": forms.ClaimForm(), "clawback_form": forms.ClawbackForm(),
    }  # fmt: skip
    # what an additional agreement asks back of what is paid, if one does
    kept = kept_of(agreement) if any(each.back for each in context["amendments"]) else paid
    context |= {
        "years": [
            (year, years.get(year, 0), paid.get(year, 0), paid.get(year, 0) - kept.get(year, 0))
            for year in sorted({*years, *paid})
        ],
        "coming": (coming := next((each for each in context["amendments"] if each.state in COMING), None)),
        "coming_is_stale": coming is not None and stale(coming, timezone.localdate(request.moment)),
        "amendable": manages and agreement is not None and agreement.ended_on is None and coming is None,
        "reply_form": forms.ReplyForm(), "drop_form": forms.DropForm(),
        "counts": _counts(agreement, years, wrong) if agreement and context["manages"] and not past else [],
    }  # fmt: skip
    context |= wrong
    return render(request, "commission/award.html", context, status=422 if wrong else 200)


def _former(row: Any, agreement: GrantAgreement) -> list[tuple[GrantAgreement, str]]:
    """Others of the application, all of them ended, with the pages of each."""
    rows = GrantAgreement.objects.filter(application=row).exclude(pk=agreement.pk)
    return [(each, award_page(row, each)) for each in rows]


def _counts(agreement: GrantAgreement, years: dict[str, str], wrong: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Appeals whose counts wait for another sum: each with the sum, what is given back of what is paid above it, and
    the form of an additional agreement, or of one on the end."""
    found = []
    for appeal, counted in counts_for(agreement):
        back = back_of(agreement, counted)
        lines = {min(years): format(counted, "f")} if len(years) == 1 else years
        kind, form = (forms.AdditionalForm if counted else forms.EndingForm), wrong.get("additional_form")
        if form is None or form.data.get("appeal") != str(appeal.pk):
            said = "\n".join(f"{year} {amount}" for year, amount in lines.items())
            form = kind(initial={"appeal": appeal.pk, "years": said})
        form.fields["back_by"].required = True  # to whoever fills it in
        if not back:
            del form.fields["back_by"]
        form.auto_id = f"id_{appeal.pk}_%s"  # the page has a form of it for each count, and others with the same fields
        found.append((appeal, counted, back, form))
    return found


def _demands(
    row: Any, today: date, manages: bool, past: GrantAgreement | None
) -> Iterator[tuple[ClawbackClaim, bool, bool]]:
    """Money asked back, under `past` alone or all: whether its day is over, and whether the reader may give it up."""
    rows = ClawbackClaim.objects.filter(agreement__application=row).select_related("agreement")
    for each in rows.filter(agreement=past) if past else rows:
        asked = each.state == ClawbackState.ASKED
        yield each, asked and each.due_on < today, asked and manages and not is_owed(each.agreement, each)


def _claims(request: Request, agreement: GrantAgreement) -> list[tuple[Any, list[Any]]]:
    """Each claim with its evidence."""
    return [(each, list(attachments_of(request.actor, each))) for each in agreement.claims.all()]


FORMS = {
    "answer": ("award.answer", "answer_form", forms.AnswerForm),
    "sign": ("award.manage", "agreement_form", forms.AgreementForm),
    "amend": ("award.manage", "amendment_form", forms.AmendmentForm),
    "prepare": ("award.manage", "additional_form", forms.AdditionalForm),
    "end": ("award.manage", "additional_form", forms.EndingForm),
    "reply": ("award.answer", "reply_form", forms.ReplyForm),
    "give_up": ("award.manage", "drop_form", forms.DropForm),
    "claim": ("award.answer", "claim_form", forms.ClaimForm),
    "clawback": ("award.manage", "clawback_form", forms.ClawbackForm),
}  # fmt: skip
# What a service refuses of what was typed: its code and the field where it stands; None is for the whole form. Anything
# else finds the form gone from the page, and is said on the page itself.
BESIDE = {
    "agreement.sum": "years", "amendment.sum": "years", "amendment.paid": "years", "amendment.back_by": "back_by",
    "claim.amount": "amount", "clawback.amount": "amount", "amendment.refusal": "reason",
    "agreement.consent": None, "amendment.claimed": None, "amendment.back": None,
}  # fmt: skip
PRESSED = {"pay": "award.manage", "return": "award.manage", "returned": "award.manage", "drop": "award.manage"}


@require_POST
@signed_in
def award_step(request: Request, slug: str, number: str, turn: str) -> HttpResponse:
    row, context = _opened(request, slug, number)
    action = FORMS[turn][0] if turn in FORMS else PRESSED.get(turn)
    if action is None:
        raise Hidden
    if not ACCESS.allows(action, request.actor, row):
        raise Denied(action)
    if turn in PRESSED:
        _press(request, row, turn)
        return redirect(_came_from(request, row))
    _action, name, kind = FORMS[turn]
    form = kind(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, row, context, **{name: form})
    try:
        _write(request, row, turn, form.cleaned_data)
    except Refused as refusal:
        if refusal.code not in BESIDE:
            raise
        field = BESIDE[refusal.code]
        form.add_error(field if field in form.fields else None, str(refusal))
        return _page(request, row, context, **{name: form})
    return redirect(_came_from(request, row))


def _came_from(request: Request, row: Any) -> str:
    return award_page(row, _agreement(request, row) if "agreement" in request.GET else None)


def _write(request: Request, row: Any, turn: str, data: dict[str, Any]) -> None:
    common: dict[str, Any] = {"actor": request.actor, "at": request.moment}
    if turn == "answer":
        offer = row.award_offers.order_by("-id").first()
        if offer is None:
            raise Hidden
        services.award_answer(**common, offer=offer, accept=data["answer"] == "accept", reason=data["reason"])
        return
    if turn == "sign":
        services.agreement_sign(**common, application=row, **data)
        return
    agreement = _agreement(request, row)
    if agreement is None:
        raise Hidden
    if turn == "end":
        turn, data = "prepare", data | {"years": {}}
    if turn in ("reply", "give_up"):
        _on_coming(common, coming_of(agreement), data)
        return
    writes: dict[str, Any] = {
        "amend": services.amendment_add, "prepare": services.amendment_prepare, "claim": services.claim_file,
        "clawback": services.clawback_ask,
    }  # fmt: skip
    writes[turn](**common, agreement=agreement, **data)


def _on_coming(common: dict[str, Any], amendment: Any, data: dict[str, Any]) -> None:
    """The recipient's word on the additional agreement that is on its way, or the secretary's giving it up."""
    if amendment is None:
        raise Hidden
    if "reply" in data:
        services.amendment_answer(**common, amendment=amendment, accept=data["reply"] == "sign", reason=data["reason"])
    else:
        services.amendment_drop(**common, amendment=amendment, reason=data["reason"])


def _press(request: Request, row: Any, turn: str) -> None:
    """Claims and money asked back, by their number in `row`."""
    common: dict[str, Any] = {"actor": request.actor, "at": request.moment}
    agreement, key = _agreement(request, row), whole(request.POST.get("row"))
    if agreement is None or key is None:
        raise Hidden
    if turn in ("pay", "return"):
        claim = agreement.claims.filter(number=key).first()
        if claim is None:
            raise Hidden
        pay = turn == "pay"
        services.claim_decide(**common, claim=claim, pay=pay, reason=request.POST.get("reason", ""))
        return
    found = ClawbackClaim.objects.filter(agreement__application=row, pk=key).first()
    if found is None:
        raise Hidden
    services.clawback_close(**common, clawback=found, returned=turn == "returned")
