"""Files that are not what they seem: refused with the right code, quickly, without a traceback."""

import io
import random
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from tests.engine.workbooks.books import CLUSTER, A, book, cells, surgery
from tests.pipes import piped

from svetovod.engine.workbooks import limits, read_cluster
from svetovod.engine.workbooks.blanks import write_blank
from svetovod.engine.workbooks.texts import unescape

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PURCHASES = "xl/worksheets/sheet3.xml"


def shared() -> io.BytesIO:
    """A good workbook with a table of shared texts, which openpyxl does not always write."""
    return io.BytesIO(write_blank("cluster"))


def refused(source: io.BytesIO | Path) -> list[tuple[str, object]]:
    result = read_cluster(source)
    assert result.value is None
    return [(error.code, error.params.get("kind", error.params.get("limit"))) for error in result.errors]


@pytest.mark.parametrize(
    ("content", "code", "kind"),
    [
        (b"", "file.unreadable", "empty"),
        (b"\xef\xbb\xbf\xd0\x98\xd0\x9d\xd0\x9d;\xd0\x98\xd0\xbc\xd1\x8f\r\n1;2\r\n", "file.unreadable", "csv"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "file.unreadable", "html"),
        (b"<?xml version='1.0'?><Workbook/>", "file.unreadable", "xml"),
        (b"%PDF-1.7\n", "file.unreadable", "pdf"),
        (OLE + b"\0" * 2000 + "Workbook".encode("utf-16-le"), "file.unreadable", "xls"),
        (OLE + b"\0" * 2000 + "EncryptedPackage".encode("utf-16-le"), "file.encrypted", None),
        (b"PK\x03\x04 and then nothing", "file.unreadable", "broken"),
        (b"\0\1\2\3", "file.unreadable", "other"),
    ],
)
def test_other_files_renamed(content: bytes, code: str, kind: str | None) -> None:
    assert refused(io.BytesIO(content)) == [(code, kind)]


def test_a_pipe_is_read_to_its_end() -> None:
    with piped(book(CLUSTER).getvalue()) as path:
        assert read_cluster(path).value == read_cluster(book(CLUSTER)).value
    with piped(b"PK\x03\x04 and then nothing") as path:
        assert refused(path) == [("file.unreadable", "broken")]


def test_a_pipe_gives_no_more_than_a_file_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FILE_BYTES", 1000)
    with piped(book(CLUSTER).getvalue()) as path:
        assert refused(path) == [("file.too_large", 0)]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("word/document.xml", "docx"), ("xl/workbook.bin", "xlsb"), ("notes.txt", "zip"), ("mimetype", "ods")],
)
def test_other_archives_renamed(name: str, kind: str) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(name, "x")
        if name.endswith((".xml", ".bin")):
            archive.writestr("[Content_Types].xml", "<Types/>")
    assert refused(target) == [("file.unreadable", kind)]


def test_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    assert refused(tmp_path) == [("file.unreadable", "missing")]


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9, 0.99])
def test_truncated(share: float) -> None:
    content = book(CLUSTER).getvalue()
    assert refused(io.BytesIO(content[: int(len(content) * share)])) == [("file.unreadable", "broken")]


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", PURCHASES])
@pytest.mark.parametrize("spoilt", [b"", b"<a><b></a>", b"\xff\xfe\x00", b"<worksheet>" * 10])
def test_broken_parts(part: str, spoilt: bytes) -> None:
    assert refused(surgery(shared(), {part: lambda data: spoilt})) == [("file.unreadable", "broken")]


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/sharedStrings.xml", PURCHASES])
def test_entities_are_never_expanded(part: str) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "&a;&a;&a;">]>'
    changed = surgery(shared(), {part: lambda data: bomb + data.partition(b"?>")[2]})
    assert refused(changed) == [("file.unreadable", "dtd")]


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    content = bytearray(book(CLUSTER).getvalue())
    entry = content.index(b"PK\x01\x02")  # the first entry of the directory says that it unpacks to 3 GB
    content[entry + 24 : entry + 28] = (3 * 2**30).to_bytes(4, "little")
    assert refused(io.BytesIO(bytes(content))) == [("file.too_large", limits.UNPACKED_BYTES // 2**20)]


def test_a_small_bomb_is_known_by_its_ratio() -> None:
    bomb = surgery(book(CLUSTER), {PURCHASES: lambda data: b"<worksheet>" + b" " * (32 * 2**20)})
    assert refused(bomb)[0][0] == "file.too_large"


@pytest.mark.parametrize(
    ("part", "of"),
    [("xl/styles.xml", b'<cellXfs[^>]*><xf numFmtId="'), (PURCHASES, b'<c r="A2" s="'), (PURCHASES, b'<row r="')],
)
def test_numbers_of_a_part_that_only_look_like_some(part: str, of: bytes) -> None:
    """`²` is a digit to Python and no number."""
    changed = surgery(shared(), {part: lambda data: re.sub(b"(" + of + b")[0-9]+", "\\1²".encode(), data)})
    assert changed.getvalue() != shared().getvalue()
    assert read_cluster(changed).value == read_cluster(shared()).value


def test_a_place_of_a_text_that_only_looks_like_one() -> None:
    wrong = {PURCHASES: lambda data: re.sub(b'(t="s"><v>)[0-9]+', "\\1²".encode(), data)}
    assert refused(surgery(shared(), wrong)) == [("file.unreadable", "broken")]


def test_a_large_file() -> None:
    assert refused(io.BytesIO(b"PK" + b"\0" * limits.FILE_BYTES))[0][0] == "file.too_large"


def test_a_giant_cell() -> None:
    text = b"<t>" + b"ab" * limits.CELL_TEXT
    changed = surgery(shared(), {"xl/sharedStrings.xml": lambda data: data.replace(b"<t>", text, 1)})
    assert refused(changed)[0][0] == "file.too_large"


def many_rows(count: int) -> io.BytesIO:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"constant_memory": False, "in_memory": True}) as workbook:
        for title, rows in CLUSTER.items():
            sheet = workbook.add_worksheet(title)
            for line, row in enumerate(rows):
                sheet.write_row(line, 0, row)
            if title == "Закупки":
                for line in range(2, count + 1):
                    sheet.write_row(line, 0, [A, f"seller {line}", "27.31", line, 2020, "да"])
    return target


