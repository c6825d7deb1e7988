"""Whose word the figures of a sheet are: for the page of the verdict and its certificate."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from svetovod.web.common import formatting

from .doors import SignedSheet
from .models import ClusterSheet

WAYS: dict[str, Any] = {
    "link": gettext_lazy("the enterprise itself, by its link"),
    "email": gettext_lazy("the managing organisation, from an e-mail of the enterprise"),
    "paper": gettext_lazy("the managing organisation, from a paper of the enterprise"),
}


@dataclass(frozen=True, slots=True)
class Source:
    """One participant's figures: who gave them, when, whether the enterprise stands by them, and has signed them."""

    name: str
    inn: str
    given: str
    by: str
    confirmed: str
    repeated: bool
    signed: SignedSheet | None = None

    @property
    def look(self) -> str:
        return "yes" if self.confirmed else "warn" if self.given else "none"


def sources(sheet: ClusterSheet, signed: Mapping[str, SignedSheet] | None = None) -> list[Source]:
    return [
        Source(
            row["name"], row["inn"], _moment(row.get("given_at")), str(WAYS.get(row.get("way", ""), "")),
            _moment(row.get("confirmed_at")), bool(row.get("repeated")),
            (signed or {}).get(row["inn"]),
        )
        for row in sheet.sources
    ]  # fmt: skip


def signed_lines(rows: Iterable[Source]) -> list[list[str]]:
    """For the certificate: whose sheet, who handed it in and when, the whole hash."""
    return [
        [
            row.name,
            _("signed sheet handed in by %(who)s, %(at)s")
            % {"who": row.signed.by, "at": formatting.moment(row.signed.at)},
            row.signed.sha256,
        ]
        for row in rows
        if row.signed
    ]


def _moment(text: str | None) -> str:
    return formatting.moment(datetime.fromisoformat(text)) if text else ""


def sentence(sheet: ClusterSheet) -> str:
    """What the law of honesty asks of every verdict: whose figures, of which day, and that nobody has decided."""
    day = formatting.day(sheet.uploaded_at)
    if not sheet.sources:
        return _(
            "A calculation on figures of the managing organisation as of %(day)s; not a decision of the ministry."
        ) % {"day": day}
    return _("A calculation on figures of the participants as of %(day)s; not a decision of the ministry.") % {
        "day": day
    }


def gaps(sheet: ClusterSheet) -> str:
    """Who makes the final product and gave no figures: without their purchases the dependence says little."""
    makers = {row["inn"] for row in sheet.content["participants"] if row["role"] == "final_producer"}
    silent = [row["name"] for row in sheet.sources if row["by"] == "nobody" and row["inn"] in makers]
    if not silent:
        return ""
    return _(
        "Producers of the final product gave no figures: %(names)s. The dependence is calculated without them."
    ) % {"names": ", ".join(silent)}


def tally(sheet: ClusterSheet) -> str:
    """`9 of 12 enterprises stand by their figures`; empty where nobody was asked."""
    if not sheet.sources:
        return ""
    count = sum(bool(row.get("confirmed_at")) for row in sheet.sources)
    said = ngettext(
        "%(count)d of %(all)d enterprises has confirmed its figures",
        "%(count)d of %(all)d enterprises have confirmed their figures",
        count,
    )
    return said % {"count": count, "all": len(sheet.sources)}
