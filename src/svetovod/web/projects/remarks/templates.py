"""Templates of remarks: the library that everybody finds, and an expert's own."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from svetovod.web.common import formatting
from svetovod.web.projects.models import RemarkTemplate

LIBRARY = Path(__file__).with_name("library.toml")
OWN = "own"


@dataclass(frozen=True, slots=True)
class Template:
    """`key` names it in an address; `pk` is of the expert's own ones."""

    key: str
    section: str
    severity: str
    text: str
    pk: int | None = None


@cache
def _library() -> Sequence[dict[str, str]]:
    return tuple(tomllib.loads(LIBRARY.read_text(encoding="utf-8"))["templates"])


def templates_of(actor: Any) -> list[Template]:
    """The expert's own, the newest first, then the library in the reader's language."""
    own = [
        Template(f"{OWN}-{row.pk}", row.section, row.severity, row.text, row.pk)
        for row in RemarkTemplate.objects.filter(author=actor.person_id)
    ]
    lang = formatting.lang()
    library = [
        Template(f"lib-{place}", row["section"], row["severity"], row[lang]) for place, row in enumerate(_library(), 1)
    ]
    return own + library


def initial_of(templates: Sequence[Template], key: str) -> dict[str, str]:
    """What the form begins with; nothing for a key that names none of these."""
    found = next((each for each in templates if each.key == key), None)
    return {"section": found.section, "severity": found.severity, "text": found.text} if found else {}
