"""The programme on paper: a table a day, with the bodies that hold the session."""

from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.documents.papers import Block, Paper

from . import archive_page, phrases
from .models import PracticalSession


def of(session: PracticalSession, days: list[tuple[date, list[Any]]]) -> Paper:
    blocks = [
        Block(
            heading=formatting.day_long(day),
            head=(_("Time"), _("What"), _("Where")),
            rows=[_row(item) for item in items],
            wide=1,
            room=4.0,
        )
        for day, items in days
    ]
    bodies = [(body.name, body.role) for body in session.bodies.all()]
    return Paper(
        title=session.title, kicker=_("Programme"), subtitle=f"{phrases.days(session)}, {session.place}",
        facts=bodies, blocks=blocks, note=str(session.get_zone_display()), demo=session.is_demo,
        logos=archive_page.on_paper(session), lang=get_language() or "ru",
    )  # fmt: skip


def _row(item: Any) -> tuple[str, str, str]:
    said = f"{item.title}. {item.speaker}" if item.speaker else item.title
    return f"{item.start:%H:%M}\u2013{item.end:%H:%M}", said, item.hall
