"""Letters of joint projects and their sections with invented rows."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from svetovod.web.notices.samples import DAY, Write, standin

from . import letters
from .enums import ChangeState, FitPart, ParticipantRole, RemarkAction, RemarkState, Section, Severity
from .sections import letters as sections


def of(at: datetime) -> Iterator[Write]:
    version = standin(number=2, content={"title": "Совместный проект"})
    project = standin("P-07 Совместный проект", section_list=None)
    remark = standin(
        project=project, version=version, part="", row="", field="title", released=False,
        section=Section.PRODUCT, severity=Severity.IMPORTANT,
    )  # fmt: skip
    for action in (*RemarkAction,):
        yield partial(letters.remark_told, remark, standin(action=action, version=version), actor=None, at=at)
    yield partial(letters.remark_released, remark, actor=None, at=at)
    for state in (RemarkState.NEW, RemarkState.ACCEPTED, RemarkState.FIXED):
        waiting = standin(**{**remark.__dict__, "state": state})
        for step in ("soon", "over"):
            yield partial(letters.remark_due, waiting, DAY, step=step, at=at)
    participant = standin(project=project, role=ParticipantRole.CO_EXECUTOR)
    yield partial(letters.invited, participant, actor=None, at=at)
    yield partial(letters.removed, participant, actor=None, at=at)
    for given in (True, False):
        yield partial(letters.consent_told, participant, given=given, actor=None, at=at)
    yield partial(letters.change_asked, standin(part=FitPart.MAP), project, actor=None, at=at)
    for answer in (ChangeState.DONE, ChangeState.DECLINED):
        yield partial(letters.change_answered, standin(state=answer, part=FitPart.MAP), project, actor=None, at=at)
    for step in ("soon", "over"):
        due = standin(period="2021H1", due_on=DAY)
        yield partial(letters.report_due, standin(project=project), due, step=step, at=at)
    section = standin(project=project, key="goal", owner=standin("Предприятие (условное)"), owner_id=1)
    yield partial(sections.asked, section, actor=None, at=at)
    for step in ("soon", "over"):
        yield partial(sections.due, section, step=step, at=at)
