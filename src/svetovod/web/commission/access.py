"""Who may do what in a commission: its people are those of the selection, and judges of appeals beside them."""

from typing import Any

from rules.predicates import predicate

from svetovod.web.accounts.standing import system
from svetovod.web.common.access import AccessTable
from svetovod.web.selection import access as selection
from svetovod.web.selection.access import approved, chair, commission, inside, interested, published, secretary
from svetovod.web.selection.models import Application, SelectionRound

from .models import AppealJudge, AwardOffer


def application_of(obj: Any) -> Application | None:
    """The application something is about; None for what is about a whole round."""
    if isinstance(obj, Application):
        return obj
    found = getattr(obj, "application", None)
    return found if isinstance(found, Application) else None


@predicate
def initiator(actor: Any, obj: Any) -> bool:
    """Acts as initiator for the applicant."""
    row = application_of(obj)
    return row is not None and bool(selection.initiator.test(actor, row))


@predicate
def judge(actor: Any, obj: Any) -> bool:
    """Decides appeals of the round."""
    if not actor.person_id:
        return False
    round_id = obj.pk if isinstance(obj, SelectionRound) else obj.round.pk
    return AppealJudge.objects.filter(round_id=round_id, person_id=actor.person_id, left_at=None).exists()


@predicate
def offered(actor: Any, obj: Any) -> bool:
    """The applicant is asked about the award: of it alone the result is known before it is published."""
    row = application_of(obj)
    return row is not None and AwardOffer.objects.filter(application=row).exists()


ACCESS = AccessTable(
    "commission",
    {
        "sitting.view": inside,
        "sitting.manage": secretary & ~interested,
        "sitting.preside": (secretary | chair) & ~interested,
        "ballot.view": inside,
        "ballot.cast": commission,
        "paper.view": inside,
        "paper.template": secretary,
        "appeals.view": inside | judge,
        "appeal.view": initiator | inside | judge,
        "appeal.file": initiator & published,
        "appeal.consider": secretary & ~interested,
        "appeal.judge": judge & ~interested,
        "judge.view": inside,
        "judge.appoint": secretary & ~interested,
        "result.view": published,
        "award.view": (inside & approved) | (initiator & (published | (approved & offered))),
        "award.manage": (secretary & ~interested) | system,
        "award.answer": initiator & (published | (approved & offered)),
    },
    again={"judge.appoint"},
)
