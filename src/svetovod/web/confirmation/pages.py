"""What the pages of the procedure show."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svetovod.web.common import formatting, ui
from svetovod.web.documents.selectors import attachments_kept
from svetovod.web.registry import selectors as registry

from . import checklist, membership, package, terms
from .enums import CLOSED, IN_FORCE, OPEN, PENDING_APPEAL, ApplicationState, EntryState, Outcome, ReportState
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
from .selectors import decision_of, entry_of

S = ApplicationState
LOOK: dict[str, str] = {
    S.DRAFT: "none", S.FILED: "info", S.UNDER_REVIEW: "now", S.RETURNED: "warn", S.PREPARED: "now",
    S.CONFIRMED: "yes", S.REFUSED: "no", S.WITHDRAWN: "none",
}  # fmt: skip
ENTRY_LOOK = {"active": "yes", "expiring": "warn", "expired": "none", "excluded": "no"}
# how far along the path each state is
_STEP: dict[str, int] = {
    S.DRAFT: 0, S.FILED: 1, S.UNDER_REVIEW: 2, S.RETURNED: 2, S.PREPARED: 3, S.CONFIRMED: 5, S.REFUSED: 3,
    S.WITHDRAWN: 1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What followed a decision, the newest first; `change` is what the ministry does not know yet."""

    entry: RegistryEntry | None
    exclusions: list[RegistryExclusion]
    appeals: list[ConfirmationAppeal]
    reports: list[MembershipReport]
    change: membership.Change | None

    @property
    def in_force(self) -> bool:
        return self.entry is not None and self.entry.state in IN_FORCE

    @property
    def exclusion(self) -> RegistryExclusion | None:
        """The one that stands: prepared, or decided."""
        return next((row for row in self.exclusions if row.state in {"proposed", "taken"}), None)

    @property
    def appeal(self) -> ConfirmationAppeal | None:
        """The one that waits for an answer."""
        return next((row for row in self.appeals if row.state in PENDING_APPEAL), None)

    @property
    def report(self) -> MembershipReport | None:
        return next((row for row in self.reports if row.state == ReportState.FILED), None)


def took_part(actor: Any, after: Aftermath, decision: Any) -> bool:
    """Whether the actor made what the appeal is against; who did does not consider it."""
    if after.appeal is None:
        return False
    against = after.appeal.exclusion or decision
    return actor.person_id in {against.prepared_by_id, against.decided_by_id}


def aftermath(row: ConfirmationApplication | None) -> Aftermath:
    if row is None or row.state not in {S.CONFIRMED, S.REFUSED, S.UNDER_REVIEW}:
        return Aftermath(None, [], [], [], None)
    entry = entry_of(row)
    appeals = list(row.appeals.select_related("exclusion"))
    if entry is None:
        return Aftermath(None, [], appeals, [], None)
    change = membership.change_of(entry) if entry.state in IN_FORCE else None
    reports = list(entry.reports.select_related("verdict"))
    return Aftermath(entry, list(entry.exclusions.all()), appeals, reports, change)


@dataclass(frozen=True, slots=True)
class Package:
    """The applicant's page: the newest application, or none yet."""

    application: ConfirmationApplication | None
    contents: package.Contents
    review: terms.Review | None
    decision: ConfirmationDecision | None
    returned: ConfirmationReturn | None
    entry: RegistryEntry | None
    after: Aftermath

    @property
    def appealable(self) -> bool:
        """A refusal or an exclusion stands, and no appeal waits."""
        excluded = self.after.exclusion is not None and self.after.exclusion.state == "taken"
        return (self.state == S.REFUSED or excluded) and not self._appealed

    @property
    def _appealed(self) -> bool:
        exclusion = self.after.exclusion
        return any(row.exclusion == exclusion and not _overtaken(row, self.decision) for row in self.after.appeals)

    @property
    def state(self) -> str:
        return self.application.state if self.application else S.DRAFT

    @property
    def look(self) -> str:
        return LOOK[self.state]

    @property
    def versions(self) -> list[ConfirmationVersion]:
        return list(self.application.versions.all()) if self.application else []

    @property
    def filed(self) -> ConfirmationVersion | None:
        """What is considered: the newest version."""
        return self.versions[0] if self.versions else None

    @property
    def lines(self) -> tuple[package.Line, ...]:
        return self.contents.lines

    @property
    def missing(self) -> list[package.Line]:
        return self.contents.missing

    @property
    def in_place(self) -> int:
        return sum(line.in_place for line in self.lines if line.obligatory)

    @property
    def required(self) -> int:
        return sum(line.obligatory for line in self.lines)

    @property
    def open(self) -> bool:
        """Papers can be put in now."""
        return self.application is not None and self.state in OPEN

    @property
    def listed(self) -> bool:
        """The law's list is shown beside the papers while they can still be put in."""
        return self.contents.norm is not None

    @property
    def drafted(self) -> bool:
        return self.application is not None and self.state == S.DRAFT

    @property
    def frozen(self) -> set[str]:
        """Files that a filed version names: they cannot be taken out."""
        return {
            file["id"] for version in self.versions for paper in version.content["papers"] for file in paper["files"]
        }

    @property
    def rows(self) -> list[tuple[package.Line, list[tuple[Any, bool]]]]:
        """Each paper with its files, and whether the file can be taken out."""
        fixed = self.frozen
        return [(line, [(file, self.open and str(file.pk) not in fixed) for file in line.files]) for line in self.lines]

    @property
    def restartable(self) -> bool:
        return self.application is None or self.state in {S.CONFIRMED, S.REFUSED, S.WITHDRAWN}

    @property
    def withdrawable(self) -> bool:
        return self.state in {S.FILED, S.UNDER_REVIEW, S.RETURNED}

    @property
    def steps(self) -> list[ui.Step]:
        return path(self.application)

    @property
    def headline(self) -> str:
        return _headline(self)


