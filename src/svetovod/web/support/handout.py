"""The seminar handout: the guide on paper, from the same rows, with room to count by hand."""

import json
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.documents.typesetting import data_json, qr_svg, render_pdf

from . import guide, phrases
from .plain_words import NEXT, SUMMARY

TEMPLATE = "support/handout.typ"
EXAMPLE = Decimal(10_000_000)
BOUGHT, INSIDE = Decimal(100_000_000), Decimal(14_230_000)
DEPENDENCE = "cluster.func_dependence_min"


def pdf(on: date, law: Any, at: datetime) -> bytes:
    """The handout for a day; the same for everybody who asks that day, so it is set once."""
    return _set(data_json(data(on, law)), at)


@lru_cache(maxsize=16)
def _set(said: str, at: datetime) -> bytes:
    return render_pdf(TEMPLATE, json.loads(said), at=at)


def data(on: date, law: Any) -> dict[str, Any]:
    address = f"{settings.BASE_URL.rstrip('/')}{reverse('support:guide')}?on={on.isoformat()}"
    registry, selection = (guide.step(act, on, law) for act in (guide.REGISTRY, guide.SELECTION))
    return {
        "lang": formatting.lang(),
        "title": _("Two steps to the subsidy: the registry, then the selection"),
        "kicker": _("Seminar handout"),
        "day": _("by the law of %(day)s") % {"day": formatting.day(on)},
        "address": address,
        "qr": qr_svg(address),
        "summary": SUMMARY,
        "head": [_("Requirement"), _("Value"), _("How it is known")],
        "steps": [
            _step(registry, _("The registry did not exist on that day"), _count_dependence(registry, on, law)),
            _step(selection, _("There was no such subsidy on that day"), _count_subsidy(on, law)),
        ],
        "count_title": _("Count by hand"),
        "yours": _("Yours"),
        "next_title": _("What next"),
        "next": [[title, text] for _route, title, text in NEXT],
        "disclaimer": _(
            "Numbers are those of the rulebook on this day, each with how it is known; what is from memory turns "
            "nobody away. Not a decision of the ministry: compare with the text of the act before you file."
        ),
    }  # fmt: skip


def _step(step: guide.Step, absent: str, count: dict[str, Any] | None) -> dict[str, Any]:
    law = _("edition of %(day)s") % {"day": formatting.day(step.edition.on)} if step.edition else absent
    return {
        "title": step.title,
        "text": step.text,
        "law": law,
        "groups": [{"title": name, "rows": [_row(row) for row in rows]} for name, rows in step.groups],
        "count": count,
    }


def _row(row: guide.LawRow) -> list[Any]:
    known = [row.mark.status, row.mark.confidence, "" if row.confirmed else _("not confirmed for this edition")]
    return [row.label, row.plain, row.said, "; ".join(part for part in known if part)]


def _count_dependence(step: guide.Step, on: date, law: Any) -> dict[str, Any] | None:
    """The share of purchases inside: invented figures beside blanks, judged by the engine."""
    row = step.row(DEPENDENCE)
    if row is None:
        return None
    asked = guide.measures_asked(on, law)
    judged = guide.judge({"functional_dependence": INSIDE / BOUGHT}, asked, on, law).rows[0]
    return {
        "example": _("Example, invented"),
        "rows": [
            [_("Final producers bought for their product in the year"), formatting.money(BOUGHT)],
            [_("Of this, from other participants"), formatting.money(INSIDE)],
            [_("Share: the second divided by the first"), judged.value],
            [_("Needed"), judged.needed],
            [_("Outcome"), judged.outcome],
        ],
    }


def _count_subsidy(on: date, law: Any) -> dict[str, Any] | None:
    paid = guide.paid_items(on, law)
    if not paid:
        return None
    counted = guide.count({paid[0]: EXAMPLE}, None, on, law)
    return {
        "example": _("Example, invented"),
        "rows": [
            [_("Costs that count: %(kind)s") % {"kind": phrases.cost(paid[0])}, formatting.money(EXAMPLE)],
            [_("Rate"), formatting.share(counted.rate)],
            [_("Costs times the rate, not more than the cap"), formatting.money(counted.most)],
            [_("Cap"), formatting.money(counted.cap)],
            [_("Left to the project's own money"), formatting.money(counted.own)],
        ],
    }
