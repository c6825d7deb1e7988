"""Sign-in by an identity provider of the operator's: without `SVETOVOD_OIDC_URL` there is none of it."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from . import env

OIDC_ID = "oidc"
OIDC_URL = env.text("SVETOVOD_OIDC_URL").rstrip("/")
OIDC_NAMES = {
    "ru": env.text("SVETOVOD_OIDC_NAME", "Войти через ведомство"),
    "en": env.text("SVETOVOD_OIDC_NAME_EN", "Sign in with your ministry"),
}
OIDC_UNKNOWN = env.flag("SVETOVOD_OIDC_UNKNOWN")
OIDC_ENOUGH = env.words("SVETOVOD_OIDC_ENOUGH")
OIDC_APPS = ["allauth.socialaccount", "svetovod.web.accounts.oidc"] if OIDC_URL else []
# browsers follow a form to these places only
OIDC_ORIGINS: list[str] = []
if OIDC_URL:
    _at = urlsplit(OIDC_URL)
    if _at.scheme != "https" and _at.hostname not in {"127.0.0.1", "localhost"}:
        raise ImproperlyConfigured("SVETOVOD_OIDC_URL must begin with https://")
    OIDC_ORIGINS = [f"{_at.scheme}://{_at.netloc}", *env.words("SVETOVOD_OIDC_ORIGINS")]
_client = {
    "provider_id": OIDC_ID,
    "name": OIDC_NAMES["en"],
    "client_id": env.text("SVETOVOD_OIDC_CLIENT"),
    "secret": env.text("SVETOVOD_OIDC_SECRET") or env.kept("SVETOVOD_OIDC_SECRET_FILE"),
    "settings": {"server_url": OIDC_URL},
}
if OIDC_URL and not (_client["client_id"] and _client["secret"]):
    raise ImproperlyConfigured("SVETOVOD_OIDC_URL needs SVETOVOD_OIDC_CLIENT and SVETOVOD_OIDC_SECRET or its file")
SOCIALACCOUNT_ADAPTER = "svetovod.web.accounts.oidc.gate.Gate"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
_prompt = env.text("SVETOVOD_OIDC_PROMPT", "login")
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        # the person shows who he is each time: a session left open there opens nothing here
        "AUTH_PARAMS": {"prompt": _prompt} | ({"max_age": "0"} if _prompt == "login" else {}),
        "APPS": [_client] if OIDC_URL else [],
    }
}
