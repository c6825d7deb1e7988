"""Remarks on paper: sheets to print, scans that file themselves, and the page on which the scribe types from them."""

import secrets
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common.errors import Hidden
from svetovod.web.common.http import Request
from svetovod.web.common.refusing import at_the_form
from svetovod.web.events import codes, selectors, services, sheet_page
from svetovod.web.events import sheet_forms as forms
from svetovod.web.events.access import ACCESS
from svetovod.web.events.enums import ScanState
from svetovod.web.events.floor_forms import NoteForm
from svetovod.web.events.models import PracticalSession

from .organising import session_for


@login_required
@never_cache
@require_safe
def sheets(request: Request, slug: str) -> HttpResponse:
    return _page(request, session_for(request, slug, "sheets.print"))


def _page(request: Request, session: PracticalSession, *, status: int = 200, **context: Any) -> HttpResponse:
    """What there is to print, what came back, what waits for a hand."""
    counts = sheet_page.counts(session)
    reads = ACCESS.allows("sheets.scan", request.actor, session)
    scans = list(session.sheet_scans.all()[:20]) if reads else []
    return render(request, "events/sheets.html", {
        "session": session, **counts, "reads": reads,
        "missing": max(len(services.heard_by(session)) - counts["printed"], 0),
        "form": forms.SheetsForm(initial={"spare": counts["spare"] or 20}), "scan_form": forms.ScanForm(),
        "lines": sheet_page.lines(session) if reads else [],
        "unfiled": list(sheet_page.unfiled(session)) if reads else [],
        "scans": [(each, sheet_page.PROBLEMS.get(each.problem, each.problem)) for each in scans],
        "reading": any(each.state == ScanState.QUEUED for each in scans),
    } | context, status=status)  # fmt: skip


@login_required
@require_POST
def sheets_make(request: Request, slug: str) -> HttpResponse:
    session = session_for(request, slug, "sheets.print")
    form = forms.SheetsForm(request.POST)
    if not form.is_valid():
        return _page(request, session, form=form, status=422)
    made = services.sheets_make(actor=request.actor, session=session, at=request.moment, **form.cleaned_data)
    said = ngettext("%(n)d new sheet is ready to be printed.", "%(n)d new sheets are ready to be printed.", made)
    messages.success(request, said % {"n": made})
    return redirect("events:sheets", slug=slug)


@login_required
@require_safe
def sheets_pdf(request: Request, slug: str, sort: str) -> HttpResponse:
    session = session_for(request, slug, "sheets.print")
    if sort not in sheet_page.SORTS or not session.remark_sheets.filter(spare=sort == "spare").exists():
        raise Http404
    response = HttpResponse(sheet_page.paper(session, sort, request.moment), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="sheets-{slug}-{sort}.pdf"'
    return response


@login_required
@require_POST
def scan_new(request: Request, slug: str) -> HttpResponse:
    session = session_for(request, slug, "sheets.scan")
    form = forms.ScanForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, session, scan_form=form, status=422)
    files = form.cleaned_data["scans"]
    given = {"actor": request.actor, "session": session, "at": request.moment}
    new = sum(services.scan_take(upload=upload, **given)[1] for upload in files)
    if new:
        said = ngettext("%(n)d file is being read.", "%(n)d files are being read.", new) % {"n": new}
        messages.success(request, said)
    if new < len(files):
        messages.info(request, _("What was given before is not read again."))
    return redirect("events:sheets", slug=slug)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sheet_file(request: Request, slug: str, pk: int) -> HttpResponse:
    """A page that no machine could file, beside the question whose it is."""
    session = session_for(request, slug, "sheets.scan")
    page = get_object_or_404(session.sheet_pages.select_related("session", "sheet__pitch", "scan"), pk=pk)
    form = forms.PageForm(request.POST or None, session=session)
    if request.method == "POST" and "aside" in request.POST:
        services.page_aside(actor=request.actor, page=page, at=request.moment)
        return redirect("events:sheets", slug=slug)
    if request.method == "POST" and form.is_valid():
        with at_the_form(request, form):
            sheet = services.page_file(actor=request.actor, page=page, at=request.moment, **form.cleaned_data)
            messages.success(request, _("Filed: sheet %(number)d.") % {"number": sheet.number})
            return redirect("events:sheet", slug=slug, number=sheet.number)
    picture = sheet_page.pictures(request.actor, [page])[0][1]
    context = {"session": session, "page": page, "picture": picture, "form": form}
    return render(request, "events/sheet_file.html", context, status=422 if form.is_bound else 200)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: Request, slug: str, number: int) -> HttpResponse:
    """The handwriting beside the form: the scribe types, the expert whose it is looks and confirms."""
    session = selectors.session_get(request.actor, slug)
    row = sheet_page.sheets_of(session).exclude(pitch=None).filter(number=number).first()
    if row is None or not ACCESS.allows("sheets.read", request.actor, row):
        raise Hidden
    types = ACCESS.allows("sheets.scan", request.actor, session)
    form = NoteForm(request.POST or None)
    if request.method == "POST":
        ACCESS.require("sheets.scan", request.actor, session)
        if "done" in request.POST:
            done = request.POST["done"] == "1"
            services.sheet_done(actor=request.actor, sheet=row, done=done, at=request.moment)
            return redirect("events:sheets", slug=slug)
        if form.is_valid():
            services.note_write(
                actor=request.actor, pitch=row.pitch, expert=row.expert, at=request.moment,
                key=request.POST.get("idempotency_key", "")[:64] or secrets.token_urlsafe(12), **form.cleaned_data,
            )  # fmt: skip
            messages.success(request, _("Typed; the expert confirms it."))
            return redirect("events:sheet", slug=slug, number=number)
    context = {
        "session": session, "sheet": row, "form": form, "types": types, "key": secrets.token_urlsafe(18),
        "code": codes.sheet_code(row), "notes": sheet_page.typed(request.actor, row),
        "pictures": sheet_page.pictures(request.actor, row.pages.select_related("session", "sheet")),
        "own": row.expert_id == request.actor.person_id,
    }  # fmt: skip
    return render(request, "events/sheet.html", context, status=422 if form.is_bound else 200)


@login_required
@require_safe
def sheet_open(request: Request, slug: str, mark: str) -> HttpResponse:
    """Where the QR code of a sheet leads a phone: to the remarks of that project, or to its scan."""
    session = session_for(request, slug, "note.write")
    row = codes.sheet_of(session.pk, mark)
    if row is None:
        raise Http404
    if row.pitch_id is None:
        return redirect("events:notes", slug=slug)
    if row.pages.exists() and ACCESS.allows("sheets.read", request.actor, row):
        return redirect("events:sheet", slug=slug, number=row.number)
    return redirect("events:note_new", slug=slug, pk=row.pitch_id)
