"""Open Graph pictures: the title of a page on a card, set by typst. The same title gives the same picture."""

from functools import lru_cache

from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.documents.typesetting import render_png

from .entries import Entry

TEMPLATE = "portal/card.typ"


def png(entry: Entry | None) -> bytes:
    """1200 by 630; of the product itself where the page is not on the list."""
    if entry is None:
        return _set(_("Sessions and selections of clusters"), "", formatting.lang())
    return _set(entry.title[:160], entry.kind, formatting.lang())


@lru_cache(maxsize=256)
def _set(title: str, kicker: str, lang: str) -> bytes:
    return render_png(TEMPLATE, {"title": title, "kicker": kicker, "lang": lang})
