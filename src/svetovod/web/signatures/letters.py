"""Who is told of signatures: when one was put beside a document or withdrawn, and when a job found it to be bad."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.notices.services import tell

from .seam import Paper


def _url(row: Any) -> str:
    return reverse("signatures:verdict", args=[row.pk])


def added(row: Any, paper: Paper, *, people: Iterable[Any], at: datetime) -> None:
    """Whose document it is; not the one who did it."""
    named = {"title": paper.title}
    tell(
        people,
        lambda: (
            _("A signature was put beside a document: %(title)s") % named,
            _("Whose it is, and what could be checked of it, stands on its page:"),
        ),
        key=f"signature:{row.pk}:added", url=_url(row), at=at,
    )  # fmt: skip


def withdrawn(row: Any, paper: Paper, *, people: Iterable[Any], at: datetime) -> None:
    """Who had put it there and whose document it is; not the one who did it."""
    named = {"title": paper.title}
    tell(
        people,
        lambda: (
            _("A signature beside a document was withdrawn: %(title)s") % named,
            _("Who did it and why stands on its page; it counts no longer:"),
        ),
        key=f"signature:{row.pk}:withdrawn", url=_url(row), at=at,
    )  # fmt: skip


def bad(row: Any, paper: Paper, *, people: Iterable[Any], at: datetime) -> None:
    """Who had put it there: it stays, with what was found."""
    named = {"title": paper.title}
    tell(
        people,
        lambda: (
            _("A signature does not hold: %(title)s") % named,
            _("It had taken longer to check, and is of another document or was changed. Attach the right one:"),
        ),
        key=f"signature:{row.pk}:bad", url=_url(row), at=at,
    )  # fmt: skip