def package_page(actor: Any, cluster: Any, application: ConfirmationApplication | None, at: datetime) -> Package:
    today = terms.day_of(at)
    entry = RegistryEntry.objects.filter(cluster=cluster).order_by("-id").first()
    return Package(
        application=application,
        contents=package.contents(actor, cluster, application, today),
        review=terms.review(application, today) if application else None,
        decision=decision_of(application) if application else None,
        returned=open_return(application) if application else None,
        entry=entry,
        after=aftermath(application),
    )


def _overtaken(appeal: ConfirmationAppeal, decision: ConfirmationDecision | None) -> bool:
    """It was against an earlier decision: the review went on and ended anew."""
    return bool(decision and decision.decided_at and appeal.filed_at < decision.decided_at)


def open_return(application: ConfirmationApplication) -> ConfirmationReturn | None:
    return next((row for row in application.returns.all() if row.ended_at is None), None)


def path(application: ConfirmationApplication | None) -> list[ui.Step]:
    titles = (_("Papers"), _("Filed"), _("Review"), _("Decision"), _("In the registry"))
    now = _STEP[application.state] if application else 0
    stopped = application is not None and application.state in {S.REFUSED, S.WITHDRAWN}
    found = ui.steps(titles, now=now)
    if not stopped:
        return found
    return [ui.Step(step.title, step.sub, "stopped" if n == now else step.state) for n, step in enumerate(found)]


def _headline(page: Package) -> str:
    row = page.application
    if row is None:
        return _("No application has been started yet")
    if page.state == S.DRAFT:
        count = len(page.missing)
        if not count:
            return _("All papers are in place: the application can be filed")
        said = ngettext("%(count)d paper is missing", "%(count)d papers are missing", count)
        return said % {"count": count}
    named = {"number": row.number, "due": formatting.day(page.review.term.due) if page.review else ""}
    if page.state in {S.FILED, S.UNDER_REVIEW, S.PREPARED}:
        if page.review and page.review.term.unknown:
            return _("Application %(number)s is under review, a decision is expected about %(due)s") % named
        return _("Application %(number)s is under review, a decision is due on %(due)s") % named
    if page.returned is not None:
        return _("Complete the papers by %(until)s") % {"until": formatting.day(page.returned.until)}
    if page.entry and page.state == S.CONFIRMED and page.entry.state == EntryState.EXCLUDED:
        return _("The cluster is excluded from the registry")
    if page.state == S.CONFIRMED and page.entry:
        return _("Conformity is confirmed, number in the registry: %(entry)d") % {"entry": page.entry.number}
    return {
        S.REFUSED: _("Confirmation was refused on application %(number)s"),
        S.WITHDRAWN: _("Application %(number)s was withdrawn"),
    }[S(page.state)] % named


def case_context(row: ConfirmationApplication, at: datetime) -> dict[str, Any]:
    """The officer's page of one application."""
    version = row.versions.select_related("verdict__sheet").first()
    assert version is not None, "an application with a number was filed"
    found = checklist.lines(row, version)
    return {
        "row": row,
        "cluster": row.cluster,
        "look": LOOK[row.state],
        "version": version,
        "papers": _filed(version),
        "verdict": registry.opened(version.verdict),
        "whose": registry.whose_figures(version.verdict.sheet),
        "lines": found,
        "failing": checklist.failing(found),
        "review": terms.review(row, terms.day_of(at)),
        "decision": decision_of(row),
        "sent_back": next((d for d in row.decisions.all() if d.sent_back), None),
        "returned": open_return(row),
        "steps": path(row),
        "closed": row.state in CLOSED,
        "after": aftermath(row),
        "today": terms.day_of(at),
    }


def _filed(version: ConfirmationVersion) -> list[tuple[Any, list[tuple[dict[str, Any], Any]]]]:
    """Papers as they were filed; beside each file what is kept of it, which has its mark of today."""
    papers = version.content["papers"]
    kept = attachments_kept([file["id"] for paper in papers for file in paper["files"]])
    return [
        (package.paper_of(paper["key"]).label, [(file, kept.get(file["id"])) for file in paper["files"]])
        for paper in papers
    ]


def grounds(found: list[checklist.Line], verdict: Any) -> dict[str, str]:
    """What the proposal starts from: the failing lines, or that all is in order."""
    failing = checklist.failing(found)
    if failing:
        said = "\n".join(f"{line.label}: {line.value}. {line.comment}".strip() for line in failing)
        return {"outcome": Outcome.REFUSE, "grounds": said}
    return {"outcome": Outcome.CONFIRM, "grounds": f"{verdict.conclusion}: {verdict.because}."}
