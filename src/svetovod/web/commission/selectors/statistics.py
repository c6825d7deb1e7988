"""A published result in rows and numbers. Only what the protocol has published."""

from collections import Counter
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from svetovod.web.registry.selectors import region_name
from svetovod.web.selection.enums import REGISTERED
from svetovod.web.selection.selectors import rounds_visible

# name of the column -> what it says
FIELDS = {
    "number": _("registration number"), "applicant": _("applicant"), "inn": _("INN"), "region": _("region"),
    "project": _("code of the project"), "title": _("title of the project"), "requested": _("requested, RUB"),
    "granted": _("granted, RUB"), "place": _("place in the ranking"), "score": _("score"), "outcome": _("outcome"),
}  # fmt: skip


def rows_of(round_: Any) -> list[dict[str, str]]:
    run = round_.runs.latest("id")
    places = {place["project"]: place for place in run.result["ranking"]}
    out = {each["project"]: each["status"] for each in run.result["unranked"]}
    rows = round_.applications.filter(state__in=REGISTERED).select_related("project", "version").order_by("serial")
    return [_row(row, places.get(row.project.code), out.get(row.project.code, "no_scores")) for row in rows]


def _row(row: Any, place: dict[str, Any] | None, out: str) -> dict[str, str]:
    party = row.initiator
    return {
        "number": row.number, "applicant": str(party.get("name", "")), "inn": str(party.get("inn", "")),
        "region": str(party.get("region", "")), "project": row.project.code, "title": row.pinned.content["title"],
        "requested": format(row.requested, "f"), "granted": place["allocated"] if place else "0",
        "place": str(place["rank"]) if place else "", "score": place["score"] if place else "",
        "outcome": place["status"] if place else out,
    }  # fmt: skip


def statistics(round_: Any) -> dict[str, Any]:
    rows = rows_of(round_)
    asked = sum((Decimal(row["requested"]) for row in rows), Decimal(0))
    granted = sum((Decimal(row["granted"]) for row in rows), Decimal(0))
    won = [row for row in rows if Decimal(row["granted"]) > 0]
    regions = Counter(row["region"] for row in rows)
    by_region = [
        (region_name(region), count, sum(row["region"] == region for row in won),
         sum((Decimal(row["granted"]) for row in won if row["region"] == region), Decimal(0)))
        for region, count in sorted(regions.items(), key=lambda each: (-each[1], each[0]))
    ]  # fmt: skip
    return {
        "applications": len(rows), "asked": asked, "granted": granted, "won": len(won), "limit": round_.limit,
        "used": granted / round_.limit if round_.limit else None, "regions": by_region,
        "share": Decimal(len(won)) / len(rows) if rows else None,
    }  # fmt: skip


def dataset(round_: Any, url: str) -> dict[str, Any]:
    """The data set in the words of schema.org."""
    return {
        "@context": "https://schema.org", "@type": "Dataset", "name": round_.title, "url": url, "inLanguage": "ru",
        "datePublished": timezone.localdate(round_.published_at).isoformat(), "isAccessibleForFree": True,
        "variableMeasured": list(FIELDS),
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": f"{url}result.{sort}"}
            for sort, kind in (("csv", "text/csv"), ("json", "application/json"))
        ],
    }  # fmt: skip


def rounds_compared(actor: Any, moment: Any, *, show_future: bool) -> list[tuple[Any, dict[str, Any]]]:
    """Every published selection with its numbers, the newest first."""
    views = rounds_visible(actor, moment, show_future=show_future)
    return [(view.round, statistics(view.round)) for view in views if view.is_published and not view.round.archived]
