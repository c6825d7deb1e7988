"""The provider as the settings name it; the library finds it by the name of this module."""

import secrets
from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from svetovod.web.common.fields import without_unseen

from .adapter import CheckedAdapter

PROCESSES = {AuthProcess.LOGIN, AuthProcess.CONNECT}


class Provider(OpenIDConnectProvider):
    oauth2_adapter_class = CheckedAdapter

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name = settings.OIDC_NAMES.get((get_language() or "ru")[:2], settings.OIDC_NAMES["ru"])

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """What a link may say: where to go then, and whether to sign in or to link. Scopes and the rest are ours."""
        asked = request.POST.get("process") or request.GET.get("process")
        process = asked if asked in PROCESSES else AuthProcess.LOGIN
        return {"process": process, "next_url": get_next_redirect_url(request)}

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: Any = None, **kwargs: Any
    ) -> HttpResponse:
        """The nonce waits beside the state: the token that comes back must carry it."""
        nonce = secrets.token_urlsafe(24)
        params = self.get_auth_params() | {"nonce": nonce}
        if request.user.is_authenticated:  # goes there to show who it is: an open session there must not do it
            params |= {"prompt": "login", "max_age": "0"}
        return super().redirect(request, process, next_url, data, auth_params=params, nonce=nonce, **kwargs)

    def extract_email_addresses(self, data: dict[str, Any]) -> list[EmailAddress]:
        """Confirmed is what the provider says to be so in so many words, of the mailbox that it names: one whose name
        has signs nobody sees is another mailbox than that of the same name without them. A domain never has them."""
        said = self.addressed(data)
        if not said.get("email"):
            return []
        written = str(said["email"])
        mailbox = written.rpartition("@")[0]
        verified = said.get("email_verified") in (True, "true") and mailbox == without_unseen(mailbox)
        return [EmailAddress(email=without_unseen(written).lower(), verified=verified, primary=True)]

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        said = self.claims(data)
        parts = (said.get("family_name"), said.get("given_name"), said.get("middle_name"))
        name = said.get("name") or " ".join(str(part) for part in parts if part)
        email = without_unseen(str(self.addressed(data).get("email") or "")).lower()
        return {"email": email, "name": str(name)[:200]}

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """How strongly and when the person was asked there; nothing personal is kept beside what accounts keep."""
        return {name: data["id_token"][name] for name in ("acr", "amr", "auth_time") if name in data["id_token"]}

    @staticmethod
    def claims(data: dict[str, Any]) -> dict[str, Any]:
        return data["id_token"] | data.get("userinfo", {})

    @staticmethod
    def addressed(data: dict[str, Any]) -> dict[str, Any]:
        """The one answer that names the address: what another says of an address of its own vouches for none of it."""
        userinfo: dict[str, Any] = data.get("userinfo", {})
        return userinfo if userinfo.get("email") else data["id_token"]


provider_classes = [Provider]
