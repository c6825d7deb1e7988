"""Who may do what in a selection. Sealed sheets are readable by their author alone, whoever asks."""

from typing import Any

from rules.predicates import predicate

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.standing import system
from svetovod.web.common.access import AccessTable, signed_in
from svetovod.web.common.fields import without_unseen

from .conflicts import interest_of, party_spoken_for
from .enums import SCORES_OPEN, ApplicationState, OfferState, PlaceKind, RoundState, SheetState
from .models import Application, Assignment, KeyHolder, PlaceOffer, ScoreSheet, SelectionRound

CLOSED_DRAFT = (ApplicationState.DRAFT, ApplicationState.NOT_SUBMITTED)


def round_of(obj: Any) -> SelectionRound:
    """The round of any object of this app."""
    if isinstance(obj, ScoreSheet):
        obj = obj.assignment
    if isinstance(obj, Assignment):
        obj = obj.application
    return obj if isinstance(obj, SelectionRound) else obj.round


def _holds(actor: Any, role: Role, obj: Any) -> bool:
    return obj is not None and actor.holds(role, Scope.ROUND, round_of(obj).pk)


@predicate
def platform_secretary(actor: Any, obj: Any = None) -> bool:
    return actor.holds(Role.SECRETARY, Scope.PLATFORM)


@predicate
def secretary(actor: Any, obj: Any) -> bool:
    return _holds(actor, Role.SECRETARY, obj)


@predicate
def chair(actor: Any, obj: Any) -> bool:
    return _holds(actor, Role.CHAIR, obj)


@predicate
def commission(actor: Any, obj: Any) -> bool:
    return _holds(actor, Role.CHAIR, obj) or _holds(actor, Role.COMMISSION_MEMBER, obj)


@predicate
def expert(actor: Any, obj: Any) -> bool:
    return _holds(actor, Role.EXPERT, obj)


@predicate
def expert_somewhere(actor: Any, obj: Any = None) -> bool:
    """An expert of any round, or invited to be one."""
    if not actor.person_id:
        return False
    address = without_unseen(actor.email).lower()
    offered = PlaceOffer.objects.filter(email=address, kind=PlaceKind.EXPERT, state=OfferState.OFFERED)
    return bool(actor.scope_ids(Scope.ROUND, Role.EXPERT)) or offered.exists()


@predicate
def auditor(actor: Any, obj: Any) -> bool:
    return actor.holds(Role.AUDITOR, Scope.PLATFORM) or _holds(actor, Role.AUDITOR, obj)


@predicate
def announced(actor: Any, obj: Any) -> bool:
    row = round_of(obj)
    return row.state != RoundState.DRAFT and row.announced_at is not None


@predicate
def published(actor: Any, obj: Any) -> bool:
    return round_of(obj).state == RoundState.PUBLISHED


@predicate
def approved(actor: Any, obj: Any) -> bool:
    """The commission has decided, whether or not the result is published yet."""
    return round_of(obj).state in (RoundState.APPROVED, RoundState.PUBLISHED)


@predicate
def scores_open(actor: Any, obj: Any) -> bool:
    return round_of(obj).state in SCORES_OPEN


@predicate
def initiator(actor: Any, application: Application) -> bool:
    """Acts as initiator for the organisation that leads the project."""
    return actor.holds(Role.INITIATOR, Scope.ORGANISATION, application.project.initiator_id)


@predicate
def filed(actor: Any, application: Application) -> bool:
    return application.state not in CLOSED_DRAFT


@predicate
def unsealed(actor: Any, application: Application) -> bool:
    """The round takes no more applications, or its announcement does not seal them until then."""
    return not application.round.intake_sealed


@predicate
def named(actor: Any, application: Application) -> bool:
    """Experts are told who applies."""
    return not application.round.veils


@predicate
def sealed_now(actor: Any, obj: Any) -> bool:
    """The intake of the round keeps applications sealed."""
    return round_of(obj).intake_sealed


@predicate
def assigned(actor: Any, application: Application) -> bool:
    """The expert to whom the application was given and who has not stepped back."""
    return expert.test(actor, application) and any(
        row.member.person_id == actor.person_id and row.sheet.state != SheetState.CONFLICT_DECLARED
        for row in application.assignments.select_related("member", "sheet")
    )


@predicate
def takes_part(actor: Any, obj: Any) -> bool:
    """Speaks for an organisation of the application: whoever does so decides nothing about it."""
    if isinstance(obj, SelectionRound):
        return False
    if isinstance(obj, ScoreSheet):
        obj = obj.assignment
    if isinstance(obj, Assignment):
        obj = obj.application
    return bool(party_spoken_for(actor.places, obj))


@predicate
def interested(actor: Any, obj: Any) -> bool:
    """Speaks for a party of any application of the round: opens, ranks, approves and records nothing in it."""
    return interest_of(actor.places, round_of(obj)) is not None


