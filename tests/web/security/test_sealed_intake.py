"""A sealed intake: what was filed is planted with canaries and asked for on every path by everybody but its applicant.
They stand in the living project too, which is what was filed until its team goes on.

What the team of a project reads of the project itself is theirs and is not asked here; that nobody looks through an
applicant's eyes is asked in tests/web/selection/test_intake.py.
"""

from typing import Any
from zlib import crc32

import pgtrigger
import pytest
from django.contrib.auth import get_user
from django.utils import timezone
from tests.thorough import WHOLE

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.models import Person, RoleGrant
from svetovod.web.projects.models import JointProject, ProjectVersion, Remark
from svetovod.web.selection.models import Application, SelectionRound

from .people import bearer, tokens_enter
from .test_secrecy import SEARCHES, crawl, plain, readable_papers

__all__ = ["readable_papers"]
STAGE = "intake"
READERS = (
    "visitor", "secretary", "chair", "member-1", "auditor", "expert-1", "organiser", "officer", "region", "cdc",
    "admin", "rival", "manager-other",
)  # fmt: skip
# where something of a selection, of a project or of what was done with them could be told
HEADS = {
    "selections", "projects", "api", "journal", "outbox", "files", "data", "thread", "regions", "requests",
}  # fmt: skip
OUTSIDERS = ("rival", "manager-other")  # made here: they have an application of their own in the round
SHOWN_TO = "expert-1"  # of the selection, and of the session where the project was presented
SUM, LEAST, ROUNDED = "987654321", "987654320", "987,7\u00a0млн"  # a page rounds, a workbook does not
TITLE, TEXT = "канарейканазванияподанного", "канарейкатекстаподанного"


@pytest.fixture
def filed(stage: str) -> Application:
    """The first application of the scene, its round sealed, with canaries in all that was filed."""
    rows = Application.objects.filter(round__slug="2021").exclude(version=None).select_related("version", "round")
    row = rows.order_by("serial").first()
    assert row is not None and row.version is not None
    content = row.version.content | {"title": TITLE, "goal": TEXT}
    content["sections"] = [section | {"text": TEXT} for section in content.get("sections", ())]
    with pgtrigger.ignore("selection.SelectionRound:announced_frozen", "projects.ProjectVersion:append_only"):
        SelectionRound.objects.filter(pk=row.round_id).update(sealed_intake=True, unsealed_at=None)
        ProjectVersion.objects.filter(pk=row.version_id).update(content=content)
    Application.objects.filter(pk=row.pk).update(requested=SUM, minimum=LEAST)
    JointProject.objects.filter(pk=row.project_id).update(title=TITLE, requested=SUM, minimum=LEAST)
    answered_to(row)
    row.refresh_from_db()
    assert row.round.intake_sealed
    return row


def answered_to(row: Application) -> None:
    """A remark of the expert of the session waits for the expert's word."""
    audience = row.project.audiences.filter(occasion__startswith=f"{Scope.SESSION}:").first()
    assert audience is not None
    author = RoleGrant.objects.filter(
        role=Role.EXPERT, scope=Scope.SESSION, scope_id=audience.occasion.partition(":")[2], revoked_at=None
    ).first()
    assert author is not None
    Remark.objects.create(
        project=row.project, version=audience.version, occasion=audience.occasion, author=author.person,
        section="canvas", severity="advice", text="x", state="declined", created_at=audience.shown_at,
    )  # fmt: skip


def outsider(name: str, filed: Application) -> Person:
    """Who files in the same round: the initiator of another application, or the manager of its cluster."""
    project = filed.project
    team = project.participants.values("organisation")
    rivals = filed.round.applications.exclude(project__cluster=project.cluster).exclude(project__initiator__in=team)
    other = rivals.select_related("project").order_by("serial")[0].project
    place = {
        "rival": {"role": Role.INITIATOR, "scope": Scope.ORGANISATION, "scope_id": str(other.initiator_id)},
        "manager-other": {"role": Role.CLUSTER_MANAGER, "scope": Scope.CLUSTER, "scope_id": str(other.cluster_id)},
    }[name]
    person = Person.objects.create(email=f"{name}@sealed.example", name=name, password="!")
    RoleGrant.objects.create(person=person, granted_at=filed.filed_at, **place)
    return person


def asked(role: str, route: Any) -> bool:
    """`make torture` asks every address of these as everybody; `make test` each as one of them, always the same, and
    those below `HEADS` as a rival besides, every second of them as whom the project was shown to as well."""
    telling = route.path.split("/")[0] in HEADS
    if not telling and route.arguments:
        return False
    one = min(READERS, key=lambda each: crc32(f"{each} {route.name}".encode()))
    near = ("rival", SHOWN_TO)[: 1 + crc32(route.name.encode()) % 2]
    return WHOLE or route.name == "selection:round" or role == one or (telling and role in near)


@pytest.mark.parametrize("role", READERS)
def test_nobody_but_its_applicant_reads_what_was_filed(
    role: str, filed: Application, readable_papers: None, enter: Any, routes: list[Any], places: Any
) -> None:
    client = enter("" if role in OUTSIDERS else role)
    if role in OUTSIDERS:
        client.force_login(outsider(role, filed))
    if (user := get_user(client)).is_authenticated:
        tokens_enter({role: user})
        client.defaults |= bearer(role)
    starts = [route.url(places(route)) for route in routes if asked(role, route)]
    seen = crawl(client, [*SEARCHES, *starts])  # TITLE and TEXT begin with what is searched for
    assert len(seen) > 20 and f"/selections/{filed.round.slug}/" in seen
    told = {
        (word, url)
        for url, body in seen.items()
        for said in (body + plain(body),)
        for word in (SUM, LEAST, ROUNDED, TITLE, TEXT)
        if word in said
    }
    assert not told, "\n".join(map(str, sorted(told)))


def test_its_applicant_reads_it_and_after_the_intake_the_commission_does(
    filed: Application, client: Any, enter: Any
) -> None:
    """Else the crawl would have looked for what is nowhere."""
    address = f"/selections/{filed.round.slug}/applications/{filed.number}/"
    initiator = Person.objects.create_user("filer@example.org", "a long password", name="Заявитель")
    place = {"role": Role.INITIATOR, "scope": Scope.ORGANISATION, "scope_id": str(filed.project.initiator_id)}
    RoleGrant.objects.create(person=initiator, granted_at=filed.filed_at, **place)
    client.force_login(initiator)
    page = client.get(address).content.decode()
    assert [word for word in (ROUNDED, TITLE, TEXT) if word not in page] == []
    assert enter("secretary").get(address).status_code == 404
    SelectionRound.objects.filter(pk=filed.round_id).update(unsealed_at=timezone.now())
    assert ROUNDED in enter("secretary").get(address).content.decode()
