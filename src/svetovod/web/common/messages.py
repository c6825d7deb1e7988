"""What the next page says once: in a cookie, whose name production binds to the host."""

from typing import ClassVar

from django.conf import settings
from django.contrib.messages.storage.base import BaseStorage
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class Cookie(CookieStorage):
    cookie_name = settings.MESSAGE_COOKIE_NAME


class Storage(FallbackStorage):
    storage_classes: ClassVar[tuple[type[BaseStorage], ...]] = (Cookie, SessionStorage)  # type: ignore[misc]