@predicate
def own_assignment(actor: Any, assignment: Assignment) -> bool:
    mine = isinstance(assignment, Assignment) and assignment.member.person_id == actor.person_id
    return mine and expert.test(actor, assignment)


@predicate
def discusses(actor: Any, application: Application) -> bool:
    """An expert whose sheet on this application is opened."""
    own = application.assignments.filter(member__person_id=actor.person_id, sheet__state=SheetState.OPENED)
    return expert.test(actor, application) and own.exists()


@predicate
def own_sheet(actor: Any, sheet: ScoreSheet) -> bool:
    return expert.test(actor, sheet) and sheet.assignment.member.person_id == actor.person_id


@predicate
def sheet_opened(actor: Any, sheet: ScoreSheet) -> bool:
    return sheet.state == SheetState.OPENED


@predicate
def key_holder(actor: Any, obj: Any) -> bool:
    """Holds a part of the key of the sheets."""
    return bool(actor.person_id) and KeyHolder.objects.filter(round=round_of(obj), person_id=actor.person_id).exists()


@predicate
def applicant(actor: Any, obj: Any) -> bool:
    """Initiator of an application of the round."""
    own = actor.scope_ids(Scope.ORGANISATION, Role.INITIATOR)
    return bool(own) and round_of(obj).applications.filter(serial__isnull=False, project__initiator__in=own).exists()


inside = secretary | commission | auditor
reads_application = initiator | (filed & unsealed & (inside | (assigned & named)))
opens_envelopes = (secretary | chair) & ~interested

ACCESS = AccessTable(
    "selection",
    {
        "round.view": announced | secretary | system,
        "round.create": platform_secretary | system,
        "round.update": secretary | system,
        "round.announce": secretary | system,
        "round.amend": secretary,
        "round.prepare": secretary | system,
        "round.open": secretary,
        "round.close": secretary,
        "round.check": secretary,
        "round.score": secretary,
        "round.approve": chair & ~interested,
        "round.publish": secretary,
        "round.cancel": secretary,
        "clarification.view": announced,
        "clarification.ask": announced & signed_in,
        "clarification.answer": secretary,
        "intake.unseal": system,
        "outage.add": secretary & ~interested,
        "official.view": inside,
        "official.add": secretary & ~sealed_now,
        "desk.view": inside,
        "panel.manage": secretary,
        "panel.view": inside,
        "profile.edit": expert_somewhere,
        "seat.manage": secretary,
        "substitute.name": (secretary | chair) & ~interested,
        "application.view": reads_application,
        "application.draft": initiator,
        "application.file": initiator,
        "application.withdraw": initiator,
        "application.official": initiator | (secretary & unsealed),
        "application.check": (secretary | commission) & ~takes_part,
        "application.settle": (secretary | commission) & ~takes_part,
        "application.decide": secretary & ~takes_part,
        "computed.confirm": secretary & ~takes_part,
        "assignment.view": own_assignment | secretary,
        "assignment.manage": secretary & ~takes_part,
        "panels.manage": secretary & ~interested,
        "sheet.view": own_sheet | (sheet_opened & (inside | expert)),
        "sheet.write": own_sheet & ~takes_part,
        "sheet.second": own_sheet & sheet_opened & ~takes_part,
        "discussion.view": scores_open & (discusses | chair | auditor) & ~takes_part,
        "discussion.say": scores_open & discusses & ~takes_part,
        "paper_sheet.view": secretary | commission | auditor,
        "paper_sheet.enter": (secretary | commission) & ~takes_part & ~own_assignment,
        "conflict.declare": own_assignment,
        "keys.view": inside,
        "keys.manage": secretary,
        "keys.hold": key_holder & (secretary | commission),
        "opening.view": inside,
        "opening.confirm": (secretary | chair) & ~interested,
        "ranking.view": scores_open & (inside | published),
        "ranking.run": secretary & ~interested,
        "robustness.view": scores_open & (chair | auditor),
        "robustness.open": scores_open & chair & ~interested,
        "vote.view": inside,
        "vote.cast": commission,
        "protocol.view": inside | published,
        "protocol.issue": secretary & ~interested,
        "protocol.sign": secretary | commission,
        "announcement.sign": secretary | chair,
        "receipt.sign": initiator | (secretary & unsealed),
        "result.view": published,
        "result.recount": secretary & ~interested,
        "award.change": initiator | secretary | system,
        "check.view": published & (inside | applicant),
        "export.make": auditor | secretary | chair | system,
    },
    again={
        "round.publish", "round.cancel", "panel.manage", "seat.manage", "substitute.name", "keys.manage", "keys.hold",
        "opening.confirm", "protocol.issue", "result.recount",
    },
)  # fmt: skip
