from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common.http import Request
from svetovod.web.documents import papers
from svetovod.web.events import press_forms as forms
from svetovod.web.events import press_release, services
from svetovod.web.events.access import ACCESS
from svetovod.web.events.models import PracticalSession, PressDesk

from .organising import session_for

SORTS = {"pdf": papers.PDF, "docx": papers.DOCX, "txt": "text/plain; charset=utf-8"}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def press(request: Request, slug: str) -> HttpResponse:
    """Both releases in both languages, as they are made of the data at this moment, and what they need besides."""
    session = session_for(request, slug, "press.edit")
    releases = _releases(request, session)
    form = forms.PressForm(request.POST or None, initial=_known(session, releases))
    if request.method == "POST" and form.is_valid():
        services.press_set(actor=request.actor, session=session, at=request.moment, **form.cleaned_data)
        messages.success(request, _("Kept: the releases are made anew."))
        return redirect("events:press", slug=slug)
    return _page(request, session, releases, form=form, status=422 if form.is_bound else 200)


def _page(
    request: Request, session: PracticalSession, releases: list[press_release.Release], *, status: int, **context: Any
) -> HttpResponse:
    context = {
        "session": session, "releases": releases, "missing": press_release.names(releases),
        "quotes": list(session.quotes.all()), "quote_form": forms.QuoteForm(),
        "may_approve": ACCESS.allows("press.approve", request.actor, session),
    } | context  # fmt: skip
    return render(request, "events/press.html", context, status=status)


def _releases(request: Request, session: PracticalSession) -> list[press_release.Release]:
    return press_release.all_of(session, at=request.moment, show_future=request.clock.show_future)


def _known(session: PracticalSession, releases: list[press_release.Release]) -> dict[str, Any]:
    desk = PressDesk.objects.filter(session=session).first()
    return forms.initial(desk, press_release.names(releases))


@login_required
@require_safe
def press_file(request: Request, slug: str, kind: str, lang: str, sort: str) -> HttpResponse:
    session = session_for(request, slug, "press.edit")
    if kind not in press_release.KINDS or lang not in press_release.LANGUAGES or sort not in SORTS:
        raise Http404
    made = press_release.of(session, kind, lang, at=request.moment, show_future=request.clock.show_future)
    if sort == "txt":
        content = made.text.encode()
    else:
        paper = press_release.paper(session, made)
        content = papers.pdf(paper, request.moment) if sort == "pdf" else papers.docx(paper)
    response = HttpResponse(content, content_type=SORTS[sort])
    response["Content-Disposition"] = f'attachment; filename="press-{slug}-{kind}-{lang}.{sort}"'
    return response


@login_required
@require_POST
def quote_new(request: Request, slug: str) -> HttpResponse:
    session = session_for(request, slug, "press.edit")
    form = forms.QuoteForm(request.POST)
    if not form.is_valid():
        releases = _releases(request, session)
        main = forms.PressForm(initial=_known(session, releases))
        return _page(request, session, releases, form=main, quote_form=form, status=422)
    services.quote_add(actor=request.actor, session=session, at=request.moment, **form.cleaned_data)
    messages.success(request, _("Kept; it stands in the release when it is approved."))
    return redirect("events:press", slug=slug)


@login_required
@require_POST
def quote_approve(request: Request, slug: str, pk: int) -> HttpResponse:
    services.quote_approve(
        actor=request.actor, session=session_for(request, slug, "press.edit"), pk=pk, at=request.moment
    )
    messages.success(request, _("Approved."))
    return redirect("events:press", slug=slug)
