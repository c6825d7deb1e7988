"""In which states of the round a commission takes each of its steps."""

from collections.abc import Mapping

from svetovod.web.common.steps import StepTable
from svetovod.web.selection.enums import RoundState as R
from svetovod.web.selection.steps import ALL, OVER_INTAKE

from .access import ACCESS

# a sitting that was planned is led to its end, also where the selection is cancelled or has failed meanwhile
WITH_SITTINGS = (*OVER_INTAKE, R.CANCELLED, R.FAILED)
WRITES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "sitting_plan": ("sitting.manage", OVER_INTAKE),
    "minutes_write": ("sitting.manage", WITH_SITTINGS),
    "sitting_open": ("sitting.preside", WITH_SITTINGS),
    "item_open": ("sitting.preside", (R.RANKED,)),
    "ballot_cast": ("ballot.cast", WITH_SITTINGS),
    "paper_template_keep": ("paper.template", ALL),
    "appeal_file": ("appeal.file", (R.PUBLISHED,)),
    "appeal_consider": ("appeal.consider", (R.PUBLISHED,)),
    "appeal_vote": ("appeal.judge", (R.PUBLISHED,)),
    "judge_appoint": ("judge.appoint", ALL),
    "awards_ask": ("award.manage", (R.APPROVED, R.PUBLISHED)),
    "award_answer": ("award.answer", (R.APPROVED, R.PUBLISHED)),
}
READS: Mapping[str, tuple[str, ...]] = {
    "sitting.view": ALL,
    "ballot.view": WITH_SITTINGS,
    "paper.view": ALL,
    "appeals.view": ALL,
    "appeal.view": (R.PUBLISHED,),
    "judge.view": ALL,
    "result.view": ALL,
    "award.view": ALL,
}
STEPS = StepTable(ACCESS, WRITES, READS)
