"""Remarks: the list, writing one with a thumb, answering and judging."""

import secrets
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common import bulk
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.common.http import Request
from svetovod.web.projects import changes, phrases, services
from svetovod.web.projects.enums import RemarkState
from svetovod.web.projects.forms import JudgeForm, RemarkForm, ReplyForm
from svetovod.web.projects.models import Remark, RemarkTemplate
from svetovod.web.projects.pages import Page, page_for
from svetovod.web.projects.remarks import many
from svetovod.web.projects.remarks.pace import pace
from svetovod.web.projects.remarks.returns import returns
from svetovod.web.projects.remarks.templates import initial_of, templates_of
from svetovod.web.projects.remarks.terms import terms
from svetovod.web.projects.selectors import project_get, remark_get, version_content, version_latest, versions_of
from svetovod.web.projects.states import REMARK

from .versions import grouped


@login_required
@require_safe
def remark_list(request: Request, code: str) -> HttpResponse:
    page = page_for(request, code, "remarks", history=True)
    shown = request.GET.get("show", "open")
    kept = {"open": page.open_remarks, "blocking": page.blocking_remarks}.get(shown, page.remarks)
    tabs = [
        (_("Open, %(count)d") % {"count": len(page.open_remarks)}, "?show=open", shown == "open"),
        (_("Obligatory, %(count)d") % {"count": len(page.blocking_remarks)}, "?show=blocking", shown == "blocking"),
        (_("All, %(count)d") % {"count": len(page.remarks)}, "?show=all", shown == "all"),
    ]
    context = {
        "page": page, "remarks": kept, "filters": tabs, **_several(page),
        "pace": pace(page.remarks, page.on),
        "returned": [(phrases.remark_place(each.after[0], page.content), each) for each in returns(page.remarks)],
    }  # fmt: skip
    return render(request, "projects/remark_list.html", context)


