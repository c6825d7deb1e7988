"""Reading about people."""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from svetovod.web.audit.selectors import entries as journal_entries
from svetovod.web.common.errors import Hidden, LinkUnknown
from svetovod.web.common.fields import UNSEEN

from .access import ACCESS, LEADERS
from .enums import Role, Scope
from .kept import filters_of
from .models import AccessToken, DeskVisit, Invitation, Person, RoleGrant
from .personal import exporters
from .standing import administrator

MOST_WORDS = 8  # of a name that is looked for
TOKEN_DATES = ("created_at", "expires_at", "last_used_at", "revoked_at")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the actor may give roles, and which."""

    scope: str
    scope_id: str
    label: str
    roles: tuple[str, ...]

    @property
    def key(self) -> str:
        return f"{self.scope}:{self.scope_id}"


def person_get(actor: Any, id: Any) -> Person:
    person = Person.objects.filter(pk=id).first()
    if person is None or not ACCESS.allows("person.view", actor, person):
        raise Hidden
    return person


def person_by_email(email: str) -> Person | None:
    """For letters and jobs, which have no actor."""
    return Person.objects.by_address(email)


def people_with_unseen_signs() -> QuerySet[Person]:
    """For the doctor and the operator's command: those who do not come in by the address that is seen, or will not once
    they are invited; the active ones among them wait for it."""
    strange = EmailAddress.objects.filter(email__regex=UNSEEN).values("user")
    return Person.objects.filter(Q(email__regex=UNSEEN) | Q(pk__in=strange), erased_at=None).order_by("pk")


def person_of_id(pk: int) -> Person:
    """For what a session of ours names."""
    return Person.objects.get(pk=pk)


def person_of(actor: Any) -> Person:
    """The person behind an actor who is signed in, or is spoken of as one."""
    return Person.objects.get(pk=actor.person_id)


def people_holding(scope: str, scope_ids: Iterable[Any], *roles: str) -> list[Person]:
    """Who holds one of the roles there now and can sign in. For letters and jobs, which have no actor."""
    return people_in([(scope, scope_ids)], *roles)


def people_in(places: Iterable[tuple[str, Iterable[Any]]], *roles: str) -> list[Person]:
    """`people_holding` for places of several kinds, given as scope and ids: each person once, one query."""
    there = Q(pk__in=[])  # no place, nobody
    for scope, scope_ids in places:
        there |= Q(scope=scope, scope_id__in=[str(each) for each in scope_ids])
    held = RoleGrant.objects.filter(there, role__in=roles, revoked_at=None)
    return list(Person.objects.filter(pk__in=held.values("person"), is_active=True).order_by("pk"))


@dataclass(frozen=True, slots=True)
class Holding:
    """A person in a place, for comparing places: `email` for its domain, never to be shown."""

    scope_id: str
    person_id: int
    name: str
    email: str


def holdings(
    scope: str, scope_ids: Iterable[Any] | None, *roles: str, people: Iterable[int] | None = None
) -> list[Holding]:
    """Who holds one of the roles where, now; narrowed to places or to people. One query, asks nobody."""
    rows = RoleGrant.objects.filter(scope=scope, role__in=roles, revoked_at=None, person__is_active=True)
    if scope_ids is not None:
        rows = rows.filter(scope_id__in=[str(each) for each in scope_ids])
    if people is not None:
        rows = rows.filter(person__in=list(people))
    found = rows.values_list("scope_id", "person_id", "person__name", "person__email").order_by("pk")
    return [Holding(*each) for each in found]


def people_in_role(*roles: str) -> list[Person]:
    """Who holds one of the roles anywhere now and can sign in. For letters and jobs, which have no actor."""
    held = RoleGrant.objects.filter(role__in=roles, revoked_at=None)
    return list(Person.objects.filter(pk__in=held.values("person"), is_active=True).order_by("pk"))


def holders(people: Iterable[Person], *roles: str) -> set[int]:
    """Of these people, who holds one of the roles now, wherever."""
    held = RoleGrant.objects.filter(person__in=list(people), role__in=roles, revoked_at=None)
    return set(held.values_list("person", flat=True))


def grant_ids(scope: str, scope_id: Any) -> QuerySet[RoleGrant, int]:
    """Of all roles ever given in a place, for the history of that place."""
    return RoleGrant.objects.filter(scope=scope, scope_id=str(scope_id)).values_list("pk", flat=True)


def invitation_ids(scope: str, scope_id: Any) -> QuerySet[Invitation, int]:
    return Invitation.objects.filter(scope=scope, scope_id=str(scope_id)).values_list("pk", flat=True)


def sign_ins_of(person_id: int) -> QuerySet[UserSession]:
    return UserSession.objects.filter(user_id=person_id).order_by("-last_seen_at")


def sign_ins_held(person: Person) -> tuple[list[UserSession], list[UserSession]]:
    """The person's sign-ins that still hold, the oldest first, and those that have ended. Two queries, however many."""
    rows = list(UserSession.objects.filter(user=person).order_by("created_at", "pk"))
    keys = [row.session_key for row in rows]
    sessions = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    hashes = (person.get_session_auth_hash(), *person.get_session_auth_fallback_hash())
    alive = {session.session_key for session in sessions if _is_of(person, hashes, session.get_decoded())}
    held: list[UserSession] = []
    ended: list[UserSession] = []
    for row in rows:
        (held if row.session_key in alive else ended).append(row)
    return held, ended


