"""An award that an upheld appeal makes smaller: its agreement, what is paid under it, the additional agreement, the
money given back; and the agreement of whoever has appealed. Another appeal leaves it nothing: the agreement on ending.
Illustrations, all of it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from svetovod.web.commission import services
from svetovod.web.commission.enums import AmendmentState, AppealState, ClawbackState, OfferState
from svetovod.web.commission.models import Appeal, AwardOffer, ClawbackClaim, GrantAgreement
from svetovod.web.commission.selectors.agreements import counts_for
from svetovod.web.projects import services as projects
from svetovod.web.selection import services as selections
from svetovod.web.selection.enums import ApplicationState, SheetState
from svetovod.web.selection.models import Application, ScoreSheet, SelectionRound

from .build_award import REPORT_DAYS
from .build_commission import JUDGES, MARK
from .build_selection import moment
from .cast import Company

ASKED = moment("2021-12-10 15:00")
FILED = moment("2021-12-16 12:00")
SIGNED = moment("2021-12-20 12:00")
CLAIMED = moment("2021-12-22 11:00")
PAID = moment("2021-12-24 16:00")
DECIDED = moment("2021-12-27 11:00")
PREPARED = moment("2021-12-28 10:00")
COUNTED = moment("2021-12-30 10:00")
RETURNED = moment("2022-01-20 12:00")
BACK_BY = date(2022, 1, 31)
LAST_FILED = moment("2021-12-16 16:00")
LAST_DECIDED = moment("2022-01-26 11:00")
ENDED = moment("2022-01-28 10:00")
ALL_RETURNED = moment("2022-02-15 12:00")
ALL_BACK_BY = date(2022, 2, 28)
YEAR = 2021
FIRST_YEAR = Decimal("0.7")  # of the sum, in the year of the award: more than the smaller sum is
ROUND = 10_000  # rubles: the first year's sum is a whole number of them, the rest is left to the last year
CRITERION = "К1"
PURPOSE = f"Возмещение части затрат на совместный проект {MARK}"
DECISION = (
    f"Жалоба удовлетворена: по критерию {CRITERION} эксперты не учли протоколы испытаний, приложенные к заявке. "
    f"Баллы исправляются, результат пересчитывается. {MARK}"
)


def consent_build(round_: SelectionRound, company: Company) -> None:
    """Whoever is granted a part of the sum agrees to it; without that there is no agreement."""
    if not AwardOffer.objects.filter(application__round=round_).exists():
        _consent(round_, company, until=moment("2021-12-13 18:00"), at=ASKED)


def _consent(round_: SelectionRound, company: Company, *, until: datetime, at: datetime) -> None:
    for offer in services.awards_ask(actor=company.actor("secretary"), round=round_, until=until, at=at):
        services.award_answer(
            actor=company.speaking(offer.application.project.initiator), offer=offer, accept=True,
            at=at + timedelta(hours=2),
        )  # fmt: skip


def appeals_build(round_: SelectionRound, company: Company) -> None:
    """The first two of the reserve list appeal as well, while the term lasts; the same officers decide."""
    if Appeal.objects.filter(application__round=round_, filed_at__gte=FILED).exists():
        return
    terms = ((FILED, moment("2021-12-28 18:00")), (LAST_FILED, moment("2022-01-27 18:00")))
    for row, (filed, until) in zip(_placed(round_, ApplicationState.RESERVE), terms, strict=False):
        _appeal(row, company, filed, until)


def _appeal(row: Application, company: Company, filed: datetime, until: datetime) -> None:
    secretary = company.actor("secretary")
    made = services.appeal_file(
        actor=company.speaking(row.project.initiator), application=row, at=filed,
        text=f"По критерию {CRITERION} не учтены протоколы испытаний из приложения. {MARK}",
        asked="Исправить баллы и пересчитать результат.",
    )  # fmt: skip
    for key in JUDGES:
        services.judge_appoint(
            actor=secretary, round=row.round, email=company.people[key].email, at=filed + timedelta(hours=1)
        )
    services.appeal_consider(actor=secretary, appeal=made, decide_until=until, at=filed + timedelta(hours=2))


def grant_build(round_: SelectionRound, company: Company) -> None:
    """The agreement of the award that the count will change, by years."""
    row = _first(round_, ApplicationState.PARTIAL)
    if row is None or GrantAgreement.objects.filter(application__round=round_).exists():
        return
    if not row.award_offers.filter(state=OfferState.ACCEPTED).exists():  # asked by hand and not answered
        return
    granted = Decimal(_place(row)["allocated"])
    first = granted * FIRST_YEAR // ROUND * ROUND
    _sign(row, company, {str(YEAR): first, str(YEAR + 1): granted - first}, SIGNED)


def sum_changed(round_: SelectionRound, company: Company) -> None:
    """Paid for the year, then the appeal is upheld: both parties sign the smaller sum, and the result is counted."""
    appeal, agreement = _waiting(round_, FILED), _changing(round_).filter(claims=None, amendments=None).first()
    if appeal is None or agreement is None:
        return
    first_year = Decimal(agreement.years[str(YEAR)])
    corrected = _correction(round_, appeal, agreement, lambda counted: 0 < counted < first_year)
    if corrected is None:  # by what was played by hand the sum would stay as it is
        return
    claim = services.claim_file(
        actor=company.speaking(agreement.application.project.initiator), agreement=agreement, year=YEAR,
        amount=first_year, evidence=f"Акты выполненных работ, платёжные поручения {MARK}", at=CLAIMED,
    )  # fmt: skip
    services.claim_decide(actor=company.actor("secretary"), claim=claim, pay=True, at=PAID)
    _uphold(company, appeal, corrected, DECIDED)
    reason = f"Размер субсидии уменьшен по решению по жалобе от {DECIDED:%d.%m.%Y}. {MARK}"
    _agree(company, agreement, appeal, reason=reason, back_by=BACK_BY, at=PREPARED)
    services.appeal_recount(actor=company.actor("secretary"), appeal=appeal, at=COUNTED)


def money_returned(round_: SelectionRound, company: Company) -> None:
    """What was paid above the smaller sum comes back; whoever has appealed signs an agreement."""
    row = _close(round_, company, BACK_BY, RETURNED)
    if row is not None and row.state == ApplicationState.WINNER:
        _sign(row, company, {str(YEAR + 1): Decimal(_place(row)["allocated"])}, RETURNED)


def award_ended(round_: SelectionRound, company: Company) -> None:
    """Another upheld appeal leaves nothing of that sum: both parties sign an agreement on ending."""
    appeal = _waiting(round_, LAST_FILED)
    agreement = _changing(round_).filter(ended_on=None, amendments__state=AmendmentState.IN_FORCE).first()
    if appeal is None or agreement is None:
        return
    corrected = _correction(round_, appeal, agreement, lambda counted: counted == 0)
    if corrected is None:
        return
    _uphold(company, appeal, corrected, LAST_DECIDED)
    reason = f"Субсидия не предоставляется по решению по жалобе от {LAST_DECIDED:%d.%m.%Y}. {MARK}"
    at = LAST_DECIDED + timedelta(hours=4)
    _agree(company, agreement, appeal, reason=reason, back_by=ALL_BACK_BY, at=at)
    services.appeal_recount(actor=company.actor("secretary"), appeal=appeal, at=ENDED)


def all_returned(round_: SelectionRound, company: Company) -> None:
    """All that was paid under the ended agreement comes back; the money goes to whoever has appealed last."""
    row = _close(round_, company, ALL_BACK_BY, ALL_RETURNED)
    if row is not None and row.state in {ApplicationState.WINNER, ApplicationState.PARTIAL}:
        _consent(round_, company, until=ALL_RETURNED + timedelta(days=2), at=ALL_RETURNED)
        _sign(row, company, {str(YEAR + 1): Decimal(_place(row)["allocated"])}, ALL_RETURNED + timedelta(days=3))


def _waiting(round_: SelectionRound, filed: datetime) -> Appeal | None:
    return Appeal.objects.filter(application__round=round_, filed_at=filed, state=AppealState.CONSIDERED).first()


def _changing(round_: SelectionRound) -> Any:
    """The agreement of `grant_build`, whatever has become of it."""
    return GrantAgreement.objects.filter(application__round=round_, signed_on=SIGNED.date(), purpose=PURPOSE)


def _uphold(company: Company, appeal: Appeal, corrected: list[dict[str, str]], at: datetime) -> None:
    for key in JUDGES:
        services.appeal_vote(
            actor=company.actor(key), appeal=appeal, uphold=True, at=at - timedelta(hours=1),
            ground=f"Протоколы испытаний приложены к заявке и подтверждают заявленный уровень. {MARK}",
        )  # fmt: skip
    services.appeal_decide(
        actor=company.actor(JUDGES[0]), appeal=appeal, decision=DECISION, corrected=_lines(corrected), at=at
    )


def _agree(
    company: Company, agreement: GrantAgreement, appeal: Appeal, *, reason: str, back_by: date, at: datetime
) -> None:  # fmt: skip
    """Both parties sign exactly the counted sum; one of nothing ends the agreement."""
    counted = next(counted for each, counted in counts_for(agreement) if each.pk == appeal.pk)
    made = services.amendment_prepare(
        actor=company.actor("secretary"), agreement=agreement, appeal=appeal.pk,
        years={str(YEAR): counted} if counted else {}, back_by=back_by, reason=reason, at=at,
    )  # fmt: skip
    services.amendment_answer(
        actor=company.speaking(agreement.application.project.initiator), amendment=made, accept=True,
        at=at + timedelta(days=1),
    )  # fmt: skip


def _close(round_: SelectionRound, company: Company, back_by: date, at: datetime) -> Application | None:
    """The money asked back by that day is there; by whose appeal it was asked, as it stands now."""
    demand = ClawbackClaim.objects.filter(
        agreement__application__round=round_, state=ClawbackState.ASKED, due_on=back_by
    ).exclude(amendment=None).first()  # fmt: skip
    appeal = Appeal.objects.filter(amendments__demand=demand).first() if demand else None
    if demand is None or appeal is None:
        return None
    services.clawback_close(actor=company.actor("secretary"), clawback=demand, returned=True, at=at)
    return appeal.application


def _sign(row: Application, company: Company, years: dict[str, Decimal], at: datetime) -> None:
    """Kept by the selection, and entered at the project, whose page of the award begins with it."""
    made = services.agreement_sign(
        actor=company.actor("secretary"), application=row, number=f"020-11-{at.year}-{row.project.number}",
        signed_on=at.date(), years=years, purpose=PURPOSE,
        result=f"Показатели совместного проекта достигнуты {MARK}", result_on=date(2023, 12, 31), at=at,
    )  # fmt: skip
    projects.agreement_write(
        actor=company.speaking(row.project.initiator), project=row.project, at=at,
        fields={"number": made.number, "signed_on": made.signed_on, "amount": None, "report_days": REPORT_DAYS},
    )  # fmt: skip


def _first(round_: SelectionRound, state: str) -> Application | None:
    """The one in that state with the best place."""
    return next(iter(_placed(round_, state)), None)


def _placed(round_: SelectionRound, state: str) -> list[Application]:
    """Those in that state by their places."""
    rows = {row.project.code: row for row in round_.applications.filter(state=state).select_related("project", "round")}
    return [rows[each["project"]] for each in _ranking(round_) if each["project"] in rows]


def _ranking(round_: SelectionRound) -> list[dict[str, Any]]:
    return sorted(round_.runs.latest("id").result["ranking"], key=lambda each: each["rank"])


def _place(row: Application) -> dict[str, Any]:
    return next(each for each in _ranking(row.round) if each["project"] == row.project.code)


def _correction(
    round_: SelectionRound, appeal: Appeal, agreement: GrantAgreement, fits: Callable[[Decimal], bool]
) -> list[dict[str, str]] | None:
    """The least points of the criterion, the same for every expert who gave less, by which this agreement alone gets
    another sum, one that `fits`."""
    sheets = ScoreSheet.objects.filter(assignment__application=appeal.application, state=SheetState.OPENED)
    rows = sheets.select_related("assignment__member")
    given = {row.assignment.member.code: (row.body or {})["scores"][CRITERION] for row in rows}
    for points in (Decimal(half) / 2 for half in range(10, 21)):
        lines = [
            {"expert": code, "criterion": CRITERION, "points": format(points.normalize(), "f")}
            for code, before in sorted(given.items()) if Decimal(before) < points
        ]  # fmt: skip
        bound = selections.recount_bound(
            round=round_, project=appeal.application.project.code, set_aside=[], corrected=lines
        )
        if [each.application.pk for each in bound] != [agreement.application_id]:  # nobody else is asked to sign
            continue
        if fits(bound[0].counted):
            return lines
    return None


def _lines(corrected: list[dict[str, str]]) -> str:
    return "\n".join(f"{each['expert']} {each['criterion']} {each['points']}" for each in corrected)
