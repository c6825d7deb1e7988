"""The plan-schedule and the indicators taken away as workbooks and read back."""

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from svetovod.web.common import formatting
from svetovod.web.common.http import Request
from svetovod.web.projects import bridge, services
from svetovod.web.projects.content import periods
from svetovod.web.projects.forms import WorkbookForm
from svetovod.web.projects.pages import Page, page_for
from svetovod.web.projects.plans import bridge as books

from .estimate import XLSX


def _book(page: Page, name: str, content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}-{page.project.number:02d}.xlsx"'
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_safe
def schedule_xlsx(request: Request, code: str) -> HttpResponse:
    page = page_for(request, code, "schedule")
    return _book(page, "schedule", books.write_schedule(page.content, formatting.lang()))


@login_required
@require_safe
def indicators_xlsx(request: Request, code: str) -> HttpResponse:
    page = page_for(request, code, "indicators")
    return _book(page, "indicators", books.write_indicators(page.content, formatting.lang()))


@login_required
@require_POST
def schedule_upload(request: Request, code: str) -> HttpResponse:
    page = page_for(request, code, "schedule", writes="project.edit")
    inns = [each.organisation.inn for each in page.project.participants.all()]

    def take(rows: Sequence[Any], sha256: str) -> str:
        count = services.schedule_import(
            actor=page.actor, project=page.project, stages=[each for _row, each in rows], sha256=sha256,
            at=request.moment,
        )  # fmt: skip
        return ngettext("%(n)d stage is read.", "%(n)d stages are read.", count) % {"n": count}

    return _read(request, page, books.read_schedule, lambda rows: books.stage_misfits(rows, inns), take)


@login_required
@require_POST
def indicators_upload(request: Request, code: str) -> HttpResponse:
    page = page_for(request, code, "indicators", writes="project.edit")
    wanted = periods(page.content["start"], page.content["end"])

    def take(rows: Sequence[Any], sha256: str) -> str:
        count = services.indicators_import(
            actor=page.actor, project=page.project, values=[each for _row, each in rows], sha256=sha256,
            at=request.moment,
        )  # fmt: skip
        return ngettext("%(n)d value of the plan is read.", "%(n)d values of the plan are read.", count) % {"n": count}

    return _read(request, page, books.read_indicators, lambda rows: books.value_misfits(rows, wanted), take)


def _read(
    request: Request, page: Page, reader: Callable[[Any], Any], misfits: Callable[[Any], list[Any]],
    take: Callable[[Sequence[Any], str], str],
) -> HttpResponse:  # fmt: skip
    """With any error nothing is changed and all errors are shown."""
    form = WorkbookForm(request.POST, request.FILES)
    errors: Sequence[Any] = ()
    if form.is_valid():
        file = form.cleaned_data["file"]
        read = reader(file)
        errors = read.errors or misfits(read.value)
        if not errors:
            file.seek(0)
            messages.success(request, take(read.value, hashlib.sha256(file.read()).hexdigest()))
            return redirect(page.here)
    context = {"page": page, "upload": form, "problems": bridge.told(errors, formatting.lang()), "count": len(errors)}
    return render(request, "projects/book_problems.html", context, status=422)
