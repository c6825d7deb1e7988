"""Two clusters before the ministry: one confirmed in spring after a return, one in the queue, from its dossier."""

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from svetovod.web.confirmation import papers, services
from svetovod.web.confirmation.models import ConfirmationApplication
from svetovod.web.documents.papers import pdf
from svetovod.web.registry.models import Cluster

from .build_interregional import interregional_build
from .build_selection import moment
from .cast import Company

CONFIRMED, WAITING = "volokonnaya-optika-1", "opticheskiye-2"
SIGNED = ("application", "letter", "programme")
MISSING = "В программе развития не заполнены показатели по годам. Демонстрационные данные."
GROUNDS = "Документы представлены полностью, требования выполнены. Демонстрационные данные."


def confirmations_build(company: Company) -> None:
    """Once; dates before the scene begins, as the registry would have them."""
    if ConfirmationApplication.objects.exists():
        return
    confirmed, waiting = (Cluster.objects.select_related("manager").get(slug=slug) for slug in (CONFIRMED, WAITING))
    _confirmed(company, confirmed)
    _filed_from_dossier(company.managing(waiting.manager), waiting, moment("2021-06-07 15:30"))


def _confirmed(company: Company, cluster: Cluster) -> None:
    lead, officer, second = company.managing(cluster.manager), company.actor("officer"), company.actor("officer-2")
    row = _filed(lead, cluster, moment("2021-03-15 11:00"))
    services.application_take(actor=officer, application=row, at=moment("2021-03-17 10:00"))
    services.application_return(
        actor=officer, application=row, grounds=MISSING, until=moment("2021-04-05 00:00").date(),
        at=moment("2021-03-22 16:00"),
    )  # fmt: skip
    _attach(lead, row, "programme", moment("2021-04-01 12:00"))
    services.application_file(actor=lead, application=row, at=moment("2021-04-01 12:30"))
    services.decision_prepare(
        actor=officer, application=row, outcome="confirm", grounds=GROUNDS, at=moment("2021-04-20 14:00")
    )
    services.decision_take(
        actor=second, application=row, order_number="00-17", order_date=moment("2021-04-23 00:00").date(),
        at=moment("2021-04-23 17:00"),
    )  # fmt: skip


def _filed(lead: Any, cluster: Cluster, at: datetime) -> ConfirmationApplication:
    row = services.application_start(actor=lead, cluster=cluster, at=at)
    for name in SIGNED:
        _attach(lead, row, name, at)
    return services.application_file(actor=lead, application=row, at=at)


def _filed_from_dossier(lead: Any, cluster: Cluster, at: datetime) -> None:
    """What the dossier holds is taken from there with its hashes, and filed."""
    interregional_build(cluster, lead)
    row = services.application_start(actor=lead, cluster=cluster, at=at)
    services.application_gather(actor=lead, application=row, at=at)
    services.application_file(actor=lead, application=row, at=at)


def _attach(lead: Any, row: ConfirmationApplication, name: str, at: datetime) -> None:
    """The blank itself, as if it had been signed."""
    paper = papers.make(name, row.cluster, at)
    upload = SimpleUploadedFile(f"{paper.title}.pdf", pdf(paper, at))
    row.refresh_from_db(fields=["state"])
    services.application_attach(actor=lead, application=row, kind=name, upload=upload, at=at)
