"""`svetovod restore`: a backup in place of an empty installation, or of this one."""

import os
from pathlib import Path
from typing import Annotated

import typer

from svetovod import postgres
from svetovod.engine.model import Problem

from .backup_common import NOTES, fail_of, folder_of, key_of, notes_of, owner_database, say
from .options import LANG, language
from .output import fail

app = typer.Typer(add_completion=False)


@app.command(epilog="Example: svetovod restore /backups/2026-11-28.svb --passphrase-file /etc/svetovod/passphrase")
def restore(  # noqa: PLR0917 - the options of one command
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file of `svetovod backup`.")],
    replace: Annotated[bool, typer.Option("--replace", help="Replace the data that are there.")] = False,
    passphrase_file: Annotated[Path | None, typer.Option(help="The passphrase that opens FILE.")] = None,
    identity: Annotated[Path | None, typer.Option(help="The private key that opens FILE.")] = None,
    var: Annotated[Path, typer.Option(help="Folder of the data.")] = Path("var"),
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
    lang: Annotated[str, typer.Option(envvar="SVETOVOD_LANG", help="ru or en.")] = LANG,
) -> None:
    """Restore a backup; the server must not run. Exit code: 0 restored, 2 nothing was changed, and why."""
    problems: list[Problem] = []
    language(lang, problems, as_json=as_json)
    key = key_of(passphrase_file, identity, problems)
    folder = folder_of(var)
    if not os.environ.get("DATABASE_URL") and postgres.is_running(folder):
        problems.append(Problem("server.running", value=str(folder), params={"command": "restore"}))
    if problems:
        fail(problems, as_json=as_json, lang=lang)
    with fail_of(file, as_json=as_json, lang=lang), owner_database(folder):
        from svetovod.backup import backup_restore

        with file.open("rb") as source:
            done = backup_restore(source, key=key, replace=replace)
        result = {
            "done": "restore", "size": file.stat().st_size, "manifest": done.manifest, "root": done.root,
            "encrypted": bool(key), "lost": len(done.manifest.lost), "files_written": done.written,
            "files_removed": done.removed, NOTES: notes_of(done),
        }  # fmt: skip
    say(file, result, as_json=as_json, lang=lang)
