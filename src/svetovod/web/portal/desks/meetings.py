"""The desk of who speaks for an enterprise: its business meetings at sessions to come."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svetovod.web.matchmaking import selectors
from svetovod.web.matchmaking.enums import SPEAKING

from .shape import Board, Cell, Listing, Task


def enterprise(actor: Any, moment: datetime) -> Iterator[Board]:
    """Nothing for whoever speaks for no enterprise: no question is asked either."""
    if not actor.organisation_ids(*SPEAKING):
        return
    rows = list(selectors.profiles_of(actor, moment))
    if rows:
        tasks = [_task(row) for row in rows if row.to_answer]
        yield Board("meetings", _("Business meetings"), [], [_listing(rows)], tasks)


def _url(row: Any) -> str:
    return reverse("matchmaking:agenda", args=[row.session.slug, selectors.key_of(row.organisation)])


def _task(row: Any) -> Task:
    said = ngettext("Answer %(n)d invitation to meet", "Answer %(n)d invitations to meet", row.to_answer)
    return Task(said % {"n": row.to_answer}, str(row.organisation), _url(row), many=_("Answer invitations to meet"))


def _listing(rows: list[Any]) -> Listing:
    return Listing(
        "meetings", _("At the sessions to come"),
        [_("Enterprise"), _("Session"), _("To answer"), _("Agreed"), _("With a time and a table")],
        [
            [
                Cell(str(row.organisation), _url(row)), Cell(row.session.title, sub=row.session.place),
                Cell(row.to_answer), Cell(row.agreed), Cell(row.placed),
            ]
            for row in rows
        ],
        _("No enterprise of yours takes part"),
    )  # fmt: skip
