"""Who stands above this app and has a say in a file: when it is copied to another object, and when it is handed out."""

from collections.abc import Callable
from typing import Any

from .models import Attachment

Follower = Callable[[Attachment, Attachment], None]
Hander = Callable[[Any, Attachment], Any]

_followers: list[Follower] = []
_handers: list[Hander] = []


def register_follower(follower: Follower) -> None:
    """Called with a file and its copy, in the transaction that copies it."""
    _followers.append(follower)


def register_hander(hander: Hander) -> None:
    """Called with (request, file) to hand out a file that is marked: the only way one leaves."""
    _handers.append(hander)


def copied(original: Attachment, copy: Attachment) -> None:
    for follower in _followers:
        follower(original, copy)


def hand_out(request: Any, attachment: Attachment) -> Any:
    return _handers[0](request, attachment)
