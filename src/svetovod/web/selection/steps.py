"""In which states of the round each step may be taken: asked by services, drawn into the reference, tested whole."""

from collections.abc import Mapping

from svetovod.web.common.steps import StepTable

from .access import ACCESS
from .enums import SCORES_OPEN
from .enums import RoundState as R
from .states import ROUND

ALL = tuple(R)
KNOWN = tuple(state for state in R if state != R.DRAFT)
WHILE_TAKING = (R.ANNOUNCED, R.OPEN)
BEFORE_OPENING = (R.DRAFT, R.ANNOUNCED, R.OPEN, R.INTAKE_CLOSED, R.FORMAL_CHECK, R.SCORING)
BEFORE_CHECK = (R.DRAFT, R.ANNOUNCED, R.OPEN, R.INTAKE_CLOSED)
UNTIL_RANKED = (*BEFORE_OPENING, R.OPENED)
CHECKING = (R.FORMAL_CHECK,)
JUDGING = (R.FORMAL_CHECK, R.SCORING)
OVER_INTAKE = (R.INTAKE_CLOSED, R.FORMAL_CHECK, R.SCORING, *SCORES_OPEN)
WITH_APPLICATIONS = (R.OPEN, *OVER_INTAKE, R.CANCELLED, R.FAILED)
WITH_ASSIGNMENTS = (*JUDGING, *SCORES_OPEN, R.CANCELLED, R.FAILED)


def _moves(*actions: str) -> tuple[str, ...]:
    """The states from which the round is moved by one of these actions of its state machine."""
    return tuple(dict.fromkeys(row.source for row in ROUND.transitions if row.action in actions))


WRITES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "round_edit": ("round.update", (R.DRAFT,)),
    "round_announce": ("round.announce", _moves("announce")),
    "round_amend": ("round.amend", (*WHILE_TAKING, R.INTAKE_CLOSED, *JUDGING, R.OPENED, R.RANKED)),
    "round_prepare": ("round.prepare", BEFORE_OPENING),
    "round_open": ("round.open", _moves("open")),
    "intake_close": ("round.close", _moves("close")),
    "check_start": ("round.check", _moves("check")),
    "scoring_start": ("round.score", _moves("score")),
    "round_approve": ("round.approve", _moves("approve")),
    "round_publish": ("round.publish", _moves("publish")),
    "round_cancel": ("round.cancel", _moves("cancel", "fail")),
    "clarification_ask": ("clarification.ask", WHILE_TAKING),
    "clarification_answer": ("clarification.answer", KNOWN),
    "intake_unseal": ("intake.unseal", (R.OPEN,)),
    "outage_record": ("outage.add", (R.OPEN,)),
    "official_act": ("official.add", (*WHILE_TAKING, *OVER_INTAKE, R.FAILED)),
    "panel_add": ("panel.manage", BEFORE_OPENING),
    "expert_release": ("panel.manage", BEFORE_OPENING),
    "seat_add": ("seat.manage", BEFORE_OPENING),
    "seat_offer": ("seat.manage", UNTIL_RANKED),
    "seat_call": ("seat.manage", UNTIL_RANKED),
    "seat_release": ("seat.manage", UNTIL_RANKED),
    "substitute_name": ("substitute.name", OVER_INTAKE),
    "application_draft": ("application.draft", KNOWN),
    "application_file": ("application.file", (R.OPEN,)),
    "application_correct": ("application.file", CHECKING),
    "application_withdraw": ("application.withdraw", (R.OPEN,)),
    "application_official": ("application.official", (R.OPEN, R.INTAKE_CLOSED, *JUDGING)),
    "check_save": ("application.check", CHECKING),
    "check_settle": ("application.settle", CHECKING),
    "application_decide": ("application.decide", CHECKING),
    "computed_confirm": ("computed.confirm", JUDGING),
    "sign_decide": ("assignment.manage", (R.OPEN, R.INTAKE_CLOSED, *JUDGING)),
    "expert_assign": ("assignment.manage", JUDGING),
    "expert_unassign": ("assignment.manage", JUDGING),
    "plan_propose": ("panels.manage", JUDGING),
    "plan_change": ("panels.manage", JUDGING),
    "plan_confirm": ("panels.manage", JUDGING),
    "conflict_deny": ("conflict.declare", JUDGING),
    "conflict_declare": ("conflict.declare", JUDGING),
    "sign_answer": ("conflict.declare", JUDGING),
    "score_submit": ("sheet.write", (R.SCORING,)),
    "paper_bring": ("paper_sheet.enter", (R.SCORING,)),
    "holders_name": ("keys.manage", (*WHILE_TAKING, R.INTAKE_CLOSED, *JUDGING)),
    "key_take": ("keys.hold", (*WHILE_TAKING, R.INTAKE_CLOSED, *JUDGING)),
    "key_enter": ("keys.hold", (R.SCORING,)),
    "envelope_put": ("application.file", (R.OPEN,)),
    "envelope_holders": ("keys.manage", WHILE_TAKING),
    "envelope_take": ("keys.hold", (*WHILE_TAKING, R.INTAKE_CLOSED)),
    "envelope_enter": ("keys.hold", (R.INTAKE_CLOSED,)),
    "envelopes_open": ("opening.confirm", (R.INTAKE_CLOSED,)),
    "opening_confirm": ("opening.confirm", (R.SCORING,)),
    "second_give": ("sheet.second", (R.OPENED,)),
    "discussion_say": ("discussion.say", (R.OPENED,)),
    "ranking_run": ("ranking.run", _moves("rank")),
    "robustness_open": ("robustness.open", (R.RANKED, R.APPROVED, R.PUBLISHED)),
    "vote_cast": ("vote.cast", (R.RANKED,)),
    "protocol_issue": ("protocol.issue", (R.APPROVED, R.PUBLISHED)),
    "result_recount": ("result.recount", (R.PUBLISHED,)),
    "award_change": ("award.change", (R.APPROVED, R.PUBLISHED)),
    "award_sign": ("award.change", (R.PUBLISHED,)),
}
READS: Mapping[str, tuple[str, ...]] = {
    "round.view": ALL,
    "clarification.view": KNOWN,
    "official.view": ALL,
    "desk.view": ALL,
    "panel.view": ALL,
    "application.view": WITH_APPLICATIONS,
    "assignment.view": WITH_ASSIGNMENTS,
    "sheet.view": WITH_ASSIGNMENTS,
    "paper_sheet.view": WITH_ASSIGNMENTS,
    "discussion.view": SCORES_OPEN,
    "keys.view": ALL,
    "opening.view": ALL,
    "ranking.view": ALL,
    "robustness.view": ALL,
    "vote.view": ALL,
    "protocol.view": ALL,
    "result.view": ALL,
    "check.view": ALL,
    "export.make": ALL,
}
# asked of no state of a round: who begins one, the expert's own profile, and signatures beside a paper that is there
WITHOUT_ROUND = ("round.create", "profile.edit", "announcement.sign", "protocol.sign", "receipt.sign")
STEPS = StepTable(ACCESS, WRITES, READS)
