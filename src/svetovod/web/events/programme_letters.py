"""Who is told of a new version of the programme: speakers of what changed, visitors of changed visits, or everybody."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from svetovod.web.notices.services import mail_queue

from . import letters, programme_page
from .enums import SEATED
from .models import ProgrammeVersion

Changes = list[dict[str, Any]]


def tell(version: ProgrammeVersion, *, everybody: bool, visitors: bool, at: datetime) -> int:
    """One letter a person with the changes that concern that person; how many letters."""
    told = _concerned(version, everybody, visitors)
    for person, changes in told.values():
        write(version, person, changes, at)
    return len(told)


def write(version: Any, person: Any, changes: Changes, at: datetime) -> None:
    url = settings.BASE_URL.rstrip("/") + reverse("events:session_detail", args=[version.session.slug])
    with translation.override(person.language or "ru"):
        lines = [f"- {said}" for said in programme_page.changes_said(changes)]
        subject = letters.subject(_("The programme has changed: %(title)s"), version.session)
        opening = _("The programme of “%(title)s” has changed:") % {"title": version.session.title}
        text = "\n".join([opening, "", *lines, "", url, "", letters.signature(version.session)])
    mail_queue(
        key=f"programme:{version.session_id}:{version.number}:{person.pk}", to=person.email, subject=subject,
        text=text, at=at, person=person,
    )  # fmt: skip


def _concerned(version: ProgrammeVersion, everybody: bool, visitors: bool) -> dict[int, tuple[Any, Changes]]:
    session = version.session
    found: dict[int, tuple[Any, Changes]] = {}
    if not version.changes:
        return {}
    speaking: dict[int, Changes] = {}
    for change in version.changes:
        both = [row for row in (change["before"], change["after"]) if row]
        for speaker in {each for row in both for each in row.get("speakers", ())}:
            speaking.setdefault(speaker, []).append(change)
    for speaker in session.speakers.filter(pk__in=speaking, person__isnull=False).select_related("person"):
        assert speaker.person is not None
        found.setdefault(speaker.person.pk, (speaker.person, []))[1].extend(speaking[speaker.pk])
    visits = {change["key"]: change for change in version.changes if visitors and _visit(change)}
    rows = session.registrations.filter(state__in=SEATED).select_related("person", "visit").order_by("pk")
    for row in rows if everybody else rows.filter(visit__item__in=visits) if visits else ():
        changes = list(version.changes) if everybody else [visits[row.visit.item_id]] if row.visit else []
        kept = found.setdefault(row.person_id, (row.person, []))[1]
        kept.extend(change for change in changes if change not in kept)
    return found


def _visit(change: dict[str, Any]) -> bool:
    return "visit" in {row["kind"] for row in (change["before"], change["after"]) if row}
