"""Words of questions and answers, each marked with its language where the page speaks another."""

import re
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from svetovod.web.common import formatting
from svetovod.web.registry.selectors import region_name
from svetovod.web.workbench.access import ACCESS
from svetovod.web.workbench.models import SavedQuestion
from svetovod.web.workbench.telling import titled as titled_words

register = template.Library()
_CYRILLIC, _LATIN = re.compile("[А-Яа-яЁё]"), re.compile("[A-Za-z]{2}")


@register.filter
def worded(text: Any) -> SafeString | str:
    """What somebody wrote, or a table holds: nobody says in which language it is, but its letters do."""
    said = str(text)
    lang = "ru" if _CYRILLIC.search(said) else "en" if _LATIN.search(said) else formatting.lang()
    return said if lang == formatting.lang() else format_html('<span lang="{}">{}</span>', lang, said)


@register.filter
def titled(question: SavedQuestion) -> SafeString | str:
    return worded(titled_words(question))


@register.filter
def region_words(iso: str) -> str:
    return region_name(iso)


@register.simple_tag(takes_context=True)
def may_ask(context: template.Context) -> bool:
    """Whether whoever reads the page stands at the workbench."""
    return ACCESS.allows("question.list", context["actor"])
