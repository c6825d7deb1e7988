"""The blank pack: what the product writes it reads; the manifest is true; the version is on the paper."""

import io
import json
import re
import zipfile
from datetime import date
from hashlib import sha256
from xml.etree import ElementTree

import openpyxl
import pytest
from django.utils.translation import override

from svetovod.engine.workbooks import read_cluster, read_project
from svetovod.engine.workbooks.blanks import write_blank
from svetovod.web.documents.filetypes import sniff
from svetovod.web.support import blanks
from svetovod.web.support.slides import SLIDES

pytestmark = pytest.mark.django_db
READERS = {"estimate": read_project, "cluster": read_cluster}
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
LANGS = pytest.mark.parametrize("lang", ["ru", "en"])


@pytest.fixture(autouse=True)
def at_the_session(clock):
    clock()


def slides_of(content):
    """Texts of each slide, paragraph by paragraph."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if name.startswith("ppt/slides/slide")]
        trees = [ElementTree.fromstring(archive.read(name)) for name in sorted(names, key=number)]
    return [["".join(p.itertext()) for p in tree.iter(f"{{{DRAWING}}}p")] for tree in trees]


def number(name):
    return int(re.search(r"\d+", name)[0])


def pack(client):
    answer = client.get("/support/blanks/pack.zip")
    assert answer["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        files = {name: archive.read(name) for name in archive.namelist()}
    return files, json.loads(files.pop("manifest.json"))


@LANGS
def test_the_manifest_is_true(client, lang):
    client.cookies["django_language"] = lang
    files, manifest = pack(client)
    assert {entry["name"]: entry["sha256"] for entry in manifest["files"]} == {
        name: sha256(content).hexdigest() for name, content in files.items()
    }
    assert (manifest["language"], manifest["date"]) == (lang, "2021-06-24")
    assert [(e["form"], e["version"]) for e in manifest["files"]] == [(f.id, f.version) for f in blanks.FORMS]


@LANGS
def test_single_files_are_those_of_the_pack(client, lang):
    client.cookies["django_language"] = lang
    files, _manifest = pack(client)
    for form in blanks.FORMS:
        answer = client.get(f"/support/blanks/{form.id}/")
        assert answer["Content-Type"] == form.content_type
        assert answer["Content-Disposition"] == f'attachment; filename="{form.name}"'
        assert answer.content == files[form.name]


@LANGS
@pytest.mark.parametrize("form", [form for form in blanks.FORMS if form.workbook], ids=lambda form: form.id)
def test_a_workbook_is_the_one_of_the_command_line_and_reads_back(form, lang):
    content = blanks.blank(form, lang).content
    assert content == write_blank(form.workbook, lang)
    notes = openpyxl.load_workbook(io.BytesIO(content))["Пояснения" if lang == "ru" else "Notes"]
    assert str(notes["A1"].value).endswith(f"{form.version}.")
    if form.id in READERS:
        result = READERS[form.id](io.BytesIO(content))
        assert (result.errors, result.notes) == ((), ())


@LANGS
def test_the_presentation_has_a_slide_a_theme_to_write_over_and_is_always_the_same(lang):
    form = blanks.form_get("presentation")
    content = blanks.blank(form, lang).content
    blanks.blank.cache_clear()
    assert content == blanks.blank(form, lang).content
    assert (form.version, sniff(io.BytesIO(content), len(content))[0]) == (2, "pptx")
    slides = slides_of(content)
    with override(lang):
        assert slides == [[str(title), *map(str, points)] for title, points in SLIDES]


def test_the_languages_have_blanks_of_their_own():
    for form in blanks.FORMS:
        assert blanks.blank(form, "ru").sha256 != blanks.blank(form, "en").sha256


def test_equal_days_make_equal_packs():
    assert blanks.pack("ru", date(2021, 6, 24)) == blanks.pack("ru", date(2021, 6, 24))


@LANGS
def test_the_page_lists_every_form_with_its_checksum(client, lang):
    client.cookies["django_language"] = lang
    page = client.get("/support/blanks/").content.decode()
    assert all(blanks.blank(form, lang).sha256 in page and form.name in page for form in blanks.FORMS)


def test_an_unknown_form_is_not_there(client):
    assert client.get("/support/blanks/passport/").status_code == 404
