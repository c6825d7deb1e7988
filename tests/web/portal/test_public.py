"""The public face: one list of what a visitor may see, and every channel made of it."""

import json
import re
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from svetovod.engine.workbooks.samples import invented_inn
from svetovod.web.portal.public import cards
from svetovod.web.portal.public.entries import entries
from svetovod.web.portal.public.search import find
from svetovod.web.registry.models import Cluster, Organisation

from .conftest import AT

pytestmark = pytest.mark.django_db
NAME = "Завод Незабудка"


@pytest.fixture
def plant(clock, at=AT):
    row = Organisation.objects.create(inn=invented_inn(4242), name=NAME, region="RU-MO")
    row.publications.create(field="card", shown=True, changed_at=at)
    return row


def found(text):
    return [match.entry.title for match in find(text, entries(AT))]


def test_words_in_any_form(session, cluster):
    row = cluster(1)
    Cluster.objects.filter(pk=row.pk).update(name="Кластер волоконной оптики «Берёзка»")
    for text in ("кластеры волоконная оптика", "ОПТИКОЙ волоконной", "березка", "берёзки", "волок"):
        assert "Кластер волоконной оптики «Берёзка»" in found(text), text
    assert session.title in found("сессия")
    assert found("незабудковедение") == []


@pytest.mark.parametrize("text", ["", "   ", "!!!", "'", '"a', "a & | !", "((", "\x00", "%", "к" * 5000, "<script>"])
def test_whatever_is_asked(client, session, text):
    answer = client.get(reverse("portal:search"), {"q": text})
    assert answer.status_code == 200
    assert b"<script>" not in answer.content.replace(b"<script type", b"")


def test_the_law_and_measures_are_found(clock):
    assert any("зависимост" in title.lower() for title in found("функциональная зависимость"))
    assert found("субсидия")


def test_what_programs_call_it_is_found_by_and_not_shown(clock):
    for code in ("RU-MO", "cluster.min_participants"):
        matches = find(code, entries(AT))
        assert matches and all(code not in match.shown and "_" not in match.shown for match in matches[:1]), code


def test_what_is_found_is_marked_and_escaped(cluster):
    row = cluster(2)
    Cluster.objects.filter(pk=row.pk).update(name="<b>Оптика</b>")
    shown = find("оптика", entries(AT))[0].shown
    assert "<mark>" in shown and "<b>" not in shown


def test_an_idea_of_a_cluster_is_nowhere(client, cluster):
    row = cluster(3)
    Cluster.objects.filter(pk=row.pk).update(name="Тайнопись", state="idea")
    assert found("тайнопись") == []
    assert row.slug not in client.get(reverse("portal:sitemap")).content.decode()


def channels(client, plant) -> str:
    urls = [
        reverse("portal:search") + "?q=незабудка", reverse("portal:sitemap"), reverse("portal:feed_atom"),
        reverse("portal:feed_rss"), reverse("portal:widget"), reverse("portal:home"),
    ]  # fmt: skip
    return " ".join(client.get(url).content.decode() for url in urls)


@pytest.mark.parametrize("how", ["own", "ministry", "hidden"])
def test_withdrawn_from_search_feeds_sitemap_widget_and_cards(client, plant, how):
    own = reverse("regions:enterprise", args=[plant.inn])
    card = reverse("portal:card")
    told = channels(client, plant)
    assert NAME in told and own in told
    before, of_nobody = (client.get(card, {"of": url}).content for url in (own, "/nowhere/"))
    assert before != of_nobody
    if how == "hidden":
        Organisation.objects.filter(pk=plant.pk).update(hidden=True)
    else:
        plant.publications.update(**({"shown": False} if how == "own" else {"withheld": True}))
    told = channels(client, plant)
    assert NAME not in told and own not in told
    assert client.get(card, {"of": own}).content == of_nobody


def test_feeds_are_whole(client, session):
    for kind, tag in (("atom", "{http://www.w3.org/2005/Atom}entry"), ("rss", "item")):
        root = ElementTree.fromstring(client.get(reverse(f"portal:feed_{kind}")).content)
        assert session.title in "".join(next(root.iter(tag)).itertext())


def test_the_map_of_the_site_leads_to_pages(client, session, cluster, plant):
    cluster(4)
    root = ElementTree.fromstring(client.get(reverse("portal:sitemap")).content)
    urls = [each.text.split("8000", 1)[-1] for each in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert len(urls) == len(set(urls)) > 90
    places = [url for url in urls if "/regions/RU-" not in url or url.endswith("RU-MO/")]
    assert [url for url in places if client.get(url).status_code != 200] == []
    assert "/sitemap.xml" in client.get("/robots.txt").content.decode()


def test_pictures_are_png_and_the_same(client, session):
    url = reverse("events:session_detail", args=[session.slug])
    one = client.get(reverse("portal:card"), {"of": url})
    cards._set.cache_clear()
    assert one.content == client.get(reverse("portal:card"), {"of": url}).content
    assert one["Content-Type"] == "image/png" and one.content.startswith(b"\x89PNG")
    assert (int.from_bytes(one.content[16:20]), int.from_bytes(one.content[20:24])) == (1200, 630)
    assert f"of={url}" in client.get(url).content.decode()


def test_the_widget_may_stand_anywhere_and_nothing_else_may(client, session):
    widget = client.get(reverse("portal:widget"))
    assert "frame-ancestors *" in widget["Content-Security-Policy"] and "X-Frame-Options" not in widget
    assert session.title in widget.content.decode() and b"csrf" not in widget.content
    assert client.get("/")["X-Frame-Options"] == "DENY"


def test_programs_are_told_of_the_session(client, session):
    said = client.get("/").content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', said, re.S)[1])
    kinds = {node["@type"]: node for node in data["@graph"]}
    assert kinds["Event"]["startDate"] == session.starts_on.isoformat()
    assert kinds["WebSite"]["potentialAction"]["target"].endswith("/search/?q={q}")


def test_search_asks_the_same_of_many(client, cluster, same_questions, clock):
    same_questions(["/search/?q=кластер", "/sitemap.xml"], lambda: cluster(10), lambda: [cluster(11), cluster(12)])