def _several(page: Page) -> dict[str, Any]:
    """What whoever reads the page may answer, or judge, many at once."""
    rows, deeds, address = many.answerable(page), many.deeds(page), "remarks_answer"
    if not rows:
        rows, deeds, address = many.judgeable(page), many.judgements(page), "remarks_judge"
    return {
        "several": [(row, many.named(page, row)) for row in rows] if len(rows) > 1 else [],
        "actions": [(deed.do, deed.title) for deed in deeds.values()],
        "many_url": reverse(f"projects:{address}", args=[page.project.code]),
        "judges": address == "remarks_judge",
    }  # fmt: skip


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remarks_judge(request: Request, code: str) -> HttpResponse:
    """Several remarks closed, or opened again, by whoever wrote them; each by itself."""
    page = page_for(request, code, "remarks", history=True)
    if not any(page.can("remark.judge", remark) for remark in page.remarks):
        raise Denied("remark.judge")
    data = request.POST if request.method == "POST" else request.GET
    form = JudgeForm(request.POST or None, reasons=data.get("do") == "reopen")
    deed = bulk.chosen(data, many.judgements(page, form))
    rows = Remark.objects.filter(pk__in=[row.pk for row in page.remarks])
    return bulk.answer(
        request, deed, rows, rows.none(), lines=lambda rows: many.judged(page, rows, deed.do),
        do=lambda rows: services.remarks_judge(
            actor=page.actor, remarks=rows, action=deed.do, **deed.given, at=request.moment
        ),
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remarks_answer(request: Request, code: str) -> HttpResponse:
    """One answer to several remarks; with a fault none is answered and the form says why."""
    page = page_for(request, code, "remarks", history=True)
    if not any(page.can("remark.answer", remark) for remark in page.remarks):
        raise Denied("remark.answer")
    data = request.POST if request.method == "POST" else request.GET
    form = ReplyForm(request.POST or None)
    deed = bulk.chosen(data, many.deeds(page, form))
    keys = bulk.keys_of(request)
    if "told" in request.GET:
        return bulk.tale(request, deed, lambda done: many.lines(page, [row for row in page.remarks if row.pk in done]))
    if bulk.sent_twice(request):
        return bulk.leads(request, deed)
    rows = [remark for remark in page.remarks if remark.pk in keys]
    lines = list(many.lines(page, rows))
    if request.method == "POST" and rows and form.is_valid():
        try:
            services.remarks_answer(
                actor=page.actor, remarks=rows, action=deed.do, **form.cleaned_data, at=request.moment
            )  # fmt: skip
        except Refused as refusal:
            form.add_error("due" if refusal.code == "remark.due" else "text", str(refusal))
        else:
            return bulk.told(request, deed, [row.pk for row in rows], {})
    return bulk.asked(request, deed, lines)


@login_required
@require_POST
def template_remove(request: Request, code: str, pk: int) -> HttpResponse:
    page = page_for(request, code, "remarks")
    row = RemarkTemplate.objects.filter(pk=pk, author=page.actor.person_id).first()
    if row is None:
        raise Hidden
    services.template_drop(actor=page.actor, template=row, at=request.moment)
    messages.success(request, _("The template is removed."))
    return redirect("projects:remark_new", code)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remark_new(request: Request, code: str) -> HttpResponse:
    page = page_for(request, code, "remarks")
    if not page.occasions:
        raise Denied("remark.add", _("Remarks are written by experts of the session where the project was presented."))
    texts = [(row["key"], phrases.section_title(row)) for row in page.content.get("sections", ())]
    kept = templates_of(page.actor)
    begun = {"section": request.GET.get("section")} | initial_of(kept, request.GET.get("template", ""))
    form = RemarkForm(request.POST or None, occasions=page.occasions, texts=texts, initial=begun)
    if request.method == "POST" and form.is_valid():
        version = page.version or version_latest(page.project)
        assert version is not None, "a project shown to a panel was frozen when it was shown"
        given = dict(form.cleaned_data)
        if given.pop("keep"):
            words = {name: given[name] for name in ("section", "severity", "text")}
            services.template_keep(actor=page.actor, **words, at=request.moment)
        services.remark_add(
            actor=page.actor, project=page.project, version=version, **given,
            key=request.POST.get("idempotency_key", "")[:64], at=request.moment,
        )  # fmt: skip
        messages.success(request, _("The remark is sent to the team of the project."))
        return redirect("projects:remark_new", code)
    mine = [remark for remark in page.remarks if remark.author_id == page.actor.person_id]
    context = {
        "page": page,
        "form": form,
        "mine": mine,
        "since": _since(page, mine),
        "templates": kept,
        "key": secrets.token_urlsafe(18),
    }
    return render(request, "projects/remark_new.html", context, status=422 if form.is_bound else 200)


def _since(page: Page, mine: list[Any]) -> list[Any]:
    """What changed since the version this expert remarked on first."""
    if not mine:
        return []
    known, now = min(remark.version_id for remark in mine), page.version
    first = now if now is not None and now.pk == known else page.project.versions.get(pk=known)
    return grouped(changes.readable(version_content(first), page.content))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remark_detail(request: Request, code: str, pk: int) -> HttpResponse:
    """One remark with its history; each step open now is a button of the form."""
    page = page_for(request, code, "remarks")
    remark = remark_get(page.actor, page.project, pk)
    if request.method == "POST" and not (page.can("remark.answer", remark) or page.can("remark.judge", remark)):
        raise Denied("remark.answer")
    form = ReplyForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            _act(request, remark, form)
        except Refused as refusal:
            form.add_error("due" if refusal.code == "remark.due" else "text", str(refusal))
            status = 422
        else:
            return redirect("projects:remark_detail", code, pk)
    open_now = [row.action for row in REMARK.actions_from(remark.state) if page.can(row.who, remark)]
    context = {
        "page": page, "remark": remark, "form": form, "actions": open_now, "changed": _fixed(page, remark),
        "about": phrases.remark_place(remark, page.content), "since": _since_mine(page, remark),
        "first": timedelta(days=terms().first) + remark.created_at, "may_release": page.can("remark.release", remark),
    }  # fmt: skip
    return render(request, "projects/remark_detail.html", context, status=422 if form.errors else status)


@login_required
@require_POST
def remark_release(request: Request, code: str, pk: int) -> HttpResponse:
    remark = remark_get(request.actor, project_get(request.actor, code), pk)
    services.remark_release(actor=request.actor, remark=remark, at=request.moment)
    messages.success(request, _("The whole team reads the remark now."))
    return redirect("projects:remark_detail", code, pk)


def _since_mine(page: Page, remark: Any) -> list[Any]:
    """What changed since the version the reader remarked on, in the version the reader may see now."""
    if remark.author_id != page.actor.person_id or remark.state == RemarkState.CLOSED:
        return []
    return grouped(changes.readable(version_content(remark.version), page.content))


def _act(request: Request, remark: Any, form: ReplyForm) -> None:
    text, due = form.cleaned_data["text"], form.cleaned_data["due"]
    common = {"actor": request.actor, "remark": remark, "at": request.moment}
    calls: dict[str, Any] = {
        "accept": lambda: services.remark_accept(**common, text=text, due=due),
        "fix": lambda: services.remark_fix(**common, text=text),
        "decline": lambda: services.remark_decline(**common, text=text),
        "close": lambda: services.remark_close(**common, text=text),
        "reopen": lambda: services.remark_reopen(**common, text=text),
    }
    chosen = calls.get(request.POST.get("action", ""))
    if chosen is None:
        raise Refused("remark.action", _("Choose what to do with the remark."))
    chosen()


def _fixed(page: Page, remark: Any) -> list[Any]:
    """The difference that is said to mend the remark, where the reader may read what it was mended in."""
    if remark.fixed_in_id is None or remark.state not in {RemarkState.FIXED, RemarkState.CLOSED}:
        return []
    if remark.fixed_in_id not in {version.pk for version in versions_of(page.actor, page.project)}:
        return []
    both = {v.pk: v for v in page.project.versions.filter(pk__in=[remark.version_id, remark.fixed_in_id])}
    return grouped(changes.readable(both[remark.version_id].content, both[remark.fixed_in_id].content))
