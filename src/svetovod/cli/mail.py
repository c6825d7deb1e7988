"""`svetovod mail`: letters that came back, read from the mailbox of reports."""

import mailbox
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from .options import LANG, language
from .output import emit_json

app = typer.Typer(add_completion=False)
LATER = "sending"  # the reason of a report that came before its letter was settled
MOST_BYTES = 1_000_001  # one more than is read: what is longer is told as such
TRY_LATER = 75  # EX_TEMPFAIL: the mail server keeps the report and pipes it again
# what a stranger's report can make of code that reads it; all else is no fault of the report
BROKEN = (ValueError, LookupError, TypeError, AttributeError)
RU = {
    "permanent": "адрес не принимает писем, следующие письма ждут оператора", "refused": "это письмо не принято",
    "temporary": "отложено, отмечено", "ignored": "не учтено",
}  # fmt: skip
EN = {
    "permanent": "the address takes no letters, later ones wait for an operator", "refused": "this letter was refused",
    "temporary": "delayed, noted", "ignored": "ignored",
}  # fmt: skip


@app.callback(epilog="Example: svetovod mail bounces /var/mail/svetovod-bounces")
def mail() -> None:
    """Letters that came back."""


@app.command(epilog="Example: svetovod mail bounces /var/mail/svetovod-bounces")
def bounces(
    path: Annotated[str, typer.Argument(help="mbox file or Maildir folder; - is one report on standard input.")] = "-",
    recipient: Annotated[str, typer.Option(help="The address the report came to, if it does not say so itself.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
    lang: Annotated[str, typer.Option(envvar="SVETOVOD_LANG", help="ru or en.")] = LANG,
) -> None:
    """Take reports of mail servers. Exit code: 0 taken, 2 no such mailbox, 75 try later: no database, or a letter is
    being sent just now."""
    language(lang, [], as_json=as_json)
    if path != "-" and not _is_mailbox(Path(path)):
        typer.echo(f"{path}: {'нет такого ящика' if lang == 'ru' else 'no such mailbox'}", err=True)
        raise typer.Exit(2)
    take = _taker()
    told: list[dict[str, Any]] = []
    for raw, seen in _reports(path):
        taken = take(raw, recipient)
        if taken.reason != LATER:
            seen()
        told.append({
            "outcome": str(taken.outcome), "reason": taken.reason, "letter": taken.mail_id, "status": taken.status
        })  # fmt: skip
    counts = Counter(each["outcome"] for each in told)
    if as_json:
        emit_json({"schema_version": 1, "reports": told, "counts": dict(counts)})
    else:
        _say(told, lang)
    if any(each["reason"] == LATER for each in told):
        raise typer.Exit(TRY_LATER)


def _say(told: list[dict[str, Any]], lang: str) -> None:
    words = RU if lang == "ru" else EN
    for each in told:
        rest = " ".join(str(part) for part in (each["status"], each["reason"], each["letter"] or "") if part)
        typer.echo(f"{words[each['outcome']]}: {rest}")
    typer.echo(f"{'отчётов' if lang == 'ru' else 'reports'}: {len(told)}")


def _is_mailbox(path: Path) -> bool:
    return path.is_file() or ((path / "new").is_dir() and (path / "cur").is_dir())


def _taker() -> Any:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "svetovod.web.settings.base")
    import django

    django.setup()
    from django.db import DatabaseError, DataError

    from svetovod.web.audit import clock
    from svetovod.web.notices.bounces import Taken, bounce_take
    from svetovod.web.notices.enums import BounceOutcome
    from svetovod.web.quarantine.scanner import ScannerDownError
    from svetovod.web.quarantine.services import report_check

    def take(raw: bytes, recipient: str) -> Any:
        try:
            if not report_check(raw=raw, at=clock.now()):
                return Taken(BounceOutcome.IGNORED, "infected")
            return bounce_take(raw=raw, recipient=recipient, at=clock.now())
        except (DataError, *BROKEN) as error:
            typer.echo(f"{type(error).__name__}: {error}", err=True)
            return Taken(BounceOutcome.IGNORED, "broken")
        except (DatabaseError, ScannerDownError) as error:
            typer.echo(str(error).splitlines()[0], err=True)
            raise typer.Exit(TRY_LATER) from None

    return take


def _reports(path: str) -> Iterator[tuple[bytes, Callable[[], Any]]]:
    """Reports one by one, each to its limit, and how to mark it seen: only a Maildir can."""
    if path == "-":
        yield sys.stdin.buffer.read(MOST_BYTES), _nothing
    elif Path(path).is_dir():
        yield from _folder(Path(path))
    else:
        with closing(mailbox.mbox(path, create=False)) as box:
            for number in box.iterkeys():
                with box.get_file(number) as file:
                    yield file.read(MOST_BYTES), _nothing


def _nothing() -> None:
    """Of a pipe the exit code tells; a report read again from an mbox is known by its fingerprint."""


def _folder(path: Path) -> Iterator[tuple[bytes, Callable[[], Any]]]:
    """By names, as the standard says: a report may be larger than one wishes to parse."""
    for file in [*sorted((path / "new").iterdir()), *sorted((path / "cur").iterdir())]:
        name, _mark, flags = file.name.partition(":2,")
        if "S" in flags or file.name.startswith("."):
            continue
        with file.open("rb") as opened:
            raw = opened.read(MOST_BYTES)
        yield raw, partial(file.rename, path / "cur" / f"{name}:2,{''.join(sorted({*flags, 'S'}))}")