def _is_of(person: Person, hashes: Iterable[str], kept: dict[str, Any]) -> bool:
    """Whether Django would take the session for the person's: a password changed since ends it."""
    theirs = kept.get(HASH_SESSION_KEY, "")
    return kept.get(SESSION_KEY) == str(person.pk) and any(constant_time_compare(theirs, each) for each in hashes)


def sign_ins_recent(actor: Any, limit: int) -> list[UserSession]:
    """Who came last, for the operator."""
    if not administrator.test(actor):
        return []
    return list(UserSession.objects.select_related("user").order_by("-last_seen_at")[:limit])


def places_led(actor: Any) -> list[Place]:
    """The scopes the actor may invite into; an administrator: the platform and every scope in use."""
    if administrator.test(actor):
        rows = RoleGrant.objects.filter(revoked_at=None).exclude(scope=Scope.PLATFORM)
        labels = {(r.scope, r.scope_id): r.label for r in rows.order_by("label")}
        everything = tuple(str(role) for role in Role if role != Role.ADMINISTRATOR)
        platform = Place(Scope.PLATFORM, "", str(Scope.PLATFORM.label), tuple(str(role) for role in Role))
        return [platform, *(Place(scope, id, label or id, everything) for (scope, id), label in sorted(labels.items()))]
    places: dict[tuple[str, str], Place] = {}
    for grant in actor.grants:
        roles = LEADERS.get(grant.scope, {}).get(grant.role)
        if roles and grant.scope_id:
            known = places.get((grant.scope, grant.scope_id))
            both = {*roles, *(known.roles if known else ())}
            places[grant.scope, grant.scope_id] = Place(
                grant.scope, grant.scope_id, grant.label or grant.scope_id, tuple(sorted(str(role) for role in both))
            )
    return list(places.values())


def team_grants(actor: Any) -> QuerySet[RoleGrant]:
    """The roles in force in the scopes the actor leads."""
    grants = RoleGrant.objects.filter(revoked_at=None).select_related("person").order_by("scope", "scope_id", "id")
    return grants if administrator.test(actor) else grants.filter(_in_places(actor))


def named(text: str, of: str = "person") -> Q:
    """Rows whose person's name has a word that begins with each word of the text; of no word none.

    In any case, and with е for ё.
    """
    words = re.findall(r"\w+", text.lower().replace("ё", "е"))[:MOST_WORDS]
    found = Q() if words else Q(pk__in=[])
    for word in words:
        found &= Q(**{f"{of}__name__iregex": rf"\m{word.replace('е', '[её]')}"})
    return found


def own_pages(actor: Any) -> list[tuple[str, str]]:
    """Label and address of each page about oneself."""
    parts = [
        (_("Profile"), "accounts:account"),
        (_("E-mail"), "account_email"),
        (_("Password"), "account_change_password"),
        (_("Two-step sign-in"), "mfa_index"),
        (_("Sign-ins"), "usersessions_list"),
        (_("Identity provider"), "socialaccount_connections"),
        (_("Tokens"), "accounts:tokens"),
        (_("Notices"), "notices:notice_list"),
    ]
    if places_led(actor):
        parts.append((_("My people"), "accounts:team"))
    parts.append((_("Handovers"), "handover:handovers"))
    items = []
    for label, name in parts:
        with suppress(NoReverseMatch):  # of an app that this installation does not have
            items.append((label, reverse(name)))
    return items


@dataclass(frozen=True, slots=True)
class Held:
    """A role in force and what the actor may do about it: take it back, begin the handover of whoever holds it."""

    grant: RoleGrant
    revocable: bool
    leaves: bool


