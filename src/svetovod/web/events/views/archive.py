"""The archive of a session: public, and its desk for the press; logos of those who hold the session."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common.http import Request, whole
from svetovod.web.common.refusing import at_the_form
from svetovod.web.documents.downloads import download
from svetovod.web.events import archive_forms as forms
from svetovod.web.events import archive_page, selectors, services
from svetovod.web.events.access import ACCESS
from svetovod.web.events.models import ArchiveEntry

from .organising import session_for
from .planning import planned

STEPS = {"publish": services.entry_publish, "withdraw": services.entry_withdraw, "remove": services.entry_remove}


@require_safe
def archive(request: Request, slug: str) -> HttpResponse:
    """What everybody may see and take."""
    session = selectors.session_get(request.actor, slug)
    found = archive_page.published(session)
    context = {
        "session": session, "photos": archive_page.photos(found["photo"]), "materials": found["material"],
        "bundled": bool(archive_page.bundled(session)),
        "taught": archive_page.taught(request.actor, session),
        "may_edit": ACCESS.allows("press.edit", request.actor, session),
    }  # fmt: skip
    return render(request, "events/archive.html", context)


@require_safe
def archive_file(request: Request, slug: str, pk: int, size: str) -> FileResponse:
    session = selectors.session_get(request.actor, slug)
    entry = get_object_or_404(session.archive.exclude(published_at=None), pk=pk)
    file = archive_page.copy_of(entry, size)
    if file is None:
        raise Http404
    return _public(file)


def _public(file: Any) -> FileResponse:
    """What everybody may see is kept for a while by whoever asked."""
    response = download(file, show=True)
    response["Cache-Control"] = "public, max-age=300"
    return response


@require_safe
def archive_zip(request: Request, slug: str) -> StreamingHttpResponse:
    session = selectors.session_get(request.actor, slug)
    files = archive_page.bundled(session)
    if not files:
        raise Http404
    # whoever asks for the head alone makes nobody build the file
    parts = () if request.method == "HEAD" else archive_page.bundle(session, files, request.moment)
    return StreamingHttpResponse(parts, content_type="application/zip", headers={
        "Content-Disposition": f'attachment; filename="{slug}.zip"', "Cache-Control": "public, max-age=300",
    })  # fmt: skip


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def archive_desk(request: Request, slug: str) -> HttpResponse:
    """Everything kept, what of it is public, and who has not agreed to be photographed."""
    session = session_for(request, slug, "press.edit")
    form = forms.EntryForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        with at_the_form(request, form):
            services.entry_add(
                actor=request.actor, session=session, upload=given.pop("file"), at=request.moment, **given
            )  # fmt: skip
            messages.success(request, _("Kept; nobody else sees it before it is published."))
            return redirect("events:archive_desk", slug=slug)
    absent = archive_page.without_consent(session)
    context = {
        "session": session, "form": form, "rows": list(session.archive.all()), "people_form": forms.PeopleForm(),
        "absent": absent, "names": "; ".join(row.person.name for row in absent),
        "taken_back": [row for row in absent if row.taken_back],
    }  # fmt: skip
    return render(request, "events/archive_desk.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def archive_move(request: Request, slug: str, action: str, pk: int) -> HttpResponse:
    session = session_for(request, slug, "press.edit")
    entry: ArchiveEntry = get_object_or_404(session.archive.select_related("session"), pk=pk)
    given = {"actor": request.actor, "entry": entry, "at": request.moment}
    form = forms.PeopleForm(request.POST)
    if action == "people" and form.is_valid():
        services.entry_people(people=form.cleaned_data["people"], **given)
    elif action in STEPS:
        STEPS[action](**given)
    else:
        raise Http404
    return redirect("events:archive_desk", slug=slug)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def logos(request: Request, slug: str) -> HttpResponse:
    """The signs of the bodies: given, exchanged, taken away."""
    session = planned(request, slug)
    if request.method == "POST" and (gone := whole(request.POST.get("remove"))) is not None:
        services.logo_remove(actor=request.actor, session=session, pk=gone, at=request.moment)
        return redirect("events:logos", slug=slug)
    form = forms.LogoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        name, upload = form.cleaned_data["name"], form.cleaned_data["file"]
        services.logo_set(actor=request.actor, session=session, name=name, upload=upload, at=request.moment)
        messages.success(request, _("The logo is kept."))
        return redirect("events:logos", slug=slug)
    known = {logo.name: logo for logo in session.logos.all()}
    names = dict.fromkeys(session.bodies.values_list("name", flat=True))
    rows = [(name, known.get(name), _form(form, name, place)) for place, name in enumerate(names)]
    context = {"session": session, "rows": rows, "form": form}
    return render(request, "events/logos.html", context, status=422 if form.is_bound else 200)


def _form(typed: forms.LogoForm, name: str, place: int) -> forms.LogoForm:
    """Of one body: what was typed stays where it was typed."""
    if typed.is_bound and typed.data.get("name") == name:
        return typed
    return forms.LogoForm(initial={"name": name}, auto_id=f"id_{place}_%s")


@require_safe
def logo(request: Request, slug: str, pk: int) -> FileResponse:
    """To be seen by whoever sees the session."""
    session = selectors.session_get(request.actor, slug)
    file = archive_page.logo_file(get_object_or_404(session.logos, pk=pk))
    if file is None:
        raise Http404
    return _public(file)
