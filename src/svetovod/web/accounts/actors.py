"""The actor: who is asking, with all roles. Services and predicates take an actor, never a request or a user."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any

from .enums import Role, Scope
from .models import Person, RoleGrant


@dataclass(frozen=True, slots=True)
class Grant:
    id: int
    role: str
    scope: str
    scope_id: str
    label: str = ""

    @property
    def role_label(self) -> str:
        return str(Role(self.role).label) if self.role in Role.values else self.role

    @property
    def said(self) -> str:
        """The role and where it is held, in the reader's language; once if they are the same words."""
        role = self.role_label[:1].upper() + self.role_label[1:]
        return role if not self.label or self.label.casefold() == role.casefold() else f"{role}: {self.label}"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person with the grants in force; `acting` is the hat of the switch "I act for ...".

    `through` names the token by which a program acts for the person, "" for the person's own hand; `projects` are those
    it is limited to, None where to none. `sure`: has shown lately who he is; False for a session that is merely open.
    `strong`: the provider that signed the session in has asked for as much as a second step.
    """

    person_id: int | None = None
    pseudonym: str = ""
    name: str = ""
    email: str = ""
    grants: tuple[Grant, ...] = ()
    acting: Grant | None = None
    through: str = ""
    projects: frozenset[int] | None = None
    sure: bool = True
    strong: bool = False

    @property
    def acting_label(self) -> str:
        return f"{self.acting.role}@{self.acting.scope}:{self.acting.scope_id}" if self.acting else ""

    def holds(self, role: Role | str, scope: Scope | str | None = None, scope_id: Any = None) -> bool:
        """Whether the actor holds `role`, in that very scope if one is named."""
        wanted = None if scope_id is None else str(scope_id)
        return any(
            grant.role == role
            and (scope is None or grant.scope == scope)
            and (wanted is None or grant.scope_id == wanted)
            for grant in self.grants
        )

    def permitted_by(self, allows: Callable[["Actor"], bool]) -> "Actor":
        """The actor in the capacity on which a permission rests: the chosen one where it suffices, else the first.

        `allows` holds for the whole actor. Where only several roles together suffice it is the first of those needed.
        """
        if len(self.grants) < 2:
            return self
        chosen = (self.acting,) if self.acting else ()
        one = next((g for g in (*chosen, *self.grants) if allows(replace(self, grants=(g,)))), None)
        if one is None:
            rest = {g: tuple(other for other in self.grants if other is not g) for g in self.grants}
            one = next((g for g in self.grants if not allows(replace(self, grants=rest[g]))), self.acting)
        return replace(self, acting=one)

    def scope_ids(self, scope: Scope | str, *roles: Role | str) -> set[str]:
        """Ids of all objects of that kind in which the actor holds one of `roles` (any role if none is named)."""
        return {g.scope_id for g in self.grants if g.scope == scope and (not roles or g.role in roles)}

    @property
    def places(self) -> set[tuple[str, str]]:
        """Everywhere the actor holds a role: (kind of the place, its id)."""
        return {(grant.scope, grant.scope_id) for grant in self.grants}

    def organisation_ids(self, *roles: Role | str) -> set[int]:
        return {int(i) for i in self.scope_ids(Scope.ORGANISATION, *roles)}


GRANT = tuple(field.name for field in fields(Grant))
VISITOR = Actor()
SYSTEM = Actor(pseudonym="system", name="Svetovod")


def actor_of(person: Person, acting_id: int | None = None) -> Actor:
    """The actor of a person (one query, none for the person of a session)."""
    held: list[dict[str, Any]] | None = getattr(person, "held", None)
    if held is None:
        held = list(RoleGrant.objects.filter(person=person, revoked_at=None).order_by("id").values(*GRANT))
    grants = tuple(Grant(**row) for row in held)
    acting = next((g for g in grants if g.id == acting_id), grants[0] if grants else None)
    return Actor(person.pk, str(person.pseudonym), person.name, person.email, grants, acting)
