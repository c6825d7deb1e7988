"""The dossier of a cluster in two regions, from which its application is filed. All invented, all marked."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from svetovod.web.confirmation import papers
from svetovod.web.documents.papers import pdf
from svetovod.web.dossier import services
from svetovod.web.dossier.selectors import document_name
from svetovod.web.projects.models import JointProject
from svetovod.web.registry.models import Cluster

from . import bridge
from .build_selection import moment

FOUNDED = date(2017, 12, 20)
AT = moment("2021-06-04 12:00")
MARK = "Демонстрационные данные"
MINUTES = f"Протокол учредительного собрания № 1. {MARK}"
APPROVED = date(2021, 2, 18)
AUTHORITIES = {"RU-MO": "Республика Мордовия", "RU-NIZ": "Нижегородская область"}
# code of the list, number, day, the blank of ours that stands in for the signed paper
DOCUMENTS = (
    ("application", "1", date(2021, 6, 2), "application"),
    ("covering_letter", "1", date(2021, 6, 2), "letter"),
    ("programme", "4", APPROVED, "programme"),
)
# kind, name, place of the INN among the invented, owner, region, what it serves, evidence
OBJECTS = (
    ("technopark", "Технопарк 12", 812, "Управляющая компания 12", "RU-MO", "Опытные участки", "Соглашение № 12"),
    ("test_laboratory", "Лаборатория 13", 813, "Лаборатория 13", "RU-NIZ", "Испытания кабеля", "Аттестат № 13"),
)  # fmt: skip


def interregional_build(cluster: Cluster, manager: Any) -> None:
    """Both regions have agreed, each participant too; the charter is not there, and the officer sees that."""
    place = {"actor": manager, "cluster": cluster, "at": AT}
    services.dossier_open(**place)
    services.cluster_founding_set(on=FOUNDED, ground=MINUTES, **place)
    services.manager_since_set(on=FOUNDED, ground=MINUTES, **place)
    _agreements(cluster, place)
    _programme(cluster, place)
    for kind, name, inn, owner, region, serves, evidence in OBJECTS:
        thing = {
            "kind": kind, "name": name, "owner_inn": bridge.invented_inn(inn), "owner_name": owner,
            "region": region, "serves": f"{serves}. {MARK}", "evidence": evidence, "document": None,
            "since": date(2019, 9, 2),
        }  # fmt: skip
        services.object_save(fields=thing, **place)
    for code, number, day, blank in DOCUMENTS:
        paper = papers.make(blank, cluster, AT)
        upload = SimpleUploadedFile(f"{document_name(code)}.pdf", pdf(paper, AT))
        fields = {"number": number, "note": MARK, "dated_on": day, "valid_to": None}
        services.document_add(code=code, fields=fields, upload=upload, **place)


def _agreements(cluster: Cluster, place: dict[str, Any]) -> None:
    """With each participant, with the authority of each region, and between the regions."""
    term: dict[str, Any] = {"dated_on": date(2018, 3, 1), "valid_to": date(2023, 12, 31)}
    for order, region in enumerate(cluster.regions, 1):
        signed = f"Орган исполнительной власти, {AUTHORITIES[region]}. {MARK}"
        services.agreement_add(region=region, fields=term | {"number": f"С-{order}", "signed_with": signed}, **place)
    between = "; ".join(f"{AUTHORITIES[region]}: орган исполнительной власти" for region in cluster.regions)
    services.accord_add(
        fields=term | {"number": "М-1", "regions": cluster.regions, "signatories": f"{between}. {MARK}"}, **place
    )
    members = cluster.memberships.select_related("organisation").order_by("joined_on", "id")
    for order, member in enumerate(members, 1):
        fields: dict[str, Any] = {
            "number": f"У-{order}", "dated_on": member.joined_on or FOUNDED, "valid_to": date(2026, 12, 31),
            "signed_with": cluster.manager.name,
        }  # fmt: skip
        services.agreement_add(organisation=member.organisation, fields=fields, **place)


def _programme(cluster: Cluster, place: dict[str, Any]) -> None:
    """In force; one of its measures is the cluster's first joint project."""
    row = services.programme_open(first_year=2021, last_year=2024, **place)
    common = {"actor": place["actor"], "programme": row, "at": AT}
    goal = services.goal_add(text="Связать предприятия двух регионов общими изделиями", **common)
    line = {
        "number": "1.1", "name": "Выполнить совместный проект предприятий кластера", "due_on": date(2024, 6, 30),
        "goal": goal.pk, "responsible": cluster.manager_id,
    }  # fmt: skip
    measure = services.measure_save(fields=line, **common)
    project = JointProject.objects.filter(cluster=cluster).order_by("number").first()
    if project is not None:
        services.measure_tell(actor=place["actor"], measure=measure, on=None, result="", project=project.code, at=AT)
    fields = {
        "name": "Поставки между регионами", "unit": "млн ₽", "step": "year", "better": "more",
        "baseline": Decimal(40), "baseline_year": 2020,
    }  # fmt: skip
    made = services.indicator_save(fields=fields, **common)
    plan: dict[str, tuple[Decimal | None, Decimal | None]] = {
        str(2021 + step): (Decimal(45 + 10 * step), None) for step in range(4)
    }
    services.indicator_points(actor=place["actor"], indicator=made, values=plan, at=AT)
    services.programme_approve(number="4", on=APPROVED, approved_by=f"Совет кластера. {MARK}", **common)
