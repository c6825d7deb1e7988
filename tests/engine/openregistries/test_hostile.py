"""Files that are cut, in another encoding, of another structure, or made to harm: each refused, and by its name."""

import io
import struct
import zipfile
from pathlib import Path

import pytest
from tests.engine.openregistries import samples

from svetovod.engine.model import Problem
from svetovod.engine.openregistries import HEAD, Kind, limits, read, unlike
from svetovod.wording.problems import say

GOOD = samples.sme([samples.entity(0)])
BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
HOSTILE_XML = GOOD.replace(b'<?xml version="1.0" encoding="UTF-8"?>', BOMB)
CONTRACTS = samples.contracts(samples.contract())


def refusal(kind: Kind, content: bytes, folder: Path) -> Problem:
    path = folder / "registry"
    path.write_bytes(content)
    found = list(read(kind, path))[-1].refused
    assert found is not None
    for lang in ("ru", "en"):
        assert found.code not in say(found, lang) and "{" not in say(found, lang)
    return found


def packed(content: bytes, name: str = "VO_RRMSPSV_1.xml") -> bytes:
    return samples.archive([(name, content)])


TEXTS = {
    Kind.OKVED2: samples.OKVED2,
    Kind.OKPD2: samples.OKVED2,
    Kind.OKTMO: samples.OKTMO,
    Kind.PURCHASES: samples.PURCHASES,
}


@pytest.mark.parametrize(("kind", "content"), [
    (Kind.SME, packed(GOOD)[:-40]), (Kind.SME, packed(GOOD[:-30])), (Kind.SME, GOOD[:-3]),
    (Kind.PRODUCTS, samples.workbook([samples.product()])[:-40]),
    *((kind, text.encode()[:-9]) for kind, text in TEXTS.items()),
    (Kind.PURCHASES, CONTRACTS[:-30]), (Kind.PURCHASES, packed(CONTRACTS)[:-40]),
])  # fmt: skip
def test_truncated(kind: Kind, content: bytes, tmp_path: Path) -> None:
    assert refusal(kind, content, tmp_path).code == "open.truncated"


def test_a_member_that_was_changed_on_the_way(tmp_path: Path) -> None:
    whole = bytearray(samples.archive([("a.xml", GOOD)], zipfile.ZIP_STORED))
    place = whole.index(b"27.31")
    whole[place] = ord("9")
    assert refusal(Kind.SME, bytes(whole), tmp_path).code == "open.truncated"


@pytest.mark.parametrize(("kind", "content"), [
    (Kind.SME, packed(GOOD.decode().encode("cp1251"))), (Kind.SME, GOOD.decode().encode("cp1251")),
    (Kind.PURCHASES, CONTRACTS.replace(b"<fullName>", "<fullName>Завод".encode("cp1251"))),
    *((kind, text.encode("cp866")) for kind, text in TEXTS.items() if kind is not Kind.PURCHASES),
    *((kind, text.encode("koi8-r")) for kind, text in TEXTS.items() if kind is not Kind.PURCHASES),
    (Kind.PURCHASES, samples.PURCHASES.encode("utf-16-le")),
    (Kind.PRODUCTS, ";".join(samples.PRODUCT_HEAD).encode("cp866")),
])  # fmt: skip
def test_wrongly_encoded(kind: Kind, content: bytes, tmp_path: Path) -> None:
    assert refusal(kind, content, tmp_path).code == "open.encoding"


def test_a_sheet_in_another_encoding(tmp_path: Path) -> None:
    sheet = samples.workbook([samples.product()])
    assert refusal(Kind.PRODUCTS, replaced(sheet, "xl/sharedStrings.xml", lambda text: text.decode().encode("cp1251")),
                   tmp_path).code == "open.encoding"  # fmt: skip


def replaced(book: bytes, part: str, change: object) -> bytes:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    return samples.archive([(name, change(text) if name == part else text) for name, text in members])  # type: ignore[operator]


@pytest.mark.parametrize(("kind", "content"), [
    (Kind.SME, packed(HOSTILE_XML)), (Kind.SME, HOSTILE_XML), (Kind.PURCHASES, BOMB + b"<export/>"),
    (Kind.PRODUCTS, replaced(samples.workbook([samples.product()]), "xl/worksheets/sheet1.xml",
                             lambda text: BOMB + text.split(b"?>", 1)[1])),
])  # fmt: skip
def test_entities_are_never_expanded(kind: Kind, content: bytes, tmp_path: Path) -> None:
    assert refusal(kind, content, tmp_path).code == "open.entities"


@pytest.mark.parametrize("kind", [Kind.SME, Kind.PRODUCTS, Kind.PURCHASES])
def test_a_zip_bomb(kind: Kind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "RATIO_FROM", 1000)
    name = "xl/worksheets/sheet1.xml" if kind is Kind.PRODUCTS else "a.xml"
    assert refusal(kind, packed(b"<x>" + b" " * 10**6 + b"</x>", name), tmp_path).code == "open.bomb"


def test_a_directory_that_lies_about_a_size(tmp_path: Path) -> None:
    whole = bytearray(packed(GOOD))
    place = whole.rindex(b"PK\x01\x02") + 24
    whole[place : place + 4] = struct.pack("<I", len(GOOD) - 50)
    assert refusal(Kind.SME, bytes(whole), tmp_path).code == "open.truncated"


