"""Who may do what at a practical session. Its roles are held by its slug; an organiser may hold all sessions."""

from typing import Any

from rules.predicates import predicate

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.standing import registry_officer, system
from svetovod.web.common.access import AccessTable, signed_in

from .enums import SEATED, MaterialAccess, NoteState, SessionState


def _session(obj: Any) -> Any:
    return getattr(obj, "session", obj)


def holds(actor: Any, obj: Any, *roles: Role) -> bool:
    return any(actor.holds(role, Scope.SESSION, _session(obj).slug) for role in roles)


@predicate
def any_organiser(actor: Any, obj: Any = None) -> bool:
    return actor.holds(Role.ORGANISER, Scope.PLATFORM)


@predicate
def organiser(actor: Any, obj: Any) -> bool:
    return actor.holds(Role.ORGANISER, Scope.PLATFORM) or holds(actor, obj, Role.ORGANISER)


@predicate
def door(actor: Any, obj: Any) -> bool:
    return holds(actor, obj, Role.CHECK_IN)


@predicate
def panel(actor: Any, obj: Any) -> bool:
    return holds(actor, obj, Role.EXPERT, Role.MODERATOR, Role.SCRIBE)


def _received_by(actor: Any, visit: Any, role: Role) -> bool:
    """A role in the session, held by somebody of the enterprise that receives the group."""
    held = actor.holds(role, Scope.SESSION, visit.item.session.slug)
    return held and visit.host_id in actor.organisation_ids()


@predicate
def host(actor: Any, visit: Any) -> bool:
    return _received_by(actor, visit, Role.HOST)


@predicate
def pass_officer(actor: Any, visit: Any) -> bool:
    return _received_by(actor, visit, Role.PASS_OFFICER)


@predicate
def visits_organiser(actor: Any, visit: Any) -> bool:
    return organiser.test(actor, visit.item.session)


@predicate
def receives(actor: Any, session: Any) -> bool:
    return holds(actor, session, Role.HOST, Role.PASS_OFFICER)


@predicate
def press_officer(actor: Any, obj: Any) -> bool:
    return holds(actor, obj, Role.PRESS_OFFICER)


@predicate
def announced(actor: Any, obj: Any) -> bool:
    return _session(obj).state != SessionState.DRAFT


@predicate
def oneself(actor: Any, obj: Any) -> bool:
    """One's own registration. A session, asked about before there is a registration, is nobody's own."""
    return bool(actor.person_id) and getattr(obj, "person_id", None) == actor.person_id


@predicate
def own_answer(actor: Any, answer: Any) -> bool:
    """Whoever has answered."""
    return bool(actor.person_id) and answer.registration.person_id == actor.person_id


@predicate
def projects_own(actor: Any, pitch: Any) -> bool:
    leads = (Role.INITIATOR, Role.PREPARER)
    return (
        pitch.project.initiator_id in actor.organisation_ids(*leads)
        or str(pitch.project.pk) in actor.scope_ids(Scope.PROJECT, *leads)
    )  # fmt: skip


@predicate
def moderator(actor: Any, obj: Any) -> bool:
    return holds(actor, obj, Role.MODERATOR)


@predicate
def session_expert(actor: Any, obj: Any) -> bool:
    return holds(actor, obj, Role.EXPERT)


@predicate
def scribe(actor: Any, obj: Any) -> bool:
    return holds(actor, obj, Role.SCRIBE)


@predicate
def attends(actor: Any, obj: Any) -> bool:
    """Somebody with a place at the session."""
    mine = _session(obj).registrations.filter(person_id=actor.person_id, state__in=SEATED)
    return bool(actor.person_id) and mine.exists()


@predicate
def teaches(actor: Any, obj: Any) -> bool:
    """Somebody who speaks at that entry of the programme."""
    item = getattr(obj, "item", obj)
    # not by a filter: lists of entries have fetched their speakers before
    return bool(actor.person_id) and any(each.person_id == actor.person_id for each in item.speakers.all())


@predicate
def session_speaker(actor: Any, obj: Any) -> bool:
    return bool(actor.person_id) and _session(obj).speakers.filter(person_id=actor.person_id).exists()


@predicate
def material_open(actor: Any, material: Any) -> bool:
    """Published, and meant for a circle that the reader belongs to."""
    if material.published_at is None or not announced.test(actor, material):
        return False
    if material.access == MaterialAccess.PUBLIC:
        return True
    own = session_speaker | panel
    circle = own | attends if material.access == MaterialAccess.REGISTERED else own
    return bool(circle.test(actor, material))


@predicate
def own_note(actor: Any, note: Any) -> bool:
    """The expert whose words they are, whoever has typed them."""
    return bool(actor.person_id) and note.expert_id == actor.person_id


@predicate
def own_handwriting(actor: Any, sheet: Any) -> bool:
    """The expert whose handwriting it is; a page is whose its sheet is."""
    return bool(actor.person_id) and sheet.expert_id == actor.person_id


@predicate
def left_to_moderator(actor: Any, note: Any) -> bool:
    return bool(note.state == NoteState.READY)


ACCESS = AccessTable(
    "events",
    {
        "session.view": announced | organiser | system,
        "session.create": any_organiser | system,
        "session.update": organiser | system,
        "session.publish": organiser | system,
        "registration.create": announced,
        "registration.delegate": announced & signed_in,
        "registration.view": oneself | organiser | door,
        "registration.manage": oneself | organiser,
        "registration.check_in": organiser | door,
        "answer.give": own_answer,
        "answer.read": own_answer | organiser,
        "registrations.list": organiser | door,
        "registrations.export": organiser,
        "press.edit": organiser | press_officer | system,
        "press.approve": organiser | system,
        "visits.list": organiser | receives,
        "visit.update": visits_organiser | system,
        "visit.host": host | visits_organiser,
        "visit.answer": host,
        "visit.passes": pass_officer,
        "pitches.list": organiser | panel,
        "pitch.view": organiser | panel | projects_own,
        "pitch.submit": projects_own,
        "pitch.plan": organiser | system,
        "floor.run": organiser | moderator | system,
        "floor.ask": organiser | panel | attends,
        "seminars.list": organiser | moderator | session_speaker | door,
        "seminar.teach": teaches | organiser | system,
        "material.view": material_open | teaches | organiser | system,
        "material.publish": organiser | system,
        "faq.write": teaches | organiser | moderator | system,
        "faq.publish": any_organiser | registry_officer | system,
        "note.write": session_expert | scribe,
        "note.keep": own_note & session_expert,
        "sheets.print": organiser | scribe | system,
        "sheets.scan": scribe,
        "sheets.read": scribe | (own_handwriting & session_expert),
        "note.release": (own_note & session_expert) | (left_to_moderator & (organiser | moderator | system)),
    },
)
