"""Behind the link of the letter: the questionnaire of one enterprise. No account is needed."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common.errors import Conflict, Hidden, Refused
from svetovod.web.common.http import Request
from svetovod.web.figures import bridge, pages, paper, selectors, services, tables
from svetovod.web.figures.models import FiguresContact
from svetovod.web.figures.shapes import shape_of

MORE = 5
TAKEN = "figures_taken"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def questionnaire(request: Request, token: str) -> HttpResponse:
    contact = selectors.contact_of(request.actor, token)
    if request.method != "POST":
        more = MORE if request.GET.get("more") else 0
        return _page(request, contact, token, pages.form_of(contact, more=more))
    if "more" in request.POST or "keep" in request.POST:
        _keep(request, contact, token)
        where = "?more=1#" + request.POST.get("more", "") if "more" in request.POST else ""
        return redirect(reverse("figures:questionnaire", args=[token]) + where)
    form = pages.form_of(contact, request.POST)
    if not form.is_valid():
        return _page(request, contact, token, form, status=422)
    content = form.read()
    if content is None:
        _keep(request, contact, token)
        return _page(request, contact, token, form, status=422)
    return _file(request, contact, token, form, content)


def _file(
    request: Request, contact: FiguresContact, token: str, form: pages.AnswerForm, content: dict[str, Any]
) -> HttpResponse:
    base = form.cleaned_data["base"]
    try:
        services.answer_file(
            actor=request.actor, reply=contact.reply, content=content, base=base, token=token, at=request.moment
        )
    except Conflict as conflict:
        _keep(request, contact, token)
        return _merge(request, contact, token, form, content, conflict)
    except Refused as refusal:
        _keep(request, contact, token)
        form.add_error(None, str(refusal))
        return _page(request, contact, token, form, status=409)
    return _taken(request, token, _("Sent. Thank you: the figures can be changed until they are locked."))


def _taken(request: Request, token: str, said: str) -> HttpResponse:
    """The next page forgets the browser's copy of the draft, once: what is typed later is kept again."""
    messages.success(request, said)
    request.session[TAKEN] = token
    return redirect("figures:questionnaire", token=token)


def _merge(  # noqa: PLR0917
    request: Request,
    contact: FiguresContact,
    token: str,
    form: pages.AnswerForm,
    content: dict[str, Any],
    conflict: Conflict,
) -> HttpResponse:  # fmt: skip
    """Two people of one enterprise: the form comes back on top of the other's answer, with what differs."""
    answer = selectors.answer_of(contact.reply)
    assert answer is not None  # there was one to be in conflict with
    asked = contact.reply.request
    differing = shape_of(asked).differences(asked, content, answer.content)
    merged = pages.form_with(contact.reply, form.typed() | {"base": conflict.params["number"]})
    extra = {"differing": differing, "other": answer, "conflict": str(conflict)}
    return _page(request, contact, token, merged, status=409, **extra)


def _keep(request: Request, contact: FiguresContact, token: str) -> None:
    base = request.POST.get("base", "")
    services.draft_save(
        actor=request.actor, reply=contact.reply, content=pages.typed_of(contact.reply, request.POST),
        base=int(base) if base.isdecimal() and len(base) < 9 else 0, token=token, at=request.moment,
    )  # fmt: skip


def _page(
    request: Request, contact: FiguresContact, token: str, form: pages.AnswerForm, status: int = 200, **extra: Any
) -> HttpResponse:
    taken = request.method == "GET" and request.session.pop(TAKEN, "") == token
    context = pages.answer_context(contact, request.moment) | {"form": form, "token": token, "taken": taken} | extra
    if context["answer"] is not None:
        context["signed"] = selectors.signed_of(selectors.reader_of(request.actor, contact), context["answer"])
    shape = shape_of(contact.reply.request)
    if contact.reply.request.is_table:
        context |= tables.beside(request.actor, contact.reply)
    response = render(request, shape.page, context | {"shape": shape}, status=status)
    # the address is the secret: it must not leave with a link
    response["Referrer-Policy"] = "same-origin"
    return response


@require_POST
def draft(request: Request, token: str) -> HttpResponse:
    """Autosave: 204, or a plain sentence with 409 when the request is locked (the draft is kept all the same)."""
    contact = selectors.contact_of(request.actor, token)
    _keep(request, contact, token)
    if contact.reply.request.state == "locked":
        said = _("The request is locked: what you typed is kept, it cannot be sent.")
        return HttpResponse(said, status=409, content_type="text/plain; charset=utf-8")
    return HttpResponse(status=204)


@never_cache
@require_safe
def own_sheet(request: Request, token: str) -> HttpResponse:
    """The sheet of confirmation for the signature of the enterprise's head."""
    contact = selectors.contact_of(request.actor, token)
    answer = selectors.answer_of(contact.reply)
    if answer is None:
        raise Hidden
    return HttpResponse(paper.confirmation(contact.reply, answer), content_type="application/pdf")


@require_POST
def repeat(request: Request, token: str) -> HttpResponse:
    contact = selectors.contact_of(request.actor, token)
    services.answer_repeat(
        actor=request.actor, reply=contact.reply, base=contact.reply.answer_number, token=token, at=request.moment
    )
    return _taken(request, token, _("Sent: the earlier figures are said of this year."))


@require_POST
def confirm(request: Request, token: str) -> HttpResponse:
    contact = selectors.contact_of(request.actor, token)
    number = request.POST.get("number", "")
    services.answer_confirm(
        actor=request.actor, reply=contact.reply, number=int(number) if number.isdecimal() and len(number) < 9 else 0,
        token=token, at=request.moment,
    )  # fmt: skip
    messages.success(request, _("Confirmed. Thank you."))
    return redirect("figures:questionnaire", token=token)


@require_safe
def okpd2(request: Request) -> HttpResponse:
    """Options of the list while a code is typed; the classifier is public."""
    words = next((value for name, value in request.GET.items() if name.endswith("okpd2") or name == "q"), "")
    return render(request, "figures/_okpd2_options.html", {"found": bridge.okpd2_search(str(words)[:200])})
