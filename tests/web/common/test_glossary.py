"""Words of the pop-ups are those of the one map of words, in both languages; each page names words there are."""

import re
from pathlib import Path

import pytest
from django.template import Context, Template
from django.urls import reverse
from django.utils import translation

from svetovod.web.common import glossary

ROOT = Path(__file__).resolve().parents[3]
PAGES = sorted((ROOT / "src" / "svetovod" / "web").rglob("*.html"))


def test_every_word_stands_in_the_map_of_words():
    known = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    with translation.override("ru"):
        assert [word.name for word in glossary.words() if word.name not in known] == []


def test_both_languages_say_the_same_words():
    said = {}
    for lang in ("ru", "en"):
        with translation.override(lang):
            said[lang] = {word.key: word.text for word in glossary.words()}
    assert said["ru"].keys() == said["en"].keys() and all(all(texts.values()) for texts in said.values())


def test_pages_name_words_there_are_and_each_word_has_its_page():
    pages = [page for page in PAGES if page.name != "styleguide.html"]
    named = [re.findall(r"{% words_here ([^%]+) %}", page.read_text(encoding="utf-8")) for page in pages]
    keys = {key.strip('"') for found in named for each in found for key in each.split()}
    assert keys and glossary.words(sorted(keys))
    assert {word.key for word in glossary.words()} - keys == set(), "no page explains them"


def test_a_pop_up_needs_no_script_and_is_closed_again():
    with translation.override("ru"):
        said = Template('{% load ui %}{% words_here "quota" %}').render(Context())
    assert 'popovertarget="word-quota"' in said and "popover role" in said and 'popovertargetaction="hide"' in said
    assert reverse("portal:glossary") + "#quota" in said


@pytest.mark.django_db
def test_the_page_of_words(client):
    said = client.get(reverse("portal:glossary")).content.decode()
    assert 'id="dependence"' in said and "уровень функциональной зависимости" in said
    assert (
        client.get(reverse("portal:search"), {"q": "функциональная зависимость"}).content.decode().count("#dependence")
        == 1
    )
