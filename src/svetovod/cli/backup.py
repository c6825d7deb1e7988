"""`svetovod backup`: the database and the files of one moment in one file; a try of such a file; keys for it."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from svetovod.disk import whole_file
from svetovod.engine.model import Problem

from .backup_common import NOTES, fail_of, folder_of, key_of, notes_of, owner_database, say
from .options import LANG, language
from .output import Exit, emit_json, fail

if TYPE_CHECKING:
    from svetovod.backup import Made, Restored
    from svetovod.engine.backup import Opens, Passphrase, Recipient

app = typer.Typer(add_completion=False)


@app.command(
    epilog="Example: svetovod backup /backups/2026-11-28.svb --recipient /etc/svetovod/backup.pub --and-test  |  "
    "svetovod backup --test /backups/2026-11-28.svb --passphrase-file /etc/svetovod/passphrase"
)
def backup(  # noqa: PLR0917 - the options of one command
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write; with --test the one to try.")],
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it is there.")] = False,
    test: Annotated[bool, typer.Option("--test", help="Restore FILE into a database of its own and compare.")] = False,
    and_test: Annotated[
        bool,
        typer.Option(
            "--and-test", help="Then do with it what --test does; needs no private key. FILE stays if that fails."
        ),
    ] = False,
    new_key: Annotated[bool, typer.Option("--new-key", help="Write a pair of keys, FILE and FILE.pub.")] = False,
    passphrase_file: Annotated[Path | None, typer.Option(help="Encrypt with the passphrase of this file.")] = None,
    recipient: Annotated[Path | None, typer.Option(help="Encrypt for the public key of this file.")] = None,
    identity: Annotated[Path | None, typer.Option(help="With --test: the private key that opens FILE.")] = None,
    var: Annotated[Path, typer.Option(help="Folder of the data.")] = Path("var"),
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
    lang: Annotated[str, typer.Option(envvar="SVETOVOD_LANG", help="ru or en.")] = LANG,
) -> None:
    """Back up database and files, running or not. Exit code: 0 whole, 1 files were lost before, 2 not done.

    Files whose hashes stand in .lost beside FILE, a line each, are told and no longer make code 1."""
    problems: list[Problem] = []
    language(lang, problems, as_json=as_json)
    if and_test and (test or new_key):  # one of the two would be ignored
        other = "--test" if test else "--new-key"
        problem = Problem(
            "usage.invalid", column="--and-test", value="--and-test", params={"what": "both", "other": other}
        )
        fail([problem], as_json=as_json, lang=lang)
    if new_key:
        _new_key(file, force=force, as_json=as_json, lang=lang)
        return
    if identity and not test:  # ignored, it would let a backup be written in the open
        problems.append(Problem("usage.invalid", column="--identity", value="--identity", params={"needed": "--test"}))
    key = key_of(passphrase_file, identity if test else recipient, problems)
    if not test and not file.resolve().parent.is_dir():
        problems.append(Problem("file.unwritable", column="FILE", value=str(file)))
    if problems:
        fail(problems, as_json=as_json, lang=lang)
    folder = folder_of(var)
    with fail_of(file, as_json=as_json, lang=lang), owner_database(folder):
        if test:
            say(file, _try(file, key), as_json=as_json, lang=lang)
            return
        from svetovod.backup import backup_make

        if (
            and_test
        ):  # the file stays whatever comes of the try: a doubtful backup is more than none, it may be all there is
            made = backup_make(file.resolve(), key=key, replace=force)
            said = _made(made, key) | {"tested": True, NOTES: notes_of(_tried(file, made.opens))}
            say(file, said, as_json=as_json, lang=lang)
        else:
            # words that find no room leave no file, and one that was replaced is there again
            made = backup_make(
                file.resolve(), key=key, replace=force,
                tell=lambda made: say(file, _made(made, key), as_json=as_json, lang=lang),
            )  # fmt: skip
    raise typer.Exit(Exit.NO if made.missed else Exit.YES)


def _made(made: "Made", key: "Passphrase | Recipient | None") -> dict[str, Any]:
    lost = [Problem("backup.lost", value=digest) for digest in made.manifest.lost]
    return {"done": "backup", "size": made.size, "manifest": made.manifest, "root": made.manifest.ledger_root,
            "encrypted": bool(key), "tested": False, "lost": len(lost), NOTES: lost}  # fmt: skip


def _try(file: Path, key: "Opens | None") -> dict[str, Any]:
    tried = _tried(file, key)
    return {"done": "test", "size": file.stat().st_size, "manifest": tried.manifest, "root": tried.root,
            "encrypted": bool(key), "lost": len(tried.manifest.lost), NOTES: notes_of(tried)}  # fmt: skip


def _tried(file: Path, key: "Opens | None") -> "Restored":
    from svetovod.backup import backup_try

    with file.open("rb") as source:
        return backup_try(source, str(file.resolve()), key=key)


def _new_key(file: Path, *, force: bool, as_json: bool, lang: str) -> None:
    from svetovod.engine.backup import identity_make

    public = file.with_name(f"{file.name}.pub")
    there = [path for path in (file, public) if path.exists()]
    if there and not force:
        fail([Problem("backup.exists", value=str(path)) for path in there], as_json=as_json, lang=lang)
    private_line, public_line = identity_make()

    def told() -> None:
        if as_json:
            emit_json({"identity": str(file), "recipient": str(public), "notes": [], "errors": []})
        else:
            kept = {"ru": "держите не на сервере", "en": "keep it away from the server"}[lang]
            typer.echo(f"{file}: {kept}\n{public}: svetovod backup --recipient")

    def private() -> None:
        with whole_file(file, replace=force, tell=told) as out:
            out.write(private_line.encode())

    try:  # one without the other is left by no failure
        with whole_file(public, replace=force, tell=private) as out:
            out.write(public_line.encode())
            os.fchmod(out.fileno(), 0o644)
    except OSError:
        fail([Problem("file.unwritable", value=str(file))], as_json=as_json, lang=lang)
