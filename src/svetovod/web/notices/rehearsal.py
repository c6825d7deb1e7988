"""Letters written to be looked at: the functions that send them run as ever, and the outbox is left alone.

So a preview cannot differ from the letter. What is told to people is worded in both languages, whoever they are.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.conf import settings
from django.utils import translation

from .enums import LANGUAGES
from .models import OutgoingMail

_sheet: ContextVar[list[OutgoingMail] | None] = ContextVar("rehearsal", default=None)


@contextmanager
def rehearsal() -> Iterator[list[OutgoingMail]]:
    """The letters that would have been queued inside, unsaved and in their order."""
    kept: list[OutgoingMail] = []
    token = _sheet.set(kept)
    try:
        yield kept
    finally:
        _sheet.reset(token)


def going_on() -> bool:
    return _sheet.get() is not None


def keep(mail: OutgoingMail) -> OutgoingMail:
    sheet = _sheet.get()
    assert sheet is not None, "asked only while a rehearsal goes on"
    mail.pk = 0  # no row: links in it name none
    sheet.append(mail)
    return mail


def tell(words: Callable[[], tuple[str, str]], *, key: str, url: str, topic: str, at: datetime) -> None:
    for language in LANGUAGES:
        with translation.override(language):
            subject, text = words()
        keep(OutgoingMail(
            key=key, subject=subject, text=f"{text}\n{settings.BASE_URL.rstrip('/')}{url}", language=language,
            topic=topic, domain_at=at, queued_at=at, person_id=-1,
        ))  # fmt: skip
