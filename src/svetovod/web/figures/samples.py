"""Letters of a request for figures with invented rows."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from svetovod.web.notices.enums import LANGUAGES
from svetovod.web.notices.samples import MOMENT, Write, standin

from . import letters

WHAT = ("asked", "remind", "typed", "locked")


def of(at: datetime) -> Iterator[Write]:
    for is_table in (False, True):
        for what in WHAT:
            yield partial(_both, is_table, what, at)


def _both(is_table: bool, what: str, at: datetime) -> None:
    request: Any = standin(
        named="Кластер (условный)", is_table=is_table, asker=standin(name="Специализированная организация (условная)"),
        basis="", text="", is_demo=False,
    )  # fmt: skip
    reply = standin(request=request)
    for language in LANGUAGES:
        person = standin(language=language, email="reader@example.org")
        contact: Any = standin(person=person, reply=reply, person_id=0, issued_at=MOMENT)
        letters.send(contact, what, at=at, key=f"sample-{what}")
