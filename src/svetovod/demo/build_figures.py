"""A request for figures of the thread's cluster, half answered: one disputed, one from paper, two sides apart."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from svetovod.web.accounts.actors import VISITOR, Actor
from svetovod.web.figures import selectors, services
from svetovod.web.figures.bridge import to_plain
from svetovod.web.figures.models import FiguresReply, FiguresRequest
from svetovod.web.figures.tokens import token_for
from svetovod.web.registry.models import Cluster

from . import bridge
from .build_selection import moment
from .people import DOMAIN

YEAR = 2020
OPENED, DUE = moment("2021-06-07 10:00"), moment("2021-06-26 00:00")
TEXT = "Просим уточнить сведения за 2020 год: они войдут в комплект документов кластера. Демонстрационные данные."
ANSWERS_BY_LINK = 5


def figures_build(cluster: Cluster, manager: Actor) -> None:
    """Once; the link of each contact stands in its letter of the outbox."""
    if FiguresRequest.objects.filter(cluster=cluster, year=YEAR).exists():
        return
    sheet = cluster.sheets.first()
    assert sheet is not None  # the scene's cluster comes from a workbook
    inns = [row["inn"] for row in sheet.content["participants"] if row["role"] != "infrastructure"]
    asked = services.Asked(
        year=YEAR, due_at=DUE, text=TEXT, final_products=tuple(sheet.content["final_products"]),
        regional_productivity=sheet.content["regional_productivity"],
        contacts={inn: (f"Бухгалтер {n}", f"accountant-{n}@{DOMAIN}") for n, inn in enumerate(inns[:-1], 1)},
    )  # fmt: skip
    made = services.request_open(actor=manager, cluster=cluster, asked=asked, at=OPENED)
    parts = {part.organisation.inn: part for part in selectors.replies(made)}
    told = [parts[inn] for inn in inns]
    for place, part in enumerate(told[:ANSWERS_BY_LINK]):
        _answer(part, sheet.content, less=place == 2, at=moment(f"2021-06-0{8 + place % 2} 1{place}:20"))
    typed = told[ANSWERS_BY_LINK]
    said = to_plain(bridge.figures_of(sheet.content, typed.organisation.inn, YEAR))
    services.answer_type_in(
        actor=manager, reply=typed, content=said, way="paper", basis="Письмо от 08.06.2021 № 17", base=0,
        at=moment("2021-06-09 15:00"),
    )  # fmt: skip
    services.dispute_raise(
        actor=manager, reply=told[2], number=1, place="high_performance_jobs", at=moment("2021-06-09 16:00"),
        reason="В прошлом отчёте рабочих мест было меньше. Проверьте, пожалуйста, методику подсчёта.",
    )  # fmt: skip


def _answer(part: FiguresReply, content: dict[str, Any], *, less: bool, at: datetime) -> None:
    """By the link, as the sheet has it, with the sales the sheet tells of; `less`: a tenth of them is forgotten."""
    contact = part.contacts.get()
    share = Decimal("0.9") if less else Decimal(1)
    said = to_plain(bridge.figures_of(content, part.organisation.inn, YEAR, share))
    token = token_for(part.pk, contact.person_id, contact.issued_at)
    services.answer_file(actor=VISITOR, reply=part, content=said, base=0, token=token, at=at)
