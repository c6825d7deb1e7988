"""After the filing: a consent taken back or given again, a participant taken out. The secretary is told."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import people_holding
from svetovod.web.notices.services import tell
from svetovod.web.projects.path import ConsentTurn

from .enums import UNDER_WAY, RoundState
from .letters import Said, application_url
from .models import Application


def changed(participant: Any, turn: ConsentTurn, at: datetime) -> None:
    """To the secretary, where the project is filed with the consent of this enterprise."""
    rows = Application.objects.filter(project=participant.project_id, state__in=UNDER_WAY).exclude(
        round__state__in=(RoundState.CANCELLED, RoundState.FAILED)
    )
    for row in rows.select_related("round", "project", "version"):
        filed = row.pinned.content["participants"]
        if any(each["inn"] == participant.organisation.inn and each["consent"] for each in filed):
            told(row, participant.organisation, turn, at)


def told(row: Application, enterprise: Any, turn: ConsentTurn, at: datetime) -> None:
    def words() -> Said:
        named = {"number": row.number, "name": enterprise, "project": row.project.code}
        if turn == ConsentTurn.TAKEN_OUT:
            return (
                _("Participant taken out after the filing: %(number)s") % named,
                _(
                    "The initiator has taken %(name)s out of the project %(project)s. The version filed still has it "
                    "and stands as it was registered. What may be done stands beside it:"
                )
                % named,
            )
        if turn == ConsentTurn.GIVEN:
            return (
                _("Consent given again: %(number)s") % named,
                _("%(name)s takes part in the project %(project)s again, as it was filed:") % named,
            )
        return (
            _("Consent taken back after the filing: %(number)s") % named,
            _(
                "%(name)s has taken back its consent to take part in the project %(project)s. The version filed stands "
                "as it was registered. What may be done stands beside it:"
            )
            % named,
        )

    people = people_holding(Scope.ROUND, [row.round_id], Role.SECRETARY)
    key = f"application:{row.pk}:consent:{enterprise.pk}:{at.isoformat()}"
    tell(people, words, key=key, url=application_url(row), at=at)
