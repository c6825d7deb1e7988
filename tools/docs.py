"""Draws the reference pages that follow from the code; `--check` only says whether they are stale."""

import importlib
import importlib.util
import os
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import api_table
import law_table
import roles_words as vocabulary
import round_table
import states_words
import supply

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "svetovod.web.settings.test")
os.environ.setdefault("DATABASE_URL", "postgresql:///unused")

OUT = Path(__file__).resolve().parents[1] / "docs" / "reference"
DRAWN = vocabulary.DRAWN
NOT_OURS = {"help", "install_completion", "show_completion"}
LANGUAGES = ("en", "ru")
ROLES_HEAD = {
    "en": """# Who may do what

Denied unless granted: an action that stands in no table is nobody's. An object one may not see answers 404, as one
that does not exist. A person holds roles in places (an organisation, a cluster, a session, a selection, a region, the
whole platform) and acts in one capacity at a time. In Russian: [roles.ru.md](roles.ru.md). What every address answers
everybody, in every state of its object, stands in `tests/web/security/matrix/`. *again*: after a sign-in of the last
fifteen minutes, or having shown once more who it is.
""",
    "ru": """# Кому что можно

Запрещено всё, что не разрешено: действия, которого нет в таблицах, не может совершить никто. О том, чего человеку
видеть нельзя, ему отвечают «не найдено». Роли даются на месте (организация, кластер, сессия, отбор, регион, вся
площадка), действует человек каждый раз в одной из них. По-английски: [roles.md](roles.md). Ответы каждого адреса
каждому в каждом состоянии предмета — в `tests/web/security/matrix/`. *Повторно* — если человек вошёл или подтвердил,
что это он, в последние пятнадцать минут.
""",
}
AGAIN = {"en": " *again*", "ru": " *повторно*"}
COLUMNS = {"en": ("object", "action", "who", "code"), "ru": ("предмет", "действие", "кто", "код")}


def main() -> None:
    stale = [name for name, text in pages().items() if stands(name) != text]
    if "--check" in sys.argv:
        if stale:
            sys.exit(f"stale: {', '.join(stale)}; run `make docs`")
        return
    for name, text in pages().items():
        (OUT / name).write_text(text, encoding="utf-8")
    print("drawn:", ", ".join(stale) or "nothing new")


def stands(name: str) -> str:
    path = OUT / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


def pages() -> dict[str, str]:
    prepare()
    drawn = {
        "roles.md": roles("en"), "roles.ru.md": roles("ru"), "states.md": states(),
        "states.ru.md": states_in_russian(), "commands.md": commands(), "packages.md": supply.page(DRAWN),
    }  # fmt: skip
    drawn |= law_table.pages(DRAWN) | api_table.pages(DRAWN)
    return drawn | round_table.pages(said, tree_of, vocabulary)


def prepare() -> None:
    """Import every table of the web floor: they announce themselves."""
    import django
    from django.apps import apps
    from django.utils import translation

    django.setup()
    translation.activate("en")
    for app in apps.get_app_configs():
        for room in ("access", "states"):
            if app.name.startswith("svetovod.") and importlib.util.find_spec(f"{app.name}.{room}"):
                importlib.import_module(f"{app.name}.{room}")


def roles(lang: str) -> str:
    """One page a language: the roles by name, then each table by object and action."""
    from django.utils import translation

    from svetovod.web.accounts.enums import Role
    from svetovod.web.common.access import AccessTable

    place = LANGUAGES.index(lang)
    with translation.override(lang):
        names = ", ".join(str(role.label) for role in Role)
    lines = [ROLES_HEAD[lang], DRAWN, f"{('Roles', 'Роли')[place]}: {names}."]
    for app, table in sorted(AccessTable.TABLES.items()):
        if not importlib.util.find_spec(f"svetovod.web.{app}"):
            continue
        lines += [
            "",
            f"## {said(vocabulary.APPS, app, place)}",
            "",
            f"| {' | '.join(COLUMNS[lang])} |",
            "|---|---|---|---|",
        ]
        last = ""
        for action, predicate in table.actions.items():
            noun, verb = action.split(".", 1)
            named = "" if noun == last else said_in(vocabulary.OBJECTS, app, noun, noun, place)
            last = noun
            who = readable(predicate.name, place) + (AGAIN[lang] if action in table.again else "")
            lines.append(f"| {named} | {said_in(vocabulary.VERBS, app, action, verb, place)} | {who} | `{action}` |")
    return "\n".join(lines) + "\n"


def said(names: Mapping[str, tuple[str, str]], name: str, place: int) -> str:
    return names[name][place] if name in names else name.replace("_", " ")


def said_in(names: Mapping[str, tuple[str, str]], app: str, code: str, common: str, place: int) -> str:
    """By its own words in that app, where one noun or verb means different things."""
    own = f"{app}:{code}"
    return said(names, own if own in names else common, place)


def readable(expression: str, place: int) -> str:
    """`((a | b) & ~c)` as words; a chain of the same connective loses its inner brackets."""
    return words(tree_of(expression), inside="", place=place)


def tree_of(expression: str) -> Any:
    return parse(iter(re.findall(r"[()|&~]|\w+", expression)))


