"""A request of the ministry to five regions, two of which have answered: one by its link, one for its enterprises."""

from datetime import datetime

from svetovod.web.accounts.actors import SYSTEM, VISITOR
from svetovod.web.figures import recipients, selectors, services
from svetovod.web.figures.columns import Column
from svetovod.web.figures.models import FiguresReply, FiguresRequest
from svetovod.web.figures.tokens import token_for
from svetovod.web.registry import selectors as registry
from svetovod.web.registry.enums import OrganisationKind
from svetovod.web.registry.models import Organisation

from . import bridge
from .build_registry import organisation
from .build_selection import moment
from .cast import Company
from .people import DOMAIN

TITLE = "Загрузка мощностей и потребность в кадрах"
REGIONS = ("RU-MO", "RU-NIZ", "RU-TA", "RU-SAM", "RU-PNZ")
COLUMNS = (
    Column("c1", "Загрузка мощностей, %", "number", required=True, least="0", most="100", hint="Средняя за год"),
    Column("c2", "Вакансии, чел.", "number", required=True, least="0"),
    Column("c3", "Вложения в оборудование, руб.", "money", least="0", commercial=True),
    Column("c4", "Нужна помощь с подбором", "choice", options=("да", "нет")),
    Column("c5", "Сведения на дату", "date", required=True),
)
SAID = (
    ("78", "14", "12500000.00", "да"), ("91", "6", "31000000.00", "нет"), ("64", "22", "4800000.00", "да"),
    ("83", "9", "17200000.00", "нет"),
)  # fmt: skip


def tables_build(company: Company, at: datetime) -> None:
    """Once; the link of each contact stands in its letter of the outbox."""
    if FiguresRequest.objects.filter(title=TITLE).exists():
        return
    ministry = organisation(
        bridge.invented_inn(8100), "Минпромторг (условный)", "RU-MOW", OrganisationKind.AUTHORITY, actor=SYSTEM, at=at
    )
    for place, iso in enumerate(REGIONS, 1):
        organisation(
            bridge.invented_inn(8100 + place), f"Орган исполнительной власти {place} (условный)", iso,
            OrganisationKind.AUTHORITY, actor=SYSTEM, at=at,
        )  # fmt: skip
    made = _sent(company, ministry)
    _answer(made.replies.get(organisation__region="RU-NIZ"), SAID[3:], "2021-06-08 15:40")
    _passed_on(company, made.replies.get(organisation__region="RU-MO"))


def _sent(company: Company, ministry: Organisation) -> FiguresRequest:
    named = tuple(
        recipients.Named(bridge.invented_inn(8100 + place), f"Исполнитель {place}", f"region-{place}@{DOMAIN}")
        for place in range(2, 5)
    )
    composed = services.Composed(
        TITLE, "План мероприятий на 2021 год (демонстрационные данные)", 2020, moment("2021-07-01 00:00"), COLUMNS, 40,
        "Просим собрать сведения предприятий региона. Демонстрационные данные.",
    )  # fmt: skip
    return services.request_send(
        actor=company.actor("officer"), asker=ministry, office="registry_officer", composed=composed,
        choice=recipients.Choice(("authority",), REGIONS, named), at=moment("2021-06-07 11:00"),
    )  # fmt: skip


def _passed_on(company: Company, part: FiguresReply) -> None:
    region = company.actor("region")
    chosen = list(registry.enterprises_below(part.organisation).order_by("inn")[:5])
    named = [recipients.Named(row.inn, f"Бухгалтер {n}", f"plant-{n}@{DOMAIN}") for n, row in enumerate(chosen[:-1], 1)]
    passed = services.request_pass_on(
        actor=region, reply=part, chosen=[row.pk for row in chosen], named=named, text="",
        at=moment("2021-06-07 16:00"), due_at=moment("2021-06-26 00:00"),
    )  # fmt: skip
    parts = {reply.organisation_id: reply for reply in selectors.replies(passed)}
    for place, row in enumerate(chosen[:2]):
        _answer(parts[row.pk], SAID[place : place + 1], f"2021-06-08 1{place}:10")
    services.answer_type_in(
        actor=region, reply=parts[chosen[2].pk], content=_content(SAID[2:3]), way="email", base=0,
        basis="Письмо от 08.06.2021 № 41", at=moment("2021-06-09 09:30"),
    )  # fmt: skip
    services.answer_collect(actor=region, reply=part, base=0, at=moment("2021-06-09 12:00"))


def _answer(part: FiguresReply, said: tuple[tuple[str, ...], ...], at: str) -> None:
    contact = part.contacts.get()
    services.answer_file(
        actor=VISITOR, reply=part, content=_content(said), base=0, at=moment(at),
        token=token_for(part.pk, contact.person_id, contact.issued_at),
    )  # fmt: skip


def _content(said: tuple[tuple[str, ...], ...]) -> dict[str, object]:
    keys = [column.key for column in COLUMNS]
    return {"rows": [{"cells": dict(zip(keys, (*row, "2021-06-01"), strict=True))} for row in said]}
