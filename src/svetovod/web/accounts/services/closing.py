"""An account closed: nobody signs in with it any more, and whoever was signed in is not. What was done stays."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from svetovod.web.accounts.access import ACCESS
from svetovod.web.accounts.models import AccessToken, Person, RoleGrant
from svetovod.web.audit.services import record

from .grants import administrators_hold, refuse_last_administrator


@transaction.atomic
def person_close(*, actor: Any, person: Person, at: datetime) -> Person:
    """Closes the account of somebody who is gone and takes back every role. Repeated, it changes nothing."""
    actor = ACCESS.admit("person.close_account", actor, person)
    administrators_hold()
    locked = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if not locked.is_active:
        return locked
    grants = list(RoleGrant.objects.select_for_update(no_key=True).filter(person=locked, revoked_at=None))
    refuse_last_administrator(grants)
    RoleGrant.objects.filter(pk__in=[grant.pk for grant in grants]).update(revoked_at=at)
    locked.is_active = False
    locked.save(update_fields=["is_active"])
    end_sessions(locked)
    end_tokens(locked, at)
    record(
        actor=actor, action="person.close_account", subject=locked, at=at, person=str(locked.pseudonym),
        roles=[grant.pk for grant in grants],
    )  # fmt: skip
    return locked


def signing_hold(person_id: int) -> None:
    """What signs a person in, in the order in which an account is closed: for a service that writes an entry of its
    own before it closes one. After the person's row and roles (`standing_hold`)."""
    sessions = UserSession.objects.filter(user=person_id).order_by("pk")
    signed = Session.objects.select_for_update(no_key=True).filter(session_key__in=sessions.values("session_key"))
    list(signed.order_by("pk").values_list("pk"))
    list(sessions.select_for_update(no_key=True).values_list("pk"))
    tokens = AccessToken.objects.select_for_update(no_key=True).filter(person=person_id, revoked_at=None)
    list(tokens.order_by("pk").values_list("pk"))


def end_sessions(person: Person) -> None:
    """Every browser is signed out at once."""
    sessions = UserSession.objects.filter(user=person)
    Session.objects.filter(session_key__in=sessions.values("session_key")).delete()
    sessions.delete()


def sign_ins_forget(ended: Iterable[UserSession]) -> None:
    """Lines of the list whose session is gone by itself: no act of anybody, so no entry of the journal."""
    if keys := [row.pk for row in ended]:
        UserSession.objects.filter(pk__in=keys).delete()


def end_tokens(person: Person, at: datetime) -> None:
    """No program speaks for the person any more."""
    AccessToken.objects.filter(person=person, revoked_at=None).update(revoked_at=at)
