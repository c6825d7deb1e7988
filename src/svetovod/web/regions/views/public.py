"""Pages of regions that everybody may open."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from svetovod.web.common import formatting
from svetovod.web.common.charts import outlines, tiles
from svetovod.web.common.http import Request, whole
from svetovod.web.regions import csv_tables, indicators, page, selectors
from svetovod.web.regions.access import ACCESS
from svetovod.web.regions.forms import IndicatorForm, PairForm


@require_safe
def region_list(request: Request) -> HttpResponse:
    """All regions on one map by any indicator."""
    survey, lines = _survey(request)
    chosen = indicators.indicator(request.GET.get("by", ""))
    values = chosen.values(lines)
    drawn: dict[str, Any] = {
        "links": {iso: reverse("regions:region", args=[iso]) for iso in values},
        "scale": indicators.scale(list(values.values())),
    }
    borders = outlines.known()
    context = {
        "survey": survey,
        "chosen": chosen,
        "form": IndicatorForm({"by": chosen.key}),
        "pair": PairForm(lang=formatting.lang()),
        "map": tiles.build(str(chosen.label), values, **drawn),
        "borders": outlines.build(str(chosen.label), values, borders, **drawn) if borders else None,
        "with_value": sum(1 for value in values.values() if value),
        "regions": page.names(),
        "csv": f"{reverse('regions:map_csv')}?by={chosen.key}{_kept(request)}",
        "may_registries": ACCESS.allows("registry_file.list", request.actor),
        "may_survey": selectors.may_list(request.actor),
    }  # fmt: skip
    return render(request, "regions/region_list.html", context)


@require_safe
def map_csv(request: Request) -> HttpResponse:
    _, lines = _survey(request)
    chosen = indicators.indicator(request.GET.get("by", ""))
    return _csv(csv_tables.indicator(chosen, lines, formatting.lang()), f"regions-{chosen.key}")


@require_safe
def region(request: Request, iso: str) -> HttpResponse:
    """What one region can."""
    survey, lines = _survey(request)
    found = page.region(selectors.region_or_404(iso), survey, lines)
    context = {
        "found": found, "top": page.TOP, "pair": PairForm({"a": iso}, lang=formatting.lang()),
        "kept": _kept(request), "unpublished": survey is not None and survey.published_at is None,
        "facilities_url": (
            reverse("regions:facilities", args=[iso]) if ACCESS.allows("facility.log", request.actor, iso) else ""
        ),
        "centre_url": reverse("regions:centre", args=[iso]) if ACCESS.allows("centre.view", request.actor, iso) else "",
    }  # fmt: skip
    return render(request, "regions/region.html", context)


@require_safe
def region_csv(request: Request, iso: str, table: str) -> HttpResponse:
    if table not in csv_tables.TABLES:
        raise Http404
    found = page.region(selectors.region_or_404(iso), *_survey(request))
    return _csv(csv_tables.TABLES[table](found), f"{iso}-{table}")


@require_safe
def compare(request: Request) -> HttpResponse:
    """Two regions beside each other."""
    form = PairForm(request.GET or None, lang=formatting.lang())
    survey, lines = _survey(request)
    chosen = form.cleaned_data if form.is_valid() else {}
    pair = [page.region(iso, survey, lines) for iso in (chosen.get("a"), chosen.get("b")) if iso]
    context = {"form": form, "pair": pair if len(pair) == 2 else [], "survey": survey}
    if len(pair) == 2:
        context |= page.compared(*pair)
    return render(request, "regions/compare.html", context)


def _survey(request: Request) -> tuple[Any, Any]:
    survey = selectors.survey_for(request.actor, request.GET.get("survey", ""))
    return survey, selectors.lines_of(survey)


def _kept(request: Request) -> str:
    """The survey an official looks at before it is published stays in the addresses of the page."""
    number = whole(request.GET.get("survey"))
    return "" if number is None else f"&survey={number}"


def _csv(table: csv_tables.Table, name: str) -> HttpResponse:
    response = HttpResponse(csv_tables.text(table), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
