"""Somebody of the initiator's enterprise is leaving: his roles and figures not sent yet go to a colleague."""

from datetime import date

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.figures import services as figures
from svetovod.web.figures.models import FiguresReply
from svetovod.web.handover import services
from svetovod.web.handover.enums import HANDED
from svetovod.web.handover.models import Handover
from svetovod.web.registry.models import Organisation

from .build_selection import moment
from .cast import Company, grant

LAST_DAY = date(2021, 6, 30)
GROUND = "Перевод на другое предприятие с 01.07.2021 (демонстрационные данные)"
JOINED = moment("2021-06-01 10:00")
STARTED, ACCEPTED, PASSED = moment("2021-06-09 17:00"), moment("2021-06-21 10:00"), moment("2021-07-01 00:30")


def leaver_grants(company: Company, house: Organisation) -> None:
    """Both engineers belong to the enterprise; the one who leaves prepares papers too."""
    leaver, heir = company.people["engineer"], company.people["engineer-2"]
    for person, role in ((leaver, Role.PARTICIPANT), (leaver, Role.PREPARER), (heir, Role.PARTICIPANT)):
        grant(person, role, Scope.ORGANISATION, house.pk, label=house.name, at=JOINED)


def handover_build(company: Company, house: Organisation) -> None:
    """Once; the colleague is asked and has not answered yet."""
    leaver, heir = company.people["engineer"], company.people["engineer-2"]
    if Handover.objects.filter(leaver=leaver).exists():
        return
    _type(company, house)
    wish = services.Wish(LAST_DAY, dict.fromkeys(HANDED, heir), GROUND)
    services.handover_start(actor=company.actor("initiator"), leaver=leaver, wish=wish, at=STARTED)


def _type(company: Company, house: Organisation) -> None:
    """Begun upon the answer that was given, and not sent."""
    reply = FiguresReply.objects.filter(organisation=house, request__cluster__isnull=False).first()
    answer = reply.answers.first() if reply else None
    if reply is not None and answer is not None:
        figures.draft_save(
            actor=company.actor("engineer"), reply=reply, content=answer.content, base=answer.number, at=STARTED
        )


def successor_accepts(company: Company) -> None:
    """Unless the player has answered, or called it off."""
    for row in Handover.objects.filter(leaver=company.people["engineer"], state="proposed"):
        if row.successions.filter(successor=company.people["engineer-2"], declined_at=None).exists():
            services.handover_accept(actor=company.actor("engineer-2"), handover=row, at=ACCEPTED)


def work_passes(company: Company) -> None:
    """What the job does every hour."""
    services.handovers_tend(at=PASSED)
