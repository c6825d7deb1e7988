"""How the journal writes hashes, pseudonyms and bodies."""

import json
from typing import NamedTuple

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from svetovod.web.audit import saying, words
from svetovod.web.audit.bridge import Finding
from svetovod.web.audit.phrases import FINDINGS

register = template.Library()
SHOWN = 12

register.filter("say_action", words.action)
register.filter("say_kind", words.kind)
register.filter("say_purpose", words.purpose)


@register.filter
def short_hash(value: str) -> SafeString:
    """The beginning of a hash; the whole of it for whoever points at it or copies the row."""
    if len(value) <= SHOWN:
        return format_html('<span class="mono">{}</span>', value or "—")
    return format_html('<span class="mono" title="{}">{}…</span>', value, value[:SHOWN])


@register.filter
def whole_hash(value: str) -> SafeString:
    """All of a hash, with places where a narrow column may break it."""
    parts = [value[i : i + 8] for i in range(0, len(value), 8)] or ["—"]
    return format_html(
        '<span class="mono">{}</span>', format_html_join(mark_safe("<wbr>"), "{}", ((p,) for p in parts))
    )


class Datum(NamedTuple):
    """One value of an entry in words, and both codes as the journal keeps them."""

    words: str
    told: str
    name: str
    kept: str


@register.filter
def body_rows(body: str) -> list[Datum]:
    """What an entry says."""
    entry = json.loads(body)
    kind = entry.get("subject", "").partition(":")[0]
    return [
        Datum(words.datum(name, kind), saying.value(kind, name, kept), name,
              kept if isinstance(kept, str) else json.dumps(kept, ensure_ascii=False))
        for name, kept in entry.get("data", {}).items()
    ]  # fmt: skip


@register.filter
def say_finding(finding: Finding) -> str:
    return str(FINDINGS[finding.code]) % {"index": finding.index, "detail": finding.detail}
