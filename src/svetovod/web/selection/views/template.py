"""The DOCX of a selection that applications are filled into: uploaded, checked, seen filled."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request
from svetovod.web.projects.outputs import templates
from svetovod.web.selection import forms, services
from svetovod.web.selection.announcement.content import occasion

from ._frame import load, signed_in
from .drafting import opened

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def round_template(request: Request, slug: str) -> HttpResponse:
    """A faulty file changes nothing: all that is wrong with it is told by place."""
    round_, context = opened(request, slug)
    form = forms.TemplateForm(request.POST or None, request.FILES or None)
    faults: list[Any] = []
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            row = services.template_keep(actor=request.actor, round=round_, upload=upload, at=request.moment)
        except Refused as refusal:
            if refusal.code == "round.announced":
                raise
            form.add_error("file", str(refusal))
            if refusal.code == "template.faults":
                faults = templates.faults_of(request.actor, occasion(round_), upload)
        else:
            messages.success(request, _("Template No. %(number)d is kept.") % {"number": row.number})
            return redirect("selection:round_template", slug)
    kept = templates.kept(request.actor, occasion(round_))
    context |= {
        "form": form, "kept": kept, "names": templates.names_of(occasion(round_)),
        "faults": faults,
        "warnings": [templates.said(fault) for fault in (kept[0].warnings if kept else ())],
    }  # fmt: skip
    return render(request, "selection/round_template.html", context, status=422 if form.errors else 200)


@require_safe
@signed_in
def round_template_sample(request: Request, slug: str, sort: str) -> HttpResponse:
    """The template in force filled with an invented project."""
    round_, _context = load(request, slug, "round.update")
    made = templates.preview(request.actor, occasion(round_), sort, request.moment)
    response = HttpResponse(made, content_type=TYPES[sort])
    response["Content-Disposition"] = f'attachment; filename="sample.{sort}"'
    return response
