"""Texts of the application: the list of sections, one of them written by several people, both texts side by side."""

import secrets
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from svetovod.web.common.errors import Conflict, Hidden, Refused
from svetovod.web.common.http import Request, whole
from svetovod.web.projects import services
from svetovod.web.projects.access import ACCESS
from svetovod.web.projects.forms import ListForm, SectionForm, SectionPlanForm, TextsForm
from svetovod.web.projects.pages import Page, page_for
from svetovod.web.projects.sections import lists, reading
from svetovod.web.projects.sections.weaving import woven
from svetovod.web.projects.selectors import project_get, version_get, versions_of

TAB = "sections"
# the draft that the server has just taken: told to the browser once, which then forgets its copy
TAKEN = "section_taken"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sections(request: Request, code: str) -> HttpResponse:
    """The list; a POST chooses what it is written to."""
    page = page_for(request, code, TAB, writes="project.edit")
    usual = lists.default().name
    form = ListForm(request.POST or None, usual=usual, initial={"section_list": page.project.section_list_id})
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["section_list"]
        services.list_choose(actor=page.actor, project=page.project, section_list=chosen, at=request.moment)
        messages.success(request, _("Saved."))
        return redirect(page.url(TAB))
    draft = page.version is None
    rows = reading.rows(page.project, page.content, page.on, draft=draft)
    context = {
        "page": page, "rows": rows, "answer": reading.answer(rows), "form": form, "asked": lists.asked_of(page.project),
        "unasked": reading.unasked(page.project, page.content) if draft else [],
        "document": TextsForm() if draft and page.project.state != "archived" else None,
    }  # fmt: skip
    return render(request, "projects/sections.html", context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: Request, code: str, key: str) -> HttpResponse:
    page = page_for(request, code, TAB)
    if page.version is not None:
        return _read(request, page, key)
    row = reading.section_get(page.actor, page.project, key)
    if request.method == "POST":
        ACCESS.require("section.write", page.actor, row)
        return _save(request, page, row)
    if request.GET.get("version"):
        return _from_version(request, page, row)
    left = reading.aside(row, page.actor) if request.GET.get("mine") else None
    if left is not None:
        return _merge(request, page, row, {"text": left.text, "revision": left.base, "edit_key": left.edit_key})
    typed = {"text": row.text, "revision": row.revision, "edit_key": secrets.token_hex(8)}
    return _show(request, page, row, SectionForm(initial=typed, title=_title(page, key), required=_required(page, key)))


def _read(request: Request, page: Page, key: str) -> HttpResponse:
    """A panel reads the version shown to it."""
    if request.method == "POST":
        ACCESS.require("project.edit", page.actor, page.project)
    row = next((each for each in page.content.get("sections", ()) if each["key"] == key), None)
    if row is None:
        raise Hidden
    context = {"page": page, "row": reading.SectionRow(row, None, page.on), "remarks": _remarks(page, key)}
    return render(request, "projects/section.html", context)


def _show(request: Request, page: Page, row: Any, form: SectionForm) -> HttpResponse:
    page.place = row.key
    plan = SectionPlanForm(people=_people(page), initial={"owner": row.owner_id, "due": row.due})
    context = {
        "page": page, "section": row, "form": form, "plan": plan, "row": _shown(page, row),
        "hint": reading.hint(page.project, row.key), "others": reading.others(row, page.actor, request.moment),
        "versions": versions_of(page.actor, page.project), "aside": reading.aside(row, page.actor),
        "remarks": _remarks(page, row.key), "taken": request.session.pop(TAKEN, ""),
        "may_write": page.project.state != "archived" and page.can("section.write", row),
    }  # fmt: skip
    return render(request, "projects/section.html", context, status=422 if form.is_bound else 200)


def _shown(page: Page, row: Any) -> reading.SectionRow | None:
    """None for a text that the list in force does not ask for."""
    content = next((each for each in page.content["sections"] if each["key"] == row.key), None)
    return reading.SectionRow(content, row, page.on) if content else None


def _title(page: Page, key: str) -> str:
    asked = lists.asked_of(page.project).get(key)
    return lists.said(asked.title) if asked else key


def _required(page: Page, key: str) -> bool:
    asked = lists.asked_of(page.project).get(key)
    return asked is not None and asked.required


def _remarks(page: Page, key: str) -> list[Any]:
    return [remark for remark in page.open_remarks if remark.place == key]


def _people(page: Page) -> list[Any]:
    return [each.organisation for each in page.project.participants.all()]


