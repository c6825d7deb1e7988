"""Letters of a request for figures with invented rows."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

from svetovod.web.notices.enums import LANGUAGES
from svetovod.web.notices.samples import MOMENT, Write, standin

from . import letters, phrases

WHAT = ("asked", "remind", "typed", "locked")


def of(at: datetime) -> Iterator[Write]:
    for is_table in (False, True):
        for what in WHAT:
            yield partial(_both, is_table, partial(_sent, what), at)
    yield partial(_both, False, _disputed, at)


def _sent(what: str, contact: Any, *, at: datetime) -> None:
    letters.send(contact, what, at=at, key=f"sample-{what}")


def _disputed(contact: Any, *, at: datetime) -> None:
    deal = {"seller": "0000000000", "okpd2": "27.32", "amount": "40000000.00"}
    content = dict.fromkeys(phrases.OWN) | {"purchases": [deal], "sales": []}
    made: Any = standin(answer=standin(content=content), place="purchases:0", reason="у продавца другая сумма")
    letters.dispute(contact, made, at=at)


def _both(is_table: bool, write: Callable[..., None], at: datetime) -> None:
    request: Any = standin(
        named="Кластер (условный)", is_table=is_table, asker=standin(name="Специализированная организация (условная)"),
        basis="", text="", is_demo=False,
    )  # fmt: skip
    reply = standin(request=request)
    for language in LANGUAGES:
        person = standin(language=language, email="reader@example.org")
        contact: Any = standin(person=person, reply=reply, person_id=0, issued_at=MOMENT)
        write(contact, at=at)
