"""Enterprises of the scene entered once more, two to be looked at, one known to be another; one with branches."""

from datetime import datetime
from typing import Any

from svetovod.web.registry.models import Organisation
from svetovod.web.registry.numbers.selectors import head_kpp, seen
from svetovod.web.registry.numbers.services import number_check
from svetovod.web.registry.organisations import services
from svetovod.web.registry.places.services import place_save
from svetovod.web.registry.services import member_place

from . import bridge
from .build_registry import organisation

EXTRACT = "выписка {n} (демонстрация)"
COMPARED = 12

# number of the invented INN, name as somebody typed it, INN of the participant it looks like
TWICE = (
    (9101, "ООО «Завод кабельный 4»", "0000001043"),
    (9102, "Испытательная лабаратория 10", "0000001100"),
)
ANOTHER = (9103, "Производители светодиодов 6", "0000001068")


def doubles_build(*, actor: Any, at: datetime) -> None:
    for number, name, _inn in TWICE:
        organisation(bridge.invented_inn(number), name, "RU-MO", actor=actor, at=at)
    number, name, inn = ANOTHER
    other = organisation(bridge.invented_inn(number), name, "RU-MO", actor=actor, at=at)
    known = organisation(inn, "", "RU-MO", actor=actor, at=at)
    services.duplicate_deny(
        actor=actor, one=known, other=other, reason="Другое юридическое лицо, выписка от 04.06.2021 (демонстрация)",
        at=at,
    )  # fmt: skip


# invented tax office 0000; a head office elsewhere, a branch where it works, one that is closed by now
BRANCHED = "0000001043"
PLACES = (
    ("head", "000001001", "Головная организация", "RU-MOW", "Москва, условный проезд, 1"),
    ("branch", "000043001", "Саранский филиал", "RU-MO", "Саранск, условная улица, 2"),
    ("division", "000045001", "Участок сборки", "RU-NIZ", "Нижний Новгород, условная улица, 3"),
)


def places_build(*, actor: Any, cluster: Any, at: datetime) -> None:
    """An enterprise with three places takes part in the cluster by its branch."""
    owner = Organisation.objects.get(inn=BRANCHED)
    fields = ("kind", "kpp", "name", "region", "address")
    made = [
        place_save(actor=actor, organisation=owner, fields=dict(zip(fields, row, strict=True)), at=at) for row in PLACES
    ]
    for member in cluster.memberships.filter(organisation=owner, left_on=None):
        member_place(actor=actor, membership=member, place=made[1].pk, at=at)


def numbers_build(*, actor: Any, cluster: Any, at: datetime) -> None:
    """Somebody has compared the first participants with extracts, and found that one is another; the rest wait."""
    members = cluster.memberships.filter(left_on=None).select_related("organisation").order_by("pk")[:COMPARED]
    for n, member in enumerate(members, start=1):
        last = n == COMPARED
        fields = {
            "outcome": "rejected" if last else "verified", "on": at.date(), "source": EXTRACT.format(n=n), "ogrn": "",
            "reason": "В выписке по этому ИНН другое наименование (демонстрация)" if last else "",
        }  # fmt: skip
        row = member.organisation
        number_check(actor=actor, organisation=row, seen=seen(row, head_kpp(row.pk)), fields=fields, at=at)
