from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.common.http import Request
from svetovod.web.events import call_page, phrases, selectors, services
from svetovod.web.events.access import ACCESS
from svetovod.web.events.call_forms import SlidesForm
from svetovod.web.events.enums import ItemKind
from svetovod.web.events.models import PracticalSession
from svetovod.web.events.services.pitches import occasion
from svetovod.web.projects import selectors as projects
from svetovod.web.projects.enums import ProjectState


@login_required
@require_safe
def pitches(request: Request, slug: str) -> HttpResponse:
    """Presentations in their order, for a phone in a hall; each leads to the screen of its remarks."""
    session = selectors.session_get(request.actor, slug)
    found = selectors.pitches(request.actor, session)
    if not found:
        ACCESS.require("pitches.list", request.actor, session)
    remarks = f"?occasion={occasion(session)}"
    rows = [
        {"pitch": pitch, "remark_url": reverse("projects:remark_new", args=[pitch.project.code]) + remarks}
        for pitch in found
    ]
    context = {
        "session": session,
        "rows": rows,
        "may_remark": request.actor.holds(Role.EXPERT, Scope.SESSION, session.slug),
        "days": phrases.days(session),
        "may_write": ACCESS.allows("note.write", request.actor, session),
        "may_run": ACCESS.allows("floor.run", request.actor, session),
        "halls": list(session.items.filter(kind=ItemKind.PITCHES)),
        "may_panel": ACCESS.allows("pitches.list", request.actor, session),
        "may_sheets": ACCESS.allows("sheets.print", request.actor, session),
    }
    return render(request, "events/pitches.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hand_in(request: Request, slug: str, code: str) -> HttpResponse:
    """Hands a project in for presentation: its present state is frozen as a version."""
    session: PracticalSession = selectors.session_get(request.actor, slug)
    project = projects.project_for(request.actor, code, "project.present")
    if request.method == "POST":
        pitch = services.pitch_submit(actor=request.actor, session=session, project=project, at=request.moment)
        messages.success(request, _("Handed in: version %(number)d.") % {"number": pitch.version.number})
        return redirect("projects:project_detail", code=project.code)
    rows = session.pitches.select_related("session", "project", "version", "choice")
    mine = list(rows.filter(project=project).prefetch_related("answers", call_page.questions_seen()))
    context = {
        "session": session,
        "project": project,
        "line": call_page.lines(request.actor, session, mine, request.moment)[0] if mine else None,
        "slides_form": SlidesForm(),
        "days": phrases.days(session),
        "papers_open": request.moment < session.papers_until,
        "only_idea": project.state == ProjectState.IDEA,
        "pitch": mine[0] if mine else None,
    }
    return render(request, "events/hand_in.html", context)
