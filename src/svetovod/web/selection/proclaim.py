"""Letters of an announcement: to whom a selection is open, and to whom an amendment matters."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import people_holding, people_in_role
from svetovod.web.common import formatting
from svetovod.web.events import selectors as events
from svetovod.web.notices.services import tell

from .enums import ApplicationState, RoundState
from .letters import Said, applicants
from .models import Announcement, RoundPreparation, SelectionRound

INSIDE = (Role.SECRETARY, Role.CHAIR, Role.COMMISSION_MEMBER, Role.EXPERT)


def announced(round_: SelectionRound, *, at: datetime) -> None:
    """To everybody who may file or leads a cluster; a line on the page and a letter, once."""

    def words() -> Said:
        named = {
            "round": round_.title, "opens": formatting.moment(round_.opens_at),
            "closes": formatting.deadline(round_.closes_at), "limit": formatting.money_short(round_.limit),
        }  # fmt: skip
        return (
            _("A selection is announced: %(round)s") % named,
            _("Applications from %(opens)s until %(closes)s; %(limit)s are distributed. Terms and documents:") % named,
        )

    people = people_in_role(Role.INITIATOR, Role.CLUSTER_MANAGER)
    url = reverse("selection:round", args=[round_.slug])
    tell(people, words, key=f"round:{round_.pk}:announced", url=url, at=at)


def amended(round_: SelectionRound, made: Announcement, *, at: datetime) -> None:
    """To those who filed or began an application, and to panel and commission."""

    def words() -> Said:
        named = {
            "round": round_.title, "reason": made.reason, "closes": formatting.deadline(round_.closes_at),
        }  # fmt: skip
        if round_.state in (RoundState.ANNOUNCED, RoundState.OPEN):
            text = _("Reason: %(reason)s. The intake ends on %(closes)s. What has changed, line by line:")
        else:
            text = _("Reason: %(reason)s. What has changed, line by line:")
        return _("The announcement is amended: %(round)s") % named, text % named

    found = {person.pk: person for person in people_holding(Scope.ROUND, [round_.pk], *INSIDE)}
    rows = round_.applications.exclude(state=ApplicationState.WITHDRAWN).select_related("project")
    people: list[Any] = [person for row in rows for person in applicants(row)]
    found |= {person.pk: person for person in people}
    url = reverse("selection:announcement", args=[round_.slug])
    tell(found.values(), words, key=f"round:{round_.pk}:amended:{made.version}", url=url, at=at)


def prolonged(round_: SelectionRound, made: Announcement, *, at: datetime) -> None:
    """After an outage: to everybody the announcement was told to, and to panel and commission."""

    def words() -> Said:
        named = {
            "round": round_.title, "reason": made.reason, "closes": formatting.deadline(round_.closes_at),
        }  # fmt: skip
        return (
            _("The intake is prolonged until %(closes)s: %(round)s") % named,
            _("The server could not be reached. %(reason)s\nThe intake now ends on %(closes)s. What has changed:")
            % named,
        )

    found = {person.pk: person for person in people_in_role(Role.INITIATOR, Role.CLUSTER_MANAGER)}
    found |= {person.pk: person for person in people_holding(Scope.ROUND, [round_.pk], *INSIDE)}
    url = reverse("selection:announcement", args=[round_.slug])
    tell(found.values(), words, key=f"round:{round_.pk}:amended:{made.version}", url=url, at=at)


def prepared(row: RoundPreparation, *, at: datetime) -> None:
    """To whoever runs the sessions of the series: their calendar shows the dates of the selection from now on."""

    def words() -> Said:
        named = {"series": row.series.title, "round": row.round.title}
        return (
            _("The series leads to a selection: %(round)s") % named,
            _("The secretary of “%(round)s” has tied it to the series “%(series)s”. Its dates stand in the calendar:")
            % named,
        )

    url = reverse("events:series_detail", args=[row.series.slug])
    key = f"round:{row.round_id}:prepared:{row.series_id}"
    tell(events.series_organisers(row.series), words, key=key, url=url, at=at)
