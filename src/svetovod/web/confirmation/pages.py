"""What the pages of the procedure show."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svetovod.web.common import formatting, ui
from svetovod.web.registry import selectors as registry

from . import checklist, package, terms
from .enums import ApplicationState, Outcome
from .models import (
    ConfirmationApplication,
    ConfirmationDecision,
    ConfirmationReturn,
    ConfirmationVersion,
    RegistryEntry,
)
from .selectors import decision_of

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
class Package:
    """The applicant's page: the newest application, or none yet."""

    application: ConfirmationApplication | None
    lines: list[package.Line]
    review: terms.Review | None
    decision: ConfirmationDecision | None
    returned: ConfirmationReturn | None
    entry: RegistryEntry | None

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
    def missing(self) -> list[package.Line]:
        return package.missing(self.lines)

    @property
    def in_place(self) -> int:
        return sum(line.in_place for line in self.lines if line.paper.required)

    @property
    def required(self) -> int:
        return sum(line.paper.required for line in self.lines)

    @property
    def open(self) -> bool:
        """Papers can be put in now."""
        return self.application is not None and self.state in {S.DRAFT, S.RETURNED}

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
        lines=package.lines(actor, cluster, application),
        review=terms.review(application, today) if application else None,
        decision=decision_of(application) if application else None,
        returned=open_return(application) if application else None,
        entry=entry,
    )


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
        return _("Application %(number)s is under review, a decision is due on %(due)s") % named
    if page.returned is not None:
        return _("Complete the papers by %(until)s") % {"until": formatting.day(page.returned.until)}
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
        "papers": [{"label": package.BY_KEY[r["key"]].label, "files": r["files"]} for r in version.content["papers"]],
        "verdict": registry.opened(version.verdict),
        "lines": found,
        "failing": checklist.failing(found),
        "review": terms.review(row, terms.day_of(at)),
        "decision": decision_of(row),
        "sent_back": next((d for d in row.decisions.all() if d.sent_back), None),
        "returned": open_return(row),
        "steps": path(row),
        "today": terms.day_of(at),
    }


def grounds(found: list[checklist.Line], verdict: Any) -> dict[str, str]:
    """What the proposal starts from: the failing lines, or that all is in order."""
    failing = checklist.failing(found)
    if failing:
        said = "\n".join(f"{line.label}: {line.value}. {line.comment}".strip() for line in failing)
        return {"outcome": Outcome.REFUSE, "grounds": said}
    return {"outcome": Outcome.CONFIRM, "grounds": f"{verdict.conclusion}: {verdict.because}."}
