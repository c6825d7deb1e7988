"""Letters about malware: to the administrators, and to who sent a file that had waited to be looked through."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import people_holding
from svetovod.web.notices.services import tell


def found(row: Any, *, at: datetime) -> None:
    """The administrators; whose file it was, they read on the page."""
    name = row.found
    tell(
        people_holding(Scope.PLATFORM, [""], Role.ADMINISTRATOR),
        lambda: (
            _("Malware in a file: %(found)s") % {"found": name},
            _("The file was not taken. Whose it was and where it was sent stands on the page of the quarantine:"),
        ),
        key=f"quarantine:{row.pk}", url=reverse("quarantine:held_list"), at=at,
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