def parse(tokens: Iterator[str]) -> Any:
    """A name, ("not", x), or (connective, [parts])."""
    token = next(tokens)
    if token == "~":
        return ("not", parse(tokens))
    if token != "(":
        return token
    left = parse(tokens)
    sign = next(tokens)
    right = parse(tokens)
    next(tokens)
    parts = []
    for part in (left, right):
        parts += part[1] if isinstance(part, tuple) and part[0] == sign else [part]
    return (sign, parts)


def words(tree: Any, inside: str, place: int) -> str:
    if isinstance(tree, str):
        return said(vocabulary.CONDITIONS, tree, place)
    sign, parts = tree
    if sign == "not":
        return vocabulary.NEGATED[parts][place]
    found = [words(part, sign, place) for part in parts]
    comma = ";" if any("," in part for part in found) else ""
    text = f"{comma} {vocabulary.JOINED[sign][place]} ".join(found)
    return f"({text})" if inside else text


def states() -> str:
    from svetovod.web.common.states import StateTable

    lines = [
        "# States\n",
        DRAWN,
        "Each change of state is one row; anything else is refused. `who` is an action of [roles](roles.md). "
        "In Russian, by the names of the pages: [states.ru.md](states.ru.md).",
    ]
    for name, table in sorted(StateTable.TABLES.items()):
        lines += ["", f"## {name}", "", "```mermaid", "stateDiagram-v2"]
        lines += [f"    {row.source} --> {row.target}: {row.action}" for row in table.transitions]
        lines += ["```", "", "| from | action | to | who | only if |", "|---|---|---|---|---|"]
        lines += [
            f"| {cell(row.source)} | {row.action} | {cell(row.target)} | {who(row.who)} | {guard(row.guard)} |"
            for row in table.transitions
        ]
    return "\n".join(lines) + "\n"


def states_in_russian() -> str:
    """For who works with the product: states by the names its pages give them."""
    from django.utils import translation

    from svetovod.web.common.states import StateTable

    lines = [
        "# Состояния\n",
        DRAWN,
        "Строка — один переход; других система не выполняет. Все права: [кому что можно](roles.ru.md). "
        "Коды состояний и действий: [states.md](states.md).",
    ]
    with translation.override("ru"):
        for name, table in sorted(StateTable.TABLES.items(), key=lambda one: states_words.THINGS[one[0]]):
            title = states_words.THINGS[name]
            lines += ["", f"## {title[0].upper()}{title[1:]}", "", "| было | стало | кто | только если |"]
            lines += ["|---|---|---|---|", *dict.fromkeys(russian_row(name, row) for row in table.transitions)]
    return "\n".join(lines) + "\n"


def russian_row(table: str, row: Any) -> str:
    """A guard of one name may ask different things of different tables."""
    known, name = states_words.CONDITIONS, guard(row.guard)
    condition = name and (known.get(f"{table}: {name}") or known[name])
    return f"| {row.source.label} | {row.target.label} | {allowed(row)} | {condition} |"


def allowed(row: Any) -> str:
    """Who may, as the table of the app says it whose states these are."""
    from svetovod.web.common.access import AccessTable

    if not row.who:
        return "сама система"
    app = type(row.source).__module__.split(".")[2]
    return readable(AccessTable.TABLES[app].actions[row.who].name, 1)


def cell(state: Any) -> str:
    return f"`{state}`"


def who(action: str) -> str:
    return f"`{action}`" if action else "the system"


def guard(function: Any) -> str:
    return function.__name__.strip("_").replace("_", " ") if function else ""


def commands() -> str:
    import typer

    from svetovod.cli.app import app

    root: Any = typer.main.get_command(app)
    context = root.make_context("svetovod", [], resilient_parsing=True)
    lines = [
        "# Commands\n",
        DRAWN,
        "Every command answers `--help`. Exit codes: 0 yes, 1 a clean no, 2 the input cannot be used, 3 undetermined.",
    ]
    for name in root.list_commands(context):
        lines += command_lines(root.get_command(context, name), f"svetovod {name}")
    return "\n".join(lines) + "\n"


def command_lines(command: Any, path: str) -> list[str]:
    children = getattr(command, "commands", {})
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [
        one for one in command.params if one.param_type_name == "option" and not one.hidden and one.name not in NOT_OURS
    ]
    usage = " ".join(
        [
            path,
            *(usage_of(one) for one in arguments),
            *(["COMMAND"] if children else []),
            *(["[options]"] if options else []),
        ]
    )
    lines = ["", f"## {path}", "", f"`{usage}`", "", paragraph(command.help)]
    if options:
        lines += ["", "| option | meaning | if left out |", "|---|---|---|"]
        lines += [
            f"| {names(one)} | {paragraph(one.help).replace('|', chr(92) + '|')} | {default(one)} |" for one in options
        ]
    for name, child in children.items():
        lines += command_lines(child, f"{path} {name}")
    return lines


def usage_of(argument: Any) -> str:
    name = argument.name.strip("_").upper() + ("..." if argument.nargs == -1 else "")
    return name if argument.required else f"[{name}]"


def names(option: Any) -> str:
    return ", ".join(f"`{name}`" for name in [*option.opts, *option.secondary_opts])


def default(option: Any) -> str:
    if option.is_flag or option.default in (None, "", [], ()):
        return ""
    return f"`{getattr(option.default, 'value', option.default)}`"


def paragraph(text: str | None) -> str:
    return " ".join((text or "").replace("\f", "").split())


if __name__ == "__main__":
    main()
