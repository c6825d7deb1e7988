"""The style guide shows every tag; what is true of it is true of pages built of the tags."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from svetovod.web.accounts.actors import VISITOR, actor_of
from svetovod.web.common.errors import Refused
from svetovod.web.common.templatetags import ui as tags

CSS = Path(tags.__file__).parents[1] / "static" / "css"
TEMPLATE = Path(tags.__file__).parents[1] / "templates" / "styleguide.html"
# said only inside other templates, or only in Python
ELSEWHERE = {"form_errors", "listing", "options", "table_rows"}


@pytest.fixture(params=["ru", "en"])
def page(request, client, db, compiled) -> str:
    client.cookies["django_language"] = request.param
    response = client.get(reverse("styleguide"))
    assert response.status_code == 200
    return response.content.decode()


def test_no_inline_styles_scripts_or_handlers(page):
    assert not re.search(r"\sstyle=", page)
    assert "<style" not in page
    assert not re.search(r"\son[a-z]+=", page)
    assert not re.search(r"<script(?![^>]*\ssrc=)", page)


def test_ids_are_unique(page):
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_every_reference_has_a_target(page):
    ids = set(re.findall(r'\sid="([^"]+)"', page))
    for attribute in ("aria-labelledby", "aria-describedby", "for"):
        named = {word for value in re.findall(rf'\s{attribute}="([^"]+)"', page) for word in value.split()}
        assert named <= ids, attribute


def test_every_tag_is_shown():
    source = TEMPLATE.read_text(encoding="utf-8")
    missing = [name for name in tags.register.tags if name not in ELSEWHERE and f"{{% {name}" not in source]
    assert missing == []


def test_the_frame_speaks_the_language_of_the_reader(client, db, compiled):
    client.cookies["django_language"] = "ru"
    russian = client.get(reverse("styleguide")).content.decode()
    assert '<html lang="ru">' in russian
    assert "К содержанию" in russian


def test_css_stays_small_and_colours_stay_in_tokens():
    files = sorted(CSS.glob("*.css"))
    assert len(files) <= 10
    assert sum(path.stat().st_size for path in files) <= 60_000
    for path in files:
        if path.name not in {"tokens.css", "print.css"}:
            named = set(re.findall(r"#[0-9a-f]{3,6}\b", path.read_text(encoding="utf-8")))
            assert named <= {"#hatch", "#0c0d10", "#f0a830", "#fff", "#000"}, path.name


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
def test_error_pages_draw(name, rf, db):
    from django.contrib.sessions.backends.signed_cookies import SessionStore
    from django.template.loader import render_to_string

    request = None
    if name != "500":
        request = rf.get("/")
        request.session = SessionStore()
        request.support_code = "AB12"
    html = render_to_string(f"{name}.html", {"support_code": "AB12"}, request=request)
    assert "<h1>" in html
    assert "AB12" in html


def test_a_page_of_an_error_leads_to_the_desk_or_to_signing_in(client, make):
    def acts():
        return client.get("/no-such-page/?a=1").content.decode().partition("error-acts")[2].partition("</div>")[0]

    assert 'href="/accounts/login/?next=/no-such-page/%3Fa%3D1"' in acts() and "/desk/" not in acts()
    client.force_login(make("one@example.ru"))
    assert "/desk/" in acts() and "/accounts/login/" not in acts()


def test_a_page_of_a_refusal_leads_on_too(rf, make):
    def acts(method, actor):
        request = getattr(rf, method)("/here/")
        request.actor = actor
        page = render_to_string("refused.html", {"refusal": Refused("some.code", "No."), "actor": actor}, request)
        return page.partition("error-acts")[2].partition("</div>")[0]

    known = actor_of(make("one@example.ru"))
    assert acts("post", known).count("btn--main") == 1
    assert 'btn--main" href="/here/"' in acts("post", known) and "/desk/" in acts("post", known)
    assert "/accounts/login/?next=/here/" in acts("get", VISITOR)
    assert 'href="/accounts/login/"' in acts("post", VISITOR) and "/desk/" not in acts("post", VISITOR)
