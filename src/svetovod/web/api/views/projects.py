"""Joint projects, to whoever shows a token: what its owner sees on the pages, and the estimate taken back."""

import hashlib
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse

from svetovod.web.api import bridge, frame
from svetovod.web.api.frame import Asked
from svetovod.web.common.http import Request
from svetovod.web.projects import selectors, services, telling

from .check import FILE

VERSIONED = {"schema": 1}


def projects(asked: Asked) -> Any:
    found = selectors.projects_visible(asked.actor).order_by("number")
    if asked["state"]:
        found = found.filter(state=asked["state"])
    pages = Paginator(selectors.with_remark_counts(found, asked.today, asked.actor), asked["per_page"])
    page = pages.get_page(asked["page"])
    rows = list(page.object_list) if asked["page"] <= pages.num_pages else []
    selectors.as_shown(asked.actor, rows)
    further = {name: value for name, value in asked.values.items() if value} | {"page": page.number + 1}
    return VERSIONED | {
        "count": pages.count, "page": asked["page"], "pages": pages.num_pages,
        "next": f"{reverse('api:projects')}?{urlencode(further)}" if rows and page.has_next() else None,
        "items": [telling.line(row) for row in rows],
    }  # fmt: skip


def project(asked: Asked, code: str) -> Any:
    return VERSIONED | telling.project(asked.actor, code, asked.request.moment)


def estimate(asked: Asked, code: str) -> Any:
    return _estimate(asked, code)


def estimate_import(asked: Asked, code: str) -> Any:
    """As the page does it: rights first, then the rows, which are taken all or none."""
    project = selectors.project_for(asked.actor, code, "project.edit")
    revision = frame.read_before(asked.request)
    name, read = frame.table_of(asked.request, FILE, bridge.read_project_workbook, bridge.read_estimate)
    errors = read.errors or selectors.misfits(project, read.value)
    if errors:
        raise frame.unread(errors, read.notes, asked.lang, in_json=name is None)
    services.estimate_import(
        actor=asked.actor, project=project, parsed=read.value, sha256=_sha256(asked.request), revision=revision,
        at=asked.request.moment,
    )  # fmt: skip
    return _estimate(asked, code)


def _estimate(asked: Asked, code: str) -> HttpResponse:
    found = VERSIONED | telling.estimate(asked.actor, code, asked.request.moment)
    response = frame.as_json(found)
    if found["revision"]:
        response["ETag"] = f'"{found["revision"]}"'
    return response


def _sha256(request: Request) -> str:
    """Of what was sent: the workbook, or the JSON."""
    sent = request.FILES.get(FILE)
    if sent is None:
        return hashlib.sha256(request.body).hexdigest()
    sent.seek(0)
    return hashlib.sha256(sent.read()).hexdigest()