@pytest.mark.parametrize("kind", [Kind.SME, Kind.PRODUCTS, Kind.PURCHASES])
@pytest.mark.parametrize("name", ["../up.xml", "a/../../up.xml", "/etc/x.xml", "C:\\x.xml", "..\\x.xml"])
def test_names_that_lead_out(kind: Kind, name: str, tmp_path: Path) -> None:
    assert refusal(kind, samples.archive([("a.xml", GOOD), (name, GOOD)]), tmp_path).code == "open.path"
    assert not (tmp_path.parent / "up.xml").exists()


@pytest.mark.parametrize("kind", [Kind.SME, Kind.PRODUCTS, Kind.PURCHASES])
def test_encrypted(kind: Kind, tmp_path: Path) -> None:
    whole = bytearray(packed(GOOD))
    whole[whole.rindex(b"PK\x01\x02") + 8] |= 1
    assert refusal(kind, bytes(whole), tmp_path).code == "open.encrypted"


@pytest.mark.parametrize(("kind", "content", "expected", "found"), [
    (Kind.SME, samples.sme([samples.entity()], kind="ОТКРДАННЫЕ4"), "РЕЕСТР", "ТипИнф=ОТКРДАННЫЕ4"),
    (Kind.SME, GOOD.replace("КатСубМСП".encode(), "Категория".encode()), "КатСубМСП", "Категория"),
    (Kind.SME, GOOD.replace("ИННЮЛ".encode(), "ИНН".encode()), "ИННЮЛ", "ИНН"),
    (Kind.SME, samples.archive([("readme.txt", b"x")]), "VO_RRMSPSV", "readme.txt"),
    (Kind.PRODUCTS, samples.workbook([], [*samples.PRODUCT_HEAD[:-2], "Код"]), "ОКПД2", "Код"),
    (Kind.OKTMO, b"code;name\n01;Altai\n", "000", "code"),
    (Kind.OKVED2, b"a;b\nx;y\n", "\u041d\u0430\u0438\u043c\u0435\u043d\u043e\u0432\u0430\u043d\u0438\u0435", "a"),
    (Kind.PURCHASES, b"buyer;okpd2\n1;2\n", "amount", "buyer"),
    (Kind.PURCHASES, b"<notices><notice/></notices>", "contract", "notices"),
])  # fmt: skip
def test_another_structure_says_what_was_expected_and_found(
    kind: Kind, content: bytes, expected: str, found: str, tmp_path: Path
) -> None:
    problem = refusal(kind, content, tmp_path)
    assert problem.code == "open.schema"
    assert expected in str(problem.params["expected"]) or expected == "РЕЕСТР"
    assert found in str(problem.params["found"])


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize(("content", "code"), [
    (b"", "open.empty"), (b"%PDF-1.7", "open.format"), (b"<!DOCTYPE html><html></html>", "open.format"),
    (b"Rar!\x1a\x07", "open.format"),
])  # fmt: skip
def test_other_files(kind: Kind, content: bytes, code: str, tmp_path: Path) -> None:
    assert refusal(kind, content, tmp_path).code == code


@pytest.mark.parametrize("first", ["[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "xl/workbook.xml",
                                   "word/document.xml", "mimetype"])  # fmt: skip
@pytest.mark.parametrize("kind", [Kind.SME, Kind.PURCHASES])
def test_a_document_of_an_office_suite_is_no_archive_of_xml(kind: Kind, first: str, tmp_path: Path) -> None:
    """It is told by its first bytes, before the file is kept, in the same words as by its reading."""
    content = packed(b"<Types/>", first)
    problem = refusal(kind, content, tmp_path)
    assert problem.code == "open.format" and problem == unlike(kind, content[:HEAD])
    assert unlike(kind, packed(GOOD)[:HEAD]) is None


@pytest.mark.parametrize("first", ["xl/workbook.xml", "docProps/app.xml", "[Content_Types].xml", "other/part.xml"])
def test_a_workbook_is_one_whatever_stands_first_in_it(first: str, tmp_path: Path) -> None:
    whole = samples.workbook([samples.product()])
    with zipfile.ZipFile(io.BytesIO(whole)) as made:
        names = sorted(made.namelist(), key=lambda name: name != first)
        parts = [(name, made.read(name)) for name in names]
    if names[0] != first:
        parts.insert(0, (first, b"<a/>"))
    content = samples.archive(parts)
    (tmp_path / "registry").write_bytes(content)
    (batch,) = read(Kind.PRODUCTS, tmp_path / "registry")
    assert batch.refused is None and len(batch.rows) == 1
    assert unlike(Kind.PRODUCTS, content[:HEAD]) is None


def test_no_file(tmp_path: Path) -> None:
    assert list(read(Kind.SME, tmp_path / "nothing"))[-1].refused is not None


def test_an_endless_tag_is_not_waited_for(tmp_path: Path) -> None:
    assert refusal(Kind.SME, b"<" + b"a" * (6 * 2**20), tmp_path).code == "open.xml"


def test_an_unclosed_quote_ends_nowhere(tmp_path: Path) -> None:
    assert refusal(Kind.OKVED2, samples.OKVED2.encode() + b'"C";"27.9', tmp_path).code == "open.truncated"
