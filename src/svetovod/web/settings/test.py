"""Tests run what users run, only with quicker passwords and mail kept in memory."""

from .base import *  # noqa: F403 -- Django's settings are made by refinement
from .base import LOGGING

DEMO = True
AFTER_CLOCK_MOVE = ""
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
WHITENOISE_AUTOREFRESH = True
ACCOUNT_RATE_LIMITS = {}
# a sign-in of a scene that lies ready may be a day old
SURE_LASTS = 60 * 60 * 24 * 365
# the matrix is refused tens of thousands of times on purpose: a test of the log asks for its lines
LOGGING = LOGGING | {"loggers": {}}
