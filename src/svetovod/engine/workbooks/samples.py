"""Small invented workbooks for the blanks. INNs begin with 00: no enterprise has such a number."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from svetovod.engine.model import (
    AgreedMeeting,
    Candidate,
    Cluster,
    CostItem,
    CostKind,
    Criterion,
    CriterionKind,
    EventParticipant,
    InfrastructureKind,
    InfrastructureObject,
    JointProject,
    MeetingEvent,
    Participant,
    ParticipantRole,
    PlannedStage,
    PlannedValue,
    Purchase,
    Score,
    SelectionRound,
    Session,
)
from svetovod.engine.reference import inn

from .delegation import Delegate
from .facilities import Facility
from .invitations import Addressee
from .particulars import Particular


def invented_inn(number: int) -> str:
    """The INN of invented enterprise `number`: 00, the number, the check digit."""
    body = f"00{number:07d}"
    return next(f"{body}{digit}" for digit in range(10) if inn.valid(f"{body}{digit}"))


def sample_cluster() -> Cluster:
    """Three participants, three purchases, a college."""
    first, second, third = (invented_inn(number) for number in (1, 2, 3))
    roles = (ParticipantRole.FINAL_PRODUCER, ParticipantRole.SUPPLIER, ParticipantRole.CONTRACTOR)
    names = ("Производитель оптического кабеля 1", "Производитель оптического волокна 2", "Исполнитель испытаний 3")
    return Cluster(
        name="Пример: кластер волоконной оптики",
        regions=("RU-MO",),
        year=2020,
        final_products=("27.31",),
        regional_productivity=Decimal("2100000.00"),
        participants=tuple(
            Participant(
                number, name, role, "RU-MO", number == second, 120, 70, Decimal("310000000.00"), date(2019, 3, 1)
            )
            for number, name, role in zip((first, second, third), names, roles, strict=True)
        ),
        purchases=(
            Purchase(first, second, "27.31.12", Decimal("18500000.50"), 2020),
            Purchase(first, None, "22.21", Decimal("24000000.00"), 2020),
            Purchase(second, third, "71.20", Decimal("1200000.00"), 2020, False),
        ),
        infrastructure=(InfrastructureObject(InfrastructureKind.EDUCATION, "Колледж 1", invented_inn(9)),),
    )


def sample_project() -> JointProject:
    """A project of two with three costs."""
    first, second = invented_inn(1), invented_inn(2)
    return JointProject(
        title="Пример: оптическое волокно нового поколения",
        initiator=first,
        participants=(second,),
        start=date(2021, 7, 1),
        end=date(2023, 6, 30),
        requested=Decimal("25000000.00"),
        costs=(
            CostItem(
                2, CostKind.EQUIPMENT, first, date(2021, 9, 15), Decimal("60000000.00"), "Договор 15 от 01.09.2021"
            ),
            CostItem(3, CostKind.TOOLING, second, date(2022, 2, 1), Decimal("14500000.00"), "Договор 7 от 20.01.2022"),
            CostItem(4, CostKind.MASTERING, first, date(2022, 11, 30), Decimal("9250000.75"), "Акт 3 от 30.11.2022"),
        ),
    )


def sample_schedule() -> tuple[PlannedStage, ...]:
    """Three stages of the same project, each after the one before."""
    first, second = invented_inn(1), invented_inn(2)
    return (
        PlannedStage(
            1, "Конструкторская документация", date(2021, 7, 1), date(2021, 12, 31), (), first, "Комплект документации"
        ),
        PlannedStage(
            2, "Оснастка и опытный образец", date(2022, 1, 1), date(2022, 9, 30), (1,), second, "Акт испытаний"
        ),
        PlannedStage(
            3, "Освоение производства", date(2022, 10, 1), date(2023, 6, 30), (1, 2), first, "Серийный выпуск"
        ),
    )


def sample_indicators() -> tuple[PlannedValue, ...]:
    """Two indicators over two half-years; one has been reported."""
    output, jobs = ("Объём производства продукции", "млн руб."), ("Высокопроизводительные рабочие места", "ед.")
    return (
        PlannedValue(*output, 2022, 2, Decimal("12.5"), Decimal("13.1")),
        PlannedValue(*output, 2023, 1, Decimal(40)),
        PlannedValue(*jobs, 2022, 2, Decimal(6), Decimal(6)),
        PlannedValue(*jobs, 2023, 1, Decimal(14)),
    )


def sample_round() -> SelectionRound:
    """Two projects, two experts, three criteria, one of them computed."""
    moscow = ZoneInfo("Europe/Moscow")
    points = {("П01", "Эксперт 1"): (8, 7), ("П01", "Эксперт 2"): (9, 6), ("П02", "Эксперт 1"): (6, 9)}
    scores = [
        Score(project, expert, criterion, Decimal(value))
        for (project, expert), values in points.items()
        for criterion, value in zip(("К1", "К2"), values, strict=True)
    ]
    computed = [Score("П01", None, "К3", Decimal(5)), Score("П02", None, "К3", Decimal(4))]
    return SelectionRound(
        limit=Decimal("150000000.00"),
        threshold=Decimal(40),
        criteria=(
            Criterion("К1", "Проработанность проекта", Decimal(40), Decimal(10)),
            Criterion("К2", "Кооперация участников", Decimal(35), Decimal(10)),
            Criterion("К3", "Доля собственных средств", Decimal(25), Decimal(5), CriterionKind.COMPUTED),
        ),
        candidates=(
            Candidate(
                "П01", "Пример: оптическое волокно", Decimal("90000000.00"),
                datetime(2021, 11, 1, 10, 15, tzinfo=moscow), True,
            ),
            Candidate(
                "П02", "Пример: световой прибор", Decimal("80000000.00"), datetime(2021, 11, 2, 9, 0, tzinfo=moscow),
                True, Decimal("50000000.00"),
            ),
        ),
        scores=(*scores, Score("П02", "Эксперт 2", None, None, conflict=True), *computed),
    )  # fmt: skip


def sample_meetings() -> MeetingEvent:
    """Four enterprises, four meetings, two of them with a wish about time."""
    people = (("П1", ()), ("П2", (2,)), ("П3", ()), ("П4", (1, 3)))
    return MeetingEvent(
        slots=4,
        morning=2,
        tables=2,
        participants=tuple(
            EventParticipant(code, f"Пример: предприятие {number}", closed)
            for number, (code, closed) in enumerate(people, start=1)
        ),
        meetings=(
            AgreedMeeting("В1", "П1", "П2"),
            AgreedMeeting("В2", "П1", "П3", Session.MORNING),
            AgreedMeeting("В3", "П2", "П3", after=("В2",)),
            AgreedMeeting("В4", "П1", "П4", Session.AFTERNOON, fixed=4),
        ),
    )


def sample_delegation() -> tuple[Delegate, ...]:
    """Two of one enterprise; their addresses lead nowhere."""
    return (
        Delegate("Директор по развитию", "director@example.org", "Директор по развитию", "+7 8342 000000"),
        Delegate("Главный технолог", "technologist@example.org", "Главный технолог"),
    )


def sample_invitations() -> tuple[Addressee, ...]:
    """A region's authority and an enterprise; their addresses lead nowhere."""
    return (
        Addressee(
            "Орган власти региона 1", "Руководителю", "body-1@example.org", "Министру промышленности", "RU-TA",
            "authority",
        ),
        Addressee(
            "Кабельный завод 4", "Руководителю", "plant-4@example.org", "Генеральному директору", "RU-MO",
            "enterprise",
        ),
    )  # fmt: skip


