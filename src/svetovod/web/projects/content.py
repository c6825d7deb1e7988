"""The whole of a project as plain JSON: what a version freezes and what every page and paper reads.

Rows carry a `key` that survives edits, so that two versions can be compared row by row. Money is decimal text.
"""

import hashlib
import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import TextField, Value
from django.db.models.functions import Cast, Coalesce, JSONObject, NullIf

from .enums import IndicatorKind
from .models import EfficiencyPlan, JointProject
from .sections.lists import asked_of

SCHEMA = 1
CANVAS = ("replaces", "buyers", "makers", "lacking")
MONEY = ("requested", "minimum", "own_funds", "loan_funds")
COST = ("position", "kind", "payer", "on", "amount", "evidence", "other_support")
PRICED = ("given", "currency", "vat", "rate_rub", "rate_on", "funding")
Content = dict[str, Any]
# a stage as a content has it, made by the database: days are ISO text
STAGE = JSONObject(
    key="pk",
    position="position",
    name="name",
    result="result",
    responsible="responsible__inn",
    responsible_name=Coalesce(NullIf("responsible__short_name", Value("")), "responsible__name"),
    start="start",
    end="end",
    after="after",
    done_on="done_on",
)

# a product or a purchase as a content has it
FIT = JSONObject(
    key="pk", position="position", what="what", name="name", okpd2="okpd2", place="place", place_name="place_name",
    measure="measure",
)  # fmt: skip
# money of years is decimal text already, the rate becomes it: JSON has no decimals
EFFICIENCY = JSONObject(rate=Cast("rate", TextField()), basis="basis", years="years")


def live(project: JointProject) -> Content:
    """The project as it stands now."""
    return (
        {
            "schema": SCHEMA,
            "code": project.code,
            "title": project.title,
            "cluster": {"slug": project.cluster.slug, "name": project.cluster.name},
            "initiator": {"inn": project.initiator.inn, "name": str(project.initiator)},
            "canvas": {name: getattr(project, name) for name in CANVAS},
            "okpd2": project.okpd2,
            "start": _iso(project.start),
            "end": _iso(project.end),
            "money": {name: _text(getattr(project, name)) for name in MONEY},
            "participants": [_participant(row, place) for place, row in enumerate(project.participants.all(), 1)],
            "costs": [cost_row(row) for row in project.costs.all()],
            "indicators": _indicators(project),
            "answers": _answers(project),
            "sections": _sections(project),
        }
        | ({"tnved": project.tnved} if project.tnved else {})
        | _stages(project)
        | _efficiency(project)
        | _fit(project)
    )


def _participant(row: Any, place: int) -> Content:
    return {
        "key": row.organisation.inn,
        "position": place,
        "inn": row.organisation.inn,
        "name": str(row.organisation),
        "region": row.organisation.region,
        "role": row.role,
        "consent": bool(row.consent_at),
    }


def cost_row(row: Any) -> Content:
    """A row of the estimate with its payer fetched."""
    return (
        {
            "key": f"c{row.pk}",
            "position": row.position,
            "kind": row.kind,
            "payer": row.payer.inn,
            "payer_name": str(row.payer),
            "on": _iso(row.on),
            "amount": _text(row.amount),
            "evidence": row.evidence,
            "other_support": row.other_support,
        }
        | _priced(row)
        | _files(row)
        | _documents(row)
    )


def _priced(row: Any) -> Content:
    """The sum as the document has it and whose money pays; without them there are no keys, as with files."""
    found: Content = {"funding": row.funding} if row.funding else {}
    if row.given is not None:
        found |= {"given": _text(row.given), "currency": row.currency, "vat": row.vat}
    if row.rate is not None:
        found |= {"rate_rub": f"{row.rate:.8f}".rstrip("0").rstrip("."), "rate_on": _iso(row.rate_on)}
    return found


def _files(row: Any) -> Content:
    """The row's files by hash: one exchanged after freezing is no longer what the version says. Fetched with the rows.

    Without files there is no key, so that contents frozen before files were counted compare as they are.
    """
    files = _listed(getattr(row, "file_rows", None))
    return {"files": files} if files else {}


def _listed(rows: Any) -> list[Content]:
    return [{"name": name, "sha256": sha256, "size": int(size)} for name, sha256, size in rows or ()]


