"""Letters as they leave, to be looked at: by an organiser before a mailing, by whoever keeps the wording."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from . import leaving
from .models import OutgoingMail
from .rehearsal import rehearsal

# what lists of letters show of a subject
SUBJECT = 78


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that nobody gets. `text` is the plain text whole, with its end."""

    mail: OutgoingMail

    @property
    def language(self) -> str:
        return self.mail.language

    @property
    def subject(self) -> str:
        return self.mail.subject

    @property
    def text(self) -> str:
        return leaving.text(self.mail)

    @property
    def sender(self) -> str:
        return str(settings.DEFAULT_FROM_EMAIL)

    @property
    def files(self) -> list[str]:
        return [file["name"] for file in self.mail.attachments]

    @property
    def signs(self) -> int:
        return len(self.subject)

    @property
    def long(self) -> bool:
        return self.signs > SUBJECT


def shown(write: Callable[[], Any]) -> list[Letter]:
    """What `write` would send."""
    with rehearsal() as kept:
        write()
    return [Letter(mail) for mail in kept]
