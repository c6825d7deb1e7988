"""The expert's desk with 200 applications: `python benchmarks/desk.py [APPLICATIONS [REQUESTS]]`.

Builds them in a database of its own (the one `DATABASE_URL` names, emptied afterwards) and asks the page as the expert.
"""

import statistics
import sys
import time
from decimal import Decimal
from typing import Any

from scratch import database

APPLICATIONS = int(sys.argv[1]) if len(sys.argv) > 1 else 200
REQUESTS = int(sys.argv[2]) if len(sys.argv) > 2 else 30


def main() -> None:
    with database():
        measure(*build(APPLICATIONS))


def build(applications: int) -> tuple[Any, Any]:
    """An expert of a selection in its scoring, with all its applications to score."""
    from svetovod.demo.build_selection import CRITERIA_2021, ROUND_2021, moment
    from svetovod.engine.workbooks.samples import invented_inn
    from svetovod.web.accounts.models import Person, RoleGrant
    from svetovod.web.projects.models import JointProject, ProjectVersion
    from svetovod.web.registry.models import Cluster, Organisation
    from svetovod.web.selection.models import (
        Application,
        Assignment,
        Criterion,
        PanelMember,
        ScoreSheet,
        SelectionRound,
    )  # fmt: skip

    at = moment("2021-11-25 10:00")
    person = Person.objects.create_user("expert@example.org", "a long password", name="Expert")
    round_ = SelectionRound.objects.create(**ROUND_2021)
    Criterion.objects.bulk_create(Criterion(round=round_, **row) for row in CRITERIA_2021)
    SelectionRound.objects.filter(pk=round_.pk).update(state="scoring")
    RoleGrant.objects.create(person=person, role="expert", scope="round", scope_id=str(round_.pk), granted_at=at)
    member = PanelMember.objects.create(round=round_, person=person, code="E1", capacity=applications)
    manager = Organisation.objects.create(inn=invented_inn(1), name="Manager", region="RU-MO")
    cluster = Cluster.objects.create(slug="optics", name="Optics", regions=["RU-MO"], manager=manager)
    text = "Слово о проекте и его рынке. " * 170
    for number in range(1, applications + 1):
        project = JointProject.objects.create(
            number=number, code=f"П-{number:03d}", title=f"Проект {number}", cluster=cluster, initiator=manager,
            requested=Decimal(10_000_000), created_at=at, changed_at=at,
        )  # fmt: skip
        sections = [{"key": f"s{n}", "title_ru": f"Раздел {n}", "title_en": f"S {n}", "text": text} for n in range(6)]
        version = ProjectVersion.objects.create(
            project=project, number=1, purpose="application", frozen_at=at, sha256=f"{number:064d}",
            content={"title": project.title, "sections": sections},
        )  # fmt: skip
        row = Application.objects.create(
            round=round_, project=project, version=version, serial=number, number=f"2021-{number:03d}",
            state="scoring", requested=project.requested, filed_at=at,
        )  # fmt: skip
        given = Assignment.objects.create(application=row, member=member, assigned_at=at, cleared_at=at)
        ScoreSheet.objects.create(assignment=given)
    return person, round_


def measure(person: Any, round_: Any) -> None:
    from django.test import Client

    client = Client()
    client.force_login(person)
    url = f"/selections/{round_.slug}/my-sheets/"
    client.get(url)
    taken, spent = [], []
    for _ in range(REQUESTS):
        begun, cpu = time.perf_counter(), time.process_time()
        answer = client.get(url)
        taken.append((time.perf_counter() - begun) * 1000)
        spent.append((time.process_time() - cpu) * 1000)
        assert answer.status_code == 200
    print(
        f"desk of an expert, {APPLICATIONS} applications: median {statistics.median(taken):.1f} ms, worst "
        f"{max(taken):.1f} ms, of the processor {statistics.median(spent):.1f} ms, {len(answer.content) // 1024} KB"
    )


if __name__ == "__main__":
    main()
