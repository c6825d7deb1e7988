"""Tags with an end, kept apart for length; `{% load ui %}` brings them too."""

from typing import Any

from django.template import Context, Library
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from svetovod.web.common import ui

register = Library()
MARGIN = "svetovod.margins"


def _id(id: str) -> SafeString:
    return format_html(' id="{}"', id) if id else mark_safe("")


@register.simple_block_tag(takes_context=True)
def margin(context: Context, content: str) -> str:
    """Inside a section: handed over to it, drawn beside its text."""
    # the bottom of the context is shared with included partials, unlike `render_context`
    context.dicts[0].setdefault(MARGIN, []).append(content)
    return ""


@register.simple_block_tag(takes_context=True)
def section(
    context: Context,
    content: str,
    title: Any,
    *,
    id: str = "",
    link: str = "",
    link_text: Any = "",
    wide: bool = False,
    level: int = 2,
    screen: bool = False,
) -> SafeString:
    """A part of the page under a rule; with its margin beside it unless `wide`. `screen`: of no use on paper."""
    notes = mark_safe("".join(context.dicts[0].pop(MARGIN, [])))
    more = format_html('<a class="small" href="{}">{}</a>', link, link_text) if link else ""
    named = format_html(' aria-labelledby="{}-h"', id) if id else ""
    heading = format_html("<h{}{}>{}</h{}>", level, _id(f"{id}-h" if id else ""), title, level)
    head = format_html('<div class="sec__head">{}{}</div>', heading, more)
    kind = "sec no-print" if screen else "sec"
    if wide:
        return format_html('<section class="{}"{}{}>{}{}{}</section>', kind, _id(id), named, head, content, notes)
    aside = format_html('<div class="margin">{}</div>', notes) if notes else ""
    return format_html(
        '<section class="{} sheet"{}{}><div>{}{}</div>{}</section>', kind, _id(id), named, head, content, aside
    )


@register.simple_block_tag
def note(content: str, mark: Any, id: str = "") -> SafeString:
    return format_html('<div class="mnote"{}><b>{}</b> {}</div>', _id(id), mark, content)


@register.simple_block_tag
def next(content: str, label: Any, title: Any = "", level: int = 2) -> SafeString:
    heading = format_html("<h{}>{}</h{}>", level, title, level) if title else ""
    lead = format_html('<p class="next__label">{}{}</p>', ui.icon("chevron-right"), label)
    return format_html('<div class="next">{}{}{}</div>', lead, heading, content)


@register.simple_block_tag
def figs(content: str) -> SafeString:
    return format_html('<dl class="figs">{}</dl>', content)


@register.simple_block_tag
def exp(content: str, summary: Any, open: bool = False) -> SafeString:
    return format_html(
        '<details class="exp"{}><summary>{}{}</summary><div>{}</div></details>',
        mark_safe(" open") if open else "",
        ui.icon("chevron-right"),
        summary,
        content,
    )


@register.simple_block_tag
def seal(content: str, icon: str = "lock") -> SafeString:
    return format_html('<div class="seal">{}{}</div>', ui.icon(icon), content)


@register.simple_block_tag
def notice(content: str, icon: str = "info", kind: str = "info") -> SafeString:
    return format_html('<div class="notice notice--{}">{}<div>{}</div></div>', kind, ui.icon(icon), content)


@register.simple_block_tag
def empty(content: str, title: Any, level: int = 3) -> SafeString:
    return format_html('<div class="empty"><h{}>{}</h{}>{}</div>', level, title, level, content)


@register.simple_block_tag
def dialog(content: str, id: str, title: Any) -> SafeString:
    return format_html(
        '<dialog class="dialog" id="{}" aria-labelledby="{}-h"><h2 class="dialog__h" id="{}-h">{}</h2>{}</dialog>',
        id, id, id, title, content,
    )  # fmt: skip


@register.simple_block_tag
def scroll(content: str, label: Any) -> SafeString:
    return format_html('<div class="scroll" tabindex="0" role="region" aria-label="{}">{}</div>', label, content)


@register.simple_block_tag
def formula(content: str) -> SafeString:
    return format_html('<div class="formula">{}</div>', content)


@register.simple_block_tag
def rowline(content: str) -> SafeString:
    return format_html('<div class="rowline">{}</div>', content)


@register.simple_block_tag
def remark(
    content: str,
    *,
    level: str = "advice",
    who: Any = "",
    where: Any = "",
    where_url: str = "",
    state: Any = "",
    state_kind: str = "info",
    question: Any = "",
    id: str = "",
) -> SafeString:
    """An expert's remark: its weight, author, place, state, text; the body holds the answer and the buttons."""
    colour, drawn, words = ui.REMARKS[level]
    head = [format_html('<span class="st st--{}">{}<span>{}</span></span>', colour, ui.icon(drawn), words)]
    if who:
        head.append(format_html("<span>{}</span>", who))
    if where:
        place = (
            format_html('<a href="{}">{}</a>', where_url, where) if where_url else format_html("<span>{}</span>", where)
        )
        head.append(place)
    if state:
        tone, sign = ui.STATES[state_kind]
        head.append(format_html('<span class="st st--{}">{}<span>{}</span></span>', tone, ui.icon(sign), state))
    return format_html(
        '<article class="remark remark--{}"{}><p class="remark__head">{}</p><p class="remark__q">{}</p>{}</article>',
        level,
        _id(id),
        mark_safe("".join(head)),
        question,
        content,
    )