def test_too_many_rows_are_refused_early(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ROWS", 2_000)
    result = read_cluster(many_rows(2_500))
    assert [(error.code, error.sheet, error.params["limit"]) for error in result.errors] == [
        ("rows.too_many", "Закупки", 2_000)
    ]
    assert read_cluster(many_rows(1_999)).errors[0].code != "rows.too_many"


@pytest.mark.parametrize("dimension", [b'<dimension ref="A1"/>', b'<dimension ref="A1:XFD1048576"/>', b""])
def test_the_dimension_is_not_believed(dimension: bytes) -> None:
    def lie(data: bytes) -> bytes:
        start, end = data.index(b"<dimension"), data.index(b"/>", data.index(b"<dimension")) + 2
        return data[:start] + dimension + data[end:]

    assert read_cluster(surgery(book(CLUSTER), {PURCHASES: lie})).errors == ()


def test_formatted_blank_rows_are_no_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ROWS", 100)

    def change(workbook: openpyxl.Workbook) -> None:
        for line in range(10, limits.ROWS + 500):
            workbook["Закупки"].cell(line, 1).number_format = "@"

    assert read_cluster(book(CLUSTER, change)).errors == ()


def test_a_formula_with_a_stored_value_counts() -> None:
    source = book(CLUSTER, cells("Закупки", D2="=60+40", E2="=2000+20"))
    stored = {PURCHASES: lambda data: data.replace(b"<v></v>", b"<v>2020</v>").replace(b"<v />", b"<v>2020</v>")}
    result = read_cluster(surgery(source, stored))
    assert result.errors == ()
    assert [(note.code, note.row, note.column, note.value) for note in result.notes] == [
        ("cell.formula", 2, "Год", "2020"),
        ("cell.formula", 2, "Сумма, руб.", "2020"),
    ]


def test_an_error_value_of_a_formula() -> None:
    def spoil(data: bytes) -> bytes:
        return data.replace(b"<v>100</v>", b"<f>1/0</f><v>#DIV/0!</v>").replace(b'r="D2" t="n"', b'r="D2" t="e"')

    result = read_cluster(surgery(book(CLUSTER), {PURCHASES: spoil}))
    assert [(error.code, error.value) for error in result.errors] == [("number.invalid", "#DIV/0!")]


def test_an_unknown_encoding() -> None:
    changed = surgery(book(CLUSTER), {PURCHASES: lambda data: b'<?xml version="1.0" encoding="U1F-8"?><worksheet/>'})
    assert refused(changed) == [("file.unreadable", "broken")]


def test_endless_merged_ranges_do_not_take_long() -> None:
    ranges = b"".join(b'<mergeCell ref="A%d:F1048576"/>' % line for line in range(2, 30_000))
    merged = b"<mergeCells>" + ranges + b"</mergeCells></worksheet>"
    source = book(CLUSTER, lambda workbook: workbook["Закупки"].cell(5_000, 1, A))
    changed = surgery(source, {PURCHASES: lambda data: data.replace(b"</worksheet>", merged)})
    # looked at row by row, these 30,000 ranges of a million rows would never end
    assert ("cell.merged", None) in refused(changed)


def test_random_damage_never_raises() -> None:
    dice = random.Random(20210624)
    whole = write_blank("cluster")
    parts = ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", PURCHASES]
    for _ in range(80):
        part, places = dice.choice(parts), [dice.random() for _ in range(6)]

        def damage(data: bytes, places: list[float] = places) -> bytes:
            spoilt = bytearray(data)
            for place in places:
                spoilt[int(place * len(spoilt))] = dice.choice(b'0123<>/"= rstAZ')
            return bytes(spoilt)

        result = read_cluster(surgery(io.BytesIO(whole), {part: damage}))
        assert (result.value is None) == bool(result.errors)


@pytest.mark.parametrize("text", ["_x0000_", "_xD83D_", "a_xDFFF_b"])
def test_an_escape_of_no_character_stays_as_it_is_written(text: str) -> None:
    """A database keeps no zero, and no encoding half a character."""
    assert unescape(text) == text
    assert unescape("_x0041_" + text) == "A" + text
