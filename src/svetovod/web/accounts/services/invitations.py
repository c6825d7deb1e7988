"""Invitations: made by whoever leads a scope, accepted once, by the person they were sent to."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.db import transaction
from django.db.models import F, Func, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.access import ACCESS
from svetovod.web.accounts.actors import SYSTEM, actor_of
from svetovod.web.accounts.models import Invitation, Person
from svetovod.web.audit.selectors import recorded_last
from svetovod.web.audit.services import record
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.common.fields import UNSEEN, without_unseen

from .grants import role_grant

INVITATION_DAYS = 14
AGAIN_AFTER = timedelta(days=1)


@transaction.atomic
def invitation_create(
    *, actor: Any, email: str, role: str, scope: str, scope_id: str = "", label: str = "", at: datetime,
    real_now: datetime,
) -> Invitation:  # fmt: skip
    """Invites by e-mail. The link's life counts in real time, not in the demonstration's."""
    place = {"email": without_unseen(email).strip().lower(), "role": role, "scope": scope, "scope_id": str(scope_id)}
    invitation = Invitation(
        **place, label=label, invited_by_id=actor.person_id,
        invited_at=real_now, expires_at=real_now + timedelta(days=INVITATION_DAYS),
    )  # fmt: skip
    actor = ACCESS.admit("invitation.create", actor, invitation)
    columns_check(invitation)
    open_already = Invitation.objects.filter(
        **place, accepted_at=None, revoked_at=None, expires_at__gt=real_now, invited_by_id=actor.person_id
    ).first()
    if open_already:
        return open_already
    invitation.save()
    record(
        actor=actor, action="invitation.create", subject=invitation, at=at,
        role=str(role), scope=str(scope), scope_id=str(scope_id),
    )  # fmt: skip
    _send(invitation)
    return invitation


def link(invitation: Invitation) -> str:
    return f"{settings.BASE_URL.rstrip('/')}{reverse('accounts:invitation', args=[invitation.token])}"


def _send(invitation: Invitation, again: str = "") -> None:
    context = {"invitation": invitation, "link": link(invitation), "mail_key": f"invitation:{invitation.pk}{again}"}
    get_adapter().send_mail("accounts/email/invitation", invitation.email, context)


@transaction.atomic
def invitation_resend(*, actor: Any, invitation: Invitation, at: datetime, real_now: datetime) -> None:
    """The same link to the same address, once in 24 hours; its term stays as it was."""
    actor = ACCESS.admit("invitation.resend", actor, invitation)
    locked = Invitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)
    obstacle = resend_obstacles([locked], real_now).get(locked.pk)
    if obstacle is not None:
        raise obstacle
    record(actor=actor, action="invitation.resend", subject=locked, at=at)
    _send(locked, f":{real_now:%Y-%m-%d}")


def resend_obstacles(invitations: Iterable[Invitation], real_now: datetime) -> dict[int, Refused]:
    """By key, what speaks against sending these again: nobody waits for it, the link would be void, or a letter went
    out a short while ago."""
    rows = list(invitations)
    sent = recorded_last("accounts.invitation", [row.pk for row in rows], "invitation.resend")
    inviters: dict[int | None, Any] = {}
    found: dict[int, Refused] = {}
    for row in rows:
        if row.invited_by_id not in inviters:
            inviters[row.invited_by_id] = _inviter(row)
        try:
            _resend_check(row, inviters[row.invited_by_id], sent.get(str(row.pk)), real_now)
        except Refused as refusal:
            found[row.pk] = refusal
    return found


def _resend_check(invitation: Invitation, inviter: Any, sent: datetime | None, real_now: datetime) -> None:
    invitation_check(invitation, real_now)
    if not ACCESS.allows("grant.create", inviter, invitation):
        raise Refused("invitation.void", _("Whoever invited may no longer give this role: invite the person anew."))
    if sent is not None and sent > real_now - AGAIN_AFTER:
        raise Refused("invitation.again", _("The letter was sent again less than a day ago."))


def _inviter(invitation: Invitation) -> Any:
    return actor_of(invitation.invited_by) if invitation.invited_by else SYSTEM


def invitation_check(invitation: Invitation, real_now: datetime) -> None:
    """Refuses what nobody waits for any more: it was answered, withdrawn, or its term is over."""
    if invitation.accepted_at:
        raise Refused("invitation.used", _("The invitation has been accepted. Take the role back instead."))
    if invitation.revoked_at:
        raise Refused("invitation.off", _("It has been withdrawn already."))
    if invitation.expires_at <= real_now:
        raise Refused("invitation.over", _("Its term is over: invite the person anew."))


@transaction.atomic
def invitation_revoke(*, actor: Any, invitation: Invitation, at: datetime) -> None:
    actor = ACCESS.admit("invitation.revoke", actor, invitation)
    locked = Invitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)
    if locked.accepted_at:
        raise Refused("invitation.used", _("The invitation has been accepted. Take the role back instead."))
    if not locked.revoked_at:
        locked.revoked_at = at
        locked.save(update_fields=["revoked_at"])
        record(actor=actor, action="invitation.revoke", subject=locked, at=at)


def invitations_hold(email: str, scope: str, scope_id: Any) -> list[Invitation]:
    """Links sent to that address for that place and not used: for services that take the place back, before their
    first entry, for after the journal nobody may be waited for."""
    # older versions stored what was copied: what is seen of it is compared
    plain = Func(F("email"), Value(UNSEEN), Value(""), Value("g"), function="regexp_replace")
    rows = Invitation.objects.select_for_update(no_key=True).filter(scope=scope, scope_id=str(scope_id))
    sent = rows.alias(plain=plain).filter(plain=without_unseen(email))
    return list(sent.filter(accepted_at=None, revoked_at=None).order_by("pk"))


@transaction.atomic
def invitation_accept(
    *,
    actor: Any,
    token: str,
    at: datetime,
    real_now: datetime,
    name: str = "",
    password: str = "",
    language: str = "ru",
) -> Person:
    """Gives the role to the signed-in person, or makes the account of a visitor who brings name and password."""
    invitation = Invitation.objects.select_for_update(no_key=True).filter(token=token).first()
    if invitation is None:
        raise Hidden
    if invitation.accepted_by_id and invitation.accepted_by_id == actor.person_id:
        return Person.objects.get(pk=actor.person_id)
    refuse_unusable(invitation, actor, real_now)
    invitation.email = without_unseen(invitation.email)
    if actor.person_id:
        person = Person.objects.get(pk=actor.person_id)
    else:
        person = _make_person(invitation, name=name, password=password, language=language)
    _grant_by_inviter(invitation, person, at)
    invitation.accepted_at, invitation.accepted_by = real_now, person
    invitation.save(update_fields=["email", "accepted_at", "accepted_by"])
    record(actor=actor_of(person), action="invitation.accept", subject=invitation, at=at)
    return person


def refuse_unusable(invitation: Invitation, actor: Any, real_now: datetime) -> None:
    """Says why the link cannot be used by whoever holds it, and what would help."""
    if invitation.accepted_at:
        raise Refused("invitation.used", _("This invitation has already been used. Sign in with your e-mail address."))
    if invitation.revoked_at:
        raise Refused("invitation.revoked", _("This invitation has been withdrawn. Ask whoever invited you."))
    if invitation.expires_at <= real_now:
        raise Refused("invitation.expired", _("This invitation has expired. Ask whoever invited you for a new one."))
    address = without_unseen(invitation.email)  # older versions stored what was copied
    if actor.person_id and without_unseen(actor.email).lower() != address:
        raise Refused(
            "invitation.foreign",
            _("This invitation was sent to another e-mail address. Sign out and open the link again."),
        )
    if not actor.person_id and Person.objects.filter(email__in={address, invitation.email}).exists():
        raise Refused(
            "invitation.sign_in", _("You already have an account. Sign in, then open the link of the invitation again.")
        )


def _make_person(invitation: Invitation, *, name: str, password: str, language: str) -> Person:
    """The link came by e-mail: the address is proved."""
    return Person.objects.create_user(invitation.email, password, name=name.strip(), language=language)


def _grant_by_inviter(invitation: Invitation, person: Person, at: datetime) -> None:
    """The inviter must still be entitled: an invitation outlives nobody's power."""
    try:
        role_grant(
            actor=_inviter(invitation), person=person, role=invitation.role, scope=invitation.scope,
            scope_id=invitation.scope_id, label=invitation.label, at=at,
        )  # fmt: skip
    except (Denied, Hidden) as error:
        raise Refused(
            "invitation.void", _("Whoever invited you may no longer give this role. Ask for a new invitation.")
        ) from error
