"""A seminar as everybody sees it, and the desk of whoever teaches it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request
from svetovod.web.common.refusing import at_the_form
from svetovod.web.events import phrases, selectors, seminar_page, services
from svetovod.web.events import seminar_forms as forms
from svetovod.web.events.access import ACCESS
from svetovod.web.events.enums import AnswerState
from svetovod.web.events.models import ItemMaterial, ProgrammeItem

SHOWN = 50  # entries a page
VERSION = "v{}_%s"  # ids of the fields of a new version, by the number of its material


def item_of(request: Request, slug: str, pk: int) -> ProgrammeItem:
    """An entry that has something to teach, of a session the reader may see."""
    session = selectors.session_get(request.actor, slug)
    return get_object_or_404(seminar_page.taught(session), pk=pk)


def taught_item(request: Request, slug: str, pk: int) -> ProgrammeItem:
    item = item_of(request, slug, pk)
    ACCESS.require("seminar.teach", request.actor, item)
    return item


@never_cache
@require_safe
def seminar(request: Request, slug: str, pk: int) -> HttpResponse:
    item = item_of(request, slug, pk)
    session = item.session
    shown = seminar_page.materials(request.actor, item)
    mine = selectors.own_registration(request.actor, session)
    may_ask = bool(request.actor.person_id) and ACCESS.allows("floor.ask", request.actor, session)
    may_teach = ACCESS.allows("seminar.teach", request.actor, item)
    read = seminar_page.INSIDE if may_ask or may_teach else seminar_page.OUTSIDE
    context = {
        "session": session, "item": item, "days": phrases.days(session), "materials": shown,
        "locked": seminar_page.locked_materials(item, shown),
        "answers": seminar_page.answers(item, timezone.localtime(request.moment).date(), read),
        "may_ask": may_ask, "may_teach": may_teach,
        "may_run": ACCESS.allows("floor.run", request.actor, session),
        "own_token": selectors.registration_token(mine) if mine else "",
    }  # fmt: skip
    return render(request, "events/seminar.html", context)


@login_required
@require_safe
def seminars(request: Request, slug: str) -> HttpResponse:
    """Every entry with what waits in it, for those who run the session and those who speak."""
    session = selectors.session_get(request.actor, slug)
    ACCESS.require("seminars.list", request.actor, session)
    rows = seminar_page.desk_rows(session)
    page = Paginator(rows, SHOWN).get_page(request.GET.get("page"))
    context = {
        "session": session, "page": page, "lines": seminar_page.desk_lines(request.actor, page),
        "may_door": ACCESS.allows("registrations.list", request.actor, session),
        "may_plan": ACCESS.allows("session.update", request.actor, session),
        "waiting": seminar_page.unanswered(session),
    }  # fmt: skip
    return render(request, "events/seminars.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def seminar_desk(request: Request, slug: str, pk: int) -> HttpResponse:
    """Materials, questions to answer, the test, who was there; what is sent is a new material."""
    item = taught_item(request, slug, pk)
    posted = request.method == "POST"
    form = forms.MaterialForm(request.POST if posted else None, request.FILES if posted else None)
    if posted and form.is_valid():
        values = form.cleaned_data
        try:
            services.material_add(
                actor=request.actor, item=item, title=values["title"], access=values["access"], upload=values["file"],
                at=request.moment,
            )  # fmt: skip
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, _("The material is kept; nobody sees it before it is published."))
            return redirect("events:seminar_desk", slug=slug, pk=pk)
    return render(request, "events/seminar_desk.html", _desk(request, item, form), status=422 if posted else 200)


def _desk(
    request: Request, item: ProgrammeItem, form: Any, version: tuple[int, forms.VersionForm] | None = None
) -> dict[str, Any]:
    """`version`: what was typed for a new version of the material with this number."""
    versions = dict([version] if version else [])
    rows = [
        ([row], row, versions.get(row.pk) or forms.VersionForm(auto_id=VERSION.format(row.pk)),
         forms.AccessForm(auto_id=f"a{row.pk}_%s", initial={"access": row.access}))
        for row in seminar_page.materials(request.actor, item)
    ]  # fmt: skip
    return {
        "session": item.session, "item": item, "form": form, "rows": rows,
        "questions": seminar_page.questions_open(item), "quiz": getattr(item, "quiz", None),
        "answers": seminar_page.answers(item, timezone.localtime(request.moment).date(), AnswerState.values),
        "may_publish": ACCESS.allows("material.publish", request.actor, item),
        "came": item.presences.count(),
    }  # fmt: skip


def _material(request: Request, slug: str, pk: int, row: int) -> ItemMaterial:
    item = taught_item(request, slug, pk)
    return get_object_or_404(item.materials.select_related("item__session"), pk=row)


@login_required
@require_POST
def material_put(request: Request, slug: str, pk: int, row: int) -> HttpResponse:
    material = _material(request, slug, pk, row)
    form = forms.VersionForm(request.POST, request.FILES, auto_id=VERSION.format(row))
    if form.is_valid():
        with at_the_form(request, form):
            services.material_put(
                actor=request.actor, material=material, upload=form.cleaned_data["file"],
                note=form.cleaned_data["note"], at=request.moment,
            )  # fmt: skip
            messages.success(request, _("The new version is current; the one before stays."))
            return redirect("events:seminar_desk", slug=slug, pk=pk)
    desk = _desk(request, material.item, forms.MaterialForm(), (row, form))
    return render(request, "events/seminar_desk.html", desk, status=422)


@login_required
@require_POST
def material_publish(request: Request, slug: str, pk: int, row: int) -> HttpResponse:
    material = _material(request, slug, pk, row)
    ACCESS.require("material.publish", request.actor, material)
    form = forms.AccessForm(request.POST)
    if not form.is_valid():
        raise Refused("material.access", _("Say who may open it."))
    services.material_publish(actor=request.actor, material=material, at=request.moment, **form.cleaned_data)
    messages.success(request, _("Published.") if form.cleaned_data["open"] else _("Not shown any more."))
    return redirect("events:seminar_desk", slug=slug, pk=pk)
