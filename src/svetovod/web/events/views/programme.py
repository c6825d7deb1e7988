from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request
from svetovod.web.events import bridge, programme_page, services
from svetovod.web.events import programme_forms as forms
from svetovod.web.events.models import PracticalSession, ProgrammeItem

from .planning import planned


def _item(request: Request, slug: str, pk: int) -> ProgrammeItem:
    session = planned(request, slug)
    item = session.items.filter(pk=pk).first()
    if item is None:
        raise Http404
    item.session = session
    return item


@login_required
@require_safe
def programme(request: Request, slug: str) -> HttpResponse:
    return _page(request, planned(request, slug))


def _page(request: Request, session: PracticalSession, **bound: Any) -> HttpResponse:
    prefetch_related_objects([session], "halls", "speakers__absences", "speakers__person")
    items = programme_page.items_of(session)
    clashes = programme_page.found_clashes(session, items)
    versions = list(session.versions.all())
    changes = bridge.difference(versions[0].content, programme_page.content_of(items)) if versions else []
    context = {
        "session": session,
        "clashes": clashes,
        "empty": not items,
        "grid": programme_page.grid(session, items, {key for row in clashes for key in row["entries"]}),
        "versions": [(each, programme_page.changes_said(each.changes)) for each in versions],
        "changes": programme_page.changes_said(changes),
        "unpublished": bool(items) and (bool(changes) or not versions),
        "speakers": list(session.speakers.all()),
        "item_form": forms.ItemForm(session=session, initial={"day": session.starts_on.isoformat()}),
        "speaker_form": forms.SpeakerForm(),
        "absence_form": forms.AbsenceForm(session=session),
        "publish_form": forms.PublishForm(),
    } | bound
    return render(request, "events/programme.html", context, status=422 if bound else 200)


@login_required
@require_POST
def item_new(request: Request, slug: str) -> HttpResponse:
    session = planned(request, slug)
    form = forms.ItemForm(request.POST, session=session)
    if form.is_valid():
        try:
            services.item_add(actor=request.actor, session=session, at=request.moment, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The entry is in the programme."))
            return redirect("events:programme", slug=slug)
    return _page(request, session, item_form=form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def item_edit(request: Request, slug: str, pk: int) -> HttpResponse:
    item = _item(request, slug, pk)
    initial = {name: getattr(item, name) for name in ("title", "kind", "start", "end", "hall", "expected")}
    initial |= {"day": item.day.isoformat(), "speakers": list(item.speakers.values_list("pk", flat=True))}
    form = forms.ItemForm(request.POST or None, session=item.session, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.item_update(actor=request.actor, item=item, at=request.moment, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The entry is kept."))
            return redirect("events:programme", slug=slug)
    context = {"session": item.session, "item": item, "form": form}
    return render(request, "events/item.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def item_move(request: Request, slug: str, pk: int) -> HttpResponse:
    """Dropped in another cell, or a step earlier or later by a button."""
    item = _item(request, slug, pk)
    form = forms.MoveForm(request.POST, session=item.session)
    if not form.is_valid():
        raise Refused("item.move", _("The entry cannot be put there. Open it and choose a day and an hour."))
    services.item_move(actor=request.actor, item=item, at=request.moment, **form.cleaned_data)
    return redirect("events:programme", slug=slug)


@login_required
@require_POST
def item_remove(request: Request, slug: str, pk: int) -> HttpResponse:
    services.item_remove(actor=request.actor, item=_item(request, slug, pk), at=request.moment)
    messages.success(request, _("Removed."))
    return redirect("events:programme", slug=slug)


@login_required
@require_POST
def speaker_new(request: Request, slug: str) -> HttpResponse:
    session = planned(request, slug)
    form = forms.SpeakerForm(request.POST)
    if form.is_valid():
        try:
            services.speaker_add(actor=request.actor, session=session, at=request.moment, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("email", str(refusal))
        else:
            return redirect("events:programme", slug=slug)
    return _page(request, session, speaker_form=form)


@login_required
@require_POST
def absence_new(request: Request, slug: str) -> HttpResponse:
    session = planned(request, slug)
    form = forms.AbsenceForm(request.POST, session=session)
    if form.is_valid():
        services.absence_add(actor=request.actor, session=session, at=request.moment, **form.cleaned_data)
        return redirect("events:programme", slug=slug)
    return _page(request, session, absence_form=form)


@login_required
@require_POST
def speaker_remove(request: Request, slug: str, part: str, pk: int) -> HttpResponse:
    """A speaker, or hours in which one cannot come."""
    session = planned(request, slug)
    remove = services.absence_remove if part == "absence" else services.speaker_remove
    remove(actor=request.actor, session=session, pk=pk, at=request.moment)
    return redirect("events:programme", slug=slug)


@login_required
@require_POST
def programme_publish(request: Request, slug: str) -> HttpResponse:
    session = planned(request, slug)
    form = forms.PublishForm(request.POST)
    everybody = form.is_valid() and form.cleaned_data["everybody"]
    made = services.programme_publish(actor=request.actor, session=session, everybody=everybody, at=request.moment)
    if made is None:
        raise Refused("programme.empty", _("The programme has no entries yet."))
    said = ngettext("Version %(number)d is published: %(n)d change.", "Version %(number)d is published: %(n)d changes.",
                    len(made.changes))  # fmt: skip
    messages.success(request, said % {"number": made.number, "n": len(made.changes)})
    return redirect("events:programme", slug=slug)
