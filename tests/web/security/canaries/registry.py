"""Secret and open fields of registry."""

from .scene import NOW, Canaries, far_cluster, far_member, person

OPEN = {
    "registry.Organisation": "region",
    "registry.OrganisationPlace": "region",
    "registry.NumberCheck": "inn kpp ogrn",
    "registry.Cluster": "slug regions registry_number",
    "registry.ClusterSheet": "sha256",
    "registry.PendingSheet": "sha256",
    "registry.BulkFile": "sha256",
    "registry.StoredVerdict": "act facts_version engine_version input_sha256",
}
SECRET = {
    "registry.Organisation": {
        "inn": "hidden enterprise", "ogrn": "hidden enterprise",
        "name": "hidden enterprise", "short_name": "hidden enterprise",
        "name_sort": "hidden enterprise",
    },
    "registry.NumberCheck": dict.fromkeys(("source", "reason"), "comparison with the register"),
    "registry.OrganisationPlace": dict.fromkeys(("name", "kpp", "address"), "hidden enterprise"),
    "registry.OrganisationParticular": dict.fromkeys(("text", "inn", "source", "share"), "particular of an enterprise"),
    "registry.Cluster": {"name": "idea of a cluster", "name_sort": "idea of a cluster"},
    "registry.ClusterSheet": {
        "file_name": "workbook", "content": "row of a workbook", "notes": "workbook", "sums": "row of a workbook",
        "sources": "row of a workbook",
    },
    "registry.OrganisationMerge": {"ground": "ground of a merge", "steps": "frozen: what is taken back, on no page"},
    "registry.NotDuplicate": {"reason": "ground of a merge"},
    "registry.PendingSheet": {
        "file_name": "waiting workbook", "content": "waiting workbook", "notes": "waiting workbook",
    },
    "registry.BulkFile": dict.fromkeys(
        ("name", "raw", "content", "notes", "errors", "reason", "elsewhere", "title", "manager_inn", "manager_name"),
        "workbook among many",
    ),
    "registry.StoredVerdict": {"result": "frozen: made of the workbook, on the same pages"},
}  # fmt: skip


def plant() -> Canaries:
    """A hidden enterprise and the workbook of a cluster that no reader of a region manages."""
    from svetovod.web.registry.models import (
        BulkFile,
        BulkImport,
        Cluster,
        ClusterSheet,
        Membership,
        NotDuplicate,
        NumberCheck,
        Organisation,
        OrganisationMerge,
        OrganisationParticular,
        OrganisationPlace,
        PendingSheet,
    )  # fmt: skip

    cluster = far_cluster()
    Organisation.objects.filter(pk=far_member().organisation_id).update(
        hidden=True, name="канарейкапредприятия", short_name="", name_sort="канарейкапредприятия"
    )
    place = OrganisationPlace.objects.create(
        organisation=far_member().organisation, kind="branch", kpp="000043009", region="RU-NIZ",
        name="канарейкапредприятия", address="канарейкапредприятия",
    )  # fmt: skip
    Membership.objects.filter(pk=far_member().pk).update(place=place)
    NumberCheck.objects.create(
        organisation=place.organisation, inn="0000000000", outcome="rejected", on=NOW.date(), made_at=NOW,
        source="канарейкасверки", reason="канарейкасверки",
    )  # fmt: skip
    Organisation.objects.filter(pk=place.organisation_id).update(numbers="rejected")
    OrganisationParticular.objects.create(
        organisation=place.organisation, kind="founder", text="Канарейкова Учредительница", inn="000000010295",
        source="канарейкаисточника", as_of=NOW.date(), entered_at=NOW,
    )  # fmt: skip
    sheet = ClusterSheet.objects.filter(cluster=cluster).order_by("-uploaded_at", "-id")[0]
    content = sheet.content
    content["participants"][0]["name"] = "канарейкакниги"
    PendingSheet.objects.create(
        cluster=cluster, base=sheet, uploaded_at=NOW, file_name="канарейкаожидания.xlsx", sha256="0" * 64,
        content=content,
    )  # fmt: skip
    ClusterSheet.objects.filter(pk=sheet.pk).update(content=content, file_name="канарейкаимени.xlsx")
    among = "канарейкасредимногих"
    bulk = BulkImport.objects.create(made_by=person("background"), made_at=NOW)
    BulkFile.objects.create(
        bulk=bulk, place=0, name=among, title=among, content=content | {"name": among}, cluster=cluster, base=sheet,
        raw=among.encode(), notes=[among], errors=[among], reason={"code": among}, elsewhere=[[among, among]],
        manager_name=among,
    )  # fmt: skip
    one, other = Organisation.objects.exclude(pk=far_member().organisation_id).order_by("pk")[:2]
    OrganisationMerge.objects.create(
        gone=other, kept=one, ground="канарейкаслияния", made_at=NOW, undone_at=NOW, steps=[]
    )
    NotDuplicate.objects.create(one=one, other=other, reason="канарейкаслияния", said_at=NOW)
    manager = Organisation.objects.get(pk=cluster.manager_id)
    Cluster.objects.create(slug="canary", name="Канарейказамысла", regions=["RU-NIZ"], state="idea", manager=manager)
    return {
        "hidden enterprise": ("канарейкапредприятия", {"organiser", "officer"}),
        "particular of an enterprise": ("Канарейкова Учредительница", {"officer"}),
        "comparison with the register": ("канарейкасверки", {"officer"}),
        "waiting workbook": ("канарейкаожидания", set()),
        "ground of a merge": ("канарейкаслияния", {"officer"}),
        "workbook among many": (among, set()),
        "row of a workbook": ("канарейкакниги", {"officer"}), "workbook": ("канарейкаимени", {"officer"}),
        "idea of a cluster": ("Канарейказамысла", {"officer"}),
    }  # fmt: skip
