"""Letters of a session before they leave: all kinds with a sample reader, and a mailing with everybody it goes to."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from svetovod.web.common import bulk
from svetovod.web.common.http import Request, whole
from svetovod.web.events import mailing_preview, samples
from svetovod.web.notices.services import letter_try
from svetovod.web.notices.showing import Letter, shown

from .planning import planned


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def session_letters(request: Request, slug: str) -> HttpResponse:
    session = planned(request, slug)
    found = list(samples.of(session, request.moment))
    typed = (request.POST if request.method == "POST" else request.GET).get("letter", "")
    number = whole(typed) or 0
    chosen = number if number <= len(found) else 0
    letters = shown(found[chosen - 1][1]) if chosen else []
    if request.method == "POST":
        send_to_me(request, letters)
        return redirect(f"{request.path}?letter={chosen}#letter")
    context = {
        "session": session, "occasions": [occasion for occasion, _write in found], "chosen": chosen,
        "occasion": found[chosen - 1][0] if chosen else "", "letters": letters,
    }  # fmt: skip
    return render(request, "events/session_letters.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitations_preview(request: Request, slug: str) -> HttpResponse:
    """What the invitations that wait say and whose they are; a copy to oneself."""
    session = planned(request, slug)
    preview = mailing_preview.invitations(session, request.moment)
    if request.method == "POST":
        send_to_me(request, preview.letters)
        return redirect("events:invitations_preview", slug=slug)
    context = {"session": session, "preview": preview, "most": bulk.MOST}
    return render(request, "events/invitations_preview.html", context)


def send_to_me(request: Request, letters: list[Letter]) -> None:
    sent = letter_try(actor=request.actor, letters=letters, at=request.moment)
    said = ngettext("%(n)d letter goes to your address.", "%(n)d letters go to your address.", sent)
    messages.success(request, said % {"n": sent})
