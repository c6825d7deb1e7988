"""The request as views get it: with what the middleware of `audit` and `accounts` has put on it."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest


class Request(HttpRequest):
    """For annotations only: nothing ever makes one."""

    actor: Any
    clock: Any
    moment: datetime
