"""The log of the development centre of Mordovia: what it helped with before the session. Figures are invented."""

from datetime import date
from decimal import Decimal

from svetovod.web.regions.centre import services
from svetovod.web.regions.centre.models import CentreService
from svetovod.web.registry.models import Cluster, Organisation

from . import bridge
from .build_selection import moment
from .cast import Company

AT = moment("2021-06-08 12:00")
ISO = "RU-MO"
PLAN = {"clusters": 2, "employees": 9000, "revenue": 4_000_000, "goods": 3, "paid": 900}
# day, kind, number of the recipient, whether for the cluster, what was done, new goods, rubles paid
GIVEN = (
    ("2021-02-09", "methods", 101, True, "Таблица участников и связей для карты кооперации", "", 0),
    ("2021-02-26", "training", 102, True, "Семинар о требованиях к промышленным кластерам", "", 0),
    ("2021-03-18", "cooperation", 103, True, "Список покупателей оптического кабеля в шести регионах", "", 45_000),
    ("2021-04-14", "market", 102, True, "Испытания и каталожный лист", "Кабель для датчиков температуры", 180_000),
    ("2021-05-12", "expert", 101, True, "Разбор сметы проекта с экономистом", "", 120_000),
    ("2021-05-27", "market", 103, True, "Стенд на отраслевой выставке", "Разветвитель оптический", 96_000),
    ("2021-06-03", "project", 101, True, "Паспорт совместного проекта к сессии", "", 0),
)
MISTAKEN = ("2021-06-03", "project", 102, False, "Паспорт совместного проекта к сессии", "", 0)


def centre_build(company: Company, cluster: Cluster) -> None:
    """Once."""
    if CentreService.objects.exists():
        return
    actor = company.actor("cdc")
    planned = {name: Decimal(value) for name, value in PLAN.items()}
    services.centre_plan_set(actor=actor, iso=ISO, year=2021, planned=planned, at=AT)
    for each in (*GIVEN, MISTAKEN):
        row = _logged(company, cluster, each)
    services.centre_service_withdraw(actor=actor, service=row, why="записано не тому предприятию", at=AT)


def _logged(company: Company, cluster: Cluster, said: tuple[str, str, int, bool, str, str, int]) -> CentreService:
    day, kind, number, of_cluster, about, product, paid = said
    return services.centre_service_log(
        actor=company.actor("cdc"), iso=ISO, given_on=date.fromisoformat(day), kind=kind,
        organisation=Organisation.objects.get(inn=bridge.invented_inn(number)),
        cluster=cluster if of_cluster else None, about=about, product=product, paid=Decimal(paid), at=AT, is_demo=True,
    )  # fmt: skip
