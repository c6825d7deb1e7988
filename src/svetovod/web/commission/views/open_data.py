"""The published result as open data, its statistics, rounds compared."""

import csv
import io
import json
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from svetovod.web.commission.access import ACCESS
from svetovod.web.commission.selectors.statistics import FIELDS, dataset, rounds_compared, rows_of, statistics
from svetovod.web.common.errors import Hidden
from svetovod.web.common.http import Request
from svetovod.web.selection.views import load

TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json", "jsonld": "application/ld+json"}


def _published(request: Request, slug: str) -> tuple[Any, dict[str, Any]]:
    """Published, on that day or later, and counted here: of a selection known from the press there are no rows."""
    round_, context = load(request, slug)
    if round_.archived or not context["view"].is_published or not ACCESS.allows("result.view", request.actor, round_):
        raise Hidden
    return round_, context


@require_safe
def open_data(request: Request, slug: str) -> HttpResponse:
    round_, context = _published(request, slug)
    context |= {"stats": statistics(round_), "fields": FIELDS, "sorts": list(TYPES)}
    return render(request, "commission/open_data.html", context)


@require_safe
def open_file(request: Request, slug: str, form: str) -> HttpResponse:
    """The same rows as CSV, JSON, or described by schema.org."""
    round_, _context = _published(request, slug)
    if form not in TYPES:
        raise Hidden
    rows = rows_of(round_)
    if form == "csv":
        out = io.StringIO()
        writer = csv.DictWriter(out, list(FIELDS), lineterminator="\r\n")
        writer.writeheader()
        writer.writerows({name: _inert(value) for name, value in row.items()} for row in rows)
        body = "\ufeff" + out.getvalue()
    elif form == "json":
        body = json.dumps({"selection": round_.slug, "title": round_.title, "rows": rows}, ensure_ascii=False)
    else:
        base = request.build_absolute_uri(reverse("commission:open_data", args=[slug]))
        body = json.dumps(dataset(round_, base), ensure_ascii=False)
    answer = HttpResponse(body, content_type=TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="{slug}-result.{form}"'
    return answer


def _inert(value: str) -> str:
    """A spreadsheet takes no text for a formula."""
    return f"'{value}" if value[:1] in "=+-@\t\r" else value


@require_safe
def compare(request: Request) -> HttpResponse:
    rows = rounds_compared(request.actor, request.moment, show_future=request.clock.show_future)
    return render(request, "commission/compare.html", {"rows": rows})
