"""Open data: the catalogue, a data set with its dictionary, its files, what changed since a day."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from svetovod.web.common.http import Request

from . import catalogue as dcat
from . import changes as history
from . import datasets, formats


@require_safe
def catalogue(request: Request) -> HttpResponse:
    changed = history.last_changed()
    listed = [(each, changed.get(each.key)) for each in datasets.DATASETS]
    return render(request, "opendata/catalogue.html", {"listed": listed, "licence": datasets.LICENCE})


@require_safe
def catalogue_jsonld(request: Request) -> HttpResponse:
    found = dcat.jsonld(history.last_changed())
    return _open(JsonResponse(found, content_type="application/ld+json", json_dumps_params={"ensure_ascii": False}))


@require_safe
def dataset_page(request: Request, dataset: str) -> HttpResponse:
    """What it holds, column by column, with its first rows."""
    found = _dataset(dataset)
    rows = _rows(request, found)
    context = {
        "found": found, "count": len(rows), "kinds": list(formats.TYPES),
        "licence": datasets.LICENCE, "changed": history.last_changed().get(dataset),
    }  # fmt: skip
    return render(request, "opendata/dataset.html", context)


@require_safe
def download(request: Request, dataset: str, suffix: str) -> HttpResponse:
    found = _dataset(dataset)
    if suffix not in formats.TYPES:
        raise Http404
    response = HttpResponse(formats.written(suffix, found, _rows(request, found)), content_type=formats.TYPES[suffix])
    response["Content-Disposition"] = f'attachment; filename="svetovod-{dataset}.{suffix}"'
    return _open(response)


@require_safe
def changes(request: Request, dataset: str) -> HttpResponse:
    """By `?since=2021-06-24`: identifiers added, changed and removed; everything is added where no day was kept."""
    found = _dataset(dataset)
    try:
        day = date.fromisoformat(request.GET.get("since", ""))
    except ValueError:
        return _open(
            JsonResponse({"error": _("Ask with ?since= and a day, for example ?since=2021-06-24")}, status=400)
        )
    seen = history.since(found, day, request.moment, show_future=request.clock.show_future)
    said = {
        "schema": 1, "dataset": dataset, "asked": day.isoformat(), "since": seen.since and seen.since.isoformat(),
        "today": timezone.localtime(request.moment).date().isoformat(), "added": seen.added, "changed": seen.changed,
        "removed": seen.removed,
    }  # fmt: skip
    return _open(JsonResponse(said))


def _dataset(key: str) -> datasets.Dataset:
    found = datasets.dataset(key)
    if found is None:
        raise Http404
    return found


def _rows(request: Request, found: datasets.Dataset) -> list[tuple[datasets.Cell, ...]]:
    return list(found.rows(request.moment, request.clock.show_future))


def _open(response: Any) -> HttpResponse:
    """Programs of any site may read it: it is the same for everybody."""
    response["Access-Control-Allow-Origin"] = "*"
    made: HttpResponse = response
    return made
