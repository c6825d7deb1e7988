"""The door: whom a device knows by their code, how many have come, badges and certificates."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.documents.typesetting import qr_svg, render_pdf
from svetovod.web.registry import selectors as registry

from . import archive_page, codes, phrases, seminar_page
from .enums import SEATED, RegistrationKind, RegistrationState
from .models import PracticalSession, ProgrammeItem, Registration, SeminarPresence

SHEETS = ("a4", "label")


def known(session: PracticalSession) -> list[dict[str, Any]]:
    """What a device at the door keeps in its memory: nothing but what is asked there."""
    rows = session.registrations.filter(state__in=(*SEATED, RegistrationState.WAITING))
    found = rows.select_related("person", "organisation").order_by("person__name", "pk")
    return [
        {
            "code": codes.code_of(row, codes.DOOR), "name": row.person.name, "organisation": _organisation(row),
            "came": row.state == RegistrationState.CHECKED_IN, "waits": row.state == RegistrationState.WAITING,
        }
        for row in found
    ]  # fmt: skip


def known_in(item: ProgrammeItem) -> list[dict[str, Any]]:
    """The same for the door of a hall: `came` says that the person was taken in there."""
    rows = item.session.registrations.filter(state__in=SEATED).annotate(
        there=Exists(SeminarPresence.objects.filter(item=item, registration=OuterRef("pk")))
    )
    return [
        {"code": codes.code_of(row, codes.DOOR), "name": row.person.name, "organisation": _organisation(row),
         "came": row.there, "waits": False}
        for row in rows.select_related("person", "organisation").order_by("person__name", "pk")
    ]  # fmt: skip


def _organisation(row: Registration) -> str:
    return row.organisation.name if row.organisation else row.organisation_name


def counts(session: PracticalSession) -> dict[str, Any]:
    """How many have come of how many, in all and by kind."""
    rows = list(session.registrations.filter(state__in=SEATED).values_list("kind", "state"))
    kinds = []
    for kind in RegistrationKind:
        mine = [state for each, state in rows if each == kind]
        if mine:
            kinds.append((kind.label, mine.count(RegistrationState.CHECKED_IN), len(mine)))
    came = sum(state == RegistrationState.CHECKED_IN for _kind, state in rows)
    return {"came": came, "expected": len(rows), "kinds": kinds}


def badges(session: PracticalSession, sort: str, at: datetime) -> bytes:
    rows = session.registrations.filter(state__in=SEATED).select_related("person", "organisation")
    regions = dict(registry.region_choices())
    people = [
        {
            "name": row.person.name, "position": row.person.position, "organisation": _organisation(row),
            "kind": str(row.get_kind_display()), "region": regions.get(row.region, ""),
            "qr": qr_svg(codes.code_of(row, codes.DOOR)),
        }
        for row in rows.order_by("person__name", "pk")
    ]  # fmt: skip
    data = {
        "title": session.title, "place": f"{session.place}, {phrases.days(session)}", "sort": sort, "people": people,
        "demo": session.is_demo, "lang": formatting.lang(), "logos": archive_page.on_paper(session)[:2],
    }  # fmt: skip
    return render_pdf("events/badges.typ", data, at=at)


def certificate(row: Registration, at: datetime) -> bytes:
    """Of having taken part; whoever holds it can have it checked by the code on it."""
    session, link = row.session, certificate_link(row)
    body = session.bodies.first()
    data = {
        "title": _("Certificate of participation"), "name": row.person.name, "organisation": _organisation(row),
        "kind": capfirst(row.get_kind_display()), "said": _("Took part in the practical session"),
        "session": session.title, "days": phrases.days(session), "place": session.place,
        "attended": _("Attended"), "seminars": [seminar_said(item) for item in seminar_page.attended(row)],
        "signs": body.name if body else _("Organiser of the session"),
        "note": _("Genuine if this address shows the same name: %(link)s") % {"link": link}, "qr": qr_svg(link),
        "logos": archive_page.on_paper(session)[:4], "demo": session.is_demo, "lang": formatting.lang(),
    }  # fmt: skip
    return render_pdf("events/certificate.typ", data, at=at)


def seminar_said(item: ProgrammeItem) -> str:
    return f"{formatting.day_short(item.day)}, {item.start:%H:%M}–{item.end:%H:%M}. {item.title}"


def certificate_link(row: Registration) -> str:
    code = codes.code_of(row, codes.CERTIFICATE)
    return settings.BASE_URL.rstrip("/") + reverse("events:certificate_check", args=[row.session.slug, code])
