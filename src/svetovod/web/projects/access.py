"""Who may do what with joint projects and remarks. A project is its team's until it is shown to an occasion."""

from typing import Any

from rules.predicates import predicate

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.standing import manages, registry_officer, system
from svetovod.web.common.access import AccessTable, anyone, signed_in

from .enums import BY_MANAGER, Visibility

TEAM_ROLES = (Role.INITIATOR, Role.PARTICIPANT, Role.PREPARER)
PANEL_ROLES = {
    Scope.SESSION: (Role.EXPERT, Role.ORGANISER, Role.MODERATOR, Role.SCRIBE),
    Scope.ROUND: (Role.EXPERT, Role.SECRETARY, Role.COMMISSION_MEMBER, Role.CHAIR),
}


def occasions_of(actor: Any) -> set[str]:
    """Occasions whose panel the actor sits on, as a remark and an audience name them."""
    return {f"{scope}:{key}" for scope, roles in PANEL_ROLES.items() for key in actor.scope_ids(scope, *roles)}


def expert_occasions(actor: Any) -> set[str]:
    return {f"{scope}:{key}" for scope in PANEL_ROLES for key in actor.scope_ids(scope, Role.EXPERT)}


def wrote_at(actor: Any, project: Any) -> set[str]:
    """Occasions at which the actor wrote a remark on the project; asked once per object and person."""
    known: dict[Any, set[str]] = project.__dict__.setdefault("_wrote", {})
    if actor.person_id not in known:
        own = project.remarks.filter(author=actor.person_id) if actor.person_id else project.remarks.none()
        known[actor.person_id] = set(own.values_list("occasion", flat=True))
    return known[actor.person_id]


def shown_at(actor: Any, project: Any) -> list[Any]:
    """Audiences by which the actor sees the project: a session's whole panel; of a selection only who wrote on it."""
    mine = occasions_of(actor)
    found = [each for each in audiences_of(project) if each.occasion in mine]
    return [each for each in found if not judged(each.occasion) or each.occasion in wrote_at(actor, project)]


def judged(occasion: str) -> bool:
    """A selection: its experts are not told to the team, and read of a project only what they wrote about."""
    return occasion.startswith(f"{Scope.ROUND}:")


def audiences_of(project: Any) -> list[Any]:
    """Occasions the project was shown at; asked once per object, and only where a panel's right depends on it."""
    known: list[Any] | None = project.__dict__.get("_audiences")
    if known is None:
        known = project.__dict__["_audiences"] = list(project.audiences.all())
    return known


def _project(obj: Any) -> Any:
    """The project of a row that belongs to one, or the project itself."""
    return getattr(obj, "project", obj)


@predicate
def initiator(actor: Any, obj: Any) -> bool:
    project = _project(obj)
    if project.initiator_id in actor.organisation_ids(Role.INITIATOR, Role.PREPARER):
        return True
    return project.pk is not None and str(project.pk) in actor.scope_ids(Scope.PROJECT, Role.INITIATOR, Role.PREPARER)


@predicate
def team(actor: Any, obj: Any) -> bool:
    """People of any organisation in the project, those invited included: they must see what they consent to."""
    project = _project(obj)
    if project.pk is None:
        return False
    if str(project.pk) in actor.scope_ids(Scope.PROJECT, *TEAM_ROLES):
        return True
    mine = actor.organisation_ids(*TEAM_ROLES)
    return bool(mine) and any(each.organisation_id in mine for each in project.participants.all())


@predicate
def manager(actor: Any, obj: Any) -> bool:
    """The managing organisation of the project's cluster."""
    return bool(manages.test(actor, _project(obj).cluster))


@predicate
def panel(actor: Any, obj: Any) -> bool:
    project = _project(obj)
    return bool(occasions_of(actor)) and project.pk is not None and bool(shown_at(actor, project))


@predicate
def expert(actor: Any, remark: Any) -> bool:
    """An expert of the very occasion, and the project was shown there."""
    return remark.occasion in expert_occasions(actor) and any(
        a.occasion == remark.occasion for a in shown_at(actor, remark.project)
    )


@predicate
def author(actor: Any, remark: Any) -> bool:
    return bool(actor.person_id) and remark.author_id == actor.person_id


@predicate
def released(actor: Any, remark: Any) -> bool:
    """The initiator has shown it to the whole team, or the days for reading it first are over."""
    return bool(remark.released)


@predicate
def same_panel(actor: Any, remark: Any) -> bool:
    return remark.visibility == Visibility.PANEL and remark.occasion in occasions_of(actor)


@predicate
def own_organisation(actor: Any, participant: Any) -> bool:
    return participant.organisation_id in actor.organisation_ids(Role.INITIATOR, Role.PARTICIPANT)


@predicate
def section_owner(actor: Any, section: Any) -> bool:
    """People of the organisation that answers for the section, once it has consented to take part."""
    mine = actor.organisation_ids(*TEAM_ROLES)
    return section.owner_id in mine and any(
        each.organisation_id == section.owner_id and each.consent_at for each in section.project.participants.all()
    )


@predicate
def list_keeper(actor: Any, section_list: Any) -> bool:
    """The secretary of the round that asks."""
    scope, _, key = section_list.occasion.partition(":")
    return scope == Scope.ROUND and actor.holds(Role.SECRETARY, Scope.ROUND, key)


@predicate
def asked_of_manager(actor: Any, answer: Any) -> bool:
    return answer.question in BY_MANAGER


@predicate
def within(actor: Any, obj: Any) -> bool:
    """A program whose token is limited to some projects sees no other."""
    return actor.projects is None or _project(obj).pk in actor.projects


ACCESS = AccessTable(
    "projects",
    {
        "project.list": anyone,
        "project.view": within & (team | initiator | manager | panel),
        "project.view_draft": within & (team | initiator | manager),
        "project.create": initiator,
        "project.edit": within & initiator,
        "project.invite": initiator,
        "project.freeze": initiator,
        "project.present": initiator | system,
        "project.archive": initiator,
        "output.view": team | initiator | manager | panel,
        "letter.view": team | initiator | manager,
        "bundle.make": team | initiator | manager,
        "consent.give": own_organisation,
        "section.view": team | initiator | manager | panel,
        "section.write": initiator | section_owner,
        "section.plan": initiator,
        "section_list.write": list_keeper,
        "template.write": list_keeper,
        "answer.give": (asked_of_manager & manager) | (~asked_of_manager & initiator),
        "agreement.write": initiator,
        "change.answer": manager,
        "filing.prepare": initiator,
        "money.try": registry_officer,
        "remark.view": initiator | ((team | manager) & released) | author | same_panel,
        "remark.add": signed_in & expert,
        "remark.deliver": system,
        "remark.answer": initiator,
        "remark.release": system | initiator,
        "remark.judge": author,
        "remark_template.keep": author,
    },
)
