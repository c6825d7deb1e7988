"""Letters about a joint project: to its team, to the expert, to the enterprise invited. Never a remark's text."""

from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import people_holding, people_in
from svetovod.web.common import formatting
from svetovod.web.notices.enums import Topic
from svetovod.web.notices.services import tell
from svetovod.web.registry.selectors import people_answering

from .access import TEAM_ROLES
from .enums import ChangeState, RemarkAction, RemarkState
from .models import JointProject, ProjectParticipant, Remark, RemarkReply
from .phrases import half_year, remark_place

OWN_PEOPLE = (Role.INITIATOR, Role.PARTICIPANT)


def team(project: JointProject) -> list[Any]:
    """People of the organisations that take part: of the initiator, and of those that have consented."""
    inside = project.participants.exclude(consent_at=None).values_list("organisation", flat=True)
    return people_in([(Scope.ORGANISATION, inside), (Scope.PROJECT, [project.pk])], *TEAM_ROLES)


def initiators(project: JointProject) -> list[Any]:
    """Who leads the project and who prepares it for them."""
    leading = (Role.INITIATOR, Role.PREPARER)
    return people_in([(Scope.ORGANISATION, [project.initiator_id]), (Scope.PROJECT, [project.pk])], *leading)


def remark_told(remark: Remark, reply: RemarkReply, *, actor: Any, at: datetime) -> None:
    """What the expert does goes to those of the team who read it already, what they answer to the expert."""
    judged = reply.action in (RemarkAction.ADD, RemarkAction.CLOSE, RemarkAction.REOPEN)
    first = team if remark.released else initiators
    # accepted or closed, it asks nothing of the reader
    topic = Topic.REMARKS if reply.action in (RemarkAction.ACCEPT, RemarkAction.CLOSE) else ""
    readers = first(remark.project) if judged else _author(remark)

    def words() -> tuple[str, str]:
        named = _named(remark) | {
            "version": reply.version.number if reply.version else remark.version.number,
            "due": formatting.day(reply.due) if reply.due else "",
        }
        subject, text = _remark_words(RemarkAction(reply.action))
        return subject % named, text % named

    tell(
        readers, words, key=f"remark:{reply.pk}", at=at, but=actor, bundle=f"project:{remark.project_id}",
        url=_remark_url(remark), topic=topic,
    )  # fmt: skip


def remark_released(remark: Remark, *, actor: Any, at: datetime) -> None:
    """To the rest of the team, who may read it from now on; the initiator's people were told when it was written."""
    known = {person.pk for person in initiators(remark.project)}

    def words() -> tuple[str, str]:
        named = _named(remark)
        return (
            _("New remark: %(project)s") % named,
            _("An expert has written a remark on the section “%(section)s” (%(severity)s). The initiator answers it:")
            % named,
        )

    rest = [person for person in team(remark.project) if person.pk not in known]
    tell(
        rest, words, key=f"remark.released:{remark.pk}", at=at, but=actor, url=_remark_url(remark), topic=Topic.REMARKS
    )


def remark_due(remark: Remark, due: date, *, step: str, at: datetime) -> None:
    """To whoever has the next word: the day is near (`soon`) or past (`over`)."""
    judged = remark.state in (RemarkState.FIXED, RemarkState.DECLINED)
    state, day = remark.state, due.isoformat()

    def words() -> tuple[str, str]:
        named = _named(remark) | {"day": formatting.day(due)}
        head = _("A remark is past its day: %(project)s") if step == "over" else _("A remark waits: %(project)s")
        said = {
            RemarkState.NEW: _("The remark on the section “%(section)s” is to be answered by %(day)s:"),
            RemarkState.ACCEPTED: _("The remark on the section “%(section)s” was promised to be mended by %(day)s:"),
        }.get(
            RemarkState(state),
            _("Your remark on the section “%(section)s” is answered. Close or return it by %(day)s:"),
        )
        return head % named, said % named

    readers = _author(remark) if judged else initiators(remark.project)
    tell(readers, words, key=f"remark.due:{remark.pk}:{state}:{day}:{step}", at=at, url=_remark_url(remark))


def _author(remark: Remark) -> list[Any]:
    return [remark.author] if remark.author.is_active else []


def _named(remark: Remark) -> dict[str, Any]:
    """An expert knows the version shown, not what the team has written since."""
    return {
        "project": f"{remark.project.code} {remark.version.content['title']}",
        "section": remark_place(remark, remark.version.content),
        "severity": remark.get_severity_display(),
    }


def _remark_url(remark: Remark) -> str:
    return reverse("projects:remark_detail", args=[remark.project.code, remark.pk])


