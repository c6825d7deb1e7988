"""Production only tightens what `base` says; nothing lives only here."""

import os

from django.core.exceptions import ImproperlyConfigured

from . import env
from .base import *  # noqa: F403 -- Django's settings are made by refinement
from .base import DEBUG, DEMO, SECRET_KEY

for _name in ("SVETOVOD_SECRET_KEY", "DATABASE_URL", "SVETOVOD_HOSTS", "SVETOVOD_URL"):
    if not os.environ.get(_name):
        raise ImproperlyConfigured(f"Set {_name}: see docs/reference/settings.md")
if DEMO:
    raise ImproperlyConfigured("SVETOVOD_DEMO moves the domain clock: production refuses it")
if DEBUG:
    raise ImproperlyConfigured("SVETOVOD_DEBUG shows the insides to anybody: production refuses it")
if len(SECRET_KEY) < 50 or SECRET_KEY.startswith("put-"):
    raise ImproperlyConfigured("SVETOVOD_SECRET_KEY needs fifty random characters of your own")

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31536000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
# the prefix binds a cookie to this very host: no neighbour under the same domain can set one
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
LANGUAGE_COOKIE_NAME = "__Host-language"
MESSAGE_COOKIE_NAME = "__Host-messages"
ALLAUTH_TRUSTED_PROXY_COUNT = int(env.text("SVETOVOD_PROXIES", "1"))
SECOND_FACTOR_ROLES = env.words("SVETOVOD_SECOND_FACTOR", "administrator,secretary,chair")
