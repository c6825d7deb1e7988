"""`svetovod template`: writes a blank workbook with an example, lists and explanations."""

from pathlib import Path
from typing import Annotated

import typer

from svetovod.cli.output import emit_json, fail, write_whole
from svetovod.engine.model import Problem

app = typer.Typer(add_completion=False)
_LANGUAGES = ("ru", "en")
_SUFFIX = ".xlsx"


@app.command(epilog="Example: svetovod template cluster -o cluster.xlsx")
def template(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help="What: cluster, project, round, schedule, indicators, meetings, delegation, invitations, facilities, "
            "particulars.",
        ),
    ],
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write, FILE.xlsx.")],
    lang: Annotated[str, typer.Option(help="Language of the blank and of messages: ru or en.")] = "ru",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """Write the blank of a workbook: drop-down lists, units, a filled example that reads back without errors."""
    from svetovod.engine.workbooks.blanks import KINDS, write_blank

    problems = [
        Problem("choice.unknown", column=name, value=value, params={"allowed": "; ".join(allowed)})
        for name, value, allowed in (("KIND", kind, KINDS), ("--lang", lang, _LANGUAGES))
        if value not in allowed
    ]
    if output.suffix.lower() not in {"", _SUFFIX}:
        problems.append(Problem("choice.unknown", column="-o", value=output.name, params={"allowed": _SUFFIX}))
    spoken = lang if lang in _LANGUAGES else "ru"
    if problems:
        fail(problems, as_json=as_json, lang=spoken)
    blank = write_blank(kind, lang)

    def tell() -> None:
        if as_json:
            emit_json({"kind": kind, "output": str(output), "notes": [], "errors": []})
        else:
            typer.echo(f"Бланк записан: {output}" if lang == "ru" else f"The blank is written: {output}")

    try:
        write_whole(output, lambda out: out.write(blank), tell)
    except OSError:
        fail([Problem("file.unwritable", value=str(output))], as_json=as_json, lang=spoken)
