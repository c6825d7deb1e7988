"""What is new, as Atom and RSS, and the map of the site for search engines."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from svetovod.web.common.linked import absolute

from .entries import Entry

MOST = 50
KINDS: dict[str, Any] = {"atom": Atom1Feed, "rss": Rss201rev2Feed}


def feed(kind: str, listed: Iterable[Entry]) -> tuple[str, str]:
    """The text and its type: sessions, selections and measures, the newest first."""
    made = KINDS[kind](
        title=_("Svetovod: sessions and selections"), author_name=_("Svetovod"), link=absolute("/"),
        language=get_language(),
        description=_("Practical sessions and selections of joint projects of industrial clusters."),
        feed_url=absolute(reverse(f"portal:feed_{kind}")),
    )  # fmt: skip
    news = [(each.told_at, each) for each in listed if each.told_at]
    for at, each in sorted(news, key=lambda pair: (pair[0], pair[1].url), reverse=True)[:MOST]:
        made.add_item(
            title=f"{each.kind}: {each.title}", link=absolute(each.url), description=each.text.strip(), pubdate=at,
            updateddate=at, unique_id=absolute(each.url),
        )  # fmt: skip
    return made.writeString("utf-8"), made.content_type


def sitemap(listed: Iterable[Entry]) -> str:
    urls = "".join(f"<url><loc>{escape(absolute(each.url))}</loc></url>" for each in listed)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"{urls}</urlset>\n"
    )


def robots() -> str:
    """Nobody's desk and nobody's account; search asks the database."""
    closed = "".join(f"Disallow: {path}\n" for path in ("/desk/", "/accounts/", "/search/", "/journal/", "/problem/"))
    return f"User-agent: *\n{closed}Sitemap: {absolute(reverse('portal:sitemap'))}\n"
