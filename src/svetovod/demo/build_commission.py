"""The commission sits on the ranking of 2021, and one appeal is decided after it. Illustrations, all of it."""

from svetovod.web.accounts.actors import actor_of
from svetovod.web.commission import services
from svetovod.web.commission.models import Appeal, Sitting
from svetovod.web.selection import services as selections
from svetovod.web.selection.enums import ApplicationState, Choice
from svetovod.web.selection.models import SelectionRound

from .build_selection import Cast, moment
from .cast import Company

MARK = "(демонстрационные данные)"
SITTING = moment("2021-12-08 11:00")
JUDGES = ("officer-2", "officer-3")
APPEALED = (ApplicationState.REJECTED, ApplicationState.RESERVE)


def sit(round_: SelectionRound, cast: Cast) -> None:
    """The last member is away, nobody stands in; one abstains with an opinion, which the protocol keeps."""
    secretary, chair = actor_of(cast.secretary), actor_of(cast.chair)
    selections.ranking_run(actor=secretary, round=round_, at=moment("2021-12-07 10:00"))
    sitting = services.sitting_plan(
        actor=secretary, round=round_, form="in_person", starts_at=SITTING, place=f"Зал 305 {MARK}",
        at=moment("2021-12-07 11:00"),
    )  # fmt: skip
    away = cast.members[-1]
    for seat in round_.seats.select_related("person"):
        presence = "absent" if seat.person == away else "present"
        services.attendance_mark(actor=secretary, sitting=sitting, seat=seat, presence=presence, at=SITTING)
    services.sitting_open(actor=chair, sitting=sitting, at=SITTING)
    _vote(sitting, cast, [person for person in (cast.chair, *cast.members) if person != away])
    services.sitting_close(actor=chair, sitting=sitting, at=SITTING)
    selections.round_approve(actor=chair, round=round_, at=SITTING)
    selections.protocol_issue(actor=secretary, round=round_, at=moment("2021-12-08 14:00"))


def _vote(sitting: Sitting, cast: Cast, voters: list[object]) -> None:
    item = sitting.items.select_related("sitting__round").get(position=1)
    services.minutes_write(
        actor=actor_of(cast.secretary), sitting=sitting, position=1, at=SITTING,
        text=f"Секретарь доложил рейтинг и распределение средств; вопросов о местах у границы средств два. {MARK}",
    )  # fmt: skip
    services.item_open(actor=actor_of(cast.chair), item=item, at=SITTING)
    for person in voters:
        choice = Choice.ABSTAIN if person == voters[-1] else Choice.FOR
        opinion = f"Прошу учесть, что два места у границы средств зависят от одного эксперта. {MARK}"
        services.ballot_cast(
            actor=actor_of(person), item=item, choice=choice, opinion=opinion if choice == Choice.ABSTAIN else "",  # type: ignore[arg-type]
            at=SITTING,
        )  # fmt: skip
    services.item_close(actor=actor_of(cast.chair), item=item, at=SITTING)


def appeal(round_: SelectionRound, company: Company) -> None:
    """The first of those who got nothing appeals; officers of the registry, who took no part, do not uphold it."""
    rows = round_.applications.filter(state__in=APPEALED).select_related("project__initiator", "round")
    row = rows.order_by("serial").first()
    if row is None or Appeal.objects.filter(application__round=round_).exists():
        return
    secretary = company.actor("secretary")
    made = services.appeal_file(
        actor=company.speaking(row.project.initiator), application=row, at=moment("2021-12-13 10:00"),
        text=f"По критерию К1 не учтено приложение с письмами покупателей. {MARK}", asked="Пересмотреть балл.",
    )  # fmt: skip
    for key in JUDGES:
        services.judge_appoint(
            actor=secretary, round=round_, email=company.people[key].email, at=moment("2021-12-13 12:00")
        )
    services.appeal_consider(
        actor=secretary, appeal=made, decide_until=moment("2021-12-20 18:00"), at=moment("2021-12-13 13:00")
    )
    for key in JUDGES:
        services.appeal_vote(
            actor=company.actor(key), appeal=made, uphold=False, at=moment("2021-12-16 10:00"),
            ground=f"Письма без объёма спроса не подтверждают. {MARK}",
        )  # fmt: skip
    services.appeal_decide(
        actor=company.actor(JUDGES[0]), appeal=made, at=moment("2021-12-16 11:00"),
        decision=f"Жалоба не удовлетворена: письма учтены экспертами, объём спроса в них не назван. {MARK}",
    )  # fmt: skip
