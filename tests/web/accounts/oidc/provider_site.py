"""A tiny identity provider in a process of its own: `python provider_site.py PORT CLIENT SECRET REDIRECT`.

allauth's own provider, over a database in memory. What it does wrong is named by the person who signs in there.
"""

import json
import sys
import time
from wsgiref.simple_server import WSGIRequestHandler, make_server

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

# what is wrong with the token of the person whose address begins so
WRONG = {
    "nonce": {"nonce": "of another sign-in"},
    "audience": {"aud": "another-client"},
    "expired": {"exp": int(time.time()) - 3600},
    "issuer": {"iss": "http://127.0.0.1:1"},
    "strong": {"acr": "high", "amr": ["pwd", "otp"]},
    "silent": {"auth_time": None},
    "stale": {"auth_time": 0},
    "borrowed": {"email": "another@example.ru", "email_verified": True},
}
SECRET = ""


def signed(encode):
    """The tokens of some people are signed with a key of a stranger's, with none, or with the word both sides know."""

    def sign(payload, key, algorithm=None, headers=None):
        who = payload.get("whose")
        if who == "forged":
            stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
            return encode(payload, stranger, algorithm="RS256", headers=headers)
        if who == "unsigned":
            return encode(payload, None, algorithm="none", headers=headers)
        if who == "shared":
            return encode(payload, SECRET, algorithm="HS256", headers=headers)
        return encode(payload, key, algorithm=algorithm, headers=headers)

    return sign


def key():
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return made.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()


def configure():
    from django.conf import settings

    settings.configure(
        SECRET_KEY="of the provider", ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=__name__, USE_TZ=True, DEBUG=False,
        INSTALLED_APPS=[
            "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "allauth",
            "allauth.account", "allauth.idp.oidc",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "allauth.account.middleware.AccountMiddleware", f"{__name__}.particulars",
        ],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"], LOGIN_URL="/enter/",
        SESSION_COOKIE_NAME="provider",
        IDP_OIDC_PRIVATE_KEY=key(), IDP_OIDC_ADAPTER=f"{__name__}.Adapter",
    )  # fmt: skip


def particulars(get_response):
    """What the second answer says wrongly: a list, or an address without a word on whether it is confirmed."""

    def handle(request):
        answer = get_response(request)
        if request.path.endswith("/userinfo"):
            said = json.loads(answer.content)
            if said["email"].startswith("listed@"):
                said = [said]
            elif said["email"].startswith("borrowed@"):
                del said["email_verified"]
            answer.content = json.dumps(said)
        return answer

    return handle


def adapter():
    from allauth.idp.oidc.adapter import DefaultOIDCAdapter
    from django.contrib.auth.models import User

    class Adapter(DefaultOIDCAdapter):
        def populate_id_token(self, id_token, client, scopes, **kwargs):
            who = User.objects.get(pk=id_token["sub"]).email.split("@")[0]
            id_token.update({"auth_time": int(time.time()), "whose": who} | WRONG.get(who, {}))
            if id_token["auth_time"] is None:
                del id_token["auth_time"]

    return Adapter


def enter(request):
    """Signs in whoever the cookie names, without asking: `address` or `address!` for one that is not confirmed."""
    from allauth.account.models import EmailAddress
    from django.contrib.auth import login
    from django.contrib.auth.models import User
    from django.http import HttpResponseRedirect

    said = request.COOKIES["who"]
    address = said.rstrip("!")
    person, fresh = User.objects.get_or_create(username=address, email=address, first_name="Анна", last_name="Новая")
    if fresh:
        EmailAddress.objects.create(user=person, email=address, verified=not said.endswith("!"), primary=True)
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    return HttpResponseRedirect(request.GET["next"])


def main(port, client, secret, redirect):
    import django
    import jwt

    globals()["SECRET"] = secret
    jwt.encode = signed(jwt.encode)
    configure()
    django.setup()
    from allauth.idp.oidc.models import Client
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application
    from django.urls import include, path

    globals()["Adapter"] = adapter()
    globals()["urlpatterns"] = [
        path("enter/", enter), path("accounts/login/", enter, name="account_login"),
        path("accounts/again/", enter, name="account_reauthenticate"), path("", include("allauth.idp.urls")),
    ]  # fmt: skip
    call_command("migrate", verbosity=0)
    made = Client(
        id=client, name="Svetovod", redirect_uris=redirect, scopes="openid\nprofile\nemail", skip_consent=True
    )
    made.set_secret(secret)
    made.save()
    quiet = type("Quiet", (WSGIRequestHandler,), {"log_message": lambda *_: None})
    make_server("127.0.0.1", int(port), get_wsgi_application(), handler_class=quiet).serve_forever()


if __name__ == "__main__":
    sys.modules["provider_site"] = sys.modules["__main__"]
    __name__ = "provider_site"
    main(*sys.argv[1:])
