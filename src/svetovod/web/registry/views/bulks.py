"""Many workbooks at once: the upload, what each would do, what is applied and what is taken back."""

import re
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request
from svetovod.web.registry.access import ACCESS
from svetovod.web.registry.bulk import archive, page, selectors, services
from svetovod.web.registry.models import DEMO_PREFIX, BulkImport
from svetovod.web.registry.places import page as places

from .sheets import compared

PER_PAGE = 30


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def bulk_list(request: Request) -> HttpResponse:
    """The upload, and earlier imports of one's own."""
    ACCESS.require("bulk.create", request.actor)
    refusal = None
    if request.method == "POST":
        try:
            uploads = request.FILES.getlist("workbooks")
            made = services.bulk_upload(actor=request.actor, uploads=uploads, at=request.moment)
            return redirect("registry:bulk_detail", bulk=made.pk)
        except Refused as said:
            refusal = said
    found = Paginator(selectors.bulks_of(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "refusal": refusal, "page": found, "most": archive.MOST_FILES, "limit": archive.MOST_BYTES // 2**20,
    }  # fmt: skip
    return render(request, "registry/bulk_list.html", context, status=422 if refusal else 200)


@login_required
@require_safe
def bulk_detail(request: Request, bulk: int) -> HttpResponse:
    return _detail(request, selectors.bulk_get(request.actor, bulk), {}, None)


@login_required
@require_POST
def bulk_apply(request: Request, bulk: int) -> HttpResponse:
    whole = selectors.bulk_get(request.actor, bulk)
    chosen, typed = _ids(request), _managers(request)
    try:
        count = services.bulk_choose(
            actor=request.actor, bulk=whole, chosen=chosen, managers=typed, at=request.moment
        )  # fmt: skip
    except Refused as refusal:
        return _detail(request, whole, typed, refusal)
    if count:
        said = ngettext("%(n)d workbook is in line.", "%(n)d workbooks are in line.", count)
        messages.success(request, said % {"n": count})
    else:
        messages.info(request, _("Nothing was chosen, or it is in line already."))
    return redirect("registry:bulk_detail", bulk=bulk)


@login_required
@require_POST
def bulk_undo(request: Request, bulk: int) -> HttpResponse:
    """One file where it is named, else all that are applied."""
    whole = selectors.bulk_get(request.actor, bulk)
    files = None if request.POST.get("all") else _ids(request, "undo")
    services.bulk_take_back(actor=request.actor, bulk=whole, files=files, at=request.moment)
    return redirect("registry:bulk_detail", bulk=bulk)


@login_required
@require_safe
def bulk_file(request: Request, bulk: int, file: int) -> HttpResponse:
    """What one file changes, as the upload of a single workbook shows it; all of it where there was none before."""
    whole = selectors.bulk_get(request.actor, bulk)
    found = selectors.file_get(whole, file)
    after = found.content or (found.sheet.content if found.sheet else {})
    context = {
        "bulk": whole, "file": found, "cluster": found.cluster, "members": len(after["participants"]),
        "demo": all(row["inn"].startswith(DEMO_PREFIX) for row in after["participants"]),
        "named": places.told(after), **compared(request, found.base.content if found.base else None, after),
    }  # fmt: skip
    return render(request, "registry/bulk_file.html", context)


def _detail(request: Request, bulk: BulkImport, typed: services.Managers, refusal: Refused | None) -> HttpResponse:
    context: dict[str, Any] = {"bulk": bulk, "page": page.build(selectors.files_of(bulk), typed), "refusal": refusal}
    return render(request, "registry/bulk_detail.html", context, status=422 if refusal else 200)


def _ids(request: Request, name: str = "file") -> list[int]:
    return [int(each) for each in request.POST.getlist(name) if re.fullmatch(r"[0-9]{1,18}", each)]


def _managers(request: Request) -> dict[int, tuple[str, str]]:
    inns = {name.removeprefix("inn-"): value for name, value in request.POST.items() if name.startswith("inn-")}
    return {
        int(pk): (re.sub(r"\s", "", str(inn))[:12], " ".join(request.POST.get(f"name-{pk}", "").split()))
        for pk, inn in inns.items()
        if re.fullmatch(r"[0-9]{1,18}", pk)
    }
