"""Marks of the assignment matrix, states of sheets and votes: `{% load selection_ui %}`."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.template import Context, Library
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.common.escaping import joined
from svetovod.web.common.templatetags.ui import state
from svetovod.web.projects.selectors import files_checked
from svetovod.web.selection import bridge
from svetovod.web.selection.enums import SheetState
from svetovod.web.selection.phrases import CONFLICTS, ROLES, cost_said, least_said, plain, share_name, threshold_said

register = Library()
# what a cell shows: kind of state, word; never a score
_KINDS = {
    SheetState.DRAFT: "clock",
    SheetState.SUBMITTED: "lock",
    SheetState.OPENED: "open",
    SheetState.CONFLICT_DECLARED: "block",
}


def _of(cell: Any) -> tuple[str, str, str]:
    """Kind, letter of the matrix, sentence."""
    if cell.assignment:
        label = str(SheetState(cell.sheet).label)
        return (
            _KINDS[SheetState(cell.sheet)],
            {"clock": "○", "lock": "●", "open": "●", "block": "×"}[_KINDS[SheetState(cell.sheet)]],
            label,
        )
    if cell.conflict:
        return "block", "×", str(CONFLICTS[cell.conflict.kind]) % {"name": _conflict_name(cell.conflict)}
    return "none", "·", _("not assigned")


def _conflict_name(conflict: Any) -> str:
    return region(conflict.name) if conflict.kind == "region" else conflict.name


register.filter("plain", plain)
register.filter("share_name", share_name)
register.filter("threshold_said", threshold_said)
register.filter("least_said", least_said)


register.filter("cost_said", cost_said)


@register.filter
def role_name(role: str) -> str:
    """What a panel lacks."""
    return str(ROLES.get(role, role))


@register.simple_tag
def fit_reasons(why: dict[str, Any]) -> str:
    """Why the expert fits: a code in common, words in common; or that nothing is known."""
    if not why["known"]:
        return _("competence is not known")
    said = [_("code %(code)s") % {"code": why["code"]}] if why["depth"] else []
    said += [_("words: %(words)s") % {"words": ", ".join(why["words"])}] if why["words"] else []
    return "; ".join(said) or _("nothing in common")


@register.filter
def exact(text: str) -> str:
    """A figure kept as text, to two places."""
    return formatting.number(Decimal(text).quantize(Decimal("0.01")))


@register.filter
def part(text: str) -> str:
    """A part kept as text, in per cent."""
    return formatting.share(Decimal(text), 0)


register.filter("files_checked", files_checked)


@register.filter
def region(iso: str) -> str:
    """The region's name in the language of the page."""
    return bridge.region_name(iso, formatting.lang()) if iso else formatting.DASH


@register.filter
def iso_day(text: str) -> str:
    """A day written as ISO 8601."""
    return formatting.day(date.fromisoformat(text))


@register.filter
def scores_line(scores: dict[str, Any]) -> str:
    """All scores of a sheet in one line."""
    return " · ".join(f"{code}{formatting.NBSP}{formatting.number(value)}" for code, value in scores.items())


@register.simple_tag
def cell_state(cell: Any) -> SafeString:
    kind, _letter, text = _of(cell)
    return state(kind, text)


@register.simple_tag(takes_context=True)
def cell_mark(context: Context, cell: Any) -> SafeString:
    """One sign with its sentence for the tooltip and for screen readers; those without a name are drawn once a page."""
    if cell.conflict and not cell.assignment:
        return _mark(cell)
    kept: Any = context.render_context
    known = kept.setdefault("cell_marks", {})
    kind = (cell.sheet if cell.assignment else None, cell.adviser)
    if kind not in known:
        known[kind] = _mark(cell)
    drawn: SafeString = known[kind]
    return drawn


def _mark(cell: Any) -> SafeString:
    _kind, letter, text = _of(cell)
    if cell.adviser:
        text, letter = f"{text}; {_('advised on this project')}", f"{letter}*"
    if letter == "·":
        return format_html('<span title="{}">{}</span>', text, letter)
    return format_html('<abbr title="{}">{}</abbr>', text, letter)


@register.simple_tag
def cell_legend() -> SafeString:
    signs = (
        ("●", _("sheet submitted")), ("○", _("assigned, not submitted")), ("×", _("conflict of interest")),
        ("*", _("advised on this project")), ("·", _("not assigned")),
    )  # fmt: skip
    return format_html_join(" · ", "{} {}", signs)


@register.simple_tag
def load_of(matrix: Any, member: Any) -> int:
    return next((load.assigned for load in matrix.loads if load.member.pk == member.pk), 0)


@register.simple_tag
def sheet_rows(rows: Any, here: str, criteria: int) -> SafeString:
    """Lines of the expert's own sheets, under `here`: hundreds of them are too many for a loop of a template."""
    number, scored, standing = _("Registration number"), _("Scored"), _("State")
    marks: dict[tuple[str, bool, bool], SafeString] = {}
    lines = []
    for row in rows:
        kind = (row.sheet.state, row.cleared_at is not None, row.lost)
        if kind not in marks:
            marks[kind] = _sheet_state(*kind)
        filed = row.application.number
        lines.append((number, filed, here, filed, row.code, row.filed_title, scored, row.sheet.filled, criteria,
                      standing, marks[kind]))  # fmt: skip
    return joined(
        '<tr><td data-l="{}">{}</td><th scope="row"><a href="{}{}/">{} {}</a></th><td data-l="{}">{} / {}</td>'
        '<td data-l="{}">{}</td></tr>',
        lines,
    )


def _sheet_state(kept: str, cleared: bool, lost: bool) -> SafeString:
    label = str(SheetState(kept).label)
    if lost:
        return state("warn", _("the draft is lost: score anew"))
    if kept == SheetState.DRAFT:
        return state("half", label) if cleared else state("clock", _("statement first"))
    return state(_KINDS[SheetState(kept)], label)


@register.simple_tag
def vote_state(vote: Any) -> SafeString:
    if vote is None:
        return state("clock", _("has not voted"))
    return state({"for": "yes", "against": "no"}.get(vote.choice, "none"), vote.get_choice_display())


@register.simple_tag
def score_field(field: Any, criterion: Any) -> SafeString:
    """A field with the meaning of its criterion, its maximum, its weight where scores have weights, and its least."""
    known = {"maximum": plain(criterion.maximum), "weight": plain(criterion.weight)}
    plain_sum = criterion.round.sums_points
    bounds = (_("from 0 to %(maximum)s") if plain_sum else _("from 0 to %(maximum)s, weight %(weight)s%%")) % known
    bounds = "; ".join(text for text in (bounds, least_said(criterion.least)) if text)
    hint = f"{criterion.meaning.rstrip('.')}. {capfirst(bounds)}" if criterion.meaning else bounds
    field.field.required = True  # a draft may lack it, a sheet may not: no "optional" beside it
    html: SafeString = render_to_string("ui/field.html", {"field": field, "hint": hint, "label": criterion.name})
    return html


@register.simple_tag
def is_last_above(rows: Any, row: Any) -> bool:
    """Whether the threshold line is drawn after this row: the next one is the first below."""
    if row.outcome == "below_threshold" or row.rank is None:
        return False
    following = next((r for r in rows if r.rank == row.rank + 1), None)
    return following is not None and following.outcome == "below_threshold"
