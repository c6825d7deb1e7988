"""Tags and filters of a page: `{% load ui %}`. The vocabulary is told in docs/how-to/add-a-page.md."""

import re
import secrets
from typing import Any

from django.forms import BaseForm, BoundField
from django.forms.utils import flatatt
from django.template import Context, Library
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext_lazy

from svetovod.web.common import bulk, formatting, glossary, tables, ui
from svetovod.web.common.charts import progress as progress_chart
from svetovod.web.common.charts import robustness as robustness_chart
from svetovod.web.common.escaping import joined
from svetovod.web.common.http import BESIDE
from svetovod.wording import numbers

from . import ui_blocks as _blocks

register = Library()

SPANS = re.compile(r"<[^>]*>|\d[\d.:]*–\d[\d.:]*(?:\xa0\w+)?|\b\w{1,6}(?:-\d{1,6}){1,4}\b")
TAGS = re.compile(r"(<[^>]*>)")
MOMENT = re.compile(r"([^<,]*\d), (\d\d:\d\d[^<,]*)")
# what no line ends with: № 5, ст. 12, г. Саранск; but a year's г. ends its sentence
LEADING = re.compile(
    r"(?<![\w.])((?:№|No\.|ст\.|пп?\.|ч\.|гл\.|абз\.|д\.|ул\.|(?<!\d[ \xa0])г\.|art\.))\s+(?=[\w«“]|$)"
)
MONTH = re.compile(
    r"(?<=\d)\s+(?=(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)"
    r"|\b(?<=quarter)\s+(?=[IV])"
)
YEAR = re.compile(r"(?<=\d)\s+(?=гг?\.)")
# a number at an end or before a small word is of the noun before it: factory 4
TRAILING = re.compile(
    r"(?<=[^\W\d])\s+(?=\d+(?:[.,]\d+)?(?:[»”).,:;!?](?!\d)|\s*$|\s+"
    r"(?:и|или|а|в|во|на|по|с|со|к|из|от|до|за|у|о|об|не|для|при|and|or|of|in|on|to|for|with|from|by|at|is|are)\b))"
)

for _say in (
    formatting.money,
    formatting.rubles,
    formatting.money_short,
    formatting.millions,
    formatting.share,
    formatting.percent,
    formatting.number,
    formatting.numbered,
    formatting.day,
    formatting.day_long,
    formatting.day_short,
    formatting.moment,
    formatting.clock,
    formatting.deadline,
):
    register.filter(_say.__name__, _say)


@register.filter
def said(value: Any) -> SafeString:
    """What people have written, in their language whatever the page's: `{% section cluster.name|said %}`."""
    return format_html('<span lang="ru">{}</span>', value)


@register.filter(is_safe=True)
def together(markup: str) -> str:
    """Days, hours and years from and to, and numbers of papers, are not divided between lines: `24–25`,
    `020-11-2021-3`; no line ends with №, ст. and the like or between a day and its English month, and a number stays
    with its noun. Tags stay as they are."""
    pieces = TAGS.split(markup)
    pieces[::2] = [_tied(text) for text in pieces[::2]]
    tied = "".join(pieces)
    return SPANS.sub(lambda found: found[0] if found[0][0] == "<" else f'<span class="nb">{found[0]}</span>', tied)


def _tied(text: str) -> str:
    """With spaces that do not end a line."""
    text = LEADING.sub(rf"\1{numbers.NBSP}", text)
    text = MONTH.sub(numbers.NBSP, text)
    return TRAILING.sub(numbers.NBSP, YEAR.sub(numbers.NBSP, text))


@register.filter
def pairs(value: Any) -> list[tuple[Any, Any]]:
    """`a, b, c` as `(a, b), (c, "")`: crumbs are written so."""
    flat = list(value)
    return [(flat[i], flat[i + 1] if i + 1 < len(flat) else "") for i in range(0, len(flat), 2)]


@register.filter
def own_name(code: str) -> str:
    """A language by the name its readers give it."""
    return {"ru": "По-русски", "en": "In English"}.get(code, code)


# --- words with a meaning ---------------------------------------------------------------------------------------
@register.simple_tag
def icon(name: str) -> SafeString:
    return ui.icon(name)


@register.simple_tag
def state(kind: str, text: Any, icon: str = "") -> SafeString:
    colour, drawn = ui.STATES[kind]
    return format_html('<span class="st st--{}">{}<span>{}</span></span>', colour, ui.icon(icon or drawn), text)


@register.simple_tag
def verdict(kind: str, text: Any = "") -> SafeString:
    colour, drawn, words = ui.VERDICTS[kind]
    return format_html('<span class="verdict verdict--{}">{}{}</span>', colour, ui.icon(drawn), text or words)


@register.simple_tag
def chip(text: Any, icon: str = "", line: bool = False) -> SafeString:
    drawn = ui.icon(icon) if icon else ""
    return format_html('<span class="chip{}">{}{}</span>', " chip--line" if line else "", drawn, text)


@register.simple_tag
def demo() -> SafeString:
    return format_html('<span class="demo">{}</span>', gettext("demonstration data"))


