"""The file of a backup: comes back as it was; any byte changed, any end cut off, any other key is refused."""

import hashlib
import io
import random
import tarfile

import pytest

from svetovod.engine.backup import (
    Archive,
    BackupError,
    Passphrase,
    Recipient,
    identity_make,
    opened_by,
    seal_to,
    walk,
)
from svetovod.engine.backup.cipher import CHUNK
from svetovod.engine.backup.members import header

ROWS = [f"{n}\tСтрока {n}\t\\N\n".encode() for n in range(300)]
FILES = sorted((hashlib.sha256(body).hexdigest(), body) for body in (b"first", b"second" * 400, b""))
QUICK = Passphrase(b"a passphrase of a test", cost=2)
SAID = {
    "made_at": "2026-11-28T12:00:00+00:00", "product": "0.1.0", "migrations": (("audit", "0001_release_1_0"),),
    "sequences": (("a_id_seq", 300, True),), "lost": (), "ledger_size": 2, "ledger_root": "ab" * 32, "keys": (),
}  # fmt: skip


class Seen:
    def __init__(self):
        self.tables, self.files = {}, {}

    def rows(self, table, rows):
        self.tables[table] = self.tables.get(table, b"") + rows

    def file(self, sha256, size, pieces):
        self.files[sha256] = b"".join(pieces)


def write(key=None, files=FILES):
    out = io.BytesIO()
    plain = seal_to(out, key) if key else out
    archive = Archive(plain)
    tables = (archive.table("a", ("id", "name", "empty"), ROWS), archive.table("b", ("id",), []))
    for digest, body in files:
        archive.file(digest, len(body), io.BytesIO(body))
    manifest = archive.finish(tables=tables, **SAID)
    if key:
        plain.close()
    return out.getvalue(), manifest


def read(data, key=None, visitor=None):
    return walk(io.BytesIO(data), key, visitor)


PLAIN, MANIFEST = write()
SEALED, _same = write(QUICK)


@pytest.mark.parametrize("key", [None, QUICK])
def test_comes_back_as_it_was(key):
    data, manifest = write(key)
    seen = Seen()
    assert read(data, key, seen) == manifest
    assert seen.tables == {"a": b"".join(ROWS)}
    assert seen.files == dict(FILES)
    assert (manifest.rows, manifest.files) == (300, 3)
    assert manifest.tables[0].sha256 == hashlib.sha256(b"".join(ROWS)).hexdigest()


def test_is_the_same_whenever_it_is_made_and_an_ordinary_tar():
    assert write()[0] == PLAIN
    with tarfile.open(fileobj=io.BytesIO(PLAIN)) as archive:
        names = archive.getnames()
    assert names[:2] == ["svetovod-backup", "tables/a/00000001.gz"] and names[-2:] == ["manifest.json", "sha256"]


def test_whoever_has_just_written_a_file_reads_that_one_back_and_no_other():
    _private, public = identity_make()
    written = []
    for _each in range(2):
        out = io.BytesIO()
        plain = seal_to(out, opened_by(public))
        Archive(plain).finish(tables=(), **SAID)
        plain.close()
        written.append((out.getvalue(), plain.own))
    (first, own), (second, other) = written
    assert read(first, own).ledger_root == SAID["ledger_root"]
    for data, key in ((second, own), (first, other)):
        with pytest.raises(BackupError):
            read(data, key)
    assert own.chunks.hex() not in repr(own) and repr(own.chunks) not in repr(own), "a log may not hold it"


def test_for_a_recipient_only_the_private_half_opens():
    private, public = identity_make()
    data, manifest = write(opened_by(public))
    assert read(data, opened_by(private)) == manifest
    for wrong in (opened_by(public), opened_by(identity_make()[0]), QUICK):
        with pytest.raises(BackupError, match="wrong_key"):
            read(data, wrong)
    assert isinstance(opened_by(private), Recipient)
    with pytest.raises(BackupError, match="no_key"):
        opened_by("svetovod-backup-identity 1 zz")


