"""How many places are taken. Whoever decides by these numbers holds the lock on the session's row."""

from collections import Counter

from django.db.models import Count

from .enums import SEATED
from .models import PracticalSession, SeatQuota, Visit


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
        seated = session.registrations.filter(state__in=SEATED).order_by().values("kind", "region")
        alike = list(seated.annotate(number=Count("pk")).values_list("kind", "region", "number"))
        self.free = max(session.capacity - sum(number for _kind, _region, number in alike), 0)
        self.taken: Counter[int] = Counter()
        for kind, region, number in alike:
            self.taken.update({quota.pk: number for quota in self._of(kind, region)})

    def take(self, kind: str, region: str) -> bool:
        mine = self._of(kind, region)
        if self.free < 1 or any(self.taken[quota.pk] >= quota.places for quota in mine):
            return False
        self.free -= 1
        self.taken.update(quota.pk for quota in mine)
        return True

    def _of(self, kind: str, region: str) -> list[SeatQuota]:
        return [quota for quota in self.quotas if quota.kind in {"", kind} and quota.region in {"", region}]