@register.simple_tag
def sep() -> SafeString:
    return format_html('<span class="{}">/</span>', "sep")


@register.simple_tag
def sup(number: Any, id: str = "") -> SafeString:
    label = gettext("Note %(number)s") % {"number": number}
    return format_html('<sup><a href="#{}" aria-label="{}">{}</a></sup>', id or f"n{number}", label, number)


@register.simple_tag
def time_left(until: Any, now: Any) -> SafeString:
    over = until is not None and until <= now
    text = formatting.time_left(until, now)
    if until is None:
        return format_html("{}", text)
    stamp = until.isoformat()
    return format_html('<time class="left{}" datetime="{}">{}</time>', " left--over" if over else "", stamp, text)


@register.simple_tag
def fig(label: Any, value: Any, sub: Any = "") -> SafeString:
    small = format_html("<small>{}</small>", sub) if sub else ""
    if moment := MOMENT.fullmatch(str(value)):  # a day and its hour stand in two lines, wherever a line would break
        return format_html("<div><dt>{}</dt><dd>{}<small>{}</small>{}</dd></div>", label, *moment.groups(), small)
    return format_html("<div><dt>{}</dt><dd>{}{}</dd></div>", label, value, small)


@register.simple_tag
def moneyline(span: int, text: Any, threshold: bool = False) -> SafeString:
    """A row of a table that says where the money (or the passing score) ends."""
    drawn = "" if threshold else ui.icon("pause")
    return format_html(
        '<tr class="moneyline{}"><td colspan="{}"><div class="moneyline__in">{}{}</div></td></tr>',
        " moneyline--thr" if threshold else "",
        span,
        drawn,
        text,
    )


# --- navigation and lists ---------------------------------------------------------------------------------------
@register.inclusion_tag("ui/crumbs.html")
def crumbs(*items: Any) -> dict[str, Any]:
    return {"items": pairs(items)}


@register.inclusion_tag("ui/words.html")
def words_here(*keys: str) -> dict[str, Any]:
    """In the margin: words a newcomer stumbles on here, each with a pop-up that needs no script."""
    return {"words": glossary.words(keys)}


@register.inclusion_tag("ui/tabs.html")
def tabs(items: Any, label: Any = "") -> dict[str, Any]:
    return {"items": items, "label": label or gettext("Parts of the page")}


@register.inclusion_tag("ui/pager.html", takes_context=True)
def pager(context: Context, page: Any, param: str = "page") -> dict[str, Any]:
    query = context["request"].GET.copy() if "request" in context else None
    if query is not None:
        query.pop(param, None)
    kept = f"{query.urlencode()}&" if query else ""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "numbers": list(numbers), "kept": kept, "param": param, "gap": page.paginator.ELLIPSIS}


@register.simple_tag(takes_context=True)
def table(context: Context, table: Any) -> SafeString:
    """A django-tables2 table in our look."""
    table.context = context
    html: SafeString = table.as_html(context["request"])
    return html


@register.simple_tag(takes_context=True)
def table_rows(context: Context, table: Any) -> SafeString:
    """The body of a table; for `tables/table.html`."""
    return tables.rows(table, context)


@register.inclusion_tag("ui/path.html")
def path(steps: Any, label: Any = "", slim: bool = False) -> dict[str, Any]:
    """A `slim` one is a line above a part of something, without links; a narrow screen names the present step alone."""
    return {"steps": steps, "label": label or gettext("Path"), "slim": slim}


# --- forms ------------------------------------------------------------------------------------------------------
# what did not happen, by the kind of form
ATTEMPTS = {
    "save": ngettext_lazy("Not saved: %(count)d error", "Not saved: %(count)d errors", "count"),
    "sign_in": ngettext_lazy("Not signed in: %(count)d error", "Not signed in: %(count)d errors", "count"),
    "confirm": ngettext_lazy("Not confirmed: %(count)d error", "Not confirmed: %(count)d errors", "count"),
    "send": ngettext_lazy("Not sent: %(count)d error", "Not sent: %(count)d errors", "count"),
    "file": ngettext_lazy("Not filed: %(count)d error", "Not filed: %(count)d errors", "count"),
    "publish": ngettext_lazy("Not published: %(count)d error", "Not published: %(count)d errors", "count"),
    "vote": ngettext_lazy("Vote not cast: %(count)d error", "Vote not cast: %(count)d errors", "count"),
    "demand": ngettext_lazy("No money asked back: %(count)d error", "No money asked back: %(count)d errors", "count"),
    "compare": ngettext_lazy("Not compared: %(count)d error", "Not compared: %(count)d errors", "count"),
    "ask": ngettext_lazy("Nothing to show: %(count)d error", "Nothing to show: %(count)d errors", "count"),
}


