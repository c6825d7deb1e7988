"""Who stands above this app and has a say in a file: when it is added, copied, taken away and handed out."""

from collections.abc import Callable
from typing import Any

from .models import Attachment

Follower = Callable[[Attachment, Attachment], None]
Adder = Callable[[Any, Attachment], None]
Keeper = Callable[[Attachment], None]
Hander = Callable[[Any, Attachment], Any]

_followers: list[Follower] = []
_adders: list[Adder] = []
_keepers: list[Keeper] = []
_handers: list[Hander] = []


def register_follower(follower: Follower) -> None:
    """Called with a file and its copy, in the transaction that copies it."""
    _followers.append(follower)


def register_adder(adder: Adder) -> None:
    """Called with (actor, file) when one is uploaded, in that transaction and before its journal entry."""
    _adders.append(adder)


def register_keeper(keeper: Keeper) -> None:
    """Called with a file that is about to be taken away; raises `Refused` where it may not go as it is."""
    _keepers.append(keeper)


def register_hander(hander: Hander) -> None:
    """Called with (request, file) to hand out a file that is marked: the only way one leaves."""
    _handers.append(hander)


def copied(original: Attachment, copy: Attachment) -> None:
    for follower in _followers:
        follower(original, copy)


def added(actor: Any, attachment: Attachment) -> None:
    for adder in _adders:
        adder(actor, attachment)


def leaving(attachment: Attachment) -> None:
    for keeper in _keepers:
        keeper(attachment)


def hand_out(request: Any, attachment: Attachment) -> Any:
    return _handers[0](request, attachment)
