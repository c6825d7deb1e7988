"""Production only tightens what `base` says; nothing lives only here."""

import os

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403 -- Django's settings are made by refinement
from .base import DEMO

for _name in ("SVETOVOD_SECRET_KEY", "DATABASE_URL", "SVETOVOD_HOSTS", "SVETOVOD_URL"):
    if not os.environ.get(_name):
        raise ImproperlyConfigured(f"Set {_name}: see docs/reference/settings.md")
if DEMO:
    raise ImproperlyConfigured("SVETOVOD_DEMO moves the domain clock: production refuses it")

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31536000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
