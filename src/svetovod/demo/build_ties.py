"""A tie that nobody declared: an enterprise that an expert named as own founded an applicant. All of it is invented."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from svetovod.web.registry.enums import ParticularKind
from svetovod.web.registry.models import Organisation
from svetovod.web.registry.particulars.services import particular_enter
from svetovod.web.selection.enums import Speciality
from svetovod.web.selection.services import profile_save

from . import bridge
from .build_registry import organisation

OWN = (9201, "ООО «Условный инжиниринг» (демонстрация)", "RU-MOW")
EXTRACT, SEEN_ON = "выписка 14 (демонстрация)", date(2021, 6, 4)


def ties_build(*, expert: Any, officer: Any, applicant: Organisation, at: datetime) -> None:
    """The secretary finds it among the signs of conflicts once the applicant has filed."""
    number, name, region = OWN
    own = organisation(bridge.invented_inn(number), name, region, actor=officer, at=at)
    founder = {
        "kind": ParticularKind.FOUNDER_HOUSE, "text": own.name, "inn": own.inn, "share": Decimal(25),
        "source": EXTRACT, "as_of": SEEN_ON,
    }  # fmt: skip
    particular_enter(actor=officer, organisation=applicant, fields=founder, at=at)
    profile_save(actor=expert, fields={"speciality": Speciality.TECHNOLOGIST, "linked": [own.inn]}, at=at)
