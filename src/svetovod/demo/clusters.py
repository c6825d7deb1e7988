"""The clusters of the scene: a verdict of every kind, and eight more around the country. All invented, all marked."""

from datetime import datetime

from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.registry import services
from svetovod.web.registry.enums import ClusterState, OrganisationKind
from svetovod.web.registry.models import Cluster, Organisation

from . import bridge
from .build_registry import cluster_from_workbook, organisation

LEAD = "svetotekhnika-3"
OPTICS = (
    "Производитель оптического кабеля", "Производитель светильников", "Производитель оптического волокна",
    "Кабельный завод", "Производитель оболочек", "Производитель светодиодов", "Завод проволоки", "Литейный завод",
)  # fmt: skip
MACHINES = (
    "Станкостроительный завод", "Производитель приводов", "Литейный завод", "Инструментальный завод",
    "Производитель подшипников", "Электротехнический завод", "Завод крепежа", "Испытательный центр",
)  # fmt: skip
CHEMISTRY = (
    "Производитель композитов", "Производитель смол", "Завод волокна", "Производитель красок",
    "Производитель оснастки", "Завод полимеров", "Производитель клеёв", "Лаборатория материалов",
)  # fmt: skip
# address, name, example it resembles, regions with a space between, state, trades
OTHERS = (
    ("volokonnaya-optika-1", "Кластер волоконной оптики 1", "conforming", "RU-MO", ClusterState.EMERGING, OPTICS),
    ("opticheskiye-2", "Оптический кластер 2", "short-participants", "RU-MO RU-NIZ", ClusterState.EMERGING, OPTICS),
    ("kabelnyi-4", "Кабельный кластер 4", "lacking-data", "RU-MO", ClusterState.EMERGING, OPTICS),
    ("stanki-5", "Станкостроительный кластер 5", "conforming", "RU-NIZ", ClusterState.REGISTERED, MACHINES),
    ("avtokomponenty-6", "Кластер автокомпонентов 6", "conforming", "RU-TA", ClusterState.REGISTERED, MACHINES),
    ("elektrotekhnika-7", "Электротехнический кластер 7", "conforming", "RU-CU", ClusterState.REGISTERED, MACHINES),
    ("kompozity-8", "Кластер композитов 8", "conforming", "RU-SAM", ClusterState.REGISTERED, CHEMISTRY),
    ("pribory-9", "Приборостроительный кластер 9", "dependence-14", "RU-PNZ", ClusterState.DOSSIER_READY, MACHINES),
    ("oborudovanie-10", "Нефтегазовый кластер 10", "conforming", "RU-VOR", ClusterState.REGISTERED, MACHINES),
    ("materialy-11", "Кластер новых материалов 11", "conforming", "RU-SVE", ClusterState.REGISTERED, CHEMISTRY),
    ("mashiny-12", "Машиностроительный кластер 12", "conforming", "RU-CHE", ClusterState.REGISTERED, MACHINES),
)  # fmt: skip
HOSTS = ("АО «Оптиковолоконные системы»", "ООО «Сарансккабель-Оптика»", "ООО «Завод Световых Приборов»")


def hosts_make(at: datetime) -> list[Organisation]:
    """The three enterprises visited (known by name from the announcement; their numbers here are invented)."""
    return [
        organisation(bridge.invented_inn(9000 + place), name, "RU-MO", actor=SYSTEM, at=at)
        for place, name in enumerate(HOSTS)
    ]


def clusters_make(at: datetime) -> list[Cluster]:
    """The thread's cluster first."""
    manager = _manager(0, "RU-MO", at)
    lead = cluster_from_workbook(
        bridge.example("dependence-14"), LEAD, manager, name="Светотехнический кластер 3", regions=["RU-MO"],
        actor=SYSTEM, at=at,
    )  # fmt: skip
    return [lead, *(_other(place, row, at) for place, row in enumerate(OTHERS, 1))]


def _manager(place: int, region: str, at: datetime) -> Organisation:
    return organisation(
        bridge.invented_inn(8000 + place), f"Специализированная организация {place + 1}", region,
        OrganisationKind.SPECIALISED, actor=SYSTEM, at=at,
    )  # fmt: skip


def _other(place: int, row: tuple[str, str, str, str, ClusterState, tuple[str, ...]], at: datetime) -> Cluster:
    slug, name, example, places, state, trades = row
    regions = places.split()
    made = services.cluster_create(
        actor=SYSTEM, slug=slug, name=name, regions=regions, manager=_manager(place, regions[0], at), state=state,
        is_demo=True, at=at,
    )  # fmt: skip
    book = bridge.likeness(example, title=name, regions=regions, first=1000 + 20 * place, trades=trades)
    services.cluster_import(actor=SYSTEM, cluster=made, file=book, file_name=f"{slug}.xlsx", at=at)
    return made
