from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from tests.web.keeping import keep, worlds_first

from svetovod.demo import build_events, build_registry
from svetovod.engine.workbooks.samples import invented_inn
from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.audit.models import DomainClock

AT = datetime(2021, 6, 10, 10, 0, tzinfo=ZoneInfo("Europe/Moscow"))


@pytest.fixture
def clock(db, request):
    worlds_first(request)

    def put(moment=AT, show_future=False):
        values = {"moment": moment, "set_at": timezone.now(), "show_future": show_future}
        DomainClock.objects.update_or_create(pk=1, defaults=values)

    put()
    return put


@pytest.fixture
def session(db):
    return keep("session of the portal", make_session)


def make_session():
    at = AT - timedelta(days=20)
    hosts = [
        build_registry.organisation(invented_inn(700 + n), name, "RU-MO", actor=SYSTEM, at=at)
        for n, name in enumerate(("Fibre", "Cable", "Light"))
    ]
    return build_events.saransk_session(hosts=hosts, actor=SYSTEM, at=at)


@pytest.fixture
def cluster(db):
    def make(number, region="RU-MO"):
        at = AT - timedelta(days=20)
        manager = build_registry.organisation(
            invented_inn(800 + number), f"Managers {number}", region, "specialised_organisation", actor=SYSTEM, at=at
        )
        return build_registry.cluster(f"cluster-{number}", f"Cluster {number}", [region], manager, actor=SYSTEM, at=at)

    return make
