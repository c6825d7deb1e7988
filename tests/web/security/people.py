"""Who asks in the permission matrix: each column is a role in one relation to the objects looked at.

"Ours" are the project, the application and the cluster of a situation; a rival leads another application of the same
selection, and `-other` holds the same role in another cluster, session, region or selection.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

# column -> (what the person is, grants as (role, scope, key of Ours.ids))
PEOPLE: dict[str, tuple[str, tuple[tuple[str, str, str], ...]]] = {
    "visitor": ("not signed in", ()),
    "stranger": ("signed in, holds no role", ()),
    "initiator": ("initiator of the organisation that leads our project", (("initiator", "organisation", "leader"),)),
    "preparer": ("prepares papers for that organisation", (("preparer", "organisation", "leader"),)),
    "colleague": ("takes part for that organisation, initiates nothing", (("participant", "organisation", "leader"),)),
    "partner": ("takes part for a co-executor of our project", (("participant", "organisation", "partner"),)),
    "neighbour": ("initiator of another enterprise of our cluster", (("initiator", "organisation", "neighbour"),)),
    "rival": ("initiator of another application", (("initiator", "organisation", "rival"),)),
    "manager": ("leads our cluster", (("cluster_manager", "cluster", "cluster"),)),
    "manager-other": ("leads another cluster", (("cluster_manager", "cluster", "other_cluster"),)),
    "expert": ("has our application to score: its sheet is a draft", (("expert", "round", "round"),)),
    "expert-sealed": ("has submitted the sheet on our application", (("expert", "round", "round"),)),
    "expert-stepped": ("declared a conflict on our application", (("expert", "round", "round"),)),
    "expert-party": (
        "has a draft on our application and came to speak for a co-executor",
        (("expert", "round", "round"), ("participant", "organisation", "partner")),
    ),
    "expert-panel": ("expert of the selection, not of our application", (("expert", "round", "round"),)),
    "expert-session": ("expert of the session only", (("expert", "session", "session"),)),
    "scribe": ("scribe of the session", (("scribe", "session", "session"),)),
    "secretary": (
        "secretary of the selection, who also begins selections",
        (("secretary", "round", "round"), ("secretary", "platform", "")),
    ),
    "secretary-party": (
        "secretary of the selection who speaks for a co-executor",
        (("secretary", "round", "round"), ("participant", "organisation", "partner")),
    ),
    "secretary-other": ("secretary of another selection", (("secretary", "round", "other_round"),)),
    "chair": ("chair of the commission", (("chair", "round", "round"),)),
    "chair-party": (
        "chair of the commission who speaks for a co-executor",
        (("chair", "round", "round"), ("participant", "organisation", "partner")),
    ),
    "member": ("member of the commission", (("commission_member", "round", "round"),)),
    "member-party": (
        "member of the commission who speaks for a co-executor",
        (("commission_member", "round", "round"), ("participant", "organisation", "partner")),
    ),
    "member-other": ("member of another commission", (("commission_member", "round", "other_round"),)),
    "auditor": ("auditor of the installation", (("auditor", "platform", ""),)),
    "auditor-round": ("auditor of the selection", (("auditor", "round", "round"),)),
    "auditor-other": ("auditor of another selection", (("auditor", "round", "other_round"),)),
    "organiser": ("organiser of all sessions", (("organiser", "platform", ""), ("organiser", "session", "session"))),
    "organiser-other": ("organiser of another session", (("organiser", "session", "other_session"),)),
    "checkin": ("check-in desk of the session", (("check_in", "session", "session"),)),
    "officer": ("officer of the registry", (("registry_officer", "platform", ""),)),
    "head": ("head of the registry", (("registry_head", "platform", ""),)),
    "region": ("authority of the region of our cluster", (("regional_authority", "region", "region"),)),
    "region-other": ("authority of another region", (("regional_authority", "region", "other_region"),)),
    "cdc": ("development centre of the region of our cluster", (("cdc_officer", "region", "region"),)),
    "admin": ("administrator", (("administrator", "platform", ""),)),
}
COLUMNS = tuple(PEOPLE)
# Who stands in which table: whoever could be told apart from "stranger" there, and one of each other kind.
_EVERYWHERE = ("visitor", "stranger", "initiator", "partner", "manager", "auditor", "organiser", "officer", "admin")
_JUDGES = (
    "expert", "expert-sealed", "expert-stepped", "expert-party", "expert-panel", "secretary", "secretary-party",
    "secretary-other", "chair", "chair-party", "member", "member-party", "member-other", "auditor-round",
    "auditor-other",
)  # fmt: skip
_TEAMS = ("preparer", "colleague", "neighbour", "rival", "manager-other")
_SESSION = ("expert-session", "scribe", "organiser-other", "checkin")
_REGIONS = ("region", "region-other", "cdc")
_ALSO = {
    "project": (*_TEAMS, *_SESSION, "expert", "secretary", "member", "region", "cdc"),
    "session": (*_SESSION, "expert", "secretary", "rival", "region"),
    "round": (*_JUDGES, "preparer", "rival", "expert-session"),
    "application": (*_JUDGES, *_TEAMS, "expert-session"),
    "cluster": (*_TEAMS, *_REGIONS, "expert", "secretary", "organiser-other"),
    "confirmation": (*_TEAMS, *_REGIONS, "expert", "secretary", "head"),
    "figures": (*_TEAMS, *_REGIONS, "expert", "secretary"),
    "request": (*_TEAMS, *_REGIONS, "organiser-other", "secretary"),
    "rest": (*COLUMNS,),
}
COLUMNS_OF = {area: tuple(name for name in COLUMNS if name in {*_EVERYWHERE, *also}) for area, also in _ALSO.items()}
EXPERTS = tuple(name for name in COLUMNS if name.startswith("expert") and name != "expert-session")
SEATED = ("chair", "member", "member-party")
WHEN = datetime(2021, 6, 1, tzinfo=UTC)


@dataclass
class Ours:
    """The objects of a situation that columns and addresses speak of."""

    project: Any
    cluster: Any
    round: Any
    session: Any
    ids: dict[str, Any]

    @property
    def leader(self) -> Any:
        return self.project.initiator


def ours(code: str = "П-01") -> Ours:
    """The scene's project of that code, with a co-executor, a neighbour and a rival to it."""
    from svetovod.web.events.models import PracticalSession
    from svetovod.web.projects.models import JointProject
    from svetovod.web.registry.models import Cluster
    from svetovod.web.registry.selectors import members_of
    from svetovod.web.selection.models import SelectionRound

    project = JointProject.objects.select_related("initiator", "cluster").get(code=code)
    inside = {row.organisation_id for row in project.participants.all()}
    partner = project.participants.exclude(role="initiator").order_by("id").first()
    neighbour = next(m.organisation_id for m in members_of(project.cluster) if m.organisation_id not in inside)
    rival = JointProject.objects.exclude(cluster=project.cluster).exclude(initiator__in=inside).order_by("number")[0]
    far = Cluster.objects.exclude(regions__contains=project.cluster.regions[:1]).order_by("id")[0]
    round_, session = SelectionRound.objects.get(slug="2021"), PracticalSession.objects.get(slug="saransk-2021")
    assert partner is not None
    ids = {
        "leader": project.initiator_id, "partner": partner.organisation_id, "neighbour": neighbour,
        "rival": rival.initiator_id, "cluster": project.cluster_id, "other_cluster": rival.cluster_id,
        "round": round_.pk, "other_round": 10**6, "session": session.slug, "other_session": "elsewhere-2022",
        "region": project.cluster.regions[0], "other_region": far.regions[0], "": "",
    }  # fmt: skip
    return Ours(project, project.cluster, round_, session, ids)


