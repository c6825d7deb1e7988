"""What happens to sign-ins is written into the log: the library that signs in tells it by signals alone."""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.contrib.auth.signals import user_login_failed
from django.dispatch import Signal
from django.utils.crypto import salted_hmac

from svetovod.web.common.logs import security

TOLD = {
    "sign_in.done": account.user_logged_in,
    "sign_in.factor_used": mfa.authenticator_used,
    "sign_in.factor_failed": mfa.authentication_failed,
    "sign_out.done": account.user_logged_out,
    "password.changed": account.password_changed,
    "password.reset": account.password_reset,
    "password.set": account.password_set,
    "address.added": account.email_added,
    "address.removed": account.email_removed,
    "address.changed": account.email_changed,
    "factor.added": mfa.authenticator_added,
    "factor.removed": mfa.authenticator_removed,
    "factor.reset": mfa.authenticator_reset,
}


def watch() -> None:
    for event, signal in TOLD.items():
        _listen(event, signal)
    user_login_failed.connect(_failed, dispatch_uid="security.sign_in.failed")


def _listen(event: str, signal: Signal) -> None:
    def tell(request: Any = None, user: Any = None, authenticator: Any = None, **more: Any) -> None:
        facts = {"person": getattr(user, "pseudonym", "-")}
        if authenticator is not None:
            facts["factor"] = authenticator.type
        security(event, request, **facts)

    signal.connect(tell, weak=False, dispatch_uid=f"security.{event}")


def _failed(credentials: Any = None, request: Any = None, **more: Any) -> None:
    """Tries at one account are seen to be so, and whose it is cannot be read."""
    typed = str((credentials or {}).get("email") or (credentials or {}).get("username") or "")
    account_mark = salted_hmac("svetovod.sign_in", typed.casefold(), algorithm="sha256").hexdigest()[:12]
    security("sign_in.failed", request, account=account_mark)
