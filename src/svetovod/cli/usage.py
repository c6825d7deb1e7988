"""A wrong call of a command as a `Problem`: what the parser of options says in English, in the user's language."""

import os
import re
import sys
from difflib import get_close_matches
from typing import Any, NoReturn

import typer

from svetovod.engine.model import Problem

from .options import LANG, LANGUAGES
from .output import fail

# the parser has no class of its own for these and says them in a sentence
_EXTRA = re.compile(r"Got unexpected extra argument\(s\) \((.*)\)", re.DOTALL)
_COMMAND = re.compile(r"No such command '(.*?)'\.(?: Did you mean .*)?", re.DOTALL)
_VALUE = re.compile(r"(?:'(?P<text>.*)'|(?P<number>\S+)) is not ", re.DOTALL)
_BESIDE = {"integer": "whole", "int": "whole", "int range": "whole", "float": "number", "float range": "number"}


def refuse(error: Any) -> NoReturn:
    """Says the error, with the call as it is meant to be beside it, and stops with code 2."""
    arguments, context = sys.argv[1:], getattr(error, "ctx", None)
    lang = language_of(arguments)
    if type(error).__name__ == "NoArgsIsHelpError":  # the help is told already
        raise typer.Exit(2)
    as_json = "--json" in arguments
    if context is not None and not as_json:
        call = " ".join([context.command_path, *context.command.collect_usage_pieces(context)])
        words = {"ru": "Вызов: {}\nПодробнее: {} --help", "en": "Usage: {}\nMore: {} --help"}[lang]
        typer.echo(words.format(call, context.command_path), err=True)
    fail([problem_of(error)], as_json=as_json, lang=lang)


def language_of(arguments: list[str]) -> str:
    """What the call asks to be spoken, as far as it can be seen in a call that cannot be read."""
    found = [
        text.removeprefix("--lang=") if text.startswith("--lang=") else after
        for text, after in zip(arguments, [*arguments[1:], ""], strict=True)
        if text == "--lang" or text.startswith("--lang=")
    ]
    asked = found[-1] if found else os.environ.get("SVETOVOD_LANG", LANG)
    return asked if asked in LANGUAGES else LANG


def problem_of(error: Any) -> Problem:
    """`usage.invalid` with the option or the argument as its column; an unforeseen error with the parser's words."""
    kind, said = type(error).__name__, error.format_message()
    if kind == "NoSuchOption":
        near = ", ".join(sorted(error.possibilities or ()))
        return _problem("option_near" if near else "option", value=error.option_name, near=near)
    if kind == "BadOptionUsage":
        what = "valueless" if "does not take a value" in said else "value"
        return _problem(what, column=error.option_name)
    if kind == "MissingParameter" and error.param is not None:
        return _problem("missing", column=_name(error))
    if kind == "BadParameter" and error.param is not None and (found := _VALUE.match(error.message)):
        return _of_value(error, found["text"] or found["number"])
    if found := _EXTRA.fullmatch(said):
        return _problem("extra", value=found[1])
    if found := _COMMAND.fullmatch(said):
        near = ", ".join(get_close_matches(found[1], error.ctx.command.list_commands(error.ctx)))
        return _problem("command_near" if near else "command", value=found[1], near=near)
    return _problem("other", said=said)


def _of_value(error: Any, value: str) -> Problem:
    kind = error.param.type
    least, most = getattr(kind, "min", None), getattr(kind, "max", None)
    what = _BESIDE.get(kind.name, "other")
    if what == "whole" and least is not None:
        what = "least" if most is None else "range"
    return _problem(what, column=_name(error), value=value, least=str(least), most=str(most), said=error.message)


def _name(error: Any) -> str:
    """The longest name of an option, an argument's as the help writes it."""
    if error.param.param_type_name == "argument":
        return str(error.param.human_readable_name)
    return max(error.param.opts, key=len)


def _problem(what: str, *, column: str | None = None, value: str | None = None, **params: str) -> Problem:
    return Problem("usage.invalid", column=column, value=value, params={"what": what, **params})
