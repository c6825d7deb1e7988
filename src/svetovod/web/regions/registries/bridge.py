"""Registry files between the engine and the pages: reading, words of refusals, names of codes."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from svetovod.engine.model import Problem
from svetovod.engine.openregistries import Batch, Kind, Place, Source, read, seconds_left, source_of, unlike
from svetovod.engine.reference import okpd2, okved2
from svetovod.engine.reference.classifier import stem, words
from svetovod.web.common import formatting
from svetovod.wording.open_registries import say_left
from svetovod.wording.problems import problem_json

LANGUAGES = ("ru", "en")


def batches(kind: str, path: Path, place: Sequence[int]) -> Iterator[Batch]:
    return read(Kind(kind), path, after=Place(*place) if place else Place())


def source(path: Path, name: str) -> Source:
    return source_of(path, name)


def why_unlike(kind: str, head: bytes) -> str | None:
    """Why a file that begins so is none of the registry, in the reader's language."""
    problem = unlike(Kind(kind), head)
    return str(said(problem)[formatting.lang()]["message"]) if problem else None


def said(problem: Problem) -> dict[str, Any]:
    """In both languages, for whoever reads it later."""
    return {lang: problem_json(problem, lang) for lang in LANGUAGES}


def left(done: int, total: int, elapsed: float, lang: str) -> str:
    return say_left(seconds_left(done, total, elapsed), lang)


def searched(name: str) -> str:
    """A name as it is kept for search: its words, each with a blank before it."""
    return "".join(f" {word}" for word in words(name))


def stems(text: str) -> list[str]:
    """What each word of a question must begin a word of the name with."""
    return [f" {stem(word)}" for word in words(text)]


def packaged(kind: str, text: str, limit: int) -> list[tuple[str, str]]:
    """Codes of the classifiers that the system has of its own."""
    own = {"okved2": okved2, "okpd2": okpd2}.get(kind)
    return own.search(text, limit) if own else []


def activity(code: str) -> str:
    return okved2.name(code) or ""


def group_of(code: str) -> str:
    """`27.31` of `27.31.12.120`; empty for a code that is shorter."""
    return code[:5] if len(code) >= 5 else ""
