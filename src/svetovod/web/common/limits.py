"""How often something may be tried. The limits stand in the settings beside those of signing in."""

from typing import Any

from allauth.core.internal import ratelimit

from .logs import security


def within(request: Any, action: str, key: str | None = None) -> bool:
    """Counts this try; whether it is still within the limit of `action`, for the address or for `key`."""
    if ratelimit.consume(request, app="allauth.account", action=action, key=key, limit_get=True):
        return True
    security("too_often", request, limit=action)
    return False
