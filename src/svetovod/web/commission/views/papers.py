"""The papers of a commission: the shelf, one of them, the chair's folder, a template of one's own."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from svetovod.web.commission import papers, selectors, services
from svetovod.web.commission.access import ACCESS
from svetovod.web.commission.forms import PaperTemplateForm
from svetovod.web.commission.papers import templates
from svetovod.web.commission.papers.folder import chair_folder
from svetovod.web.commission.selectors.papers import shelves, target_get
from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.common.http import Request
from svetovod.web.documents.papers import DOCX, PDF
from svetovod.web.selection.views import load, signed_in

from .sittings import opened


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def papers_page(request: Request, slug: str) -> HttpResponse:
    """The shelf; a POST puts a template in the place of the usual one."""
    round_, context = load(request, slug, "desk.view")
    if request.method == "POST":
        ACCESS.require("paper.template", request.actor, round_)
    form = PaperTemplateForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _kept(request, round_, form):
        messages.success(request, _("The template is kept: papers of this kind are made by it from now on."))
        return redirect("commission:papers", slug)
    kept = {row.kind: row for row in round_.paper_templates.order_by("number")}
    context |= {
        "shelves": [(shelf, kept.get(shelf.kind.key)) for shelf in shelves(request.actor, round_)],
        "sittings": list(selectors.sittings_of(request.actor, round_).exclude(state="cancelled")),
        "form": form, "names": templates.FIELDS,
        "may_keep": ACCESS.allows("paper.template", request.actor, round_),
    }  # fmt: skip
    return render(request, "commission/papers.html", context, status=422 if form.errors else 200)


def _kept(request: Request, round_: Any, form: PaperTemplateForm) -> bool:
    data = form.cleaned_data
    try:
        services.paper_template_keep(
            actor=request.actor, round=round_, kind=data["kind"], upload=data["file"], at=request.moment
        )
    except Refused as refusal:
        form.add_error("file", str(refusal))
        return False
    return True


@require_safe
@signed_in
def paper(request: Request, slug: str, kind: str, target: str, sort: str) -> HttpResponse:
    round_, _context = load(request, slug, "desk.view")
    if sort not in ("pdf", "docx"):
        raise Hidden
    found, subject = target_get(request.actor, round_, kind, target)
    made, own = papers.make(found, subject, request.moment), templates.in_force(round_, kind)
    name = f"{slug}-{kind}-{target}.{sort}"
    if sort == "docx":
        return _file(templates.docx(own, made) if own else papers.docx(made), DOCX, name)
    return _file(templates.pdf(own, made, request.moment) if own else papers.pdf(made, request.moment), PDF, name)


@require_safe
@signed_in
def folder(request: Request, slug: str, sitting: int) -> HttpResponse:
    """Agenda, cards, summary and draft protocol in one PDF with bookmarks."""
    found, _context = opened(request, slug, sitting)
    ACCESS.require("paper.view", request.actor, found.round)
    return _file(chair_folder(found, request.moment), PDF, f"{slug}-folder-{sitting}.pdf")
