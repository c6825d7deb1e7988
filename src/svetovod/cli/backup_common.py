"""What `backup` and `restore` share: the database's owner, keys, faults in words, the report."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from svetovod.engine.model import Problem

from .output import emit_json, fail

if TYPE_CHECKING:
    from svetovod.backup import Restored
    from svetovod.engine.backup import Passphrase, Recipient

NOTES = "notes"
SHORTEST_PASSPHRASE = 12


def folder_of(var: Path) -> Path:
    return Path(os.environ.get("SVETOVOD_VAR", var)).resolve()


@contextmanager
def owner_database(folder: Path) -> Iterator[None]:
    """Django in this process as the owner of the database: the operator's, the embedded one that runs, or one started
    for the block."""
    from svetovod import postgres
    from svetovod.supervisor import database, environment

    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        if os.environ.get("DATABASE_URL"):
            owner = os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]
        elif server := postgres.attached(folder):
            owner = server.url("svetovod_owner")
        else:
            owner = stack.enter_context(database(folder))["DATABASE_OWNER_URL"]
        os.environ.update(environment(folder, {"DATABASE_URL": owner}, demo=False))
        import django

        django.setup()
        from django.db import connections

        try:
            yield
        finally:
            connections.close_all()  # the server of this block may be about to stop


def key_of(passphrase: Path | None, key_file: Path | None, problems: list[Problem]) -> "Passphrase | Recipient | None":
    """What encrypts or opens; what is wrong with its file is a problem."""
    from svetovod.engine.backup import BackupError, Passphrase, opened_by

    if passphrase and key_file:
        problems.append(Problem("backup.two_keys"))
    elif passphrase:
        text = _first_line(passphrase)
        if text is None or len(text.decode("utf-8", "replace")) < SHORTEST_PASSPHRASE:
            problems.append(Problem("backup.no_passphrase", column="--passphrase-file", value=str(passphrase)))
            return None
        return Passphrase(text)
    elif key_file:
        line = _first_line(key_file)
        try:
            return opened_by((line or b"").decode("ascii", "replace"))
        except BackupError as error:
            problems.append(Problem(error.code, value=str(key_file)))
    return None


def _first_line(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            return file.readline(4096).rstrip(b"\r\n")
    except OSError:
        return None


@contextmanager
def fail_of(file: Path, *, as_json: bool, lang: str) -> Iterator[None]:
    """Faults of a backup, of the database and of the disk are problems with code 2."""
    from django.db import Error as DjangoError
    from psycopg import Error

    from svetovod.engine.backup import BackupError

    try:
        yield
    except BackupError as error:
        found = Problem(error.code, value=str(file), params={"place": error.place or file.name})
    except FileNotFoundError:
        found = Problem("file.unreadable", value=str(file), params={"kind": "missing"})
    except (Error, DjangoError) as error:
        found = Problem("database.unreachable", value=(str(error).strip().splitlines() or [""])[0])
    except OSError as error:
        found = Problem("file.unwritable", value=f"{file} ({error.strerror})")
    else:
        return
    fail([found], as_json=as_json, lang=lang)


def notes_of(done: "Restored") -> list[Problem]:
    notes = [Problem("backup.lost", value=digest) for digest in done.manifest.lost]
    notes += [Problem("backup.other_keys", value=name) for name in done.other_keys]
    if done.broken:
        notes.append(Problem("backup.journal_broken", value=str(done.broken)))
    return notes


TRIED = "Копия восстанавливается, всё сходится", "The backup restores, everything agrees"
ROOTS = {
    "backup": ("корень", "root"),
    "test": ("корень восстановленного", "root of what was restored"),
    "restore": ("корень восстановленного", "root of what was restored"),
}


def say(file: Path, result: dict[str, Any], *, as_json: bool, lang: str) -> None:
    """The report of a backup, a try or a restore: the root first of all, to be compared with the original's."""
    from svetovod.wording.problems import problem_json
    from svetovod.wording.problems import say as sentence

    manifest, notes = result["manifest"], result[NOTES]
    if as_json:
        rest = {name: value for name, value in result.items() if name not in {"manifest", NOTES}}
        emit_json({
            "file": file.name, **rest, "made_at": manifest.made_at, "product": manifest.product,
            "entries": manifest.ledger_size, "tables": len(manifest.tables), "rows": manifest.rows,
            "files": manifest.files, "files_bytes": manifest.files_bytes,
            "notes": [problem_json(note, lang) for note in notes], "errors": [],
        })  # fmt: skip
        return
    for note in notes:
        typer.echo(sentence(note, lang), err=True)
    done = {
        "backup": ("Копия сделана", "Backed up"),
        "test": TRIED,
        "restore": ("Восстановлено", "Restored"),
    }[result["done"]]
    words = (
        ("таблиц {t}, строк {r}, файлов {f}, записей журнала {e}; состояние на {m}"),
        ("tables {t}, rows {r}, files {f}, journal entries {e}; as of {m}"),
    )
    side = 0 if lang == "ru" else 1
    typer.echo(f"{done[side]}: {file}, {result['size']} B")
    typer.echo(
        words[side].format(
            t=len(manifest.tables), r=manifest.rows, f=manifest.files, e=manifest.ledger_size, m=manifest.made_at
        )
    )
    if result.get("tested"):
        typer.echo(TRIED[side])
    if result["done"] != "backup":  # refused before, were they not the same
        typer.echo(f"{('корень копии', 'root of the backup')[side]} {manifest.ledger_root}")
    typer.echo(f"{ROOTS[result['done']][side]} {result['root']}")
