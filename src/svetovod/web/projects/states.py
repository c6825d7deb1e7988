"""States of a joint project and of a remark. Guards return the refusal that stands in the way, or None."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from svetovod.web.common.errors import Refused
from svetovod.web.common.states import StateTable, Transition

from .enums import ProjectState, RemarkState


def _nothing_blocks(project: Any, *, blocking: int = 0, **context: Any) -> Refused | None:
    if not blocking:
        return None
    return Refused(
        "project.not_ready",
        _("Something still stands between the project and filing. Open the readiness page: each item says what to do."),
        blocking=blocking,
    )


def _has_text(remark: Any, *, text: str = "", **context: Any) -> Refused | None:
    if text.strip():
        return None
    return Refused("remark.reasons", _("Give the reasons: a remark is declined or returned in words, not in silence."))


def _has_due(remark: Any, *, due: Any = None, today: Any = None, **context: Any) -> Refused | None:
    if due is not None and (today is None or due >= today):
        return None
    return Refused("remark.due", _("Say by which day it will be done: the day cannot be empty or in the past."))


def _has_newer_version(remark: Any, *, version: Any = None, **context: Any) -> Refused | None:
    newer = version is not None and version.number > remark.version.number
    if newer and version.sha256 != remark.version.sha256:
        return None
    return Refused(
        "remark.version",
        _("A remark is fixed in a version newer than the one it was made to. Change the project, then save a version."),
    )


PROJECT = StateTable(
    "project",
    [
        Transition(ProjectState.IDEA, ProjectState.DRAFT, "develop", "project.edit"),
        Transition(ProjectState.DRAFT, ProjectState.PRESENTED, "present", "project.present"),
        Transition(ProjectState.REWORK, ProjectState.PRESENTED, "present", "project.present"),
        Transition(ProjectState.READY, ProjectState.PRESENTED, "present", "project.present"),
        Transition(ProjectState.PRESENTED, ProjectState.REWORK, "rework", "project.edit"),
        Transition(ProjectState.READY, ProjectState.REWORK, "rework", "project.edit"),
        Transition(ProjectState.DRAFT, ProjectState.READY, "complete", "project.edit", _nothing_blocks),
        Transition(ProjectState.PRESENTED, ProjectState.READY, "complete", "project.edit", _nothing_blocks),
        Transition(ProjectState.REWORK, ProjectState.READY, "complete", "project.edit", _nothing_blocks),
        Transition(ProjectState.IDEA, ProjectState.ARCHIVED, "archive", "project.archive"),
        Transition(ProjectState.DRAFT, ProjectState.ARCHIVED, "archive", "project.archive"),
        Transition(ProjectState.PRESENTED, ProjectState.ARCHIVED, "archive", "project.archive"),
        Transition(ProjectState.REWORK, ProjectState.ARCHIVED, "archive", "project.archive"),
        Transition(ProjectState.READY, ProjectState.ARCHIVED, "archive", "project.archive"),
    ],
)

REMARK = StateTable(
    "remark",
    [
        Transition(RemarkState.NEW, RemarkState.ACCEPTED, "accept", "remark.answer", _has_due),
        Transition(RemarkState.NEW, RemarkState.FIXED, "fix", "remark.answer", _has_newer_version),
        Transition(RemarkState.ACCEPTED, RemarkState.FIXED, "fix", "remark.answer", _has_newer_version),
        Transition(RemarkState.NEW, RemarkState.DECLINED, "decline", "remark.answer", _has_text),
        Transition(RemarkState.FIXED, RemarkState.CLOSED, "close", "remark.judge"),
        Transition(RemarkState.DECLINED, RemarkState.CLOSED, "close", "remark.judge"),
        Transition(RemarkState.ACCEPTED, RemarkState.NEW, "reopen", "remark.judge", _has_text),
        Transition(RemarkState.FIXED, RemarkState.NEW, "reopen", "remark.judge", _has_text),
        Transition(RemarkState.DECLINED, RemarkState.NEW, "reopen", "remark.judge", _has_text),
        Transition(RemarkState.CLOSED, RemarkState.NEW, "reopen", "remark.judge", _has_text),
    ],
)
