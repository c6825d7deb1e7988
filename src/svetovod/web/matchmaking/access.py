"""Who may do what in business meetings. A guest without an account proves himself by the link of his registration."""

from typing import Any

from rules.predicates import predicate

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.standing import system
from svetovod.web.common.access import AccessTable

from .enums import SPEAKING


@predicate
def organises(actor: Any, obj: Any) -> bool:
    """Organises all sessions, or this one."""
    session = getattr(obj, "session", obj)
    return actor.holds(Role.ORGANISER, Scope.PLATFORM) or actor.holds(Role.ORGANISER, Scope.SESSION, session.slug)


@predicate
def represents(actor: Any, profile: Any) -> bool:
    """For the enterprise of the profile by a role, or came himself as the guest it is of."""
    if profile.organisation_id:
        return profile.organisation_id in actor.organisation_ids(*SPEAKING)
    return bool(actor.person_id) and profile.registration.person_id == actor.person_id


@predicate
def side(actor: Any, obj: Any) -> bool:
    """Speaks for one of those who meet by an invitation, at a meeting or at a cooperation table."""
    agreement = getattr(obj, "agreement", obj)
    return any(represents.test(actor, each) for each in agreement.people)


@predicate
def opened(actor: Any, table: Any) -> bool:
    return bool(represents.test(actor, table.initiator))


@predicate
def asked(actor: Any, obj: Any) -> bool:
    """Speaks for the enterprise that an invitation, or a seat at a table, is for."""
    return bool(represents.test(actor, getattr(obj, "receiver", None) or obj.profile))


ACCESS = AccessTable(
    "matchmaking",
    {
        "profile.view": represents | organises | system,
        "profile.edit": represents | system,
        "wish.view": side | organises | system,
        "wish.make": represents | system,
        "wish.answer": asked | system,
        "wish.withdraw": side | system,
        "wish.expire": system,
        "cooperation.lead": opened | system,
        "cooperation.answer": asked | system,
        "cooperation.record": asked | system,
        "meeting.view": side | organises,
        "meeting.record": side | system,
        "plan.view": organises | system,
        "plan.manage": organises | system,
        "plan.compute": system,
        "plan.export": organises,
    },
)
