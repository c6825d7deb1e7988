"""Technoparks and infrastructure of Mordovia: the technopark that received the session, and two that are invented."""

from datetime import date
from decimal import Decimal
from typing import Any

from svetovod.web.regions.facilities import services
from svetovod.web.regions.facilities.models import Facility

from .build_selection import moment
from .cast import Company

AT = moment("2021-06-08 12:30")
ISO = "RU-MO"
_BLANK: dict[str, Any] = {"oktmo": "", "area": None, "occupied": None, "capability": "", "url": ""}
# known from the announcement of the session: that it is there, supports the session and is visited; no figures
KNOWN = {
    **_BLANK, "kind": "technopark", "name": "Технопарк-Мордовия", "visits": True,
    "source": "Анонс практической сессии 24–25.06.2021", "as_of": date(2021, 6, 2),
}  # fmt: skip
INVENTED = (
    {
        **_BLANK, "kind": "testing", "name": "Испытательный центр кабельной продукции", "visits": True,
        "capability": "Испытания оптического кабеля на растяжение, раздавливание и нераспространение горения",
        "area": Decimal(1850), "source": "Выдуманный паспорт центра", "as_of": date(2021, 5, 20),
    },
    {
        **_BLANK, "kind": "engineering", "name": "Инжиниринговый центр волоконной оптики", "visits": False,
        "capability": "Опытные партии специального волокна, расчёт оптических линий", "area": Decimal(3200),
        "occupied": Decimal(78), "source": "Выдуманный паспорт центра", "as_of": date(2021, 4, 30),
    },
)  # fmt: skip


def facilities_build(company: Company) -> None:
    """Once."""
    if Facility.objects.exists():
        return
    actor = company.actor("cdc")
    services.facilities_record(actor=actor, iso=ISO, told=[KNOWN], at=AT)
    services.facilities_record(actor=actor, iso=ISO, told=INVENTED, at=AT, is_demo=True)
