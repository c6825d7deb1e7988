"""Letters of the procedure: to who answers for the cluster, and to the officers of the registry."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.notices.services import tell
from svetovod.web.registry.selectors import people_answering

from .enums import AppealState, Outcome, ReportState
from .models import (
    ConfirmationAppeal,
    ConfirmationApplication,
    ConfirmationDecision,
    ConfirmationReturn,
    ConfirmationVersion,
    MembershipReport,
    RegistryEntry,
    RegistryExclusion,
)
from .terms import day_of, review
from .waiting import officers

Said = tuple[str, str]


def package_of(row: ConfirmationApplication) -> str:
    return reverse("confirmation:package", args=[row.cluster.slug])


def case_of(row: ConfirmationApplication) -> str:
    return reverse("confirmation:case", args=[row.number])


def _case_of(entry: RegistryEntry) -> str:
    return case_of(entry.decision.application)


def filed(row: ConfirmationApplication, version: ConfirmationVersion, *, at: datetime, but: Any) -> None:
    """The receipt, also to whoever filed; and the work to the officers. A completed application is told anew."""
    named = {"number": row.number, "cluster": row.cluster.name, "sha": version.sha256}

    def words() -> Said:
        said = named | {"time": formatting.moment(at), "version": version.number}
        return (
            _("Application for confirmation registered: %(number)s") % said,
            _("Version %(version)d, %(time)s. Checksum of what was filed: %(sha)s.") % said,
        )

    def work() -> Said:
        if version.number > 1:
            return (
                _("Papers completed: %(number)s") % named,
                _("The cluster “%(cluster)s” has handed in what was missing; the term runs on.") % named,
            )
        return (
            _("New application: %(number)s") % named,
            _("The cluster “%(cluster)s” asks for confirmation of conformity.") % named,
        )

    tell(
        people_answering(row.cluster), words, key=f"confirmation:{row.pk}:filed:{version.number}", url=package_of(row),
        at=at,
    )  # fmt: skip
    tell(officers(), work, key=f"confirmation:{row.pk}:work:{version.number}", url=case_of(row), at=at, but=but)


def withdrawn(row: ConfirmationApplication, *, at: datetime, but: Any) -> None:
    def words() -> Said:
        named = {"number": row.number, "cluster": row.cluster.name}
        return (
            _("Application for confirmation withdrawn: %(number)s") % named,
            _("The cluster “%(cluster)s” has withdrawn its application; its number is not given again.") % named,
        )

    tell(officers(), words, key=f"confirmation:{row.pk}:withdrawn", url=case_of(row), at=at, but=but)


def taken(row: ConfirmationApplication, *, at: datetime) -> None:
    def words() -> Said:
        found = review(row, day_of(at))
        due = formatting.day(found.term.due) if found and found.term.due else formatting.DASH
        return (
            _("Application under review: %(number)s") % {"number": row.number},
            _("An officer of the registry considers it. A decision is due on %(due)s (%(caveat)s).")
            % {"due": due, "caveat": found.caveat if found else formatting.DASH},
        )

    tell(people_answering(row.cluster), words, key=f"confirmation:{row.pk}:taken", url=package_of(row), at=at)


def returned(row: ConfirmationApplication, made: ConfirmationReturn, *, at: datetime) -> None:
    def words() -> Said:
        named = {"number": row.number, "until": formatting.day(made.until)}
        return (
            _("Papers returned for completion: %(number)s") % named,
            _("Hand in what is missing by %(until)s; until then the term of review stands still. What is missing:")
            % named,
        )

    tell(people_answering(row.cluster), words, key=f"confirmation:return:{made.pk}", url=package_of(row), at=at)


def prepared(row: ConfirmationApplication, *, at: datetime, but: Any) -> None:
    """To the officers who may take it: not to the one who prepared it."""

    def words() -> Said:
        named = {"number": row.number, "cluster": row.cluster.name}
        return (
            _("A decision waits for another officer: %(number)s") % named,
            _("On the application of the cluster “%(cluster)s” a decision is prepared.") % named,
        )

    key = f"confirmation:decision:{row.decisions.all()[0].pk}"
    tell(officers(), words, key=key, url=case_of(row), at=at, but=but)


def sent_back(row: ConfirmationApplication, decision: ConfirmationDecision, *, at: datetime) -> None:
    def words() -> Said:
        return (
            _("The decision was not taken: %(number)s") % {"number": row.number},
            _("The other officer has sent it back with the reason:"),
        )

    key = f"confirmation:decision:{decision.pk}:back"
    tell([decision.prepared_by], words, key=key, url=case_of(row), at=at)


def decided(row: ConfirmationApplication, decision: ConfirmationDecision, number: int | None, *, at: datetime) -> None:
    def words() -> Said:
        named = {"number": row.number, "entry": number, "cluster": row.cluster.name}
        if decision.outcome == Outcome.CONFIRM:
            return (
                _("Conformity confirmed: %(number)s") % named,
                _("The cluster “%(cluster)s” is in the registry under No. %(entry)d. Protocol and extract:") % named,
            )
        return (
            _("Confirmation refused: %(number)s") % named,
            _("The grounds are in the protocol. Once they are removed, a new application starts from this one:"),
        )

    key = f"confirmation:decision:{decision.pk}:taken"
    tell(people_answering(row.cluster), words, key=key, url=package_of(row), at=at)


def term_nears(entry: RegistryEntry, left: int, ladder: Sequence[int], *, at: datetime) -> None:
    """Once on each step of the ladder, and once when the term is over."""
    step = min((days for days in ladder if left <= days), default=None) if left >= 0 else 0
    if step is None:
        return

    def words() -> Said:
        named = {
            "entry": entry.number, "until": formatting.day(entry.valid_until), "cluster": entry.cluster.name,
        }  # fmt: skip
        if left < 0:
            return (
                _("The term in the registry is over: No. %(entry)d") % named,
                _("The decision on the cluster “%(cluster)s” held until %(until)s. To confirm anew:") % named,
            )
        return (
            _("The term in the registry nears its end: No. %(entry)d") % named,
            _("The decision on the cluster “%(cluster)s” holds until %(until)s. To confirm anew in time:") % named,
        )

    url = reverse("confirmation:package", args=[entry.cluster.slug])
    tell(people_answering(entry.cluster), words, key=f"registry_entry:{entry.pk}:{step}", url=url, at=at)


def exclusion_prepared(made: RegistryExclusion, *, at: datetime, but: Any) -> None:
    def words() -> Said:
        named = {"entry": made.entry.number, "cluster": made.entry.cluster.name}
        return (
            _("An exclusion waits for another officer: No. %(entry)d") % named,
            _("The exclusion of the cluster “%(cluster)s” from the registry is prepared.") % named,
        )

    tell(officers(), words, key=f"exclusion:{made.pk}", url=_case_of(made.entry), at=at, but=but)


def excluded(made: RegistryExclusion, *, at: datetime) -> None:
    def words() -> Said:
        named = {"entry": made.entry.number, "cluster": made.entry.cluster.name}
        return (
            _("Excluded from the registry: No. %(entry)d") % named,
            _("The cluster “%(cluster)s” is excluded. The grounds, and how to appeal:") % named,
        )

    cluster = made.entry.cluster
    url = reverse("confirmation:package", args=[cluster.slug])
    tell(people_answering(cluster), words, key=f"exclusion:{made.pk}:taken", url=url, at=at)


def appealed(made: ConfirmationAppeal, *, at: datetime, but: Any) -> None:
    def words() -> Said:
        named = {"number": made.application.number, "cluster": made.application.cluster.name}
        return (
            _("Appeal filed: %(number)s") % named,
            _("The cluster “%(cluster)s” does not agree with the decision; an officer who took no part considers it.")
            % named,
        )

    tell(officers(), words, key=f"confirmation_appeal:{made.pk}", url=case_of(made.application), at=at, but=but)


def appeal_decided(made: ConfirmationAppeal, *, at: datetime) -> None:
    def words() -> Said:
        subject = {
            AppealState.UPHELD: _("Appeal upheld: %(number)s"), AppealState.REJECTED: _("Appeal rejected: %(number)s"),
        }[AppealState(made.state)]  # fmt: skip
        return subject % {"number": made.application.number}, _("The answer with its reasons:")

    row = made.application
    key = f"confirmation_appeal:{made.pk}:decided"
    tell(people_answering(row.cluster), words, key=key, url=package_of(row), at=at)


def reported(made: MembershipReport, *, at: datetime, but: Any) -> None:
    def words() -> Said:
        named = {"entry": made.entry.number, "cluster": made.entry.cluster.name}
        return (
            _("Membership changed: No. %(entry)d") % named,
            _("The cluster “%(cluster)s” reports who joined and who left.") % named,
        )

    tell(officers(), words, key=f"membership_report:{made.pk}", url=_case_of(made.entry), at=at, but=but)


def report_answered(made: MembershipReport, *, at: datetime) -> None:
    def words() -> Said:
        subject = {
            ReportState.ACCEPTED: _("Change of membership entered: No. %(entry)d"),
            ReportState.DECLINED: _("Change of membership declined: No. %(entry)d"),
        }[ReportState(made.state)]
        return subject % {"entry": made.entry.number}, _("What the ministry answered:")

    cluster = made.entry.cluster
    url = reverse("confirmation:package", args=[cluster.slug])
    tell(people_answering(cluster), words, key=f"membership_report:{made.pk}:answered", url=url, at=at)
