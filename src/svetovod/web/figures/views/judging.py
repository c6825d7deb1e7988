"""One enterprise's part as the manager sees it: answer, disputes, contacts, typing in."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.common.http import Request
from svetovod.web.figures import links, pages, paper, selectors, services
from svetovod.web.figures.forms import ContactForm, DisputeForm, WayForm
from svetovod.web.figures.models import FiguresReply
from svetovod.web.figures.shapes import shape_of


@login_required
@require_safe
def reply(request: Request, inn: str, **where: Any) -> HttpResponse:
    return _page(request, selectors.reply_get(request.actor, inn, **where))


@login_required
@require_safe
def reply_sheet(request: Request, inn: str, **where: Any) -> HttpResponse:
    """The sheet of confirmation of the answer in force."""
    part = selectors.reply_get(request.actor, inn, **where)
    answer = selectors.answer_of(part)
    if answer is None:
        raise Hidden
    return HttpResponse(paper.confirmation(part, answer), content_type="application/pdf")


def _page(request: Request, part: FiguresReply, **forms: Any) -> HttpResponse:
    answer = selectors.answer_of(part)
    places = pages.places_of(part, answer) if answer else []
    context = {
        "part": part,
        "asked": part.request,
        "shape": shape_of(part.request),
        "view": pages.part_view(part),
        "contact_form": ContactForm(),
        "signed": selectors.signed_of(request.actor, answer) if answer else [],
        "dispute_form": DisputeForm(places=places, initial={"number": part.answer_number}) if answer else None,
    } | forms
    return render(request, "figures/reply.html", context, status=422 if forms else 200)


@login_required
@require_POST
def contact(request: Request, inn: str, **where: Any) -> HttpResponse:
    part = selectors.reply_get(request.actor, inn, **where)
    form = ContactForm(request.POST)
    if not form.is_valid():
        return _page(request, part, contact_form=form)
    services.contact_add(actor=request.actor, reply=part, at=request.moment, **form.cleaned_data)
    messages.success(request, _("The letter with the link is on its way."))
    return redirect(links.part(part))


@login_required
@require_POST
def revoke(request: Request, inn: str, pk: int, **where: Any) -> HttpResponse:
    part = selectors.reply_get(request.actor, inn, **where)
    row = part.contacts.filter(pk=pk).select_related("reply__request__cluster").first()
    if row is None:
        raise Http404
    services.contact_revoke(actor=request.actor, contact=row, at=request.moment)
    messages.success(request, _("The link no longer works."))
    return redirect(links.part(part))


@login_required
@require_POST
def remind_one(request: Request, inn: str, **where: Any) -> HttpResponse:
    part = selectors.reply_get(request.actor, inn, **where)
    sent = services.request_remind(actor=request.actor, request=part.request, only=[part], at=request.moment)
    if sent:
        messages.success(request, _("The reminder is on its way."))
    else:
        messages.info(request, _("Reminded today already, or there is nobody to write to."))
    return redirect(links.part(part))


@login_required
@require_POST
def dispute(request: Request, inn: str, **where: Any) -> HttpResponse:
    part = selectors.reply_get(request.actor, inn, **where)
    answer = selectors.answer_of(part)
    form = DisputeForm(request.POST, places=pages.places_of(part, answer) if answer else [])
    if not form.is_valid():
        return _page(request, part, dispute_form=form)
    services.dispute_raise(actor=request.actor, reply=part, at=request.moment, **form.cleaned_data)
    messages.success(request, _("The figure is disputed; the enterprise has a letter."))
    return redirect(links.part(part))


@login_required
@require_POST
def withdraw(request: Request, inn: str, pk: int, **where: Any) -> HttpResponse:
    part = selectors.reply_get(request.actor, inn, **where)
    found = next((d for d in selectors.open_disputes(part) if d.pk == pk), None)
    if found is None:
        raise Http404
    services.dispute_withdraw(actor=request.actor, dispute=found, at=request.moment)
    messages.success(request, _("The dispute is withdrawn."))
    return redirect(links.part(part))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def type_in(request: Request, inn: str, **where: Any) -> HttpResponse:
    part = selectors.reply_get(request.actor, inn, **where)
    posted = request.POST if request.method == "POST" else None
    form = pages.form_with(part, pages.start_of(part), posted, more=_more(request))
    way = WayForm(posted)
    if posted is not None and "more" not in posted and form.is_valid() and way.is_valid():
        content = form.read()
        if content is not None:
            return _typed(request, part, content, {"base": form.cleaned_data["base"], **way.cleaned_data})
    context: dict[str, Any] = {"part": part, "asked": part.request, "shape": shape_of(part.request)}
    context |= {"form": form, "way": way, "partners": selectors.members_known(part)}
    failed = posted is not None and "more" not in posted
    return render(request, "figures/type_in.html", context, status=422 if failed else 200)


def _typed(request: Request, part: FiguresReply, content: dict[str, Any], way: dict[str, Any]) -> HttpResponse:
    try:
        services.answer_type_in(actor=request.actor, reply=part, content=content, at=request.moment, **way)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Typed in; the enterprise is asked to confirm by its link."))
    return redirect(links.part(part))


def _more(request: Request) -> int:
    """Blank rows added by the button `more`: the form comes back as it is, longer."""
    return 5 if "more" in request.POST else 0
