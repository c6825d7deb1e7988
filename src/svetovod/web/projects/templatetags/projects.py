"""Drawing a remark the same way on every page."""

from typing import Any

from django.template import Library
from django.urls import reverse

from svetovod.web.projects import phrases
from svetovod.web.projects.enums import IndicatorKind, RemarkState
from svetovod.web.projects.remarks.naming import named
from svetovod.web.projects.remarks.pace import is_late
from svetovod.web.projects.states import REMARK
from svetovod.web.registry.selectors import region_name

register = Library()

LEVELS = {"blocking": "block", "important": "important", "advice": "advice"}
LOOKS = {
    RemarkState.NEW: "now",
    RemarkState.ACCEPTED: "half",
    RemarkState.FIXED: "info",
    RemarkState.DECLINED: "none",
    RemarkState.CLOSED: "yes",
}


@register.inclusion_tag("projects/_remark.html")
def remark_article(remark: Any, page: Any, *, own_page: bool = False) -> dict[str, Any]:
    """Needs `replies__author` fetched before. On its own page a remark leads to no page of its own."""
    fetched = getattr(remark, "_prefetched_objects_cache", {})
    return {
        "r": remark,
        "level": LEVELS[remark.severity],
        "who": named(page.actor, remark, remark.author),
        "where": phrases.remark_place(remark, page.content),
        "where_url": page.url(remark.section, remark.place),
        "state_word": remark.get_state_display(),
        "state_kind": LOOKS[RemarkState(remark.state)],
        "anchor": f"r{remark.pk}",
        "replies": [(reply, named(page.actor, remark, reply.author)) for reply in list(fetched.get("replies", ()))[1:]],
        "url": "" if own_page else reverse("projects:remark_detail", args=[page.project.code, remark.pk]),
        "by": {RemarkState.NEW: remark.answer_by, RemarkState.ACCEPTED: remark.due}.get(remark.state),
        "late": is_late(remark, page.on),
        "leads": page.can("project.edit"),
        "acts": any(page.can(row.who, remark) for row in REMARK.actions_from(remark.state)),
    }


@register.simple_tag
def can_answer(page: Any, request: Any) -> bool:
    """Whether the reader may answer a request to change the map or the programme."""
    return bool(page.can("change.answer", request))


register.filter("field_label", phrases.field_label)
register.filter("plain_number", phrases.plain_number)
register.filter("half_year", phrases.half_year)
register.filter("half_year_short", phrases.half_year_short)


@register.filter
def plain_money(value: Any) -> str:
    """A number as a form hands it back, in no language."""
    return "" if value is None else f"{value:.2f}"


@register.filter
def row_id(key: str) -> int:
    """The row's id from its key in a content: `c12` is 12."""
    return int(key[1:])


@register.filter
def of(files: dict[str, list[Any]], key: str) -> list[Any]:
    """The files of one row."""
    return files.get(key, [])


@register.filter
def iso_day(value: str | None) -> str:
    return phrases.field_value("on", value)


@register.filter
def cost_kind(value: str) -> str:
    return phrases.field_value("kind", value)


@register.filter
def indicator_kind(value: str | None) -> str:
    return str(IndicatorKind(value or IndicatorKind.OTHER).label)


@register.filter
def region(iso: str) -> str:
    """The name of a region in the language of the page."""
    return region_name(iso)
