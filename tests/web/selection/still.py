"""A selection that nobody has played: the rows the access table asks about, put there by hand, states set in memory."""

from dataclasses import dataclass

from tests.web.acting import acting
from tests.web.selection.conftest import AT, organisation, person, project

from svetovod.web.accounts.actors import Actor
from svetovod.web.accounts.models import Person
from svetovod.web.projects.models import ProjectVersion
from svetovod.web.registry.models import Cluster
from svetovod.web.selection.models import Application, Assignment, PanelMember, ScoreSheet, SelectionRound


@dataclass
class Still:
    """`lead` makes the application, `partner` takes part in it, `rival` makes another one in the same round."""

    round: SelectionRound
    application: Application
    assignment: Assignment
    sheet: ScoreSheet
    people: dict[str, Person]
    organisations: dict[str, int]
    cluster: Cluster
    other: SelectionRound

    def of(self, *roles: str) -> list[str]:
        """Roles in the round."""
        return [f"{role}@round:{self.round.pk}" for role in roles]

    def acting(self, key: str, *held: str) -> Actor:
        return acting(self.people[key].pk, *held)

    def initiator(self, of: str) -> str:
        return f"initiator@organisation:{self.organisations[of]}"

    def in_party(self, place: str) -> str:
        """Somebody of a party of the application, without a right of his own in it."""
        where = {"cluster": f"cluster:{self.cluster.pk}", "project": f"project:{self.application.project_id}"}
        return f"participant@{where.get(place) or f'organisation:{self.organisations[place]}'}"


def still(state: str, *, sheet: str = "draft") -> Still:
    """Of two experts one judges the application; `sheet` is the state of what that one wrote."""
    people = {key: person(key) for key in ("somebody", "judge", "idler")}
    lead, partner, rival, manager = (organisation(number) for number in range(1, 5))
    cluster = Cluster.objects.create(slug="optics", name="Optics", regions=["RU-MO"], manager=manager)
    round_ = SelectionRound.objects.create(slug="one", title="One", limit=1, announced_at=AT)
    other = SelectionRound.objects.create(slug="other", title="Other", limit=1, announced_at=AT)
    rows = []
    for number, initiator in enumerate((lead, rival), 1):
        of = project(number, initiator, partner if initiator == lead else manager, cluster, 100)
        version = ProjectVersion.objects.create(
            project=of, number=1, purpose="application", content={}, sha256="", frozen_at=AT
        )
        parties = [{"organisation": initiator.pk, "name": initiator.name, "role": "initiator"}]
        if initiator == lead:
            parties.append({"organisation": partner.pk, "name": partner.name, "role": "participant"})
        rows.append(
            Application.objects.create(
                round=round_, project=of, version=version, serial=number, number=str(number), state="filed",
                requested=100, filed_at=AT, parties=parties,
            )
        )  # fmt: skip
    members = [PanelMember.objects.create(round=round_, person=people[key], code=key) for key in ("judge", "idler")]
    assignment = Assignment.objects.create(application=rows[0], member=members[0], assigned_at=AT)
    written = {"opened": {"state": "opened", "body": {}, "commitment": "c"}, "conflict": {"state": "conflict_declared"}}
    made = ScoreSheet.objects.create(assignment=assignment, **written.get(sheet, {}))  # type: ignore[arg-type]
    round_.state = state
    organisations = {"lead": lead.pk, "partner": partner.pk, "rival": rival.pk, "manager": manager.pk}
    return Still(round_, rows[0], assignment, made, people, organisations, cluster, other)
