"""The estimate as a grid with 2,000 rows: milliseconds of one changed cell with its totals, of a paste, of its page.

`python benchmarks/grid.py [ROWS]` makes an installation in a temporary folder, fills one project from a seed and asks
with Django's test client: processor time of 30 changed cells (median, and what a client waits), of a paste over all
rows, of the rows and the page (the quickest of three).
"""

import json
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

SEED, EDITS = 20210624, 30
AT = datetime(2021, 12, 10, 9, tzinfo=UTC)
KINDS = ("equipment", "tooling", "software", "pilot_batch")


def main() -> None:
    from svetovod.supervisor import database, environment, prepare

    var = Path(tempfile.mkdtemp(prefix="svetovod-grid-"))
    try:
        with database(var) as extra:
            environ = environment(var, extra, demo=True)
            prepare({**environ, "SVETOVOD_DEMO": "0"})
            os.environ.update(environ)
            measure(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
    finally:
        shutil.rmtree(var, ignore_errors=True)


def measure(size: int) -> None:
    import django

    django.setup()
    from django.test import Client

    client = Client()
    person, project = fill(size)
    client.force_login(person)
    url = f"/projects/{project.code}/estimate/grid/rows/"
    page, loaded = (
        min(timed(lambda at=at: client.get(at)) for _ in range(3)) for at in (url.removesuffix("rows/"), url)
    )
    rows = client.get(url).json()
    edited = []
    for n in range(EDITS + 3):
        key, _write, _ok, cells = rows["rows"][n * size // (EDITS + 4)]
        ops = {"seq": rows["seq"] + n, "cells": [[key, "given", cells[4][0], f"{n + 1}.50"]]}
        edited.append(timed(lambda ops=ops: client.post(url, {"ops": json.dumps(ops)})))
    given = "\r\n".join(f"1 {n % 1000:03d},{n % 100:02d}" for n in range(size))
    body = {"paste": given, "at": rows["rows"][0][0], "column": "given", "seq": rows["seq"] + EDITS + 3}
    pasted = timed(lambda: client.post(url, body))
    cpu, wait = (statistics.median(each[i] for each in edited[3:]) for i in (0, 1))
    print(f"{size} rows: a changed cell {cpu:.1f} ms of the processor, {wait:.1f} ms in all")
    print(f"a paste of {size} sums {pasted[0]:.0f} ms; the rows {loaded[0]:.0f} ms; the page {page[0]:.0f} ms")


def timed(ask: Callable[[], Any]) -> tuple[float, float]:
    """Milliseconds of the processor (of this process alone, without the database's) and of the clock."""
    began, clock = time.process_time(), time.perf_counter()
    answer = ask()
    assert answer.status_code == 200, answer.content[:500]
    return (time.process_time() - began) * 1000, (time.perf_counter() - clock) * 1000


def fill(size: int) -> tuple[Any, Any]:
    from svetovod.web.accounts.models import Person, RoleGrant
    from svetovod.web.audit.models import DomainClock
    from svetovod.web.projects.models import CostRow, JointProject, ProjectParticipant
    from svetovod.web.registry.models import Cluster, Organisation

    DomainClock.objects.update_or_create(pk=1, defaults={"moment": AT, "set_at": datetime.now(UTC)})
    payers = [
        Organisation.objects.create(inn=f"000000000{n}", name=f"P{n}", name_sort=f"p{n}", region="RU-MO")
        for n in range(2)
    ]
    cluster = Cluster.objects.create(slug="c", name="c", name_sort="c", regions=["RU-MO"], manager=payers[0])
    project = JointProject.objects.create(
        number=1, code="П-01", title="Grid", cluster=cluster, initiator=payers[0], start=date(2021, 7, 1),
        end=date(2024, 6, 30), requested=Decimal(10**8), created_at=AT, changed_at=AT,
    )  # fmt: skip
    for payer, role in zip(payers, ("initiator", "co_executor"), strict=True):
        ProjectParticipant.objects.create(project=project, organisation=payer, role=role, invited_at=AT, consent_at=AT)
    chance = random.Random(SEED)
    CostRow.objects.bulk_create(
        CostRow(
            project=project, position=n, kind=chance.choice(KINDS), payer=chance.choice(payers), seq=1,
            on=date(2021, 7, 1) + timedelta(days=chance.randrange(1000)), evidence=f"Договор № {n}",
            amount=Decimal(chance.randrange(1, 10**9)) / 100, funding=chance.choice(["own", "loan", ""]),
        ) for n in range(1, size + 1)
    )  # fmt: skip
    JointProject.objects.update(estimate_seq=1)
    person = Person.objects.create_user("initiator@example.org", "long-password-1", name="initiator")
    RoleGrant.objects.create(
        person=person, role="initiator", scope="organisation", scope_id=str(payers[0].pk), granted_at=AT
    )
    return person, project


if __name__ == "__main__":
    main()
