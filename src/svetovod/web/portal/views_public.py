"""The public face beside the home page: search, feeds, the map of the site, pictures, the widget."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from svetovod.web.common.glossary import words
from svetovod.web.common.http import Request
from svetovod.web.portal import opened, own, people, recent, selectors
from svetovod.web.portal.public import cards, feeds
from svetovod.web.portal.public.entries import Entry, beneath, entries
from svetovod.web.portal.public.search import LONGEST, find

KEPT = 600  # seconds that a picture may be kept by whoever asked
ANYWHERE = {"frame-ancestors": ["*"]}  # of the policy of content; the rest of it stays


@require_safe
def search(request: Request) -> HttpResponse:
    """Over everything a visitor may see, what is the signed-in person's own, and the people of one's lists; before a
    word, what was opened."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    found = find(text, [*_listed(request), *people.entries(request.actor, text)]) if text else []
    lately = [] if text else opened.entries(request.actor, request.moment, recent.places(request))
    return render(request, "portal/search.html", {"text": text, "found": found, "lately": lately})


def _listed(request: Request) -> list[Entry]:
    public = [*_entries(request), *beneath()]
    known = {each.url for each in public}
    return public + [each for each in own.entries(request.actor, request.moment) if each.url not in known]


@require_safe
def glossary(request: Request) -> HttpResponse:
    return render(request, "portal/glossary.html", {"words": words()})


@require_safe
def feed(request: Request, kind: str) -> HttpResponse:
    said, content_type = feeds.feed(kind, _entries(request))
    return HttpResponse(said, content_type=content_type)


@require_safe
def sitemap(request: Request) -> HttpResponse:
    return HttpResponse(feeds.sitemap(_entries(request)), content_type="application/xml")


@require_safe
def robots(request: Request) -> HttpResponse:
    return HttpResponse(feeds.robots(), content_type="text/plain; charset=utf-8")


@require_safe
def card(request: Request) -> HttpResponse:
    """The Open Graph picture of a public page; of the product for any other address."""
    url = request.GET.get("of", "")
    found = next((each for each in _entries(request) if each.url == url), None)
    response = HttpResponse(cards.png(found), content_type="image/png")
    response["Cache-Control"] = f"public, max-age={KEPT}"
    return response


@require_safe
def widget(request: Request) -> HttpResponse:
    """For pages of other sites: what comes next and what is open, with links that open a page of their own."""
    listed = [each for each in _entries(request) if each.told_at]
    counts = selectors.cluster_counts(None)
    context = {"listed": sorted(listed, key=lambda each: (each.on is None, each.on), reverse=True)[:5],
               "regions": len(counts)}  # fmt: skip
    response: Any = render(request, "portal/widget.html", context)
    response.xframe_options_exempt = True
    response._csp_replace = ANYWHERE
    made: HttpResponse = response
    return made


def _entries(request: Request) -> list[Entry]:
    return entries(request.moment, show_future=request.clock.show_future)
