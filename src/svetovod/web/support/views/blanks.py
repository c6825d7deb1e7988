"""Blanks to fill in: the list, one of them, all in one ZIP."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from svetovod.web.common import formatting
from svetovod.web.common.http import Request
from svetovod.web.support import blanks

from .navigator import today_of


@require_safe
def blank_list(request: Request) -> HttpResponse:
    found = [blanks.blank(form, formatting.lang()) for form in blanks.FORMS]
    return render(request, "support/blanks.html", {"blanks": found})


@require_safe
def blank(request: Request, form: str) -> HttpResponse:
    found = blanks.blank(blanks.form_get(form), formatting.lang())
    return _file(found.content, found.form.content_type, found.form.name)


@require_safe
def blank_pack(request: Request) -> HttpResponse:
    on = today_of(request)
    return _file(blanks.pack(formatting.lang(), on), "application/zip", f"svetovod-blanks-{on.isoformat()}.zip")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
