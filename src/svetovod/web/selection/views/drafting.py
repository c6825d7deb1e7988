"""A draft of a selection, part by part: begin, terms, dates, criteria, documents, sections, preview, announce."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common import formatting
from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request
from svetovod.web.projects.selectors import section_list, usual_list
from svetovod.web.selection import bridge, forms, selectors, services
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.announcement import faults, words
from svetovod.web.selection.announcement.content import content, occasion
from svetovod.web.selection.announcement.library import orders, sets
from svetovod.web.selection.computing.words import VALUES
from svetovod.web.selection.enums import RoundState
from svetovod.web.selection.models import SelectionRound

from ._frame import load, signed_in

PARTS = (
    ("terms", "round_terms", gettext_lazy("Order, money, rules")),
    ("dates", "round_dates", gettext_lazy("Dates")),
    ("criteria", "round_criteria", gettext_lazy("Criteria")),
    ("documents", "round_documents", gettext_lazy("List of documents")),
    ("sections", "round_sections", gettext_lazy("Texts of the application")),
    ("template", "round_template", gettext_lazy("Template of the application")),
)
WRITE = ("GET", "HEAD", "POST")


@require_http_methods(WRITE)
@signed_in
def round_new(request: Request) -> HttpResponse:
    ACCESS.require("round.create", request.actor)
    form = forms.BeginForm(request.POST or None, earlier=selectors.rounds_to_copy(request.actor))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            row = services.round_begin(
                actor=request.actor, title=data["title"], slug=data["slug"], legal_mode=data["legal_mode"],
                **form.begun_from(), lang=formatting.lang(), at=request.moment,
            )  # fmt: skip
        except Refused as refusal:
            form.add_error("slug", str(refusal))
        else:
            messages.success(request, _("The draft is begun. Nobody else sees it until it is announced."))
            return redirect("selection:round_draft", row.slug)
    context = {
        "form": form,
        "groups": [(_("Sets of criteria"), "sets", sets()), (_("Shapes of orders"), "orders", orders())],
    }
    return render(request, "selection/round_new.html", context, status=422 if form.errors else 200)


def opened(request: Request, slug: str) -> tuple[SelectionRound, dict[str, Any]]:
    """The round and the frame of its draft; of an announced one the pages show what the services refuse to change."""
    round_, context = load(request, slug, "round.update")
    found = faults.faults(round_, request.moment)
    parts = [
        (label, reverse(f"selection:{route}", args=[slug]), [fault for fault in found if fault.part == part])
        for part, route, label in PARTS
    ]
    at = request.path
    context |= {
        "parts": parts, "faults": found, "blocking": [fault for fault in found if fault.blocking],
        "part_tabs": [
            (_("Draft"), reverse("selection:round_draft", args=[slug]), False),
            *((label, url, at.startswith(url)) for label, url, _faults in parts),
        ],
        "draft": round_.state == RoundState.DRAFT,
    }  # fmt: skip
    return round_, context


@require_safe
@signed_in
def round_draft(request: Request, slug: str) -> HttpResponse:
    """Where the draft stands, and the announcement as everybody would read it."""
    round_, context = opened(request, slug)
    context |= _announcement(content(round_)) | {"discard_form": forms.DiscardForm()}
    return render(request, "selection/round_draft.html", context)


def _announcement(said: dict[str, Any]) -> dict[str, Any]:
    return {"content": said, "lines": words.lines(said)}


@require_http_methods(WRITE)
@signed_in
def round_terms(request: Request, slug: str) -> HttpResponse:
    return _fields(request, slug, forms.TermsForm, _("Order, money, rules"))


@require_http_methods(WRITE)
@signed_in
def round_dates(request: Request, slug: str) -> HttpResponse:
    return _fields(request, slug, forms.DatesForm, _("Dates"))


def _fields(request: Request, slug: str, form_class: Any, title: str) -> HttpResponse:
    """A page of fields of the round: what is typed is kept as far as it can be read."""
    round_, context = opened(request, slug)
    initial = initial_of(round_)
    initial["edition"] = initial["edition"] or forms.edition_in_force(timezone.localdate(request.moment))
    form = form_class(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.round_edit(actor=request.actor, round=round_, fields=form.cleaned_data, at=request.moment)
        return _kept(request, slug)
    context |= {"form": form, "title": title}
    return render(request, "selection/round_fields.html", context, status=422 if form.errors else 200)


def initial_of(round_: SelectionRound) -> dict[str, Any]:
    """The round as its forms show it."""
    found = {name: getattr(round_, name) for name in services.EDITED}
    for name in ("limit", "per_project", "per_project_least", "threshold", "spread"):
        found[name] = forms.typed(found[name]) if found[name] else ""
    found["edition"] = round_.edition.isoformat() if round_.edition else ""
    return found


def _kept(request: Request, slug: str) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("selection:round_draft", slug)


@require_http_methods(WRITE)
@signed_in
def round_criteria(request: Request, slug: str) -> HttpResponse:
    """Rows by hand; with a file, or a set of the library, the rows of that are put in place of all."""
    round_, context = opened(request, slug)
    if "workbook" in request.FILES or "read" in request.POST:
        return _criteria_read(request, round_, context)
    data = request.POST or None
    formset = forms.criteria_formset(data, rows=_criteria_rows(round_))
    source = forms.SourceForm(data, initial={"source": round_.criteria_source})
    if data and formset.is_valid() and source.is_valid():
        if "more" not in data:
            return _criteria_keep(request, round_, formset, source.cleaned_data["source"]) or _criteria_page(
                request, context, formset, source, 422
            )
        formset = forms.criteria_formset(rows=formset.rows(), blank=6)
    return _criteria_page(request, context, formset, source, 422 if data and "more" not in data else 200)


def _criteria_rows(round_: SelectionRound) -> list[dict[str, Any]]:
    rows = [{name: getattr(row, name) for name in services.CRITERION} for row in round_.criteria.all()]
    return [row | {name: forms.typed(row[name]) for name in ("weight", "maximum", "least")} for row in rows]


def _criteria_keep(request: Request, round_: SelectionRound, formset: Any, source: str | None) -> HttpResponse | None:
    """The answer, or None where the service refuses: then the form says why."""
    try:
        services.criteria_write(
            actor=request.actor, round=round_, rows=formset.rows(), source=source, at=request.moment
        )
    except Refused as refusal:
        if refusal.code == "round.announced":
            raise
        messages.error(request, str(refusal))
        return None
    return _kept(request, round_.slug)


def _criteria_page(
    request: Request, context: dict[str, Any], formset: Any, source: Any, status: int = 200, **more: Any
) -> HttpResponse:
    context |= {
        "formset": formset, "source": source, "upload": forms.CriteriaFileForm(), "values": VALUES.items(), **more
    }  # fmt: skip
    return render(request, "selection/round_criteria.html", context, status=status)


def _criteria_read(request: Request, round_: SelectionRound, context: dict[str, Any]) -> HttpResponse:
    """All or nothing: what is wrong with the workbook is told by its cells."""
    upload = forms.CriteriaFileForm(request.POST, request.FILES)
    source = forms.SourceForm(initial={"source": round_.criteria_source})
    mine = forms.criteria_formset(rows=_criteria_rows(round_))
    if not upload.is_valid():
        return _criteria_page(request, context, mine, source, 422, upload=upload)
    rows, problems = bridge.read_criteria(upload.cleaned_data["workbook"])
    if problems or upload.errors:
        return _criteria_page(request, context, mine, source, 422, upload=upload, problems=problems)
    typed = {
        f"criteria-{place}-{name}": str(row[name]) if row[name] is not None else ""
        for place, row in enumerate(rows)
        for name in ("code", "name", "meaning", "weight", "maximum", "kind")
    }
    formset = forms.criteria_formset(typed | {"criteria-TOTAL_FORMS": len(rows), "criteria-INITIAL_FORMS": 0})
    if not formset.is_valid():
        return _criteria_page(request, context, formset, source, 422)
    services.criteria_write(actor=request.actor, round=round_, rows=formset.rows(), at=request.moment)
    said = ngettext("%(count)d criterion is read.", "%(count)d criteria are read.", len(rows))
    messages.success(request, said % {"count": len(rows)})
    return redirect("selection:round_criteria", round_.slug)


@require_http_methods(WRITE)
@signed_in
def round_documents(request: Request, slug: str) -> HttpResponse:
    round_, context = opened(request, slug)
    data = request.POST or None
    formset = forms.documents_formset(data, rows=list(round_.documents.values("title", "meaning", "required")))
    if data and formset.is_valid():
        if "more" not in data:
            services.documents_write(actor=request.actor, round=round_, rows=formset.rows(), at=request.moment)
            return _kept(request, slug)
        formset = forms.documents_formset(rows=formset.rows(), blank=6)
    context |= {"formset": formset}
    status = 422 if data and formset.is_bound else 200
    return render(request, "selection/round_documents.html", context, status=status)


@require_http_methods(WRITE)
@signed_in
def round_sections(request: Request, slug: str) -> HttpResponse:
    """The texts an application consists of. Until they are written the usual list is asked for."""
    round_, context = opened(request, slug)
    own = section_list(occasion(round_))
    asked = own or usual_list()
    data = request.POST or None
    formset = forms.sections_formset(data, rows=[_section_row(each) for each in asked.sections])
    head = forms.ListHeadForm(data, initial=_list_head(round_, own))
    if data and formset.is_valid() and head.is_valid():
        if "more" not in data:
            rows = [_section(row, place) for place, row in enumerate(formset.rows(), 1)]
            named = head.cleaned_data
            services.sections_write(
                actor=request.actor, round=round_, source=named["source"], rows=_distinct(rows),
                title={"ru": named["title_ru"], "en": named["title_en"] or named["title_ru"]}, at=request.moment,
            )  # fmt: skip
            return _kept(request, slug)
        formset = forms.sections_formset(rows=formset.rows(), blank=6)
    context |= {"formset": formset, "head": head, "own": own}
    status = 422 if data and formset.is_bound else 200
    return render(request, "selection/round_sections.html", context, status=status)


def _list_head(round_: SelectionRound, own: Any) -> dict[str, str]:
    if own is None:
        return {"title_ru": round_.title}
    return {"title_ru": own.title["ru"], "title_en": own.title["en"], "source": own.source}


def _section_row(each: Any) -> dict[str, Any]:
    return {
        "key": each.key, "title_ru": each.title["ru"], "title_en": each.title["en"], "hint_ru": each.hint["ru"],
        "hint_en": each.hint["en"], "required": each.required, "most": each.most,
    }  # fmt: skip


def _section(row: dict[str, Any], place: int) -> dict[str, Any]:
    return {
        "key": row["key"] or f"text_{place}",
        "title": {"ru": row["title_ru"], "en": row["title_en"] or row["title_ru"]},
        "hint": {"ru": row["hint_ru"], "en": row["hint_en"] or row["hint_ru"]},
        "required": row["required"],
        "most": row["most"],
    }


def _distinct(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A new row gets a key that no other has: texts are kept under keys."""
    taken: set[str] = set()
    for row in rows:
        key, number = row["key"], 2
        while row["key"] in taken:
            row["key"], number = f"{key[:36]}_{number}", number + 1
        taken.add(row["key"])
    return rows


@require_POST
@signed_in
def round_announce(request: Request, slug: str) -> HttpResponse:
    round_, _context = load(request, slug, "round.update")
    services.round_announce(actor=request.actor, round=round_, at=request.moment)
    messages.success(request, _("The selection is announced: everybody sees it, and letters are on their way."))
    return redirect("selection:round", slug)
