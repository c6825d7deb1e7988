"""Who signs for the organisations of the thread: by charter, by power of attorney, and one who signs no more."""

from datetime import date
from typing import Any

from svetovod.web.registry.models import Organisation
from svetovod.web.signing import services
from svetovod.web.signing.models import SigningAuthority

from .build_selection import moment
from .cast import Company

AT = moment("2021-06-04 12:00")
MARK = "демонстрационные данные"
EMPTY: dict[str, Any] = {
    "person": "", "name": "", "number": "", "dated_on": None, "until": None, "covers": "", "certificate": "",
    "certificate_until": None,
}  # fmt: skip


def signing_build(company: Company, house: Organisation, managing: Organisation) -> None:
    """Once. At the enterprise the one who leaves signs alone: the handover names the gap."""
    if SigningAuthority.objects.exists():
        return
    manager, initiator = company.actor("manager"), company.actor("initiator")
    _enter(
        manager, managing, name=f"Генеральный директор ({MARK})", post="Генеральный директор", ground="charter",
        since=date(2017, 12, 20), certificate="qualified", certificate_until=date(2021, 7, 5),
    )  # fmt: skip
    _enter(
        manager, managing, person=_key(company, "manager"), post="Заместитель директора", ground="machine_proxy",
        number="4", dated_on=date(2021, 1, 11), since=date(2021, 1, 11), until=date(2021, 12, 31),
        covers=f"Документы кластера ({MARK})", certificate="qualified", certificate_until=date(2022, 1, 11),
    )  # fmt: skip
    gone = _enter(
        initiator, house, name=f"Прежний директор ({MARK})", post="Директор", ground="order", number="2-к",
        dated_on=date(2016, 3, 1), since=date(2016, 3, 1),
    )  # fmt: skip
    services.authority_end(
        actor=initiator, authority=gone, on=date(2021, 5, 31), reason=f"Назначен другой директор ({MARK})", at=AT
    )
    _enter(
        initiator, house, person=_key(company, "engineer"), post="Инженер проекта", ground="proxy", number="7",
        dated_on=date(2021, 5, 31), since=date(2021, 6, 1), until=date(2021, 12, 31),
        covers=f"Заявки на отбор совместных проектов ({MARK})", certificate="qualified",
        certificate_until=date(2021, 10, 1),
    )  # fmt: skip


def _key(company: Company, part: str) -> str:
    return str(company.people[part].pk)


def _enter(actor: Any, organisation: Organisation, **fields: Any) -> SigningAuthority:
    return services.authority_enter(actor=actor, organisation=organisation, fields=EMPTY | fields, at=AT)
