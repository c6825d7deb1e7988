"""Links between people and their accounts at the provider: journaled, erased and taken along with the person."""

import time
from typing import Any

from allauth.account.signals import user_logged_in, user_signed_up
from allauth.socialaccount import signals
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import transaction

from svetovod.web.accounts.actors import actor_of
from svetovod.web.accounts.asking import SHOWN_KEY
from svetovod.web.accounts.middleware import STRONG_KEY
from svetovod.web.accounts.models import Person
from svetovod.web.audit.services import record
from svetovod.web.common.logs import security


def watch() -> None:
    signals.social_account_added.connect(_linked, dispatch_uid="oidc.linked")
    signals.social_account_removed.connect(_unlinked, dispatch_uid="oidc.unlinked")
    user_signed_up.connect(_began, dispatch_uid="oidc.began")
    user_logged_in.connect(_entered, dispatch_uid="oidc.entered")


def _linked(request: Any, sociallogin: Any, **more: Any) -> None:
    _tell(request, "person.link_identity", sociallogin.user)


def _unlinked(request: Any, socialaccount: Any, **more: Any) -> None:
    _tell(request, "person.unlink_identity", socialaccount.user)


@transaction.atomic
def _tell(request: Any, action: str, person: Person) -> None:
    security(action, request, person=person.pseudonym)
    record(actor=actor_of(person), action=action, subject=person, at=request.moment, provider=settings.OIDC_ID)


def _entered(request: Any, user: Person, sociallogin: Any = None, **more: Any) -> None:
    """Whether the provider asked strongly enough, and when, stays with the session; without a time it has not asked."""
    if sociallogin is None:
        return
    said = sociallogin.account.extra_data
    request.session[STRONG_KEY] = strong(said)
    if isinstance(at := said.get("auth_time"), int | float):
        request.session[SHOWN_KEY] = min(at, time.time())


def _began(request: Any, user: Person, **more: Any) -> None:
    """An account made by this sign-in; no other way makes one by the library."""
    _tell(request, "person.sign_up", user)


def strong(claims: dict[str, Any]) -> bool:
    """Whether one of the claims that the operator calls enough was given: `acr=...` or `amr=...`."""
    amr = claims.get("amr") or []
    given = {f"acr={claims.get('acr')}", *(f"amr={each}" for each in ([amr] if isinstance(amr, str) else amr))}
    return bool(given & set(settings.OIDC_ENOUGH))


def erase(person: Person) -> None:
    SocialAccount.objects.filter(user=person).delete()


def export(person: Person) -> list[dict[str, Any]]:
    links = SocialAccount.objects.filter(user=person).order_by("pk")
    return [{"provider": each.provider, "subject": each.uid, "linked": each.date_joined.isoformat()} for each in links]
