"""What is announced, as plain JSON: the document that is frozen, hashed and shown to everybody."""

from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.utils import timezone

from svetovod.web.accounts.enums import Scope
from svetovod.web.projects.selectors import section_list
from svetovod.web.selection import bridge
from svetovod.web.selection.enums import ThresholdUnit
from svetovod.web.selection.models import SelectionRound

ACT = "pp41"
DATES = ("opens_at", "closes_at", "scoring_until", "opening_at", "sitting_at", "publishing_at")


def occasion(round_: SelectionRound) -> str:
    """The name under which other apps know the round."""
    return f"{Scope.ROUND}:{round_.pk}"


def content(round_: SelectionRound) -> dict[str, Any]:
    """Numbers as text without trailing zeros, moments ISO 8601 with their zone, days ISO; nothing is left out.

    `sections` are empty where the round has no list of its own: the usual one is taken then.
    """
    asked = section_list(occasion(round_))
    return {
        "schema_version": 1,
        "title": round_.title,
        "legal_mode": str(round_.legal_mode),
        "order_text": round_.order_text,
        "act": ACT,
        "edition": round_.edition.isoformat() if round_.edition else None,
        **{name: _moment(getattr(round_, name)) for name in DATES},
        "limit": _number(round_.limit),
        "years": {year: _number(Decimal(part)) for year, part in sorted(round_.years.items())},
        "per_project": _number(round_.per_project),
        "threshold": _number(round_.threshold),
        "ties": str(round_.ties),
        "aggregation": str(round_.aggregation),
        "quotas": [
            {"name": q["name"], **{key: _part(q.get(key)) for key in ("at_most", "at_least")}} for q in round_.quotas
        ],
        "reserve_until": round_.reserve_until.isoformat() if round_.reserve_until else None,
        "distribution": str(round_.distribution),
        "experts_needed": round_.experts_needed,
        "blindness": str(round_.blindness),
        "quorum": round_.quorum,
        "appeal_days": round_.appeal_days,
        "questions_days": round_.questions_days,
        "sealed_intake": round_.sealed_intake,
        "return_days": round_.return_days,
        "check_officers": round_.check_officers,
        "spread": _number(round_.spread),
        "key_needed": round_.key_needed,
        "prolong_days": round_.prolong_days,
        "criteria_source": round_.criteria_source,
        "criteria": [
            {
                "code": row.code,
                "name": row.name,
                "meaning": row.meaning,
                "weight": _number(row.weight),
                "maximum": _number(row.maximum),
            }
            | ({"kind": "computed", "formula": row.formula, "scale": row.scale} if row.kind == "computed" else {})
            | ({"least": _number(row.least)} if row.least is not None else {})
            for row in round_.criteria.all()
        ],
        "documents": list(round_.documents.values("title", "meaning", "required")),
        "sections": [
            {"key": each.key, "title": dict(each.title), "required": each.required, "most": each.most}
            for each in (asked.sections if asked else ())
        ],
    } | _rarer(round_)


def _rarer(round_: SelectionRound) -> dict[str, Any]:
    """Rules that most orders do without; what a selection does without is not named."""
    said = {
        "scoring": str(round_.scoring) if round_.sums_points else None,
        "threshold_unit": str(round_.threshold_unit) if round_.threshold_unit == ThresholdUnit.PERCENT else None,
        "winners": round_.winners,
        "sheets_needed": round_.sheets_needed or None,
        "per_project_least": _number(round_.per_project_least),
        "appeal_working": round_.appeal_working or None,
        "unsealed_days": round_.unsealed_days if round_.sealed_intake else None,
        "envelope": round_.envelope or None,
        "envelope_needed": round_.envelope_needed if round_.envelope else None,
    }
    return {name: value for name, value in said.items() if value is not None}


def sha256_of(value: dict[str, Any]) -> str:
    return sha256(bridge.canonical(value)).hexdigest()


def _moment(value: datetime | None) -> str | None:
    return timezone.localtime(value).isoformat() if value else None


def _part(value: Any) -> str | None:
    return None if value is None else _number(Decimal(value))


def _number(value: Decimal | None) -> str | None:
    if value is None:
        return None
    plain = format(value, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
