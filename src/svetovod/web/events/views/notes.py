import secrets
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.models import Person
from svetovod.web.accounts.selectors import holders_of
from svetovod.web.common.errors import Denied
from svetovod.web.common.http import Request, whole
from svetovod.web.events import live_page, selectors, services, sheet_page
from svetovod.web.events.enums import OPEN_NOTES, ItemKind
from svetovod.web.events.floor_forms import NoteForm
from svetovod.web.events.models import Pitch, PitchNote, PracticalSession

from .organising import session_for


def _is_expert(request: Request, session: PracticalSession) -> bool:
    return request.actor.holds(Role.EXPERT, Scope.SESSION, session.slug)


def _on_stage(session: PracticalSession, at: Any) -> Pitch | None:
    """What is heard now, in any hall."""
    return session.pitches.filter(started_at__lte=at, ended_at=None).select_related("project").first()


def _form(request: Request, session: PracticalSession) -> NoteForm:
    """An expert writes for oneself; whoever is only a scribe says for whom."""
    if _is_expert(request, session):
        return NoteForm(request.POST or None)
    people = Person.objects.filter(pk__in=holders_of(Role.EXPERT, Scope.SESSION, session.slug)).order_by("name", "pk")
    return NoteForm(request.POST or None, experts=people)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def note_new(request: Request, slug: str, pk: int) -> HttpResponse:
    """A remark typed with a thumb while the project is presented. Without network the words stay on the device."""
    session = session_for(request, slug, "note.write")
    rows = session.pitches.select_related("session", "project__cluster", "version")
    pitch = get_object_or_404(rows, pk=pk)
    form = _form(request, session)
    if request.method == "POST" and form.is_valid():
        given = {"expert": request.user} | form.cleaned_data
        note = services.note_write(
            actor=request.actor, pitch=pitch, then=request.POST.get("then", "hold"), at=request.moment,
            key=request.POST.get("idempotency_key", "")[:64] or secrets.token_urlsafe(12), **given,
        )  # fmt: skip
        messages.success(request, _("Written down: %(state)s.") % {"state": note.get_state_display()})
        return redirect("events:note_new", slug=slug, pk=pk)
    mine = list(pitch.notes.filter(typed_by=request.actor.person_id).select_related("expert"))
    context = {
        "session": session, "pitch": pitch, "form": form, "mine": mine, "key": secrets.token_urlsafe(18),
        "stage": _on_stage(session, request.moment), "expert": _is_expert(request, session),
    }  # fmt: skip
    return render(request, "events/note_new.html", context, status=422 if form.is_bound else 200)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: Request, slug: str) -> HttpResponse:
    """The evening list: all that the expert has not sent yet; one tap sends it."""
    session = session_for(request, slug, "note.write")
    if request.method == "POST":
        if not _is_expert(request, session):
            raise Denied("note.keep")
        sent = services.notes_release(actor=request.actor, session=session, at=request.moment)
        said = ngettext("%(n)d remark is sent to its project.", "%(n)d remarks are sent to their projects.", sent)
        messages.success(request, said % {"n": sent})
        return redirect("events:notes", slug=slug)
    own = "expert" if _is_expert(request, session) else "typed_by"
    kept = PitchNote.objects.filter(pitch__session=session, **{own: request.actor.person_id})
    found = kept.filter(state__in=OPEN_NOTES).select_related(
        "pitch__project", "pitch__version", "pitch__session", "expert", "typed_by"
    )
    items, listed = session.items.filter(kind=ItemKind.PITCHES), list(found.order_by("pitch__slot", "id"))
    sheet_page.on_paper(listed)
    context = {
        "session": session, "rows": listed, "written": listed or kept.exists(), "expert": own == "expert",
        "stage": _on_stage(session, request.moment),
        "sheets": [(item, live_page.run_sheet(item, request.moment)) for item in items.select_related("session")],
    }  # fmt: skip
    return render(request, "events/notes.html", context)


@login_required
@require_POST
def note_move(request: Request, slug: str, action: str, pk: int) -> HttpResponse:
    """One remark: confirmed, left to the moderator, kept back, dropped, or sent by its expert or the moderator."""
    session = selectors.session_get(request.actor, slug)
    note = get_object_or_404(PitchNote.objects.select_related("pitch__session"), pk=pk, pitch__session=session)
    asked = {"actor": request.actor, "note": note, "at": request.moment}
    if action == "release":
        services.note_release(**asked)
    else:
        services.note_step(step=action, **asked)
    back = whole(request.POST.get("back"))
    if back is not None and session.items.filter(pk=back).exists():
        return redirect("events:live", slug=slug, pk=back)
    return redirect("events:notes", slug=slug)
