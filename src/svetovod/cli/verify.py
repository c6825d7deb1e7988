"""`svetovod verify`: is an export whole, is it the one that was promised, do its results come out again."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from svetovod.engine.model import Problem

from .options import LANG, language
from .output import Exit, emit_json, fail

if TYPE_CHECKING:
    from svetovod.engine.ledger import Verification
    from svetovod.engine.ledger.verify import Recompute

HEX_DIGITS = 64

app = typer.Typer(add_completion=False)


@app.command(
    epilog="Example: svetovod verify export.zip --root 5dc9…4328 --key a1b2…  |  svetovod verify export.zip --recompute"
)
def verify(  # noqa: PLR0917 - the options of one command
    file: Annotated[Path, typer.Argument(metavar="EXPORT.zip", help="An export of a round.")],
    root: Annotated[str | None, typer.Option(metavar="HEX", help="A root known from a printed protocol.")] = None,
    key: Annotated[str | None, typer.Option(metavar="FP", help="Fingerprint of the key that must have signed.")] = None,
    witness: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="A saved letter or text with roots kept outside.")
    ] = None,
    recompute: Annotated[bool, typer.Option("--recompute", help="Compute verdicts, ranking and money again.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
    lang: Annotated[str, typer.Option(envvar="SVETOVOD_LANG", help="ru or en.")] = LANG,
) -> None:
    """Is an export whole: any changed byte is found. Exit code: 0 whole, 1 broken, 2 no such file or option."""
    from svetovod.engine.ledger import verify_export

    problems: list[Problem] = []
    language(lang, problems, as_json=as_json)
    known_root, known_key = _hexadecimal("--root", root, problems), _hexadecimal("--key", key, problems)
    data, witnesses = _read(file, problems), _witnesses(witness or [], problems)
    if problems or data is None:
        fail(problems, as_json=as_json, lang=lang)
    result = verify_export(
        data, root=known_root, key=known_key, recompute=_again() if recompute else None, witnesses=witnesses
    )
    if as_json:
        emit_json(_result(file, result, lang))
    else:
        _show(result, lang, outside=bool(known_root or known_key or result.witnessed))
    raise typer.Exit(Exit.YES if result.ok else Exit.NO)


def _again() -> "Recompute":
    from .verify_recompute import recompute

    return recompute


def _hexadecimal(option: str, text: str | None, problems: list[Problem]) -> str | None:
    """Lower-case hexadecimal without the spaces and colons of print."""
    if text is None:
        return None
    plain = "".join(text.lower().replace(":", " ").split())
    if len(plain) != HEX_DIGITS or plain.strip("0123456789abcdef"):
        allowed = {"allowed": "64 шестнадцатеричные цифры", "allowed_en": "64 hexadecimal digits"}
        problems.append(Problem("choice.unknown", column=option, value=text, params=allowed))
    return plain


def _witnesses(files: list[Path], problems: list[Problem]) -> list[tuple[int, str]]:
    """Roots of all files, each once; a file without one is no witness and is said to be none."""
    from svetovod.engine.ledger import roots_in

    found: list[tuple[int, str]] = []
    for file in files:
        letter = _read(file, problems)
        if letter is None:
            continue
        try:
            kept = roots_in(letter)
        except ValueError:
            problems.append(Problem("file.unreadable", column="--witness", value=file.name, params={"kind": "letter"}))
            continue
        if not kept:
            problems.append(Problem("value.required", column="--witness", value=file.name, params={"place": "root"}))
        found += kept
    return list(dict.fromkeys(found))


def _read(file: Path, problems: list[Problem]) -> bytes | None:
    try:
        if not (file.is_file() or file.is_fifo()):
            raise FileNotFoundError(file)
        return file.read_bytes()
    except (OSError, MemoryError, ValueError):
        problems.append(Problem("file.unreadable", value=file.name, params={"kind": "missing"}))
        return None


def _result(file: Path, result: "Verification", lang: str) -> dict[str, Any]:
    from svetovod.wording.ledger import say_finding

    return {
        "file": file.name,
        "ok": result.ok,
        "size": result.size,
        "shown": result.shown,
        "root": result.root,
        "key": result.key,
        "timestamp": result.timestamp,
        "files": result.files,
        "known_root_size": result.known_root_size,
        "witnessed": result.witnessed,
        "recomputed": list(result.recomputed),
        "first_broken_entry": result.first_broken_entry,
        "findings": [
            {"kind": f.kind, "name": f.name, "index": f.index, "detail": f.detail, "message": say_finding(f, lang)}
            for f in result.findings
        ],
        "notes": [],
        "errors": [],
    }


def _show(result: "Verification", lang: str, *, outside: bool) -> None:
    from rich.markup import escape

    from svetovod.wording.ledger import say_finding

    from .terminal import terminal

    side = 0 if lang == "ru" else 1
    console = terminal()
    headline = (("[bold red]Нарушено[/]", "[bold red]Broken[/]"), ("[bold green]Цело[/]", "[bold green]Whole[/]"))
    console.print(headline[result.ok][side])
    for finding in result.findings:
        console.print(escape(say_finding(finding, lang)))
    facts = (
        (("Записей в журнале", "Ledger entries"), result.size),
        (("Из них целиком, остальные хешами", "Of them in full, the others as hashes"), result.shown),
        (("Файлов", "Files"), result.files),
        (("Корень", "Root"), result.root),
        (("Ключ", "Key"), result.key),
        (("Подписан", "Signed"), result.timestamp),
        (("Корней свидетелей сошлось", "Roots of witnesses that agree"), result.witnessed or None),
        (("Известный корень найден на записи", "The known root stood at entry"), result.known_root_size),
        (("Пересчитано", "Computed again"), ", ".join(result.recomputed) or None),
    )
    for label, value in facts:
        if value is not None:
            console.print(f"{label[side]}: {escape(str(value))}", soft_wrap=True)
    if result.ok and not outside:
        advice = (
            "Показано только внутреннее согласие. Сверьте корень или ключ с протоколом на бумаге: --root, --key.",
            "Only the inner agreement is shown. Compare root or key with a printed protocol: --root, --key.",
        )
        console.print(advice[side])
