"""Tokens of programs: shown once, kept as a hash, good for no more than their owner's rights of the moment."""

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.access import ACCESS
from svetovod.web.accounts.actors import Actor, actor_of
from svetovod.web.accounts.models import AccessToken, Person
from svetovod.web.accounts.narrowing import choices
from svetovod.web.accounts.standing import lacks_second_factor
from svetovod.web.audit.services import record
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Refused

TOKEN_DAYS = (7, 30, 90, 365)
# what a scanner of leaked secrets looks for
MARK = "svt_"
MAX_TOKENS = 20
# the last use is written down at most so often
SEEN_EVERY = timedelta(minutes=10)


@transaction.atomic
def token_create(
    *, actor: Any, name: str, scope: str, days: int, projects: Collection[int] = (), at: datetime, real_now: datetime
) -> tuple[AccessToken, str]:
    """The token and its text, which is kept nowhere and cannot be had again. `projects` limit it to these."""
    text = MARK + secrets.token_urlsafe(32)
    token = AccessToken(
        person_id=actor.person_id, name=name.strip(), digest=digest_of(text), head=text[:8], scope=scope,
        projects=sorted(projects), created_at=real_now, expires_at=real_now + timedelta(days=days),
    )  # fmt: skip
    actor = ACCESS.admit("token.create", actor, token)
    # a program brings nothing from the provider its owner came by
    if lacks_second_factor(replace(actor, strong=False)):
        raise Refused(
            "token.second_step",
            _(
                "A token works only for an account that has a second step of signing in of its own: an identity "
                "provider vouches for you, not for programs. Set one up on the page “Two-step sign-in” first."
            ),
        )
    owner = Person.objects.select_for_update(no_key=True).get(pk=actor.person_id)
    if days not in TOKEN_DAYS:
        raise Refused("token.term", _("Choose how long the token works from the list."))
    if projects and not set(projects) <= {pk for pk, _name in choices(actor)}:
        raise Refused("token.projects", _("A token can be limited to projects of your own only."))
    names = set(_working(owner.pk, real_now).values_list("name", flat=True))
    if token.name in names:
        raise Refused("token.name", _("A token of this name works already: take another name, or revoke it first."))
    if len(names) >= MAX_TOKENS:
        raise Refused(
            "token.too_many", _("At most %(limit)d tokens work at once: revoke one first.") % {"limit": MAX_TOKENS}
        )
    columns_check(token)
    token.save()
    record(
        actor=actor,
        action="token.create",
        subject=token,
        at=at,
        scope=str(scope),
        days=days,
        limited=len(token.projects),
    )
    context = {"token": token, "mail_key": f"token:{token.pk}"}
    get_adapter().send_mail("accounts/email/token", owner.email, context)
    return token, text


@transaction.atomic
def token_revoke(*, actor: Any, token: AccessToken, at: datetime, real_now: datetime) -> None:
    """Works no more from now on; repeated, it changes nothing."""
    actor = ACCESS.admit("token.revoke", actor, token)
    if AccessToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=real_now):
        record(actor=actor, action="token.revoke", subject=token, at=at)


def token_use(text: str, *, real_now: datetime) -> tuple[Actor, str] | None:
    """Who speaks by the token, with the roles of now, and its scope; None where it is not in force, or where its owner
    would be led to set up a second factor before any page.

    The last use is a mark for the owner and no record: it is not journaled.
    """
    found = AccessToken.objects.select_related("person").filter(digest=digest_of(text)).first()
    if found is None or not found.in_force(real_now) or not found.person.is_active:
        return None
    actor = actor_of(found.person)
    if lacks_second_factor(actor):
        return None
    if found.last_used_at is None or found.last_used_at < real_now - SEEN_EVERY:
        AccessToken.objects.filter(pk=found.pk).update(last_used_at=real_now)
    limits = frozenset(found.projects) or None
    return replace(actor, through=f"token:{found.pk}", projects=limits), found.scope


def digest_of(text: str) -> str:
    """The text has 256 random bits: a plain hash of it cannot be tried out."""
    return hashlib.sha256(text.encode()).hexdigest()


def _working(person_id: int, real_now: datetime) -> Any:
    return AccessToken.objects.filter(person=person_id, revoked_at=None, expires_at__gt=real_now)