def _save(request: Request, page: Page, row: Any) -> HttpResponse:
    form = SectionForm(request.POST, title=_title(page, row.key), required=_required(page, row.key))
    if not form.is_valid():
        return _show(request, page, row, form)
    data = form.cleaned_data
    try:
        _write(request, page.project, row.key, data)
    except Conflict:
        services.section_hold(
            actor=page.actor, project=page.project, key=row.key, edit_key=data["edit_key"], base=data["revision"],
            text=data["text"], at=request.moment,
        )  # fmt: skip
        fresh = reading.section_get(page.actor, page.project, row.key)
        return _merge(request, page, fresh, data, status=409)
    messages.success(request, _("Saved."))
    request.session[TAKEN] = reverse("projects:section_draft", args=[page.project.code, row.key])
    return redirect(page.url(TAB, row.key))


def _write(request: Request, project: Any, key: str, data: dict[str, Any]) -> Any:
    return services.section_write(
        actor=request.actor, project=project, key=key, text=data["text"], revision=data["revision"],
        edit_key=data["edit_key"], settles=data["settles"], at=request.moment,
    )  # fmt: skip


def _merge(request: Request, page: Page, row: Any, typed: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """Both texts side by side, and a form with both joined, opened on the newest revision.

    The form is another than the one that was refused: going back to that and writing on is a conflict again.
    """
    found = reading.merge(row, mine=typed["text"], base=typed["revision"], edit_key=typed["edit_key"])
    fields = {"revision": row.revision, "edit_key": secrets.token_hex(8), "settles": typed["edit_key"]}
    title = _title(page, row.key)
    context = {
        "page": page, "section": row, "title": title, "merge": found,
        "form": SectionForm(initial=fields | {"text": found.joined.text}, title=title),
        "alone": SectionForm(initial=fields, title=title, auto_id=""),
    }  # fmt: skip
    return render(request, "projects/section_merge.html", context, status=status)


def _from_version(request: Request, page: Page, row: Any) -> HttpResponse:
    """The text of a kept version beside the one of now: to be taken back whole, or in part by hand."""
    version = version_get(page.actor, page.project, whole(request.GET["version"]) or 0)
    kept = next((each for each in version.content.get("sections", ()) if each["key"] == row.key), None)
    if kept is None:
        raise Hidden
    title = _title(page, row.key)
    fields = {"text": kept["text"], "revision": row.revision, "edit_key": secrets.token_hex(8)}
    context = {
        "page": page, "section": row, "title": title, "version": version, "kept": kept["text"],
        "words": woven(kept["text"], row.text), "form": SectionForm(initial=fields, title=title),
        "may_write": page.project.state != "archived" and page.can("section.write", row),
    }  # fmt: skip
    return render(request, "projects/section_version.html", context)


@login_required
@require_POST
def section_draft(request: Request, code: str, key: str) -> HttpResponse:
    """Autosave: 204 with the new revision; 409 where somebody else wrote: the words are then kept aside."""
    project = project_get(request.actor, code)
    row = reading.section_get(request.actor, project, key)
    ACCESS.require("section.write", request.actor, row)
    form = SectionForm(request.POST, title="")
    if not form.is_valid():
        return _plain(" ".join(str(error) for errors in form.errors.values() for error in errors), 422)
    data = form.cleaned_data
    try:
        written = _write(request, project, key, data)
    except Conflict as conflict:
        services.section_hold(
            actor=request.actor, project=project, key=key, edit_key=data["edit_key"], base=data["revision"],
            text=data["text"], at=request.moment,
        )  # fmt: skip
        return _plain(str(conflict), 409)
    except Refused as refusal:
        return _plain(str(refusal), 422)
    return HttpResponse(status=204, headers={"X-Revision": str(written.revision)})


def _plain(text: str, status: int) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")


@login_required
@require_POST
def section_here(request: Request, code: str, key: str) -> HttpResponse:
    """An open form tells of itself and hears who else is here."""
    project = project_get(request.actor, code)
    row = reading.section_get(request.actor, project, key)
    ACCESS.require("section.write", request.actor, row)
    edit_key = request.POST.get("edit_key", "")[:32]
    if edit_key:
        services.section_hold(actor=request.actor, project=project, key=key, edit_key=edit_key, at=request.moment)
        row = reading.section_get(request.actor, project, key)
    revision = whole(request.POST.get("revision"))
    ours = revision is None or revision >= row.revision or row.edit_key == edit_key
    context = {"others": reading.others(row, request.actor, request.moment), "behind": None if ours else row}
    return render(request, "projects/_here.html", context)


@login_required
@require_POST
def section_plan(request: Request, code: str, key: str) -> HttpResponse:
    project = project_get(request.actor, code)
    row = reading.section_get(request.actor, project, key)
    ACCESS.require("section.plan", request.actor, row)
    form = SectionPlanForm(request.POST, people=[each.organisation for each in project.participants.all()])
    if form.is_valid():
        services.section_plan(actor=request.actor, project=project, key=key, **form.cleaned_data, at=request.moment)
        messages.success(request, _("Saved."))
    else:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return redirect("projects:section", code, key)
