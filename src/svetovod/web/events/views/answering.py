from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from svetovod.web.accounts.actors import actor_of
from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.common.http import Request
from svetovod.web.documents.downloads import download
from svetovod.web.documents.seam import hand_out
from svetovod.web.documents.selectors import attachment_get, scans_said
from svetovod.web.events import asking, selectors, services
from svetovod.web.events.answer_forms import OwnAnswersForm
from svetovod.web.events.models import Registration
from svetovod.web.events.services.answering import STILL


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own_answers(request: Request, slug: str, token: str) -> HttpResponse:
    """One's answers to the organiser's questions, by the link of the letter."""
    row = selectors.registration_by_token(slug, token)
    found, given = asking.terms(row.session), asking.given(row)
    asked = asking.of(row, found)
    open_now = [each for each in asked if row.state in STILL and request.moment < found.until(each.stage)]
    data = request.POST if request.method == "POST" else None
    form = OwnAnswersForm(data, request.FILES or None, questions=open_now, given=given)
    if request.method == "POST" and form.is_valid() and _kept(request, row, form, token):
        messages.success(request, _("Your answers are kept."))
        return redirect("events:own_answers", slug=slug, token=token)
    context = {
        "registration": row, "session": row.session, "token": token, "form": form, "open": open_now,
        "until": max((found.until(each.stage) for each in open_now), default=found.answers_until),
        "files": form.sent,
        "shut": [(each, asking.said(each, given.get(each.pk))) for each in asked if each not in open_now],
        "lacking": asking.lacking(row, request.moment),
    }  # fmt: skip
    response = render(request, "events/own_answers.html", context, status=422 if form.is_bound else 200)
    # the address is the secret: it must not leave with a link
    response["Referrer-Policy"] = "same-origin"
    return response


def _kept(request: Request, row: Registration, form: OwnAnswersForm, token: str) -> bool:
    try:
        services.answers_give(
            actor=request.actor, registration=row, answers=form.answers(), token=token, at=request.moment
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@never_cache
@require_safe
def own_file(request: Request, slug: str, token: str, field: int) -> HttpResponseBase:
    """The file one has sent, by the link of the letter."""
    row = selectors.registration_by_token(slug, token)
    sent = scans_said("events.fieldanswer", row.answers.filter(field=field).values_list("pk", flat=True), "answer")
    if not sent:
        raise Hidden
    file = attachment_get(actor_of(row.person), sent[-1]["id"])
    if not file.marked:
        return download(file)
    request.actor = actor_of(row.person)  # whoever holds the link is the person it went to: the reading is theirs
    return hand_out(request, file)
