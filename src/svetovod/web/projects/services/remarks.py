"""Remarks: written by an expert, answered by the initiator, judged by whoever wrote them."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.audit.services import record
from svetovod.web.common.bulk import each, hold
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Refused
from svetovod.web.projects import letters
from svetovod.web.projects.access import ACCESS
from svetovod.web.projects.enums import ProjectState, Purpose, RemarkAction, RemarkState, Severity, Visibility
from svetovod.web.projects.models import JointProject, ProjectVersion, Remark, RemarkReply, RemarkTemplate
from svetovod.web.projects.remarks.terms import terms
from svetovod.web.projects.states import REMARK

from .locking import EDIT_MOVES, locked, touch
from .versions import version_freeze


@transaction.atomic
def remark_add(
    *,
    actor: Any,
    project: JointProject,
    version: ProjectVersion,
    section: str,
    place: str = "",
    severity: str,
    text: str,
    occasion: str,
    visibility: str = Visibility.PANEL,
    key: str = "",
    at: datetime,
) -> Remark:
    """An expert's remark on a version. `key` makes a double tap harmless."""
    row = locked(project)
    if version.project_id != row.pk:
        raise Refused("version.foreign", _("This version belongs to another project."))
    remark = Remark(
        project=row, version=version, section=section, place=place, severity=severity, text=text.strip(),
        occasion=occasion, visibility=visibility, author_id=actor.person_id, created_at=at, key=key,
        answer_by=terms().answer_by(severity, timezone.localdate(at)),
    )  # fmt: skip
    actor = ACCESS.admit("remark.add", actor, remark)
    known = Remark.objects.filter(author_id=actor.person_id, key=key).first() if key else None
    if known:
        return known
    if place and place not in {row["key"] for row in version.content.get("sections", ())}:
        raise Refused("remark.place", _("The version remarked on has no such section."))
    columns_check(remark)
    remark.save()
    reply = RemarkReply.objects.create(
        remark=remark, author_id=actor.person_id, at=at, action=RemarkAction.ADD, text=remark.text, version=version
    )
    if severity != Severity.ADVICE and EDIT_MOVES.get(ProjectState(row.state)) == "rework":
        touch(row, at)
    record(
        actor=actor, action="remark.add", subject=remark, at=at,
        project=row.code, version=version.number, section=section, place=place, severity=severity, occasion=occasion,
    )  # fmt: skip
    letters.remark_told(remark, reply, actor=actor, at=at)
    return remark


def remark_accept(*, actor: Any, remark: Remark, text: str = "", due: date | None, at: datetime) -> Remark:
    return _step(actor, remark, RemarkAction.ACCEPT, text, at, due=due)


@transaction.atomic
def remark_fix(
    *, actor: Any, remark: Remark, text: str = "", version: ProjectVersion | None = None, at: datetime
) -> Remark:
    """Fixed, in a version newer than the one remarked on: the expert sees the difference. Without one, freezes now."""
    actor = ACCESS.admit("remark.answer", actor, remark)
    locked(remark.project)
    hold([remark])
    if version is None:
        locked(remark.project)
        _locked(remark)  # before the entry of the version
        version = version_freeze(actor=actor, project=remark.project, purpose=Purpose.REVISION, at=at)
    return _step(actor, remark, RemarkAction.FIX, text, at, version=version)


def remark_decline(*, actor: Any, remark: Remark, text: str, at: datetime) -> Remark:
    return _step(actor, remark, RemarkAction.DECLINE, text, at)


def remark_close(*, actor: Any, remark: Remark, text: str = "", at: datetime) -> Remark:
    return _step(actor, remark, RemarkAction.CLOSE, text, at)


def remark_reopen(*, actor: Any, remark: Remark, text: str, at: datetime) -> Remark:
    return _step(actor, remark, RemarkAction.REOPEN, text, at)


@transaction.atomic
def remarks_answer(
    *, actor: Any, remarks: Sequence[Remark], action: str, text: str = "", due: date | None = None, at: datetime
) -> list[Remark]:
    """The same answer to several remarks of one project, to all or to none; what is fixed is fixed in one version."""
    if action not in ANSWERS:
        raise Refused("remark.action", _("Choose what to do with the remarks."))
    if not remarks or len({remark.project_id for remark in remarks}) != 1:
        raise Refused("remark.none", _("Choose the remarks to answer."))
    version = None
    locked(remarks[0].project)
    hold(remarks)
    if action == RemarkAction.FIX:
        actor = ACCESS.admit("remark.answer", actor, remarks[0])
        version = version_freeze(actor=actor, project=remarks[0].project, purpose=Purpose.REVISION, at=at)
    day = due if action == RemarkAction.ACCEPT else None
    return [_step(actor, remark, RemarkAction(action), text, at, due=day, version=version) for remark in remarks]


@transaction.atomic
def remarks_judge(
    *, actor: Any, remarks: Sequence[Remark], action: str, text: str = "", at: datetime
) -> dict[int, str]:  # fmt: skip
    """By key, remarks that are neither closed nor opened again, and why: each is judged by itself."""
    if action not in WHO:
        raise Refused("remark.action", _("Choose what to do with the remarks."))
    return each(remarks, lambda remark: _step(actor, remark, RemarkAction(action), text, at))


