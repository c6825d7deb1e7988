"""The feeds against what RFC 4287 and RSS 2.0 demand, and as a reader reads them."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import feedparser
import pytest
from django.urls import reverse

from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.events import services

ATOM = "{http://www.w3.org/2005/Atom}"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def content(client, kind):
    answer = client.get(reverse(f"portal:feed_{kind}"))
    assert answer.status_code == 200
    return answer.content, answer["Content-Type"]


def one(element, name):
    """An element that stands exactly once, and says something."""
    found = element.findall(name)
    assert len(found) == 1 and (found[0].text or "").strip(), f"{name}: {len(found)}"
    return found[0].text.strip()


def test_atom_by_rfc_4287(client, session):
    text, kind = content(client, "atom")
    assert kind.startswith("application/atom+xml")
    root = ElementTree.fromstring(text)
    assert root.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated"):
        one(root, ATOM + name)
    assert root.find(f"{ATOM}author") is not None, "4.1.1: a feed has an author, unless every entry has one"
    entries = root.findall(f"{ATOM}entry")
    assert entries and len({one(each, f"{ATOM}id") for each in entries}) == len(entries)
    for element in (root, *entries):
        for moment in (*element.findall(f"{ATOM}updated"), *element.findall(f"{ATOM}published")):
            assert RFC_3339.fullmatch(moment.text)
        links = [(each.get("rel", "alternate"), each.get("href")) for each in element.findall(f"{ATOM}link")]
        assert links and all(href.startswith("http") for _rel, href in links)
        assert len({rel for rel, _href in links}) == len(links), "4.1.1, 4.1.2: at most one alternate of a kind"
    for each in entries:
        one(each, f"{ATOM}title"), one(each, f"{ATOM}updated")
    assert "self" in {each.get("rel") for each in root.findall(f"{ATOM}link")}
    newest = max(one(each, f"{ATOM}updated") for each in entries)
    assert one(root, f"{ATOM}updated") == newest


def test_rss_by_its_specification(client, session):
    text, kind = content(client, "rss")
    root = ElementTree.fromstring(text)
    assert kind.startswith("application/rss+xml") and (root.tag, root.get("version")) == ("rss", "2.0")
    channel = root.find("channel")
    for name in ("title", "link", "description"):
        one(channel, name)
    parsedate_to_datetime(one(channel, "lastBuildDate"))
    items = channel.findall("item")
    assert items and len({one(each, "guid") for each in items}) == len(items)
    for each in items:
        assert one(each, "title") and one(each, "link").startswith("http")
        assert parsedate_to_datetime(one(each, "pubDate")).tzinfo is not None
        guid = each.find("guid")
        assert guid.get("isPermaLink", "true") != "true" or guid.text == one(each, "link")


@pytest.mark.parametrize("kind", ["atom", "rss"])
def test_a_reader_finds_nothing_to_mend_and_the_same_tomorrow(client, session, at, kind):
    """`bozo` is what the reader calls a feed that it had to mend."""
    first = feedparser.parse(content(client, kind)[0])
    assert first.bozo is False and first.version == {"atom": "atom10", "rss": "rss20"}[kind]
    told = datetime(*first.entries[0].published_parsed[:6], tzinfo=UTC)
    assert session.title in first.entries[0].title
    announced = at.astimezone(UTC).replace(microsecond=0)
    assert told <= announced, "it is dated by its announcement, not by the day on which it will be held"
    services.session_cancel(actor=SYSTEM, session=session, reason="Нет зала", at=at + timedelta(days=1))
    second = feedparser.parse(content(client, kind)[0])
    same = [(each.id, each.published) for each in first.entries]
    assert [(each.id, each.published) for each in second.entries] == same
