"""The page "which of my clusters change their verdict" for an officer with very many clusters: median milliseconds.

`python benchmarks/flips.py [CLUSTERS]` makes an installation in a temporary folder, fills it from a seed, asks the page
with Django's test client 20 times and prints the median.
"""

import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

SEED, PARTICIPANTS, REQUESTS, YEAR = 20210624, 30, 20, 2020
AT = datetime(2021, 12, 10, 9, tzinfo=UTC)
PAGE = "/rulebook/pp779/compare/clusters/?a=2018-08-02&b=2021-11-16"


def main() -> None:
    from svetovod.supervisor import database, environment, prepare

    var = Path(tempfile.mkdtemp(prefix="svetovod-flips-"))
    try:
        with database(var) as extra:
            environ = environment(var, extra, demo=True)
            prepare({**environ, "SVETOVOD_DEMO": "0"})
            os.environ.update(environ)
            print(f"{ask(int(sys.argv[1]) if len(sys.argv) > 1 else 2000):.0f}")
    finally:
        shutil.rmtree(var, ignore_errors=True)


def ask(size: int) -> float:
    import django

    django.setup()
    from django.test import Client

    client = Client()
    client.force_login(fill(size))
    times = []
    for _ in range(REQUESTS + 3):
        began = time.perf_counter()
        answer = client.get(PAGE)
        times.append((time.perf_counter() - began) * 1000)
        assert answer.status_code == 200
    print(f"{len(answer.content):,} bytes; {min(times[3:]):.0f} to {max(times[3:]):.0f} ms", file=sys.stderr)
    return statistics.median(times[3:])


def fill(size: int) -> Any:
    """An officer, and clusters with a workbook each; regions in turn."""
    from svetovod.engine.reference import regions
    from svetovod.web.accounts.models import Person, RoleGrant
    from svetovod.web.audit.models import DomainClock
    from svetovod.web.registry import bridge
    from svetovod.web.registry.models import Cluster, ClusterSheet, Organisation

    officer = Person.objects.create_user("officer@example.org", "long-password-1", name="officer")
    RoleGrant.objects.create(person=officer, role="registry_officer", scope="platform", granted_at=AT)
    DomainClock.objects.update_or_create(pk=1, defaults={"moment": AT, "set_at": datetime.now(UTC)})
    manager = Organisation.objects.create(inn="0000000000", name="manager", name_sort="manager", region="RU-MO")
    places, chance = [region.iso for region in regions.all()], random.Random(SEED)
    clusters = Cluster.objects.bulk_create(
        Cluster(slug=f"c{n}", name=f"c{n}", name_sort=f"c{n}", regions=[places[n % len(places)]], manager=manager,
                state="emerging") for n in range(size)
    )  # fmt: skip
    sheets = []
    for cluster in clusters:
        content = bridge.to_plain(made(chance))
        sheets.append(ClusterSheet(
            cluster=cluster, uploaded_at=AT, file_name="c.xlsx", sha256="0" * 64, content=content,
            sums=bridge.sums(content),
        ))  # fmt: skip
    ClusterSheet.objects.bulk_create(sheets, batch_size=200)
    return officer


def made(chance: random.Random) -> Any:
    from svetovod.engine.model import Cluster, Participant, ParticipantRole, Purchase

    roles = [ParticipantRole.FINAL_PRODUCER, ParticipantRole.SUPPLIER, ParticipantRole.SUPPLIER]
    people = tuple(
        Participant(
            str(n), f"P{n}", roles[n % 3], "RU-MO", special_territory=chance.random() < 0.3, employees=10,
            high_performance_jobs=5, revenue=Decimal(1000), joined_on=date(2019, 1, 1), newcomer=chance.random() < 0.1,
        )
        for n in range(PARTICIPANTS)
    )  # fmt: skip
    rows = tuple(
        Purchase(str(chance.randrange(PARTICIPANTS)), str(chance.randrange(PARTICIPANTS * 5)), "27.40",
                 Decimal(chance.randrange(10**6)), YEAR) for _ in range(PARTICIPANTS * 3)
    )  # fmt: skip
    return Cluster("c", ("RU-MO",), YEAR, ("27.40",), people, rows)


if __name__ == "__main__":
    main()