@register.inclusion_tag("ui/errsum.html", takes_context=True)
def form_errors(context: Context, form: BaseForm, kind: str = "") -> dict[str, Any]:
    """What is wrong, headed by what did not happen: `kind` is a key of `ATTEMPTS`; without it the form's own `attempt`
    says so. Else a form filled from the address of the page asks, another saves."""
    bad = [field for field in form if field.errors]
    own = list(form.non_field_errors())
    count = len(own) + sum(len(field.errors) for field in bad)
    asked = getattr(getattr(context, "request", None), "GET", None)
    kind = kind or getattr(form, "attempt", "") or ("ask" if asked and getattr(form, "data", None) is asked else "save")
    return {"bad": bad, "own": own, "count": count, "title": ATTEMPTS[kind] % {"count": count}}


@register.inclusion_tag("ui/form.html", takes_context=True)
def form(context: Context, form: BaseForm, kind: str = "") -> dict[str, Any]:
    return {"form": form, "kind": kind}


@register.inclusion_tag("ui/field.html")
def field(field: BoundField, hint: Any = "", label: Any = "") -> dict[str, Any]:
    if not hint and not field.help_text and getattr(field.field.widget, "input_type", "") == "date":
        hint = gettext("day, month, year")  # the browser shows a date in its own order
    return {"field": field, "hint": hint, "label": label}


@register.filter
def control(field: BoundField, hint: Any = "") -> SafeString:
    """The widget of a field with its description and error tied to it."""
    described = [f"{field.auto_id}_hint"] if (hint or field.help_text) else []
    attrs: dict[str, Any] = {}
    if field.errors:
        described.append(f"{field.auto_id}_err")
        attrs["aria-invalid"] = "true"
    if described and not field.use_fieldset:
        attrs["aria-describedby"] = " ".join(described)
    return field.as_widget(attrs=attrs)


@register.simple_tag
def options(groups: Any) -> SafeString:
    """The options of a `<select>` with their groups, as `Widget.optgroups` gives them."""
    return joined("{}", ((_group(name, choices),) for name, choices, _index in groups))


def _group(name: Any, choices: Any) -> SafeString:
    rows = ((str(each["value"]), flatatt(each["attrs"]) if each["attrs"] else "", each["label"]) for each in choices)
    drawn = joined('\n<option value="{}"{}>{}</option>', rows)
    return format_html('\n<optgroup label="{}">{}\n</optgroup>', name, drawn) if name else drawn


@register.filter
def control_kind(field: BoundField) -> str:
    """`check` for one box, `group` for radios and many boxes, `plain` for the rest."""
    if field.use_fieldset:
        return "group"
    return "check" if getattr(field.field.widget, "input_type", "") == "checkbox" else "plain"


@register.simple_tag
def submit(text: Any, kind: str = "main", name: str = "", value: Any = "1", icon: str = "") -> SafeString:
    named = format_html(' name="{}" value="{}"', name, value) if name else ""
    drawn = ui.icon(icon) if icon else ""
    look = f"btn btn--{kind}" if kind else "btn"
    return format_html('<button type="submit" class="{}"{}>{}{}</button>', look, named, drawn, text)


@register.inclusion_tag("ui/post_button.html", takes_context=True)
def post_button(
    context: Context, text: Any, url: str, *, kind: str = "", icon: str = "", confirm: Any = "", **hidden: Any
) -> dict[str, Any]:
    return {
        "text": text,
        "url": url,
        "look": f"btn btn--{kind}" if kind else "btn",
        "icon": icon,
        "confirm": confirm,
        "hidden": hidden.items(),
        "csrf_token": context.get("csrf_token"),
        "key": secrets.token_urlsafe(18),
    }


@register.simple_tag
def bulk_row(key: int, words: Any) -> SafeString:
    """The tick of a row that `bulk_bar` sends on; `words` name it."""
    return format_html(
        '<label class="check"><input type="checkbox" class="no-print" name="row" value="{}" form="bulk">'
        "<span>{}</span></label>",
        str(key), words,
    )  # fmt: skip


@register.inclusion_tag("ui/bulk_bar.html", takes_context=True)
def bulk_bar(context: Context, url: str, actions: Any, many: int = 0) -> dict[str, Any]:
    """What can be done with ticked rows: (value, words) each; `many` where all that fit the filter may be meant."""
    data = context["request"].GET
    hidden = [(name, value) for name in data if name not in BESIDE for value in data.getlist(name)]
    return {"url": url, "actions": actions, "many": many, "most": bulk.MOST, "hidden": hidden}


@register.simple_tag
def once() -> SafeString:
    """A key that lets the service answer a repeated submission with the first result."""
    return format_html('<input type="hidden" name="idempotency_key" value="{}">', secrets.token_urlsafe(18))


# --- charts -----------------------------------------------------------------------------------------------------
@register.simple_tag
def chart(chart: Any) -> SafeString:
    return chart.render()


@register.simple_tag
def prog(value: Any, threshold: Any = None, top: Any = None, label: Any = "") -> SafeString:
    return progress_chart.build(value, threshold, top=top, label=label).render()


@register.simple_tag
def robustness(best: int, now: int, worst: int, places: int, cut: Any = None) -> SafeString:
    return robustness_chart.build(best, now, worst, places=places, cut=cut).render()


@register.simple_tag
def listing(items: Any) -> SafeString:
    """A plain list of strings."""
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((item,) for item in items)))


register.tags.update(_blocks.register.tags)
