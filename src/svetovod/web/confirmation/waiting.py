"""What waits for whom and until when: for letters, for the desk, for the queue."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from svetovod.web.accounts.actors import actor_of
from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import holders, people_holding

from .access import ACCESS, manages
from .enums import QUEUE
from .enums import ApplicationState as S
from .models import ConfirmationApplication, OfficerAbsence
from .terms import Review, review


class Step(TextChoices):
    """What an application waits for."""

    TAKE = "take", pgettext_lazy("what an application waits for", "an officer takes it")
    REVIEW = "review", pgettext_lazy("what an application waits for", "an officer proposes a decision")
    DECIDE = "decide", pgettext_lazy("what an application waits for", "another officer takes the decision")
    COMPLETE = "complete", pgettext_lazy("what an application waits for", "the applicant completes the papers")
    RESUME = "resume", pgettext_lazy("what an application waits for", "an officer goes on without the papers")


_STEPS = {S.FILED: Step.TAKE, S.UNDER_REVIEW: Step.REVIEW, S.PREPARED: Step.DECIDE}


@dataclass(frozen=True, slots=True)
class Waiting:
    """An application in the queue. `able` are the officers who may take the step, `there` those of them not away.

    `due` is the last day of the term, or of the completion; None once the completion is over and the term stands still.
    """

    application: ConfirmationApplication
    step: Step
    review: Review | None
    due: date | None
    able: tuple[Any, ...]
    there: tuple[Any, ...]

    @property
    def nobody(self) -> bool:
        """It waits for an officer, and none who may is there: the head sees it."""
        return self.step is not Step.COMPLETE and not self.there

    def waits_for(self, actor: Any) -> bool:
        return self.step is not Step.COMPLETE and any(person.pk == actor.person_id for person in self.able)


def officers() -> list[Any]:
    return people_holding(Scope.PLATFORM, [""], Role.REGISTRY_OFFICER)


def heads() -> list[Any]:
    return people_holding(Scope.PLATFORM, [""], Role.REGISTRY_HEAD)


def away(today: date) -> set[int]:
    """Officers who said that they are away on the day."""
    return set(OfficerAbsence.objects.filter(first__lte=today, last__gte=today).values_list("person", flat=True))


def waiting(today: date) -> list[Waiting]:
    """Everything in the queue, the most urgent first; those that stand still come last."""
    rows = ConfirmationApplication.objects.filter(state__in=QUEUE).select_related("cluster__manager", "taken_by")
    rows = rows.prefetch_related("returns", "decisions")
    if not rows:  # then nobody has anything to do, whoever is there
        return []
    people, gone = officers(), away(today)
    # those who lead a cluster somewhere: whether this one, is asked of the access table
    partial = holders(people, Role.CLUSTER_MANAGER)
    found = []
    for row in rows:
        step, due = _step(row, today)
        counted = review(row, today)
        able = tuple(person for person in people if _may(person, row, step, partial))
        found.append(
            Waiting(
                row, step, counted, due or (counted.term.due if counted else None), able,
                tuple(person for person in able if person.pk not in gone),
            )
        )  # fmt: skip
    return sorted(found, key=_urgency)


def _urgency(each: Waiting) -> tuple[date, int]:
    due = each.review.term.due if each.review else None
    return due or date.max, each.application.pk


def _step(row: ConfirmationApplication, today: date) -> tuple[Step, date | None]:
    if row.state != S.RETURNED:
        return _STEPS[S(row.state)], None
    until = next(each.until for each in row.returns.all() if each.ended_at is None)
    return (Step.COMPLETE, until) if today <= until else (Step.RESUME, None)


def _may(person: Any, row: ConfirmationApplication, step: Step, partial: set[int]) -> bool:
    if step is Step.DECIDE and prepared_by(row) == person.pk:
        return False
    return person.pk not in partial or ACCESS.allows("application.review", actor_of(person), row)


def prepared_by(row: ConfirmationApplication) -> int | None:
    """Who prepared the decision that waits for another officer."""
    return row.decisions.all()[0].prepared_by_id if row.state == S.PREPARED else None


def hindrance(officer: Any, row: ConfirmationApplication) -> str:
    """Why an officer (an actor) has no part in what the application waits for; "" for no reason."""
    if manages.test(officer, row):
        return _("The successor answers for the cluster “%(cluster)s”: another officer decides.") % {
            "cluster": row.cluster.name
        }
    if prepared_by(row) == officer.person_id:
        return _("The successor prepared the decision: another officer takes it.")
    return ""
