"""How many places are taken. Whoever decides by these numbers holds the lock on the session's row."""

from .enums import SEATED
from .models import PracticalSession, Visit


def lock(session: PracticalSession) -> PracticalSession:
    """The session's row, locked until the end of the transaction: registrations of one session wait for each other."""
    return PracticalSession.objects.select_for_update(no_key=True).get(pk=session.pk)


def free(session: PracticalSession) -> int:
    return max(session.capacity - session.registrations.filter(state__in=SEATED).count(), 0)


def visit_free(visit: Visit) -> int:
    return max(visit.capacity - visit.registrations.filter(state__in=SEATED).count(), 0)
