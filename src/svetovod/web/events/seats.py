"""How many places are taken. Whoever decides by these numbers holds the lock on the session's row."""

from collections import Counter
from collections.abc import Iterable

from .enums import SEATED
from .models import PracticalSession, Visit


def lock(session: PracticalSession) -> PracticalSession:
    """The session's row, locked until the end of the transaction: registrations of one session wait for each other."""
    return PracticalSession.objects.select_for_update(no_key=True).get(pk=session.pk)


def free(session: PracticalSession) -> int:
    return max(session.capacity - session.registrations.filter(state__in=SEATED).count(), 0)


def visit_free(visit: Visit) -> int:
    return max(visit.capacity - visit.registrations.filter(state__in=SEATED).count(), 0)


class Places:
    """Free places in all and of every quota, counted once; `take` gives one away if there is one for that person."""

    def __init__(self, session: PracticalSession) -> None:
        self.quotas = list(session.quotas.all())
        self.free = free(session)
        taken: Iterable[tuple[str, str]] = ()
        if self.quotas:
            taken = session.registrations.filter(state__in=SEATED).values_list("kind", "region")
        self.taken = Counter(
            quota.pk
            for kind, region in taken
            for quota in self.quotas
            if _falls(quota.kind, quota.region, kind, region)
        )

    def take(self, kind: str, region: str) -> bool:
        mine = [quota for quota in self.quotas if _falls(quota.kind, quota.region, kind, region)]
        if self.free < 1 or any(self.taken[quota.pk] >= quota.places for quota in mine):
            return False
        self.free -= 1
        self.taken.update(quota.pk for quota in mine)
        return True


def _falls(of_kind: str, of_region: str, kind: str, region: str) -> bool:
    return of_kind in {"", kind} and of_region in {"", region}
