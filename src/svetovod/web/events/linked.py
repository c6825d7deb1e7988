"""A session in the words of schema.org."""

from typing import Any

from django.urls import reverse

from svetovod.web.common.linked import absolute

from . import archive_page
from .enums import Attendance, Precision, SessionState
from .models import PracticalSession

STATUS = {
    SessionState.POSTPONED: "EventPostponed", SessionState.MOVED_ONLINE: "EventMovedOnline",
    SessionState.CANCELLED: "EventCancelled",
}  # fmt: skip
MODE = {Attendance.ONSITE: "Offline", Attendance.HYBRID: "Mixed", Attendance.ONLINE: "Online"}


def event(session: PracticalSession) -> dict[str, Any]:
    """What everybody may know of it. The link to take part online is for those registered, and is not here."""
    url = absolute(reverse("events:session_detail", args=[session.slug]))
    names = dict.fromkeys(body.name for body in session.bodies.all())
    logos = {logo.name: absolute(reverse("events:logo", args=[session.slug, logo.pk]))
             for logo in archive_page.logos(session)}  # fmt: skip
    bodies = [
        {"@type": "Organization", "name": name, **({"logo": logos[name]} if name in logos else {})} for name in names
    ]
    place = {"@type": "Place", "name": session.place, "address": session.place}
    online = {"@type": "VirtualLocation", "url": url}
    where = {Attendance.ONSITE: place, Attendance.HYBRID: [place, online], Attendance.ONLINE: online}
    mode = MODE[Attendance(session.attendance)]
    return {
        "@type": "Event", "name": session.title, **_days(session), "url": url,
        "location": where[Attendance(session.attendance)],
        "eventStatus": f"https://schema.org/{STATUS.get(SessionState(session.state), 'EventScheduled')}",
        "eventAttendanceMode": f"https://schema.org/{mode}EventAttendanceMode",
        **({"organizer": bodies} if bodies else {}), **({"description": session.about} if session.about else {}),
    }  # fmt: skip


def _days(session: PracticalSession) -> dict[str, str]:
    """A month or a quarter is no day: until the days are known, none is said."""
    if session.precision != Precision.DAY:
        return {}
    return {"startDate": session.starts_on.isoformat(), "endDate": session.ends_on.isoformat()}