@transaction.atomic
def template_keep(*, actor: Any, section: str, severity: str, text: str, at: datetime) -> RemarkTemplate:
    """Words for later remarks. The same words are kept once."""
    template = RemarkTemplate(
        author_id=actor.person_id, section=section, severity=severity, text=text.strip(), kept_at=at
    )
    actor = ACCESS.admit("remark_template.keep", actor, template)
    own = RemarkTemplate.objects.filter(author_id=actor.person_id)
    known = own.filter(text=template.text).first()
    if known:
        return known
    if own.count() >= MAX_TEMPLATES:
        raise Refused(
            "template.too_many", _("At most %(limit)d templates of your own: remove one.") % {"limit": MAX_TEMPLATES}
        )
    columns_check(template)
    template.save()
    record(actor=actor, action="remark_template.keep", subject=template, at=at)
    return template


@transaction.atomic
def template_drop(*, actor: Any, template: RemarkTemplate, at: datetime) -> None:
    actor = ACCESS.admit("remark_template.keep", actor, template)
    subject = ("projects.remarktemplate", str(template.pk))
    RemarkTemplate.objects.filter(pk=template.pk).delete()
    record(actor=actor, action="remark_template.drop", subject=subject, at=at)


@transaction.atomic
def remark_release(*, actor: Any, remark: Remark, at: datetime) -> Remark:
    """Shows a remark to the whole team before its days of being read first are over. Repeated, it changes nothing."""
    row = _locked(remark)
    actor = ACCESS.admit("remark.release", actor, row)
    if not row.released:
        _release(row, actor, at)
    return row


def remarks_release(*, at: datetime) -> None:
    """Every remark whose days of being read first are over is shown to its team; safe to run any number of times."""
    over = at - timedelta(days=terms().first)
    for pk in Remark.objects.filter(released=False, created_at__lte=over).values_list("pk", flat=True):
        remark_release(actor=SYSTEM, remark=Remark(pk=pk), at=at)


def remarks_remind(*, at: datetime) -> None:
    """Letters before a day and once after it: to answer, to mend as promised, to judge. Each goes once a step."""
    today, days = timezone.localdate(at), terms()
    rows = Remark.objects.exclude(state=RemarkState.CLOSED).exclude(project__state=ProjectState.ARCHIVED)
    rows = rows.annotate(last=Max("replies__at")).select_related("project__initiator", "version", "author")
    for row in rows:
        due = row.due if row.state == RemarkState.ACCEPTED else row.answer_by if row.state == RemarkState.NEW else None
        if row.state in (RemarkState.FIXED, RemarkState.DECLINED):
            due = timezone.localdate(row.last) + timedelta(days=days.judge)
        if due is not None and (due - today).days <= days.ladder:
            letters.remark_due(row, due, step="over" if due < today else "soon", at=at)


def _locked(remark: Remark) -> Remark:
    return Remark.objects.select_for_update(of=("self",), no_key=True).select_related(
        "project__cluster", "version", "author"
    ).get(pk=remark.pk)  # fmt: skip


def _release(row: Remark, actor: Any, at: datetime) -> None:
    row.released = True
    row.save(update_fields=["released"])
    record(actor=actor, action="remark.release", subject=row, at=at, project=row.project.code)
    letters.remark_released(row, actor=actor, at=at)


ANSWERS = {RemarkAction.ACCEPT, RemarkAction.FIX, RemarkAction.DECLINE}
MAX_TEMPLATES = 40
WHO = {RemarkAction.CLOSE: "remark.judge", RemarkAction.REOPEN: "remark.judge"}


@transaction.atomic
def _step(
    actor: Any,
    remark: Remark,
    action: RemarkAction,
    text: str,
    at: datetime,
    *,
    due: date | None = None,
    version: ProjectVersion | None = None,
) -> Remark:
    """One row of the remark's state table, kept in its history. Repeating the last step changes nothing."""
    row = _locked(remark)
    actor = ACCESS.admit(WHO.get(action, "remark.answer"), actor, row)
    last = row.replies.order_by("-id").first()
    if last and (last.action, last.text, last.author_id) == (action, text.strip(), actor.person_id):
        return row
    REMARK.move(row, action, text=text, due=due, today=timezone.localdate(at), version=version)
    if action == RemarkAction.REOPEN:
        row.reopened += 1
        row.answer_by = terms().answer_by(row.severity, timezone.localdate(at))
    if action != RemarkAction.CLOSE:
        row.due, row.fixed_in = due, version
    row.save(update_fields=["state", "reopened", "answer_by", "due", "fixed_in"])
    if not row.released and action in ANSWERS:
        _release(row, actor, at)
    reply = RemarkReply.objects.create(
        remark=row, author_id=actor.person_id, at=at, action=action, text=text.strip(), due=due, version=version
    )
    record(
        actor=actor, action=f"remark.{action}", subject=row, at=at,
        project=row.project.code, due=due, version=version.number if version else None,
    )  # fmt: skip
    letters.remark_told(row, reply, actor=actor, at=at)
    return row
