"""`svetovod keys`: a key that lies outside of the database is renewed, and the former forgotten."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from svetovod.engine.model import Problem

from .backup_common import fail_of, folder_of, owner_database
from .options import LANG, language
from .output import emit_json, fail

if TYPE_CHECKING:
    from svetovod.web.accounts.services import Renewed

    Act = Callable[[Any, datetime], Renewed]  # what is asked of the services, and when

app = typer.Typer(add_completion=False)
Name = Annotated[str, typer.Argument(metavar="KEY", help="sheets, passes or factors.")]
Var = Annotated[Path, typer.Option(help="Folder of the data.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")]
Lang = Annotated[str, typer.Option(envvar="SVETOVOD_LANG", help="ru or en.")]
HERE = Path("var")
NOT_OWNER = "42501"  # PostgreSQL: insufficient_privilege


@app.callback(epilog="Example: svetovod keys renew sheets")
def keys() -> None:
    """Keys of what is closed in the database: sheets (scores before their opening), passes (data of visitors), factors
    (second steps of signing in)."""


@app.command(epilog="Example: svetovod keys renew sheets")
def renew(name: Name, var: Var = HERE, as_json: Json = False, lang: Lang = LANG) -> None:
    """Make a new key and close with it all that the former one closed; the server may run. The former key stays until
    it is forgotten. Exit code: 0 done, 2 not done, and why: repeat it."""
    _done(name, var, lambda services, at: services.key_renew(name=name, at=at), as_json=as_json, lang=lang)


@app.command(epilog="Example: svetovod keys forget sheets")
def forget(
    name: Name,
    var: Var = HERE,
    now: Annotated[
        bool, typer.Option("--now", help="Within the hour: the server does not run, nor its worker.")
    ] = False,
    as_json: Json = False,
    lang: Lang = LANG,
) -> None:
    """Remove the former key, an hour after the renewal. Exit code: 0 done, 2 not done, and why: repeat it."""
    _done(
        name, var, lambda services, at: services.key_forget(name=name, at=at, early=now), as_json=as_json, lang=lang
    )  # fmt: skip


def _done(name: str, var: Path, act: "Act", *, as_json: bool, lang: str) -> None:
    language(lang, [], as_json=as_json)
    folder = folder_of(var)
    with fail_of(folder, as_json=as_json, lang=lang), owner_database(folder):
        done, problem = _tried(act, name)
    if problem is not None:
        fail([problem], as_json=as_json, lang=lang)
    assert done is not None
    _say(name, done, as_json=as_json, lang=lang)


def _tried(act: "Act", name: str) -> "tuple[Renewed | None, Problem | None]":
    from django.db import Error
    from django.utils import timezone

    from svetovod.web.accounts import services
    from svetovod.web.common.sealing import key_file, places

    try:
        return act(services, timezone.now()), None
    except services.KeyStaysError as error:
        known = ", ".join(sorted(places))
        return None, Problem(f"key.{error.code}", value=name, params={"known": known, "file": str(key_file(name))})
    except Error as error:
        return None, _of_database(error)
    except (OSError, ValueError) as error:  # a key others may read, or one of another length
        return None, Problem("key.file", value=str(error), params={"file": str(key_file(name))})


def _of_database(error: Exception) -> Problem:
    if getattr(error.__cause__, "sqlstate", "") == NOT_OWNER:
        return Problem("database.not_owner")
    return Problem("database.unreachable", value=(str(error).strip().splitlines() or [""])[0])


def _say(name: str, done: "Renewed", *, as_json: bool, lang: str) -> None:
    from svetovod.wording.problems import problem_json, say

    notes = [Problem("key.lost", value=f"{name}: {done.lost}")] if done.lost else []
    if as_json:
        emit_json({
            "key": name, "made": done.made, "closed": done.closed, "lost": done.lost,
            "notes": [problem_json(note, lang) for note in notes], "errors": [],
        })  # fmt: skip
        return
    ru, en = f"{name}: закрыто заново {done.closed}", f"{name}: closed anew {done.closed}"
    if done.made:
        ru, en = f"{ru}; новый ключ сделан, прежний ещё здесь", f"{en}; the key is new, the former is still here"
    typer.echo(en if lang == "en" else ru)
    for note in notes:
        typer.echo(say(note, lang), err=True)
