"""The static export: everything linked is there, nothing withdrawn and nothing of anybody's session is."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from svetovod.engine.workbooks.samples import invented_inn
from svetovod.web.portal.public.entries import entries
from svetovod.web.portal.public.export import canonical, export, path_of
from svetovod.web.registry.models import Organisation

from .conftest import AT

pytestmark = pytest.mark.django_db
LINK = re.compile(r'\s(?:href|src)="([^"]*)"')


@pytest.fixture
def site(session, cluster, tmp_path, settings):
    settings.STATIC_ROOT = tmp_path / "none"
    cluster(1)
    for number, hidden in ((4242, False), (4343, True)):
        row = Organisation.objects.create(
            inn=invented_inn(number), name=f"Завод {number}", region="RU-MO", hidden=hidden
        )
        row.publications.create(field="card", shown=True, changed_at=AT)
    # of the regions two are enough here
    listed = [each for each in entries(AT) if "/regions/RU-" not in each.url or each.url.endswith(("RU-MO/", "RU-TA/"))]
    folder = tmp_path / "site"
    return folder, export(folder, listed, lang="ru")


def broken(folder: Path) -> list[str]:
    """Links of pages and of sheets of styles that lead to no file."""
    wrong = []
    for page in folder.rglob("*.html"):
        for link in LINK.findall(page.read_text()):
            parts = urlsplit(unescape(link))
            if parts.scheme or parts.netloc or not parts.path:
                continue
            if not (page.parent / unquote(parts.path)).resolve().is_file():
                wrong.append(f"{page.relative_to(folder)}: {link}")
    for sheet in folder.rglob("*.css"):
        for link in re.findall(r"url\([\"']?(?!data:|#)([^\"')]+)", sheet.read_text()):
            if not (sheet.parent / link).resolve().is_file():
                wrong.append(f"{sheet.relative_to(folder)}: {link}")
    return wrong


def test_the_export(site):
    folder, done = site
    assert broken(folder) == []
    pages = {str(page.relative_to(folder)) for page in folder.rglob("index.html")}
    assert {"index.html", "clusters/cluster-1/index.html", "regions/RU-MO/index.html", "rulebook/index.html"} <= pages
    assert (folder / "regions/RU-MO/passport.pdf").read_bytes().startswith(b"%PDF")
    text = "".join(page.read_text() for page in folder.rglob("*.html"))
    assert "Завод 4242" in text and "Завод 4343" not in text
    assert "<form" not in text and "csrf" not in text.lower()
    assert "Код для обращения" not in text, "a file is no answer, and is the same when nothing has changed"
    assert not any(path.startswith(("accounts/", "desk/", "api/")) for path in done.files)
    assert "/accounts/login/" in " ".join(done.dropped)


def test_addresses_become_files():
    assert path_of("/", "text/html") == "index.html"
    assert path_of("/clusters/?page=2", "text/html") == "clusters/page-2/index.html"
    assert path_of("/regions/map.csv?by=sold", "text/csv") == "regions/by-sold-map.csv"
    assert ".." not in path_of("/x/?page=../../etc/passwd", "text/html").split("/")
    assert canonical("?sort=name&page=2#x", "/clusters/") == "/clusters/?page=2"
    assert canonical("https://example.org/", "/") is None and canonical("mailto:a@b.ru", "/") is None
