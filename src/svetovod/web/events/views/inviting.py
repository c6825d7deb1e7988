from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from svetovod.web.common import bulk, formatting
from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request
from svetovod.web.documents import papers
from svetovod.web.events import bridge, invite_many, invite_paper, phrases, selectors, services
from svetovod.web.events import invite_forms as forms
from svetovod.web.events.enums import InviteAnswer, RegistrationKind

from .planning import planned

SORTS = {"pdf": papers.PDF, "docx": papers.DOCX}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: Request, slug: str) -> HttpResponse:
    """Letters to heads of organisations: who has answered and whom they delegate; more addressees from a list."""
    session = planned(request, slug)
    form = forms.AddresseesForm(request.POST or None, request.FILES or None)
    errors: list[Any] = []
    if request.method == "POST" and form.is_valid():
        typed, errors = bridge.addressees(form.cleaned_data["workbook"].file, formatting.lang())
        if not errors:
            added, named = services.invites_add(
                actor=request.actor, session=session, addressees=typed, at=request.moment
            )
            said = [ngettext("%(n)d letter is made.", "%(n)d letters are made.", added) % {"n": added}]
            if named:
                said.append(ngettext(
                    "%(n)d letter made earlier now says what it invites as.",
                    "%(n)d letters made earlier now say what they invite as.", named,
                ) % {"n": named})  # fmt: skip
            messages.success(request, " ".join(said))
            return redirect("events:invitations", slug=slug)
    every = list(session.invites.all())
    context = {
        "session": session, "form": form, "errors": errors, "filter": forms.InviteFilter(request.GET),
        "rows": list(invite_many.fitting(session, request.GET, request.moment).prefetch_related("delegates__person")),
        "count": len(every), "unsent": sum(row.sent_at is None for row in every),
        "due": services.invites_due(session, request.moment).exists(),
        "answered": sum(bool(row.answer) for row in every),
        "comes": sum(row.answer == InviteAnswer.COMES for row in every),
        "actions": [(deed.do, deed.title) for deed in invite_many.deeds(session).values()],
    }  # fmt: skip
    return render(request, "events/invitations.html", context, status=422 if request.method == "POST" else 200)


@require_safe
@login_required
def invitations_blank(request: Request, slug: str) -> HttpResponse:
    planned(request, slug)
    response = HttpResponse(bridge.blank("invitations", formatting.lang()), content_type=papers.XLSX)
    response["Content-Disposition"] = f'attachment; filename="addressees-{slug}.xlsx"'
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def invites_many(request: Request, slug: str) -> HttpResponse:
    """Letters sent, or those who are silent reminded of theirs, many at once."""
    session = planned(request, slug)
    deed = bulk.chosen(request.POST if request.method == "POST" else request.GET, invite_many.deeds(session))
    return bulk.answer(
        request, deed, session.invites.all(), invite_many.fitting(session, request.GET, request.moment)[: bulk.MOST],
        lines=lambda rows: invite_many.lines(session, rows, deed.do, request.moment),
        do=lambda rows: invite_many.SERVICES[deed.do](
            actor=request.actor, session=session, invites=rows, at=request.moment
        ),
    )  # fmt: skip


@login_required
@require_safe
def invitation_file(request: Request, slug: str, number: int, sort: str) -> HttpResponse:
    row = planned(request, slug).invites.filter(number=number).first()
    if row is None or sort not in SORTS:
        raise Http404
    with override("ru"):  # as it leaves, in whatever language the organiser reads the page
        made = invite_paper.letter(row)
        content = papers.pdf(made, request.moment) if sort == "pdf" else papers.docx(made)
    response = HttpResponse(content, content_type=SORTS[sort])
    response["Content-Disposition"] = f'attachment; filename="invitation-{slug}-{number}.{sort}"'
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: Request, slug: str, token: str) -> HttpResponse:
    """By the link of the letter, without an account: whom the organisation delegates, or that nobody comes."""
    session = selectors.session_get(request.actor, slug)
    invite = services.invite_by_token(session, token)
    initial = {"kind": invite.kind or RegistrationKind.ENTERPRISE}
    form = forms.InviteAnswerForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            services.invite_answer(
                actor=request.actor, session=session, token=token, people=data["people"], kind=data["kind"],
                at=request.moment,
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Thank you: the answer is kept, each of those named has a letter."))
            return redirect("events:invitation", slug=slug, token=token)
    context = {"session": session, "invite": invite, "form": form, "days": phrases.days(session)}
    context["people"] = list(invite.delegates.select_related("person"))
    response = render(request, "events/invitation.html", context, status=422 if form.is_bound else 200)
    response["Referrer-Policy"] = "same-origin"
    return response
