"""Letters to the commission: where and when, never how somebody voted."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import people_holding
from svetovod.web.common import formatting
from svetovod.web.notices.services import tell
from svetovod.web.selection.enums import ApplicationState

from .enums import AmendmentState, OfferState
from .models import Sitting

Said = tuple[str, str]


def planned(sitting: Sitting, *, actor: Any, at: datetime) -> None:
    """To the members and substitutes."""

    def words() -> Said:
        named = {
            "number": sitting.number, "form": sitting.get_form_display(), "place": sitting.place or "—",
            "day": formatting.moment(sitting.starts_at), "round": sitting.round.title,
            "until": formatting.deadline(sitting.ballot_until) if sitting.ballot_until else "",
        }  # fmt: skip
        text = _("“%(round)s”. It is held %(form)s, place: %(place)s. The agenda and your vote:")
        if sitting.absentia:
            text = _("“%(round)s”. Ballots are taken until %(until)s. The agenda and your vote:")
        return _("Sitting No. %(number)d of the commission: %(day)s") % named, text % named

    people = people_holding(Scope.ROUND, [sitting.round_id], Role.COMMISSION_MEMBER, Role.CHAIR)
    url = reverse("commission:sitting", args=[sitting.round.slug, sitting.number])
    tell(people, words, key=f"sitting:{sitting.pk}:planned", url=url, at=at, but=actor)


def applicants(row: Any) -> list[Any]:
    """Those who may file for the organisation that leads the project."""
    return people_holding(Scope.ORGANISATION, [row.project.initiator_id], Role.INITIATOR)


def _judges(round_: Any) -> list[Any]:
    return [row.person for row in round_.appeal_judges.filter(left_at=None).select_related("person")]


def _appeal_url(appeal: Any) -> str:
    row = appeal.application
    return reverse("commission:appeal", args=[row.round.slug, row.number, appeal.number])


def appealed(appeal: Any, *, at: datetime) -> None:
    """To the secretary and the judges; what it says is read on its page."""
    row = appeal.application

    def words() -> Said:
        named = {"number": row.number, "round": row.round.title}
        return _("Appeal filed: %(number)s") % named, _("“%(round)s”. The appeal and who considers it:") % named

    people = people_holding(Scope.ROUND, [row.round_id], Role.SECRETARY)
    tell([*people, *_judges(row.round)], words, key=f"appeal:{appeal.pk}:filed", url=_appeal_url(appeal), at=at)


def appointed(judge: Any, *, at: datetime) -> None:
    def words() -> Said:
        named = {"round": judge.round.title}
        return (
            _("You decide appeals: %(round)s") % named,
            _("You took no part in the result of this selection and are appointed to decide appeals against it:"),
        )

    url = reverse("commission:appeals", args=[judge.round.slug])
    tell([judge.person], words, key=f"judge:{judge.pk}:{at:%Y%m%d%H%M}", url=url, at=at)


def considered(appeal: Any, *, at: datetime) -> None:
    """To the judges and the applicant."""
    row = appeal.application

    def words() -> Said:
        named = {"number": row.number, "until": formatting.deadline(appeal.decide_until)}
        return (
            _("Appeal being considered: %(number)s") % named,
            _("It is decided by %(until)s by people who took no part in the result:") % named,
        )

    people = [*_judges(row.round), *applicants(row)]
    tell(people, words, key=f"appeal:{appeal.pk}:considered", url=_appeal_url(appeal), at=at)


def decided(appeal: Any, *, at: datetime) -> None:
    """To the applicant with the grounds, and to the secretary."""
    row = appeal.application

    def words() -> Said:
        named = {"number": row.number, "state": appeal.get_state_display(), "decision": appeal.decision}
        return _("Appeal %(state)s: %(number)s") % named, _("Grounds of the decision: %(decision)s") % named

    people = [*applicants(row), *people_holding(Scope.ROUND, [row.round_id], Role.SECRETARY)]
    tell(people, words, key=f"appeal:{appeal.pk}:decided", url=_appeal_url(appeal), at=at)


def _award_url(row: Any) -> str:
    return reverse("commission:award", args=[row.round.slug, row.number])


def award_asked(offer: Any, *, at: datetime) -> None:
    row = offer.application

    def words() -> Said:
        named = {
            "number": row.number, "sum": formatting.money(offer.amount), "asked": formatting.money(row.requested),
            "until": formatting.deadline(offer.until),
        }  # fmt: skip
        text = _("%(sum)s of %(asked)s requested can be granted. Accept or decline by %(until)s:") % named
        return _("Do you take the award: %(number)s") % named, text

    tell(applicants(row), words, key=f"award:{offer.pk}", url=_award_url(row), at=at)


def award_answered(offer: Any, *, at: datetime) -> None:
    row = offer.application

    def words() -> Said:
        named = {"number": row.number, "state": offer.get_state_display()}
        text = _("Consents to awards, agreements and the reserve list:")
        if offer.state == OfferState.DECLINED:
            text = _("What is free now goes to the reserve list:")
        return _("Award to %(number)s: %(state)s") % named, text

    people = people_holding(Scope.ROUND, [row.round_id], Role.SECRETARY)
    tell(
        people, words, key=f"award:{offer.pk}:answered", url=reverse("commission:awards", args=[row.round.slug]), at=at
    )


def award_expired(offer: Any, *, at: datetime) -> None:
    """To the applicant, who has lost it by silence, and to the secretary."""
    row = offer.application

    def words() -> Said:
        named = {
            "number": row.number, "state": offer.get_state_display(), "until": formatting.deadline(offer.until),
        }  # fmt: skip
        text = _("The answer was due by %(until)s: the award counts as refused, its sum goes to the reserve list:")
        return _("Award to %(number)s: %(state)s") % named, text % named

    people = [*applicants(row), *people_holding(Scope.ROUND, [row.round_id], Role.SECRETARY)]
    tell(people, words, key=f"award:{offer.pk}:expired", url=_award_url(row), at=at)


def award_outdated(offer: Any, granted: Decimal, *, at: datetime) -> None:
    """To the applicant, whose word was for another sum, and to the secretary, who asks about the new one."""
    row = offer.application

    def words() -> Said:
        named = {
            "number": row.number, "was": formatting.money(offer.amount), "now": formatting.money(granted),
        }  # fmt: skip
        if granted == row.requested:
            text = _("The result was counted again: the whole sum, %(now)s, is granted, and no consent is needed.")
        elif row.state == ApplicationState.PARTIAL:
            text = _(
                "The result was counted again: %(now)s can be granted in place of %(was)s. The answer was to the "
                "former sum and does not hold for another one: the secretary asks anew."
            )
        else:
            text = _("The result was counted again: %(was)s is not offered any more.")
        return _("The sum of the award has changed: %(number)s") % named, text % named

    people = [*applicants(row), *people_holding(Scope.ROUND, [row.round_id], Role.SECRETARY)]
    tell(people, words, key=f"award:{offer.pk}:outdated", url=_award_url(row), at=at)


def _changing(state: str) -> Said:
    text = {
        AmendmentState.PREPARED: _(
            "It changes the sum of the agreement to %(sum)s.%(money)s Sign it, or say why you do not:"
        ),
        AmendmentState.SIGNED: _(
            "The recipient has signed the sum of %(sum)s.%(money)s The new count that waited for it is on the page of "
            "the appeal:"
        ),
        AmendmentState.IN_FORCE: _(
            "The result is counted again, and the sum of the agreement is %(sum)s.%(money)s The page of the agreement:"
        ),
    }.get(AmendmentState(state), _("The sum of the agreement stays as it was. Why is said on its page:"))
    return _("Additional agreement %(state)s: %(number)s"), text


def _ending(state: str) -> Said:
    text = {
        AmendmentState.PREPARED: _(
            "By the new count there is no award, and the agreement is to be ended.%(money)s Sign the agreement on "
            "ending, or say why you do not:"
        ),
        AmendmentState.SIGNED: _(
            "The recipient has signed the agreement on ending.%(money)s The new count that waited for it is on the "
            "page of the appeal:"
        ),
        AmendmentState.IN_FORCE: _(
            "The result is counted again, and the agreement is ended.%(money)s The page of the agreement:"
        ),
    }.get(AmendmentState(state), _("The agreement holds as it was. Why is said on its page:"))
    return _("Agreement on ending %(state)s: %(number)s"), text


def amendment_told(amendment: Any, *, at: datetime) -> None:
    """Where an additional agreement on another sum, or on the end of the agreement, has come: to whoever acts next or
    has lived by it."""
    row = amendment.application

    def words() -> Said:
        named = {
            "number": row.number, "state": amendment.get_state_display(), "sum": formatting.money(amendment.total),
            "money": "",
        }  # fmt: skip
        subject, text = _ending(amendment.state) if amendment.ends else _changing(amendment.state)
        if amendment.back:
            said = _("To be given back by %(day)s: %(sum)s.")
            money = {"sum": formatting.money(amendment.back_total), "day": formatting.day(amendment.back_by)}
            named["money"] = f" {said % money}"
        return subject % named, text % named

    officers = people_holding(Scope.ROUND, [row.round_id], Role.SECRETARY)
    people = {
        AmendmentState.PREPARED: applicants(row), AmendmentState.SIGNED: officers
    }.get(amendment.state, [*applicants(row), *officers])  # fmt: skip
    tell(people, words, key=f"amendment:{amendment.pk}:{amendment.state}", url=_award_url(row), at=at)


def demand_overdue(demand: Any, *, at: datetime) -> None:
    """To the recipient, who gives it back, and to the secretary, who notes it: once."""
    row = demand.agreement.application

    def words() -> Said:
        named = {
            "number": row.number, "sum": formatting.money(demand.amount), "day": formatting.day(demand.due_on),
            "ground": demand.ground.strip().rstrip("."),
        }  # fmt: skip
        text = _(
            "%(sum)s was to be given back by %(day)s. Ground: %(ground)s. The recipient gives it back, the secretary "
            "notes that it is given back:"
        )
        return _("Money not given back in time: %(number)s") % named, text % named

    people = [*applicants(row), *people_holding(Scope.ROUND, [row.round_id], Role.SECRETARY)]
    tell(people, words, key=f"demand:{demand.pk}:overdue", url=_award_url(row), at=at)