def _remark_words(action: RemarkAction) -> tuple[str, str]:
    return {
        RemarkAction.ADD: (
            _("New remark: %(project)s"),
            _("An expert has written a remark on the section “%(section)s” (%(severity)s). Read it and answer:"),
        ),
        RemarkAction.ACCEPT: (
            _("The remark is accepted: %(project)s"),
            _("Your remark on the section “%(section)s” is accepted, to be done by %(due)s:"),
        ),
        RemarkAction.FIX: (
            _("The remark is fixed: %(project)s"),
            _(
                "Your remark on the section “%(section)s” is fixed in version %(version)s. Compare the versions and "
                "close the remark or return it:"
            ),
        ),
        RemarkAction.DECLINE: (
            _("The remark is declined with reasons: %(project)s"),
            _("Your remark on the section “%(section)s” is declined. Read the reasons and close it or return it:"),
        ),
        RemarkAction.CLOSE: (
            _("The remark is closed: %(project)s"),
            _("The expert has closed the remark on the section “%(section)s”:"),
        ),
        RemarkAction.REOPEN: (
            _("The remark is returned: %(project)s"),
            _("The expert has returned the remark on the section “%(section)s”. Read why and answer once more:"),
        ),
    }[action]


def invited(participant: ProjectParticipant, *, actor: Any, at: datetime) -> None:
    """To those who may consent for the enterprise."""

    def words() -> tuple[str, str]:
        return (
            _("Invited to a joint project: %(project)s") % {"project": participant.project},
            _("%(initiator)s invites %(name)s to take part as: %(role)s. Read the project and give your consent:")
            % {
                "initiator": participant.project.initiator, "name": participant.organisation,
                "role": participant.get_role_display(),
            },
        )  # fmt: skip

    _to_enterprise(participant, words, f"project.invited:{participant.pk}", actor, at)


def removed(participant: ProjectParticipant, *, actor: Any, at: datetime) -> None:
    """The enterprise no longer sees the project: the letter leads to the list of its own."""

    def words() -> tuple[str, str]:
        return (
            _("No longer in the joint project: %(project)s") % {"project": participant.project},
            _("The initiator has taken %(name)s out of the project. Your projects:")
            % {"name": participant.organisation},
        )

    key, url = f"project.removed:{participant.pk}", reverse("projects:project_list")
    tell(_own_people(participant), words, key=key, url=url, at=at, but=actor)


def consent_told(participant: ProjectParticipant, *, given: bool, actor: Any, at: datetime) -> None:
    """To those who lead the project."""

    def words() -> tuple[str, str]:
        named = {"project": str(participant.project), "name": str(participant.organisation)}
        if given:
            return (
                _("Consent given: %(project)s") % named,
                _("%(name)s has consented to take part in the project:") % named,
            )
        return (
            _("Consent withdrawn: %(project)s") % named,
            _("%(name)s has withdrawn its consent. Without it the project cannot be filed:") % named,
        )

    key = f"project.consent:{participant.pk}:{at.isoformat()}"
    tell(initiators(participant.project), words, key=key, url=_participants_url(participant), at=at, but=actor)


def change_asked(request: Any, project: JointProject, *, actor: Any, at: datetime) -> None:
    """To those who answer for the cluster."""

    def words() -> tuple[str, str]:
        named = {"project": str(project), "part": request.get_part_display(), "line": request.line.name}
        return (
            _("Asked to change the cluster's papers: %(project)s") % named,
            _("The initiator asks to change the %(part)s, so that “%(line)s” stands in it. Read why and answer:")
            % named,
        )

    tell(
        people_answering(project.cluster), words, key=f"change.asked:{request.pk}", url=_fit_url(project), at=at,
        but=actor,
    )  # fmt: skip


def change_answered(request: Any, project: JointProject, *, actor: Any, at: datetime) -> None:
    """To those who lead the project."""

    def words() -> tuple[str, str]:
        named = {"project": str(project), "part": request.get_part_display(), "line": request.line.name}
        if request.state == ChangeState.DONE:
            return (
                _("Changed as you asked: %(project)s") % named,
                _("The %(part)s was changed for “%(line)s”. Choose its new place:") % named,
            )
        return (
            _("The change is declined with reasons: %(project)s") % named,
            _("The %(part)s will not be changed for “%(line)s”. Read the reasons:") % named,
        )

    tell(initiators(project), words, key=f"change.answered:{request.pk}", url=_fit_url(project), at=at, but=actor)


def report_due(agreement: Any, due: Any, *, step: str, at: datetime) -> None:
    """To those who lead the project: a report on a half-year is due, or overdue."""

    def words() -> tuple[str, str]:
        named = {
            "project": str(agreement.project), "period": half_year(due.period), "day": formatting.day(due.due_on)
        }  # fmt: skip
        head = _("A report is overdue: %(project)s") if step == "over" else _("A report is due: %(project)s")
        return head % named, _("The report on the %(period)s is due by %(day)s. Tell its facts:") % named

    url = reverse("projects:award", args=[agreement.project.code])
    tell(initiators(agreement.project), words, key=f"report:{agreement.pk}:{due.period}:{step}", url=url, at=at)


def _fit_url(project: JointProject) -> str:
    return reverse("projects:fit", args=[project.code])


def _own_people(participant: ProjectParticipant) -> list[Any]:
    return people_holding(Scope.ORGANISATION, [participant.organisation_id], *OWN_PEOPLE)


def _to_enterprise(participant: ProjectParticipant, words: Any, key: str, actor: Any, at: datetime) -> None:
    tell(_own_people(participant), words, key=key, url=_participants_url(participant), at=at, but=actor)


def _participants_url(participant: ProjectParticipant) -> str:
    return reverse("projects:participants", args=[participant.project.code])