def _documents(row: Any) -> Content:
    """The row's kit of evidence, fetched with the rows. Without documents there is no key, as with files."""
    rows = getattr(row, "document_rows", None) or ()
    documents = [
        {name: value for name, value in each.items() if name not in {"pk", "files"}}
        | {"key": f"d{each['pk']}", "files": _listed(each["files"])}
        for each in rows
    ]
    return {"documents": documents} if documents else {}


def _indicators(project: Any) -> list[Content]:
    """Fetched as the answers are."""
    rows = getattr(project, "indicator_rows", None)
    if rows is None:
        names = ("pk", "position", "name", "unit", "kind", "baseline", "plan")
        rows = [{name: getattr(row, name) for name in names} for row in project.indicators.all()]
    return [
        {
            "key": f"i{row['pk']}",
            "position": row["position"],
            "name": row["name"],
            "unit": row["unit"],
            "plan": dict(row["plan"]),
        }
        | _meaning(row)
        for row in rows
    ]


def _meaning(row: Any) -> Content:
    """Without a kind and a baseline there are no keys: contents frozen before compare as they are."""
    found = {"kind": row["kind"]} if row["kind"] != IndicatorKind.OTHER else {}
    if row["baseline"] is not None:
        found["baseline"] = f"{Decimal(row['baseline']):.2f}"
    return found


def _stages(project: JointProject) -> Content:
    """Fetched as the answers are. Without stages there is no key: contents frozen before compare as they are."""
    rows = getattr(project, "stage_rows", None)
    if rows is None:
        rows = project.stages.order_by("position").values_list(STAGE, flat=True)
    stages = [{**row, "key": f"s{row['key']}"} for row in rows]
    return {"stages": stages} if stages else {}


def _efficiency(project: Any) -> Content:
    """Fetched as the answers are; without a plan there is no key, as with stages."""
    rows = getattr(project, "efficiency_rows", None)
    if rows is None:
        rows = EfficiencyPlan.objects.filter(project=project).values_list(EFFICIENCY, flat=True)
    return {"efficiency": rows[0]} if rows else {}


def _fit(project: Any) -> Content:
    """Fetched as the answers are; without lines there is no key, as with stages."""
    rows = getattr(project, "fit_rows", None)
    if rows is None:
        rows = project.fit_lines.order_by("position").values_list(FIT, flat=True)
    lines = [{**row, "key": f"f{row['key']}"} for row in rows]
    return {"fit": lines} if lines else {}


def _sections(project: Any) -> list[Content]:
    """What the list asks for, written or not; fetched as the answers are. Words of both languages: a paper has one."""
    rows = getattr(project, "section_rows", None)
    if rows is None:
        rows = project.sections.values_list("key", "text", "due")
    asked, texts = asked_of(project), {key: text for key, text, _due in rows}
    return [
        {
            "key": each.key,
            "position": place,
            "title_ru": each.title["ru"],
            "title_en": each.title["en"],
            "required": each.required,
            "blocks": each.required and not asked.user_supplied,
            "most": each.most,
            "text": texts.get(each.key, ""),
        }
        for place, each in enumerate(asked.sections, 1)
    ]


def _answers(project: Any) -> dict[str, bool]:
    """Fetched with the project by `project_get`, apart where a service reads a locked row."""
    pairs = getattr(project, "answer_pairs", None)
    if pairs is None:
        pairs = project.answers.values_list("question", "yes")
    return {question: yes in (True, "true") for question, yes in pairs}


def estimate_revision(costs: Iterable[Content]) -> str:
    """A hash of the rows of an estimate: another one after any change of any of them."""
    rows = [[row[name] for name in COST] + [row[name] for name in PRICED if name in row] for row in costs]
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()


def _iso(value: Any) -> str | None:
    return value.isoformat() if value else None


def _text(value: Decimal | None) -> str | None:
    """Two places always: equal money has equal text and an equal hash."""
    return None if value is None else f"{value:.2f}"


def periods(start: str | None, end: str | None) -> list[str]:
    """Half-years from the first to the last day of the project: `2022H1`, `2022H2`, ..."""
    if not start or not end:
        return []
    first, last = _half(start), _half(end)
    return [f"{index // 2}H{index % 2 + 1}" for index in range(first, last + 1)]


def _half(day: str) -> int:
    return int(day[:4]) * 2 + (1 if int(day[5:7]) > 6 else 0)
