"""An application of our cluster for confirmation, from the draft to the registry."""

from collections.abc import Iterator
from typing import Any

from tests.web.security.people import Ours

from .situation import Situation, actor, at, undone


def confirmations(objects: Ours, people: dict[str, Any]) -> Iterator[Situation]:
    """Decided by a second officer: the one of the columns prepares nothing, so that it may decide."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from svetovod.web.confirmation import services
    from svetovod.web.confirmation.models import ConfirmationApplication

    lead, now = actor(people, "manager"), at("2021-06-10T09:00")
    other = _officer("officer-2")
    row = services.application_start(actor=lead, cluster=objects.cluster, at=now)

    def attach(kind: str) -> Any:
        upload = SimpleUploadedFile(f"{kind}.pdf", b"%PDF-1.4\n" + kind.encode() + b"\n%%EOF\n")
        return services.application_attach(actor=lead, application=row, kind=kind, upload=upload, at=now)

    file = [attach(kind) for kind in ("application", "letter", "programme")][-1]

    def situation(name: str) -> Situation:
        values: dict[str, Any] = {"slug": objects.cluster.slug, "name": "letter", "number": row.number or "PK-none"}
        values |= {"entry": 1, "file": file.pk}  # the entry is the scene's own, of the same cluster
        return Situation("confirmation", name, values, {"application": row})

    yield situation("draft")
    row = services.application_file(actor=lead, application=row, at=now)
    yield situation("filed")
    row = services.application_take(actor=other, application=row, at=now)
    yield situation("under_review")
    services.application_return(
        actor=other, application=row, grounds="Нет подписи", until=at("2021-06-20T00:00").date(), at=now
    )
    row = ConfirmationApplication.objects.get(pk=row.pk)
    file = attach("infrastructure")
    yield situation("returned")
    services.application_file(actor=lead, application=row, at=now)
    services.decision_prepare(actor=other, application=row, outcome="confirm", grounds="Всё в порядке", at=now)
    row = ConfirmationApplication.objects.get(pk=row.pk)
    yield situation("prepared")
    with undone():
        row = _refused(services, row, lead, now)
        services.appeal_consider(actor=actor(people, "officer"), application=row, at=now)
        yield situation("refused")
    row = ConfirmationApplication.objects.get(pk=row.pk)
    decision = services.decision_take(
        actor=actor(people, "officer"), application=row, order_number="1", order_date=now.date(), at=now
    )
    entry = decision.entry
    member = objects.cluster.memberships.filter(left_on=None, organisation=objects.ids["neighbour"])
    member.update(left_on=now.date())
    services.report_file(actor=lead, entry=entry, at=now)
    services.exclusion_prepare(actor=other, entry=entry, grounds="Нет отчёта", at=now)
    row = ConfirmationApplication.objects.get(pk=row.pk)
    yield situation("confirmed")


def _refused(services: Any, row: Any, lead: Any, now: Any) -> Any:
    """Refused by the officers of the scene, and appealed against: those of the columns took no part."""
    from svetovod.web.confirmation.models import ConfirmationDecision

    ConfirmationDecision.objects.filter(application=row).update(outcome="refuse")
    services.decision_take(actor=_officer("officer"), application=row, order_number="1", order_date=now.date(), at=now)
    services.appeal_file(actor=lead, application=row, text="Требования выполнены", at=now)
    row.refresh_from_db()
    return row


def _officer(key: str) -> Any:
    from svetovod.demo.people import DOMAIN
    from svetovod.web.accounts.actors import actor_of
    from svetovod.web.accounts.models import Person

    return actor_of(Person.objects.get(email=f"{key}@{DOMAIN}"))
