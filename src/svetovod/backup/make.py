"""Making a backup: one snapshot of the database, the files of the same moment."""

import hashlib
import os
import re
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_IMODE
from typing import Any

from django.conf import settings
from django.utils import timezone
from psycopg import Connection
from psycopg.sql import SQL

from svetovod import __version__
from svetovod.disk import whole_file
from svetovod.engine.backup import Archive, BackupError, Manifest, Opens, Passphrase, Recipient, Sealing, seal_to
from svetovod.web.audit.selectors import key_fingerprint
from svetovod.web.common.backed_up import Known, remember
from svetovod.web.common.sealing import former_file, key_file, places

from .connecting import address, pinned
from .state import alone
from .storing import DIGESTS, HeldFiles, dropping_stopped, held_files
from .tables import rows, sequences, shapes

HASH = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was written: its manifest, its size in bytes, what this process could read it back with, and
    `missed`, hashes of lost files that nobody has given up."""

    manifest: Manifest
    size: int
    missed: tuple[str, ...]
    opens: Opens | None = field(default=None, repr=False)


def backup_make(
    path: Path,
    *,
    key: Passphrase | Recipient | None = None,
    replace: bool = False,
    tell: Callable[[Made], None] = lambda made: None,
) -> Made:
    """Writes the backup of the database Django speaks to and of its files; it appears when it is whole, then `tell` is
    called: where that raises nothing is left, and what was to be replaced is there again.

    Raises `BackupError`: `backup.exists`, `backup.nothing`; `OSError` where the file cannot be written.
    """
    if path.exists() and not replace:
        raise BackupError("backup.exists", str(path))
    started, done = timezone.now(), list[Made]()
    try:
        with ExitStack() as stack:
            stack.enter_context(alone("backup"))
            files = stack.enter_context(held_files(Path(settings.MEDIA_ROOT)))
            database = stack.enter_context(closing(pinned(address())))
            digests = _snapshot(database, files)
            out = stack.enter_context(whole_file(path, replace=replace, tell=lambda: tell(done[0])))
            plain = seal_to(out, key) if key else out
            manifest = _write(Archive(plain), database, files, digests, started.isoformat())
            opens = None
            if isinstance(plain, Sealing):
                plain.close()
                opens = plain.own
            given_up = _given_up(path.parent)
            missed = tuple(digest for digest in manifest.lost if digest not in given_up)
            done.append(Made(manifest, out.tell(), missed, opens))
    except FileExistsError as error:
        raise BackupError("backup.exists", str(path)) from error
    _watch_again(path.parent, manifest.lost)
    remember("made", Known(started, str(path), manifest.ledger_root, len(done[0].missed)))
    return done[0]


def _given_up(folder: Path) -> frozenset[str]:
    """Hashes in `.lost` beside the backups, the first word of a line each: files that an operator has looked for in
    vain. Where it cannot be read nothing is given up: the backup is made all the same, and its loss told."""
    try:
        lines = (folder / ".lost").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return frozenset()
    return frozenset(words[0].lower() for words in map(str.split, lines) if words)


def _watch_again(folder: Path, lost: Collection[str]) -> None:
    """A file given up that is there once more, as it is where somebody attaches the same bytes, is watched as any: its
    line goes."""
    back = {word for word in _given_up(folder) if HASH.fullmatch(word)}.difference(lost)
    if not back:
        return
    known = folder / ".lost"
    lines, was = known.read_bytes().splitlines(keepends=True), known.stat()
    with whole_file(known, replace=True) as out:
        # whoever could read it reads it still: one made by hand as root stands between two nights of another user
        os.fchmod(out.fileno(), S_IMODE(was.st_mode))
        if os.geteuid() == 0:
            os.fchown(out.fileno(), was.st_uid, was.st_gid)
        out.writelines(
            line for line in lines if b"".join(line.lower().split()[:1]).decode(errors="replace") not in back
        )


def _snapshot(database: "Connection[Any]", files: HeldFiles) -> list[str]:
    """Begins the transaction whose view of the database is the backup's; hashes of the files it names, now held."""
    with closing(pinned(address())) as guard, dropping_stopped(guard):
        database.execute("begin isolation level repeatable read read only")
        if not database.execute("select to_regclass('public.django_migrations')").fetchone()[0]:  # type: ignore[index]
            raise BackupError("backup.nothing")
        digests = [digest for (digest,) in database.execute(SQL(DIGESTS)).fetchall()]
        files.hold(digests)
    return digests


def _write(
    archive: Archive, database: "Connection[Any]", files: HeldFiles, digests: list[str], made_at: str
) -> Manifest:
    tables = tuple(archive.table(shape.name, shape.columns, rows(database, shape)) for shape in shapes(database))
    lost = []
    for digest in digests:
        found = files.open(digest)
        if found is None:
            lost.append(digest)
            continue
        size, file = found
        with file:
            archive.file(digest, size, file)
    size, root = database.execute("select size, root from audit_ledgerhead where id = 1").fetchone() or (0, "")
    return archive.finish(
        made_at=made_at,
        product=__version__,
        migrations=tuple(database.execute("select app, name from django_migrations order by 1, 2").fetchall()),
        tables=tables,
        sequences=tuple(sequences(database)),
        lost=tuple(lost),
        ledger_size=size,
        ledger_root=root,
        keys=tuple(sorted(keys_known().items())),
    )


def keys_known() -> dict[str, str]:
    """The keys that lie beside the data and never in a backup, by a hash: whether these are they, on the way back."""
    return dict(_keys())


def _keys() -> Iterator[tuple[str, str]]:
    if Path(settings.LEDGER_KEY_FILE).exists():
        yield "ledger", key_fingerprint()
    for name in sorted(places):
        for path in (key_file(name), former_file(name)):
            if path.exists():
                yield path.name, hashlib.sha256(f"svetovod key of {name}".encode() + path.read_bytes()).hexdigest()
