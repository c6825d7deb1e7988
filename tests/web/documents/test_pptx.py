"""Slides: every part that is named is there, every relation leads to one, hostile texts stay texts."""

import io
import posixpath
import zipfile
from xml.etree import ElementTree

from svetovod.web.documents.filetypes import sniff
from svetovod.web.documents.pptx import presentation

SLIDES = [("Смета & <b>", ["=1+1", "a\nb"]), ("2", [])]


def opened():
    content = presentation(SLIDES, title="<T>", foot="форма \x22v2\x22", lang="ru")
    assert content == presentation(SLIDES, title="<T>", foot="форма \x22v2\x22", lang="ru")
    assert sniff(io.BytesIO(content), len(content))[0] == "pptx"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()}


def test_parts_and_relations_agree():
    parts = opened()
    named = {each.get("PartName").lstrip("/") for each in parts["[Content_Types].xml"] if each.get("PartName")}
    assert named == {name for name in parts if not name.endswith((".rels", "[Content_Types].xml"))}
    for name, tree in parts.items():
        if name.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(name))
            assert {posixpath.normpath(posixpath.join(folder, each.get("Target"))) for each in tree} <= named
            assert len({each.get("Id") for each in tree}) == len(tree)


def test_texts_are_texts():
    parts = opened()
    said = "".join(parts["ppt/slides/slide1.xml"].itertext())
    assert "Смета & <b>" in said and "=1+1" in said
    assert "форма" in "".join(parts["ppt/slideMasters/slideMaster1.xml"].itertext())
    assert "ppt/slides/slide3.xml" not in parts
