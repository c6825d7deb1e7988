"""The container of an export: what another hand finds in it, what is read of one that is broken, and how far."""

import zipfile
from io import BytesIO

import pytest

from svetovod.engine.ledger import container


def test_another_hand_reads_the_container_as_it_is_described() -> None:
    data = container.pack({"b.txt": b"two", "а.txt": b"one"})
    with zipfile.ZipFile(BytesIO(data)) as archive:
        first, second = archive.infolist()
    assert [(each.filename, each.flag_bits) for each in (first, second)] == [("b.txt", 0), ("а.txt", 0x800)]
    for each in (first, second):
        assert (each.create_system, each.create_version, each.extract_version) == (3, 20, 20)
        assert (each.external_attr >> 16, each.internal_attr, each.volume) == (0o100644, 0, 0)
    assert second.header_offset == 30 + len("b.txt") + len(b"two")


def test_a_container_is_not_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MAX_PARTS", 2)
    monkeypatch.setattr(container, "MAX_BYTES", 5)
    assert container.unpack(container.pack({"a": b"12", "b": b"345"}))
    for parts in ({"a": b"123", "b": b"456"}, {"a": b"", "b": b"", "c": b""}):
        with pytest.raises(ValueError, match="at most 2 files and 5 bytes"):
            container.pack(parts)


def test_a_checksum_that_is_stated_otherwise_stays_so() -> None:
    data = container.pack({"a": b"1", "я": b"2"}, checksums={"я": 0})
    parts = container.unpack(data)
    assert parts is not None
    assert [(part.name, part.content, part.intact) for part in parts] == [("a", b"1", True), ("я", b"2", False)]
    assert [part.stated_crc for part in parts][1] == 0


def test_a_container_is_read_from_either_end(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = container.pack({"a": b"12", "b": b"345"})
    local = bytearray(whole)
    local[0] = 0  # the first header is none: the directory places both
    parts = container.unpack(bytes(local))
    assert parts is not None
    assert [(part.name, part.content, part.intact) for part in parts] == [("a", b"12", True), ("b", b"345", True)]
    end = bytearray(whole)
    end[-12] ^= 0xFF  # the directory is elsewhere: the headers place both
    again = container.unpack(bytes(end))
    assert again == parts
    both = bytearray(end)
    both[0] = 0
    assert container.unpack(bytes(both)) is None
    assert container.unpack(b"") is None
    # of two readings the one with fewer parts that are not what their checksum says
    size = bytearray(whole)
    size[22] = 3  # the first file takes a byte of the second header with it
    spoiled = container.unpack(bytes(size))
    assert spoiled is not None
    assert [part.intact for part in spoiled] == [True, True]
    monkeypatch.setattr(container, "MAX_PARTS", 2)
    assert container.unpack(whole) == parts
    monkeypatch.setattr(container, "MAX_PARTS", 1)
    assert container.unpack(whole) is None


def test_a_container_is_no_larger_than_the_documentation_says() -> None:
    assert (container.MAX_BYTES, container.MAX_PARTS) == (2 * 1024**3, 65_534)


def test_of_two_readings_the_one_with_fewer_parts_that_are_not_what_they_are_said_to_be() -> None:
    whole = container.pack({"a": b"12", "b": b"345"})
    for place in (14, whole.index(container.CENTRAL) + 16):  # the checksum in a header, and that in the directory
        bent = bytearray(whole)
        bent[place] ^= 1
        assert container.unpack(bytes(bent)) == container.unpack(whole)


def test_a_name_that_is_no_text_is_kept_byte_by_byte() -> None:
    (part,) = container.unpack(container.pack({"a\udcff": b"12"})) or ()
    assert (part.name, part.content, part.intact) == ("a\udcff", b"12", True)
    assert container.readable_until(container.pack({"a\udcff": b"12"})) == 30 + 2 + 2


@pytest.mark.parametrize("length", [0, 10, 11, 21])
def test_what_is_shorter_than_an_end_is_no_container(length: int) -> None:
    assert container.unpack(bytes(length)) is None


def test_a_file_that_the_directory_places_ends_with_the_data_at_the_latest() -> None:
    whole = container.pack({"a": b"12"})
    for more, read in ((0, True), (1, False)):
        bent = bytearray(whole)
        bent[0] = 0  # the header is none: the directory alone places it
        size = whole.index(container.CENTRAL) + 24
        bent[size : size + 4] = (len(whole) - 31 + more).to_bytes(4, "little")
        found = container.unpack(bytes(bent))
        assert (found is not None and found[0].content == bent[31:]) is read


def test_what_a_header_holds_beside_the_name_is_stepped_over() -> None:
    whole = container.pack({"a": b"12", "b": b"345"})
    more = whole[:28] + (3).to_bytes(2, "little") + whole[30:31] + b"xyz" + whole[31:]
    assert container.unpack(more) == container.unpack(whole)


def test_how_far_a_container_can_be_read() -> None:
    whole = container.pack({"a": b"12", "я": b"345"})
    first, second = 30 + 1 + 2, 30 + 1 + 2 + 30 + 2 + 3
    assert [container.readable_until(whole[:length]) for length in (0, 20, first, first + 1, second - 1)] == [
        0, 0, first, first, first,
    ]  # fmt: skip
    assert container.readable_until(whole) == container.readable_until(whole[:second]) == second


@pytest.mark.parametrize(
    ("one", "other", "offset"),
    [(b"", b"", None), (b"abc", b"abc", None), (b"", b"a", 0), (b"abc", b"abd", 2), (b"abc", b"xbc", 0),
     (b"abc", b"ab", 2), (b"ab", b"abc", 2), (b"aXcX", b"aYcY", 1)],
)  # fmt: skip
def test_the_first_byte_that_differs(one: bytes, other: bytes, offset: int | None) -> None:
    assert container.first_difference(one, other) == offset
