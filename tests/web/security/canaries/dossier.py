"""Secret and open fields of dossier."""

from typing import Any

from .scene import NOW, Canaries, far_cluster, far_member

OPEN = {
    "dossier.Agreement": "region",
    "dossier.DossierDocument": "code",
    "dossier.RequirementMark": "key",
    "dossier.RegionalAccord": "regions",
    "dossier.ClusterObject": "region",
}
SECRET = {
    "dossier.Agreement": {"number": "dossier", "signed_with": "dossier"},
    "dossier.ClusterFounding": {"ground": "dossier"},
    "dossier.MembershipChange": {"ground": "dossier"},
    "dossier.ManagingTerm": {"ground": "dossier"},
    "dossier.RequirementMark": {"evidence": "dossier"},
    "dossier.RegionalAccord": {"number": "dossier", "signatories": "dossier"},
    "dossier.ClusterObject": dict.fromkeys(("name", "owner_inn", "owner_name", "serves", "evidence"), "dossier"),
    "dossier.Programme": {"number": "dossier", "approved_by": "dossier"},
    "dossier.ProgrammeGoal": {"text": "dossier"},
    "dossier.ProgrammeMeasure": dict.fromkeys(("number", "name", "project", "result"), "dossier"),
    "dossier.ProgrammeIndicator": {"name": "dossier", "unit": "dossier", "baseline": "dossier"},
    "dossier.ProgrammePoint": {"period": "dossier", "plan": "figure of a programme", "fact": "figure of a programme"},
    "dossier.DossierDocument": {"number": "dossier", "note": "dossier"},
    "dossier.EditionPin": {"reason": "reason of an edition"},
}  # fmt: skip


def plant() -> Canaries:
    """Papers of a cluster that no reader of a region manages."""
    from svetovod.web.dossier.models import (
        Agreement,
        ClusterFounding,
        Dossier,
        DossierDocument,
        EditionPin,
        ManagingTerm,
        MembershipChange,
        RequirementMark,
    )

    cluster, member, said, day = far_cluster(), far_member(), "канарейкакомплекта", NOW.date()
    dossier = Dossier.objects.create(cluster=cluster, edition="2016-09-26", pinned_at=NOW)
    EditionPin.objects.create(dossier=dossier, edition="2016-09-26", pinned_at=NOW, reason="канарейказакрепления")
    ClusterFounding.objects.create(cluster=cluster, on=day, ground=said)
    MembershipChange.objects.create(membership=member, kind="joined", on=day, ground=said)
    Agreement.objects.create(
        cluster=cluster, organisation=member.organisation, number=said, dated_on=day, signed_with=said
    )
    DossierDocument.objects.create(cluster=cluster, code="so_charter", number=said, note=said, dated_on=day)
    _programme(cluster, said)
    ManagingTerm.objects.create(cluster=cluster, organisation=cluster.manager, since=day, ground=said)
    RequirementMark.objects.create(
        cluster=cluster, organisation=cluster.manager, key="so.purpose", state="met", evidence=said, noted_on=day
    )
    return {
        "dossier": (said, {"officer", "auditor"}),
        "figure of a programme": ("51230046", {"officer", "auditor"}),
        "reason of an edition": ("канарейказакрепления", {"officer", "auditor"}),
    }


def _programme(cluster: Any, said: str) -> None:
    from svetovod.web.dossier.models import (
        ClusterObject,
        Programme,
        ProgrammeGoal,
        ProgrammeIndicator,
        ProgrammeMeasure,
        ProgrammePoint,
        RegionalAccord,
    )

    day, own = NOW.date(), cluster.manager
    RegionalAccord.objects.create(cluster=cluster, regions=cluster.regions, number=said, dated_on=day, signatories=said)
    ClusterObject.objects.create(
        cluster=cluster, kind="technopark", name=said, owner_inn="0000000000", owner_name=said, region="RU-NIZ",
        serves=said, evidence=said,
    )  # fmt: skip
    row = Programme.objects.create(
        cluster=cluster, version=1, first_year=2021, last_year=2023, number=said, approved_on=day, approved_by=said
    )
    goal = ProgrammeGoal.objects.create(programme=row, position=1, text=said)
    ProgrammeMeasure.objects.create(
        programme=row, goal=goal, number="1", name=said, due_on=day, responsible=own, project=said, result=said
    )
    line = ProgrammeIndicator.objects.create(programme=row, position=1, name=said, unit=said)
    ProgrammePoint.objects.create(indicator=line, period="2021", plan=51230046, fact=51230046)