def test_a_wrong_passphrase_and_none():
    for key, code in ((Passphrase(b"another", cost=2), "wrong_key"), (None, "encrypted")):
        with pytest.raises(BackupError, match=code):
            read(SEALED, key)


@pytest.mark.parametrize(("data", "key"), [(PLAIN, None), (SEALED, QUICK)], ids=["plain", "sealed"])
def test_any_changed_byte_is_found(data, key):
    """A thousand places, among them all of the first and of the last two kilobytes in turn."""
    chance = random.Random(5)
    places = (
        {chance.randrange(len(data)) for _ in range(400)} | set(range(300)) | set(range(len(data) - 300, len(data)))
    )
    missed = []
    for place in sorted(places):
        changed = bytearray(data)
        changed[place] ^= 1 << chance.randrange(8)
        try:
            read(bytes(changed), key)
        except BackupError:
            continue
        missed.append(place)
    assert missed == []


@pytest.mark.parametrize(("data", "key"), [(PLAIN, None), (SEALED, QUICK)], ids=["plain", "sealed"])
def test_cut_off_or_grown(data, key):
    for end in [*range(0, len(data), max(1, len(data) // 60)), len(data) - 1]:
        with pytest.raises(BackupError):
            read(data[:end], key)
    for more in (b"\0", b"x", bytes(512), data):
        with pytest.raises(BackupError):
            read(data + more, key)


def test_chunks_change_places():
    body = random.Random(1).randbytes(4 * CHUNK)
    data, manifest = write(QUICK, files=[(hashlib.sha256(body).hexdigest(), body)])
    assert read(data, QUICK) == manifest
    start = data.index(b"\n", data.index(b"\n") + 1) + 1
    size = CHUNK + 16
    chunks = [data[start + n * size : start + (n + 1) * size] for n in range((len(data) - start - 1) // size + 1)]
    assert len(chunks) > 4
    for order in ([1, 0, *range(2, len(chunks))], [0, 0, *range(2, len(chunks))], [0, *range(2, len(chunks))]):
        with pytest.raises(BackupError):
            read(data[:start] + b"".join(chunks[n] for n in order), QUICK)


@pytest.mark.parametrize("drop", range(1, 6))
def test_a_member_left_out_whole_is_found(drop):
    """Also with a hash of the whole that was made anew: the manifest counts what there is."""
    with tarfile.open(fileobj=io.BytesIO(PLAIN)) as archive:
        kept = [(m.name, archive.extractfile(m).read()) for m in archive.getmembers()]
    del kept[drop]
    body = b"".join(header(n, len(d)) + d + bytes(-len(d) % 512) for n, d in kept if n != "sha256")
    body += header("sha256", 65)
    line = f"{hashlib.sha256(body).hexdigest()}\n".encode()
    with pytest.raises(BackupError):
        read(body + line + bytes(-65 % 512) + bytes(1024))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "truncated"),
        (b"PK\x03\x04 something else", "not_one"),
        (PLAIN.replace(b"1\n" + bytes(510), b"2\n" + bytes(510), 1), "newer"),
    ],
)
def test_what_is_no_backup_of_this_version(data, code):
    with pytest.raises(BackupError, match=code):
        read(data)


@pytest.mark.parametrize("moment", ["2026-11-28T12:00:00", "yesterday"])
def test_the_moment_of_a_backup_is_one_of_the_world(moment):
    """The age of what a try has restored is counted from it."""
    out = io.BytesIO()
    archive = Archive(out)
    archive.finish(tables=(archive.table("a", ("id",), []),), **{**SAID, "made_at": moment})
    with pytest.raises(BackupError, match="damaged"):
        read(out.getvalue())


def test_a_file_that_shrinks_while_it_is_written():
    archive = Archive(io.BytesIO())
    with pytest.raises(BackupError, match="file_changed"):
        archive.file("a" * 64, 10, io.BytesIO(b"short"))
