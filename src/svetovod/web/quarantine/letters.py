"""Letters about malware: to the administrators, and to who sent a file that had waited to be looked through."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import people_holding
from svetovod.web.notices.services import tell


def found(row: Any, *, at: datetime) -> None:
    """The administrators, once an hour, and once a day of files of visitors: whoever sends many does not fill boxes.
    Whose file it was, they read on the page."""
    name = row.found
    often = f"{at:%Y-%m-%dT%H}" if row.person_id else f"{at:%Y-%m-%d}:visitor"
    tell(
        people_holding(Scope.PLATFORM, [""], Role.ADMINISTRATOR),
        lambda: (
            _("Malware in a file: %(found)s") % {"found": name},
            _("The file was not taken. Whose it was, where it was sent and which others came since then stands on the "
              "page of the quarantine; letters come once an hour, of files of visitors once a day:"),
        ),
        key=f"quarantine:{often}", url=reverse("quarantine:held_list"), at=at,
    )  # fmt: skip


def unread(*, at: datetime) -> None:
    """The administrators, once a day: files the scanner does not read, by its settings or for what they are."""
    tell(
        people_holding(Scope.PLATFORM, [""], Role.ADMINISTRATOR),
        lambda: (
            _("Files could not be scanned for malware"),
            _("The scanner answers and does not read them, mostly as they are larger than its settings allow. They are "
              "handed out to nobody and tried again every night. Which they are:"),
        ),
        key=f"unread:{at:%Y-%m-%d}", url=reverse("quarantine:held_list") + "#unread", at=at,
    )  # fmt: skip


def infected(file: Any, *, at: datetime) -> None:
    """Who sent a file that had waited: it is handed out to nobody."""
    tell(
        [file.uploaded_by],
        lambda: (
            _("A file you sent carries malware"),
            _("It had waited to be looked through, and is handed out to nobody. Have your computer checked:"),
        ),
        key=f"infected:{file.pk}", url=reverse("documents:attachment", args=[file.pk]), at=at,
    )  # fmt: skip
