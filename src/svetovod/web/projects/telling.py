"""A joint project as plain JSON for programs: what its pages show to the same reader, in words and in codes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse

from . import phrases
from .content import CANVAS, COST, MONEY, estimate_revision
from .enums import IndicatorKind, ParticipantRole, ProjectState
from .pages import Page, page_of
from .remarks.naming import named

STAGE = ("position", "name", "result", "responsible", "responsible_name", "start", "end", "after", "done_on")


def line(row: Any) -> dict[str, Any]:
    """A project of a list, with what `selectors.with_remark_counts` and `as_shown` have brought."""
    return {
        "code": row.code,
        "title": row.title,
        "state": _coded(row.state, ProjectState(row.state).label),
        "cluster": {"slug": row.cluster.slug, "name": row.cluster.name},
        "initiator": {"inn": row.initiator.inn, "name": str(row.initiator)},
        "requested": None if row.requested is None else f"{row.requested:.2f}",
        "remarks": {
            "open": row.remarks_open, "obligatory": row.remarks_blocking, "to_answer": row.remarks_to_answer,
            "late": row.remarks_late,
        },
        "changed_at": row.changed_at.isoformat(),
        "demonstration": row.demo,
        "url": row.get_absolute_url(),
    }  # fmt: skip


def project(actor: Any, code: str, at: datetime) -> dict[str, Any]:
    """The whole of a project; `Hidden` where the actor may not see it. A panel is told the version shown to it."""
    page = page_of(actor, code, "overview", at, history=True)
    content, row, kept = page.content, page.project, page.version
    return {
        "code": row.code,
        "title": content["title"],
        "state": _coded(row.state, ProjectState(row.state).label),
        "version": kept and {"number": kept.number, "frozen_at": kept.frozen_at.isoformat(), "sha256": kept.sha256},
        "cluster": dict(content["cluster"]),
        "initiator": dict(content["initiator"]),
        "canvas": {name: content["canvas"][name] for name in CANVAS},
        "okpd2": content["okpd2"] or None,
        "tnved": content.get("tnved"),
        "start": content["start"],
        "end": content["end"],
        "money": {name: content["money"][name] for name in MONEY},
        "participants": [_participant(each) for each in content["participants"]],
        "sections": [_section(each) for each in content.get("sections", ())],
        "costs": [_cost(each) for each in content["costs"]],
        "costs_total": f"{page.estimate_total:.2f}",
        "indicators": [_indicator(each) for each in content["indicators"]],
        "stages": [{name: each[name] for name in STAGE} for each in content.get("stages", ())],
        "subsidy_at_most": None if page.may_get_at_most is None else f"{page.may_get_at_most:.2f}",
        "readiness": {"share": f"{page.ready:.4f}", "items": [_item(page, each) for each in page.items]},
        "remarks": [_remark(page, each) for each in page.remarks],
        "changed_at": row.changed_at.isoformat() if kept is None else None,
        "demonstration": row.demo,
        "url": row.get_absolute_url(),
    }


def estimate(actor: Any, code: str, at: datetime) -> dict[str, Any]:
    """The rows alone, as they are sent back; `revision` only of the living estimate, which alone can be changed."""
    page = page_of(actor, code, "estimate", at)
    return {
        "code": page.project.code,
        "revision": estimate_revision(page.content["costs"]) if page.version is None else None,
        "version": page.version and page.version.number,
        "costs": [_cost(each) for each in page.content["costs"]],
        "total": f"{page.estimate_total:.2f}",
    }


def _coded(code: str, label: Any) -> dict[str, str]:
    return {"code": str(code), "label": str(label)}


def _participant(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "inn": row["inn"], "name": row["name"], "role": _coded(row["role"], ParticipantRole(row["role"]).label),
        "consent": row["consent"],
    }  # fmt: skip


def _section(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "key": row["key"], "title": phrases.section_title(row), "required": row["required"], "most": row["most"],
        "text": row["text"],
    }  # fmt: skip


def _cost(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in COST}


def _indicator(row: Mapping[str, Any]) -> dict[str, Any]:
    kind = row.get("kind") or IndicatorKind.OTHER
    return {
        "position": row["position"], "name": row["name"], "unit": row["unit"],
        "kind": _coded(kind, IndicatorKind(kind).label), "baseline": row.get("baseline"), "plan": dict(row["plan"]),
    }  # fmt: skip


def _item(page: Page, item: Any) -> dict[str, Any]:
    return {
        "code": item.asked or item.code, "kind": item.kind, "done": item.done,
        "said": str(phrases.readiness_text(item)), "url": page.url(item.section, item.place),
    }  # fmt: skip


def _remark(page: Page, row: Any) -> dict[str, Any]:
    return {
        "id": row.pk,
        "section": _coded(row.section, phrases.remark_place(row, page.content)),
        "place": row.place or None,
        "severity": _coded(row.severity, row.get_severity_display()),
        "state": _coded(row.state, row.get_state_display()),
        "text": row.text,
        "author": named(page.actor, row, row.author),
        "occasion": row.occasion,
        "version": row.version.number,
        "answer_by": row.answer_by and row.answer_by.isoformat(),
        "due": row.due and row.due.isoformat(),
        "reopened": row.reopened,
        "created_at": row.created_at.isoformat(),
        "replies": [
            {
                "action": _coded(reply.action, reply.get_action_display()), "text": reply.text,
                "author": named(page.actor, row, reply.author), "due": reply.due and reply.due.isoformat(),
                "at": reply.at.isoformat(),
            }
            for reply in list(row.replies.all())[1:]
        ],
        "url": reverse("projects:remark_detail", args=[page.project.code, row.pk]),
    }  # fmt: skip
