"""Texts of the papers, read once; figures as Russian papers write them."""

import tomllib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from svetovod.web.audit.selectors import head
from svetovod.web.commission.bridge import root_line
from svetovod.web.common import formatting
from svetovod.web.documents.papers import Block
from svetovod.web.selection.enums import LegalMode

LANG = "ru"
DASH = formatting.DASH


@lru_cache(maxsize=1)
def texts() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "texts.toml").read_text(encoding="utf-8"))


def say(kind: str, name: str, /, **values: Any) -> str:
    return str(texts()[kind][name]).format(**values)


def lines(kind: str, name: str = "text", /, **values: Any) -> list[str]:
    found = texts()[kind][name]
    return [text.format(**values) for text in ([found] if isinstance(found, str) else found)]


def named(kind: str, values: Sequence[str], name: str = "facts") -> list[list[str]]:
    return [list(pair) for pair in zip(texts()[kind][name], values, strict=True)]


def signed(office: str, name: str) -> str:
    """Who signs: the office and the name, the office once where the name begins with it."""
    said = str(texts()[office])
    return name if name.lower().startswith(said.lower()) else f"{said} {name}"


def millions(value: Any) -> str:
    return formatting.millions(value, 2)


def common(round_: Any, at: Any) -> dict[str, Any]:
    """What every paper of a round says about it."""
    note = texts()["made"].format(moment=formatting.moment(at))
    if round_.legal_mode == LegalMode.SHADOW:
        note = f"{texts()['shadow']} {note}"
    return {"kicker": round_.title, "demo": round_.demo, "note": note}


def rooted() -> Block:
    """What every protocol ends with: the journal as it stood when the paper was made, for whoever checks it later."""
    now = head()
    # the line by itself: broken at its hyphen it would not be found in the text of a PDF
    said = [texts()["root"].format(size=now.size, root=now.root), root_line(now.size, now.root)]
    return Block(texts()["journal"], said)
