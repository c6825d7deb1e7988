"""What the provider answers is believed once signature, issuer, audience, term, nonce and subject are right."""

from typing import Any

import jwt
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

ALGORITHMS = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}


class CheckedAdapter(OpenIDConnectOAuth2Adapter):
    state: dict[str, Any]

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        answer = kwargs["response"]
        if not answer.get("id_token"):
            raise OAuth2Error("no id_token")
        data = {"id_token": self._decode_id_token(app, answer["id_token"])}
        if not constant_time_compare(str(data["id_token"].get("nonce", "")), self.state["nonce"]):
            raise OAuth2Error("the nonce is another's")
        if self.openid_config.get("userinfo_endpoint"):
            data["userinfo"] = self._fetch_user_info(token.token)
            if data["userinfo"].get("sub") != data["id_token"]["sub"]:
                raise OAuth2Error("the subject is another")
        return self.get_provider().sociallogin_from_response(request, data)

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        """The library trusts what came over its own connection; here the signature counts in any case."""
        try:
            algorithm = jwt.get_unverified_header(id_token).get("alg")
        except jwt.PyJWTError as error:
            raise OAuth2Error("no token") from error
        if algorithm not in ALGORITHMS:
            raise OAuth2Error("an algorithm that is not taken")
        self.did_fetch_access_token = False
        found: dict[str, Any] = super()._decode_id_token(app, id_token)
        if "sub" not in found or "exp" not in found:
            raise OAuth2Error("sub or exp is missing")
        return found


class CheckedCallback(OAuth2CallbackView):
    def _get_state(self, request: HttpRequest, provider: Any) -> Any:
        state, answer = super()._get_state(request, provider)
        if state is not None:
            self.adapter.state = state
        return state, answer