def people_enter(objects: Ours) -> dict[str, Any]:
    """Makes everybody with their grants; returns the persons by column (none for the visitor)."""
    from svetovod.web.accounts.models import Person, RoleGrant

    made = {
        name: Person.objects.create(email=f"{name}@matrix.example", name=name, password="!")
        for name in COLUMNS
        if name != "visitor"
    }
    RoleGrant.objects.bulk_create(
        RoleGrant(person=made[name], role=role, scope=scope, scope_id=str(objects.ids[key]), granted_at=WHEN)
        for name, (_said, grants) in PEOPLE.items()
        for role, scope, key in grants
    )
    tokens_enter(made)
    return made


def bearer(name: str) -> dict[str, str]:
    """What a program of that column sends to the API: its owner's token, and that it writes over whatever is there."""
    return {"HTTP_AUTHORIZATION": f"Bearer svt_{name}", "HTTP_IF_MATCH": "*"}


def tokens_enter(people: dict[str, Any]) -> None:
    """A token for everybody, that may change what its owner may."""
    from svetovod.web.accounts.models import AccessToken
    from svetovod.web.accounts.services.tokens import digest_of

    AccessToken.objects.bulk_create(
        AccessToken(
            person=person, name=name, digest=digest_of(f"svt_{name}"), head="svt_", scope="write", created_at=WHEN,
            expires_at=datetime(2099, 1, 1, tzinfo=UTC),
        )
        for name, person in people.items()
    )  # fmt: skip


def grant(person: Any, role: str, scope: str, scope_id: Any) -> None:
    from svetovod.web.accounts.models import RoleGrant

    RoleGrant.objects.create(person=person, role=role, scope=scope, scope_id=str(scope_id), granted_at=WHEN)


def seats_take(round_: Any, people: dict[str, Any]) -> None:
    """Experts enter the panel, and the commission its seats, as the services would have made them."""
    from svetovod.web.selection.models import PanelMember, Seat

    for name in EXPERTS:
        PanelMember.objects.create(round=round_, person=people[name], code=f"M-{name}"[:12])
    round_.seats.filter(role="chair").delete()
    for name in SEATED:
        Seat.objects.create(round=round_, person=people[name], role="chair" if name == "chair" else "member")
