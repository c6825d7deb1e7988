"""Whoever a test signs in has opened a page already.

Django's client begins a session, empties it, takes another key, saves it again; the first page then notes the sign-in
down (`accounts/middleware.py`): two dozen statements, of thousands of tests. Here the same rows are written once each.
"""

import time
from importlib import import_module
from types import SimpleNamespace
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import update_last_login
from django.test import Client
from django.utils.crypto import get_random_string

from svetovod.web.accounts.asking import BEGAN_KEY
from svetovod.web.accounts.middleware import SEEN_KEY

PLACE = "127.0.0.1"  # where the client of a test asks from
as_django_does = Client.force_login


def force_login(self: Client, user: Any, backend: str | None = None) -> None:
    """A new client's; what a session holds already, Django carries over or drops."""
    if settings.SESSION_COOKIE_NAME in self.cookies:
        as_django_does(self, user, backend)
        return
    now = int(time.time())
    user.backend = backend or self._get_backend()
    session = import_module(settings.SESSION_ENGINE).SessionStore(get_random_string(32))
    session._session_cache = {
        SESSION_KEY: user._meta.pk.value_to_string(user), BACKEND_SESSION_KEY: user.backend,
        HASH_SESSION_KEY: user.get_session_auth_hash(), BEGAN_KEY: now, SEEN_KEY: (now, PLACE),
    }  # fmt: skip
    session.model.objects.bulk_create([session.create_model_instance(session._session_cache)])
    UserSession.objects.bulk_create([UserSession(user=user, ip=PLACE, session_key=session.session_key)])
    update_last_login(None, user)
    self._set_login_cookies(SimpleNamespace(session=session))
