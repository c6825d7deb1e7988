"""What the teams of the background do before they file: missing consents, and every obligatory remark closed."""

from datetime import datetime
from random import Random
from typing import Any

from svetovod.web.accounts.actors import Actor, actor_of
from svetovod.web.projects import services
from svetovod.web.projects.enums import RemarkState, Severity
from svetovod.web.projects.models import JointProject, Remark

from .build_fit import fit_settle
from .build_projects import second_version
from .cast import Company
from .project_texts import ANSWERS


def prepare(project: JointProject, company: Company, at: datetime) -> None:
    """Afterwards nothing obligatory keeps the project from filing."""
    for row in project.participants.filter(consent_at=None).select_related("organisation", "project"):
        services.consent_give(actor=company.partner(row.organisation), participant=row, at=at)
    fit_settle(project, company, at)
    remarks = project.remarks.filter(severity=Severity.BLOCKING).exclude(state=RemarkState.CLOSED)
    for remark in remarks.select_related("project__initiator", "project__cluster", "author"):
        _settle(remark, company.speaking(project.initiator), actor_of(remark.author), at)


def _settle(remark: Remark, team: Actor, expert: Any, at: datetime) -> None:
    if remark.state in {RemarkState.NEW, RemarkState.ACCEPTED}:
        version = second_version(remark.project, team, at, Random(remark.pk))  # noqa: S311 -- reproducible, nothing secret
        services.remark_fix(actor=team, remark=remark, text=ANSWERS["fix"], version=version, at=at)
    services.remark_close(actor=expert, remark=remark, at=at)