def sample_facilities() -> tuple[Facility, ...]:
    """A technopark of which much is known and a test centre of which little is; both are invented."""
    return (
        Facility(
            "technopark", "Пример: технопарк", "Паспорт технопарка", date(2021, 6, 1), "01701000", Decimal(12000),
            Decimal("84.5"), "Чистые помещения, опытное производство", visits=True,
        ),
        Facility(
            "testing", "Пример: испытательный центр", "Письмо предприятия", date(2021, 5, 14),
            capability="Испытания кабеля на растяжение и горение",
        ),
    )  # fmt: skip


def sample_particulars() -> tuple[Particular, ...]:
    """Who leads and who founded an invented plant, and how it is reached."""
    house, source, on = invented_inn(1), "Выписка из ЕГРЮЛ", date(2021, 6, 1)
    return (
        Particular(house, "director", "Пример Иванович Директоров", source, on, "000000010111"),
        Particular(house, "founder", "Пример Петрович Учредителев", source, on, "000000010295", Decimal(30)),
        Particular(house, "founder_house", "ООО «Пример: холдинг»", source, on, invented_inn(2), Decimal(70)),
        Particular(house, "address", "430000, г. Саранск, ул. Примерная, д. 1, офис 2", source, on),
        Particular(house, "telephone", "+7 8342 00-00-01", "Письмо предприятия", on),
    )
