"""What the calculation says of an item of the formal check, with its evidence: offered to the officer, no decision."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.projects.selectors import calculated, files_in
from svetovod.web.registry.enums import Conclusion
from svetovod.web.registry.selectors import verdict_before

from .enums import CheckAnswer
from .models import Application
from .selectors.applications import claimed_twice

PARTICIPANTS = "project.min_participants"
VERDICTS = {Conclusion.CONFORMING: CheckAnswer.YES, Conclusion.NOT_CONFORMING: CheckAnswer.NO}


@dataclass(frozen=True, slots=True)
class Suggestion:
    answer: str
    evidence: str


def of(row: Application) -> dict[str, Suggestion]:
    """By keys of the checklist; an item of which nothing can be computed is not there."""
    assert row.filed_at is not None, "what is checked was filed"
    content, on = row.pinned.content, timezone.localtime(row.filed_at).date()
    found = {"in_time": _in_time(row), "no_double": _double(row)}
    subsidy, rules = calculated(content, on)
    found |= _participants(content, rules)
    if subsidy is not None:
        found |= _money(row, subsidy)
    files = len(files_in(content))
    found["complete"] = Suggestion(
        "", _("%(files)d files are attached, %(asked)d documents are asked for; signatures are seen by eye.")
        % {"files": files, "asked": row.round.documents.count()},
    )  # fmt: skip
    cluster = _cluster(row, on)
    return found | ({"cluster": cluster} if cluster else {})


def _in_time(row: Application) -> Suggestion:
    assert row.filed_at is not None and row.round.closes_at is not None, "what is checked was filed"
    said = _("Registered at %(filed)s, the intake ended on %(closed)s.") % {
        "filed": formatting.moment(row.filed_at), "closed": formatting.deadline(row.round.closes_at),
    }  # fmt: skip
    return Suggestion(CheckAnswer.YES if row.filed_at < row.round.closes_at else CheckAnswer.NO, said)


def _double(row: Application) -> Suggestion:
    found = claimed_twice(row)
    if not found:
        return Suggestion("", _("No row of the estimate is claimed by another project here; other funds are not seen."))
    rows = ", ".join(str(each) for each, _number in found)
    return Suggestion(CheckAnswer.NO, _("Rows claimed by another project too: %(rows)s.") % {"rows": rows})


def _participants(content: dict[str, Any], rules: tuple[Any, ...]) -> dict[str, Suggestion]:
    rule = next((each for each in rules if each.key == PARTICIPANTS), None)
    if rule is None or rule.value is None:
        return {}
    said = _("%(count)s participants, at least %(least)s are needed (%(source)s).") % {
        "count": rule.value, "least": rule.threshold, "source": rule.source,
    }  # fmt: skip
    return {"participants": Suggestion(CheckAnswer.YES if str(rule.outcome) == "met" else CheckAnswer.NO, said)}


def _money(row: Application, subsidy: Any) -> dict[str, Suggestion]:
    out = [str(each.cost.row) for each in subsidy.rows if not each.eligible]
    requested = row.requested or 0
    named = {
        "requested": formatting.money(row.requested), "most": formatting.money(subsidy.subsidy_max),
        "rate": formatting.share(subsidy.conditions.rate), "eligible": formatting.money(subsidy.eligible_amount),
    }  # fmt: skip
    amount = _("%(requested)s requested; the rate %(rate)s of %(eligible)s eligible costs and the cap give %(most)s.")
    if out:
        estimate = _("Rows that the edition does not list: %(rows)s.") % {"rows": ", ".join(out)}
    else:
        estimate = _("Every row is of a kind that the edition of %(day)s lists.") % {
            "day": formatting.day(subsidy.conditions.edition.on)
        }
    return {
        "amount": Suggestion(CheckAnswer.YES if requested <= subsidy.subsidy_max else CheckAnswer.NO, amount % named),
        "estimate": Suggestion(CheckAnswer.NO if out else CheckAnswer.YES, estimate),
    }


def _cluster(row: Application, on: Any) -> Suggestion | None:
    """The newest kept verdict of a day not after the filing."""
    found = verdict_before(row.project.cluster_id, on)
    if found is None:
        return None
    said = _("Verdict of %(day)s: %(verdict)s.") % {
        "day": formatting.day(found.on), "verdict": found.get_verdict_display()
    }  # fmt: skip
    return Suggestion(VERDICTS.get(Conclusion(found.verdict), ""), said)