def held(actor: Any, grants: Iterable[RoleGrant]) -> list[Held]:
    """Somebody's work in a place goes over by whoever could end every role of theirs in it."""
    rows = list(grants)
    theirs: dict[tuple[int, str, str], bool] = {}
    for grant in team_grants(actor).filter(person__in={row.person_id for row in rows}):
        place = (grant.person_id, grant.scope, grant.scope_id)
        theirs[place] = theirs.get(place, True) and ACCESS.allows("grant.revoke", actor, grant)
    wholly = {person for (person, _scope, _id), whole in theirs.items() if whole}
    return [Held(row, ACCESS.allows("grant.revoke", actor, row), row.person_id in wholly) for row in rows]


def team_invitations(actor: Any, real_now: datetime) -> QuerySet[Invitation]:
    """Invitations that still wait for an answer."""
    return invitations_led(actor).filter(accepted_at=None, revoked_at=None, expires_at__gt=real_now)


def invitations_led(actor: Any) -> QuerySet[Invitation]:
    """All that were ever sent into the scopes the actor leads."""
    sent = Invitation.objects.order_by("-id")
    return sent if administrator.test(actor) else sent.filter(_in_places(actor))


def _in_places(actor: Any) -> Q:
    inside = Q(pk__in=[])
    for place in places_led(actor):
        inside |= Q(scope=place.scope, scope_id=place.scope_id)
    return inside


def invitation_by_token(token: str) -> Invitation:
    """Whoever holds the token may read the invitation; a wrong token leads nowhere."""
    invitation = Invitation.objects.filter(token=token).select_related("invited_by").first()
    if invitation is None:
        raise LinkUnknown("role")
    return invitation


def tokens_of(actor: Any) -> QuerySet[AccessToken]:
    """The actor's own tokens, the newest first; nobody else's."""
    return AccessToken.objects.filter(person=actor.person_id)


def token_get(actor: Any, id: Any) -> AccessToken:
    token = AccessToken.objects.filter(pk=id).first()
    if token is None or not ACCESS.allows("token.view", actor, token):
        raise Hidden
    return token


def own_data(actor: Any) -> dict[str, Any]:
    """Everything stored about the actor, for the person's right of access."""
    person = person_get(actor, actor.person_id)
    ACCESS.require("person.export", actor, person)
    fields = ("email", "name", "position", "phone", "language", "joined_at", "last_login")
    grants = RoleGrant.objects.filter(person=person).order_by("id")
    entries = journal_entries(pseudonym=str(person.pseudonym)).order_by("index")
    return {
        "schema_version": 1,
        "person": {"pseudonym": str(person.pseudonym), **{name: getattr(person, name) for name in fields}},
        "roles": list(grants.values("role", "scope", "scope_id", "label", "granted_at", "revoked_at")),
        "sign_ins": list(sign_ins_of(person.pk).values("ip", "user_agent", "created_at", "last_seen_at")),
        "tokens": list(tokens_of(actor).values("name", "scope", "projects", *TOKEN_DATES)),
        "filters": list(filters_of(actor).values("page", "name", "query", "kept_at")),
        "desk_visits": list(DeskVisit.objects.filter(person=person).values("began_at", "before_at")),
        "journal": list(entries.values("index", "recorded_at", "domain_at", "action", "subject_type", "subject_id")),
        **{section: export(person) for section, export in exporters.items()},
    }


def own_row(actor: Any) -> QuerySet[Person]:
    """The actor's own row: apps hang on it what they ask of one person in one query."""
    return Person.objects.filter(pk=actor.person_id)


def places_held(person_ids: Iterable[int]) -> dict[int, set[tuple[str, str]]]:
    """Where each of the persons holds a role now: (kind of the place, its id); one query."""
    held: dict[int, set[tuple[str, str]]] = {pk: set() for pk in person_ids}
    rows = RoleGrant.objects.filter(person__in=held, revoked_at=None)
    for person_id, scope, scope_id in rows.values_list("person_id", "scope", "scope_id"):
        held[person_id].add((scope, scope_id))
    return held


def grant_held(person_id: int, role: str, scope: str, scope_id: Any) -> RoleGrant | None:
    """The role in force of that person in that place."""
    return RoleGrant.objects.filter(
        person=person_id, role=role, scope=scope, scope_id=str(scope_id), revoked_at=None
    ).first()


def holders_of(role: str, scope: str, scope_id: Any) -> set[int]:
    """Persons who hold the role in that place now."""
    rows = RoleGrant.objects.filter(role=role, scope=scope, scope_id=str(scope_id), revoked_at=None)
    return set(rows.values_list("person_id", flat=True))
