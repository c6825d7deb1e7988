"""A cluster in public and before it, and a request for figures half answered."""

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any

from tests.web.security.people import Ours, grant

from .situation import Situation, actor, at


def clusters(objects: Ours, people: dict[str, Any]) -> Iterator[Situation]:
    """An idea is its managing organisation's and the region's; a registered cluster is public, its figures are not."""
    from svetovod.demo import bridge
    from svetovod.web.dossier.models import Dossier
    from svetovod.web.registry import services
    from svetovod.web.registry.models import Cluster

    day = at("2021-06-10T10:00")
    services.verdict_make(actor=actor(people, "manager"), cluster=objects.cluster, on=day.date(), at=day)
    _dearer(actor(people, "manager"), objects, day)
    sheet = objects.cluster.sheets.first()
    book = bridge.likeness("conforming", title="Новая книга", regions=["RU-MO"], first=7000, trades=("Завод",))
    offered = services.cluster_offer(
        actor=actor(people, "manager"), cluster=objects.cluster, file=book, file_name="новая.xlsx", at=day
    )
    assert offered.pending is not None and sheet is not None
    earlier = {"edition": "2016-09-26", "pinned_at": day}  # there is a later one to move to
    Dossier.objects.update_or_create(cluster=objects.cluster, defaults=earlier)
    parts = {"sheets": sheet.pk} | _dossier(actor(people, "manager"), objects, day)
    values = {"slug": objects.cluster.slug, "code": "so_charter", "key": "so.purpose", "version": 2, "by_part": parts}
    body = {"day": "2021-06-09", "sha256": offered.pending.sha256, "objects": objects}
    yield Situation("cluster", "registered", values, body)
    Cluster.objects.filter(pk=objects.cluster.pk).update(state="idea")
    yield Situation("cluster", "idea", values, body)


def _dearer(manager: Any, objects: Ours, day: datetime) -> None:
    """A second workbook, with one purchase dearer: it can be undone."""
    from svetovod.web.registry import bridge, services

    newest = objects.cluster.sheets.first()
    assert newest is not None
    content = newest.content
    content["purchases"][0]["amount"] = "123.45"
    file = BytesIO(bridge.workbook(content, "ru"))
    services.cluster_import(actor=manager, cluster=objects.cluster, file=file, file_name="вторая.xlsx", at=day)


def _dossier(manager: Any, objects: Ours, day: datetime) -> dict[str, int]:
    """An agreement of the project's leader and a document, by the part of the address that names them."""
    from svetovod.web.dossier import services

    cluster = objects.cluster
    member = cluster.memberships.select_related("organisation").get(organisation=objects.leader, left_on=None)
    paper: dict[str, Any] = {"number": "1", "dated_on": date(2021, 2, 1), "valid_to": None}
    agreement = services.agreement_add(
        actor=manager, cluster=cluster, organisation=member.organisation, fields=paper | {"signed_with": "СО"}, at=day
    )
    document = services.document_add(
        actor=manager, cluster=cluster, code="so_charter", fields=paper | {"note": ""}, at=day
    )
    return _programme(manager, cluster, day) | {
        "participant": member.pk,
        "agreements": agreement.pk,
        "files": document.pk,
    }


def _programme(manager: Any, cluster: Any, day: datetime) -> dict[str, int]:
    """A version in force and the draft of the next one, an agreement between regions, an object of infrastructure."""
    from svetovod.web.dossier import services

    place = {"actor": manager, "cluster": cluster, "at": day}
    row = services.programme_open(first_year=2021, last_year=2023, **place)
    common = {"actor": manager, "programme": row, "at": day}
    goal = services.goal_add(text="Цель", **common)
    fields: dict[str, Any] = {"number": "1", "name": "Мера", "due_on": date(2021, 9, 1), "goal": goal.pk}
    services.measure_save(fields=fields | {"responsible": cluster.manager_id}, **common)
    line = {"name": "Выпуск", "unit": "шт.", "step": "year", "better": "more", "baseline": None, "baseline_year": None}
    services.indicator_save(fields=line, **common)
    services.programme_approve(number="3", on=date(2021, 2, 1), approved_by="Совет", **common)
    type(cluster).objects.filter(pk=cluster.pk).update(regions=[*cluster.regions, "RU-KIR"])
    draft = services.programme_open(first_year=2021, last_year=2024, **place)
    paper = {"number": "1", "dated_on": date(2021, 2, 1), "valid_to": None, "signatories": "Министерства"}
    accord = services.accord_add(fields=paper | {"regions": ["RU-MO", "RU-KIR"]}, **place)
    thing: dict[str, Any] = {
        "kind": "technopark", "name": "Технопарк", "owner_inn": "7707083893", "owner_name": "Владелец",
        "region": "RU-MO", "serves": "Участники", "evidence": "", "document": None, "since": None,
    }  # fmt: skip
    made = services.object_save(fields=thing, **place)
    return {
        "accords": accord.pk, "infrastructure": made.pk, "measures": draft.measures.get().pk,
        "indicator": draft.indicators.get().pk, "goals": draft.goals.get().pk,
    }  # fmt: skip


def figures(people: dict[str, Any]) -> Iterator[Situation]:
    """A request half answered: by the link of a letter, and by somebody signed in who speaks for the enterprise."""
    from svetovod.web.figures import phrases, selectors, tokens
    from svetovod.web.figures.models import FiguresContact, FiguresDispute

    dispute = FiguresDispute.objects.select_related("answer__reply__request__cluster").order_by("id")[0]
    part = dispute.answer.reply
    grant(people["manager"], "cluster_manager", "cluster", part.request.cluster_id)
    for name in ("initiator", "preparer", "partner"):
        role = {"partner": "participant"}.get(name, name)
        grant(people[name], role, "organisation", part.organisation_id)
    contact = FiguresContact.objects.get(reply=part)
    answer = selectors.answer_of(selectors.replies(part.request).get(pk=part.pk))
    assert answer is not None
    body = {"number": answer.number, "place": phrases.places_of(answer.content)[0][0]}
    values = {
        "slug": part.request.cluster.slug, "year": part.request.year, "inn": part.organisation.inn,
        "by_part": {"contact": contact.pk, "dispute": dispute.pk},
    }  # fmt: skip
    token = tokens.token_for(part.pk, contact.person_id, contact.issued_at)
    yield Situation("figures", "letter", values | {"token": token}, body)
    yield Situation("figures", "own", values | {"token": f"own-{part.pk}"}, body, ("token",))
