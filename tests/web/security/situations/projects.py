"""Joint projects: a draft of our leader's, and a project as the routes name it."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from tests.web.security.people import Ours

from .situation import Situation, actor


def project_made(objects: Ours, people: dict[str, Any], now: datetime) -> Any:
    """A whole draft of our leader's, with its estimate, its indicators and a co-executor that has not consented."""
    from random import Random

    from svetovod.demo.build_projects import project_build
    from svetovod.demo.project_texts import PRODUCTS
    from svetovod.web.projects import services
    from svetovod.web.projects.models import ProjectParticipant
    from svetovod.web.registry.models import Organisation

    partner = Organisation.objects.get(pk=objects.ids["partner"])
    made = project_build(
        objects.cluster, objects.leader, [partner], PRODUCTS[0], initiator=lambda _o: actor(people, "initiator"),
        partner=lambda _o: actor(people, "partner"), at=now, chance=Random(1),
    )  # fmt: skip
    ProjectParticipant.objects.filter(project=made, organisation=partner).update(consent_at=None)
    line = made.fit_lines.first()
    services.change_ask(actor=actor(people, "initiator"), line=line, part="map", text="Внесите связь", at=now)
    agreement = {"number": "1", "signed_on": now.date(), "amount": Decimal(5_000_000), "report_days": 30}
    services.agreement_write(actor=actor(people, "initiator"), project=made, fields=agreement, at=now)
    services.lowering_ask(
        actor=actor(people, "initiator"), indicator=made.indicators.last(), period="2023H1", wanted=Decimal(0),
        reason="Санкции", at=now,
    )  # fmt: skip
    return made


def project(name: str, row: Any, objects: Ours, **more: Any) -> Situation:
    from svetovod.web.projects.models import (
        ChangeRequest,
        CostDocument,
        JointProject,
        LoweringRequest,
        ModelBook,
        ModelLink,
    )

    row = JointProject.objects.get(pk=row.pk)
    partner = row.participants.filter(organisation=objects.ids["partner"]).first()
    first = {"cost": row.costs.first(), "indicator": row.indicators.first(), "participant": partner}
    first["stage"], first["fit"] = row.stages.first(), row.fit_lines.first()
    first["lowering"] = LoweringRequest.objects.filter(indicator__project=row).first()
    first["requests"] = ChangeRequest.objects.filter(line__project=row).first()
    first["link"], _made = ModelLink.objects.get_or_create(
        project=row, target="money:requested", defaults={"source": "Запрос"}
    )
    found = {"name": "m.xlsx", "sha256": "0" * 64, "cells": {"A!B1": "5000000"}, "names": {"Запрос": "A!B1"}}
    ModelBook.objects.get_or_create(project=row, defaults=found | {"read_at": row.created_at})
    first["row"], first["document"] = first["cost"], CostDocument.objects.filter(cost__project=row).first()
    by_part = {kind: found.pk if found else 10**6 for kind, found in first.items()}
    body = {"project": row, "objects": objects} | more
    return Situation(
        "project",
        name,
        {
            "code": row.code,
            "slug": "saransk-2021",
            "key": "relevance",
            "paper": "calculation",
            "kind": "docx",
            "period": "2021H2",
            "step": "taxes",
            "by_part": by_part | more,
        },
        body,
    )
