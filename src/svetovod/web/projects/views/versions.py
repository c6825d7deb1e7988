"""Frozen versions and the readable difference of any two."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from svetovod.web.common.errors import Hidden
from svetovod.web.common.http import Request, whole
from svetovod.web.projects import changes, phrases, services
from svetovod.web.projects.enums import Purpose, Section
from svetovod.web.projects.pages import page_for
from svetovod.web.projects.selectors import project_get, version_content, version_files, version_get, versions_of


@login_required
@require_safe
def version_list(request: Request, code: str) -> HttpResponse:
    page = page_for(request, code, "versions")
    versions = versions_of(page.actor, page.project, whole=True)
    context = {"page": page, "versions": versions, "files": version_files(versions)}
    return render(request, "projects/version_list.html", context)


@login_required
@require_safe
def version_compare(request: Request, code: str) -> HttpResponse:
    """`?from=1&to=2`; without `to` the living project, for those who may see it."""
    page = page_for(request, code, "versions")
    versions = versions_of(page.actor, page.project)
    older = version_get(page.actor, page.project, _number(request.GET.get("from")))
    newer = version_get(page.actor, page.project, _number(request.GET["to"])) if request.GET.get("to") else None
    after = version_content(newer) if newer else page.content
    rows = changes.readable(version_content(older), after)
    context = {
        "page": page, "versions": versions, "older": older, "newer": newer, "count": sum(len(r.fields) for r in rows),
        "sections": grouped(rows),
    }  # fmt: skip
    return render(request, "projects/version_compare.html", context)


def _number(text: str | None) -> int:
    number = whole(text)
    if number is None:
        raise Hidden
    return number


def grouped(rows: list[changes.Row]) -> list[tuple[Any, list[dict[str, Any]]]]:
    """Changes under the names of their sections, every value in words."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        said = {
            "kind": row.kind,
            "title": phrases.row_title(row.section, row.row) if row.key else "",
            "fields": [
                {
                    "label": phrases.field_label(f.name),
                    "before": phrases.field_value(f.name, f.before),
                    "after": phrases.field_value(f.name, f.after),
                    "words": f.words,
                }
                for f in row.fields
                if row.kind == "changed" or f.name not in {"payer", "inn", "region"}
            ],
        }
        found.setdefault(str(phrases.SECTION_OF.get(row.section, Section.CANVAS)), []).append(said)
    order = [section for section in Section if section in found]
    answers = [(phrases.TABS["readiness"], found["readiness"])] if "readiness" in found else []
    return [(section.label, found[section]) for section in order] + answers


@login_required
@require_POST
def freeze(request: Request, code: str) -> HttpResponse:
    actor: Any = request.actor
    project = project_get(actor, code)
    purpose = Purpose.PRESENTATION if project.state in {"idea", "draft"} else Purpose.REVISION
    version = services.version_freeze(actor=actor, project=project, purpose=purpose, at=request.moment)
    messages.success(request, _("Version %(number)d is kept.") % {"number": version.number})
    return redirect("projects:version_list", code)
