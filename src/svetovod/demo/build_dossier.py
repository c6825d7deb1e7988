"""The dossier of the thread's cluster: nearly whole, with gaps as they are found in life. All invented, all marked."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from svetovod.web.confirmation import papers
from svetovod.web.documents.papers import pdf
from svetovod.web.dossier import services
from svetovod.web.dossier.selectors import document_name
from svetovod.web.registry.models import Cluster

from .build_programme import infrastructure_build, programme_build
from .build_selection import moment

FOUNDED = date(2017, 12, 20)
AT = moment("2021-06-04 10:00")
MARK = "Демонстрационные данные"
MINUTES = f"Протокол учредительного собрания № 1. {MARK}"
LASTING, ENDING, ENDED = date(2026, 12, 31), date(2021, 7, 31), date(2021, 5, 31)
AGREED_UNTIL = {2: ENDING, 5: ENDED}  # by the place of the participant; the last one has signed nothing
# code, number, day, valid until, which blank of ours stands in for the scan
DOCUMENTS = (
    ("programme", "3", date(2020, 12, 15), date(2025, 12, 31), "programme"),
    ("functional_map", "5", date(2021, 2, 10), None, ""),
    ("so_charter", "1", date(2017, 12, 20), None, "letter"),
    ("participants", "12", date(2021, 5, 12), None, "list"),
    ("infrastructure_agreements", "7", date(2019, 6, 1), date(2021, 6, 1), ""),
)
SHOWN = (
    ("so.purpose", "Устав, пункт 2.1", "so_charter"),
    ("so.functions", "Положение о деятельности, раздел 3", ""),
)


def dossier_build(cluster: Cluster, manager: Any) -> None:
    """Once; every gap is one that the overview says: papers missing, ended, ending, and without a file."""
    services.dossier_open(actor=manager, cluster=cluster, at=AT)
    if cluster.dossier_documents.exists():
        return
    services.cluster_founding_set(actor=manager, cluster=cluster, on=FOUNDED, ground=MINUTES, at=AT)
    services.manager_since_set(actor=manager, cluster=cluster, on=FOUNDED, ground=MINUTES, at=AT)
    _participants(cluster, manager)
    _regions(cluster, manager)
    held = {row[0]: _document(cluster, manager, row) for row in DOCUMENTS}
    for key, evidence, code in SHOWN:
        fields = {"state": "met", "evidence": f"{evidence}. {MARK}", "document": held[code].pk if code else None}
        services.requirement_mark(actor=manager, cluster=cluster, key=key, fields=fields, at=AT)
    programme_build(cluster, manager)
    infrastructure_build(cluster, manager)


def _participants(cluster: Cluster, manager: Any) -> None:
    members = list(cluster.memberships.select_related("organisation", "cluster").order_by("joined_on", "id"))
    for place, member in enumerate(members):
        day = member.joined_on or FOUNDED
        if place != len(members) - 1:
            services.joining_note(
                actor=manager, membership=member, on=day, ground=f"Протокол совета № {place + 2}. {MARK}", at=AT
            )
            services.agreement_add(
                actor=manager, cluster=cluster, organisation=member.organisation, at=AT,
                fields={
                    "number": f"У-{place + 1}", "dated_on": day, "valid_to": AGREED_UNTIL.get(place, LASTING),
                    "signed_with": cluster.manager.name,
                },
            )  # fmt: skip


def _regions(cluster: Cluster, manager: Any) -> None:
    fields = {
        "number": "С-1", "dated_on": date(2018, 3, 1), "valid_to": date(2022, 12, 31),
        "signed_with": f"Орган исполнительной власти, Республика Мордовия. {MARK}",
    }  # fmt: skip
    services.agreement_add(actor=manager, cluster=cluster, region="RU-MO", fields=fields, at=AT)


def _document(cluster: Cluster, manager: Any, row: tuple[str, str, date, date | None, str]) -> Any:
    code, number, day, until, blank = row
    upload = None
    if blank:
        paper = papers.make(blank, cluster, AT)
        upload = SimpleUploadedFile(f"{document_name(code)}.pdf", pdf(paper, AT))
    fields = {"number": number, "note": MARK, "dated_on": day, "valid_to": until}
    return services.document_add(actor=manager, cluster=cluster, code=code, fields=fields, upload=upload, at=AT)
