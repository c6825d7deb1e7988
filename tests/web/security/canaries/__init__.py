"""Which fields are secret, a unique text planted in each of them, and who of the readers may see it.

A file of an app says of each of its models that can hold words or figures which fields are `SECRET` and which `OPEN`
(public, or known to whoever may see the row at all, or a mere mark); a field in neither fails test_secrecy.py. A secret
field names its canary, or says in `NOT_PLANTED` words why none can be put there. The app's `plant` puts its canaries
into the scene at the stage of scoring: name -> (text, readers that may see it). A new app goes into `APPS`.
"""

from . import (
    accounts,
    audit,
    commission,
    confirmation,
    documents,
    dossier,
    events,
    figures,
    handover,
    matchmaking,
    notices,
    projects,
    quarantine,
    regions,
    registry,
    rulebook,
    secrecy,
    selection,
    signatures,
    signing,
    workbench,
)
from .scene import Canaries

__all__ = ["NOT_PLANTED", "OPEN", "SECRET", "Canaries", "plant"]

APPS = (
    projects, documents, selection, accounts, events, notices, audit, dossier, registry, figures, handover, rulebook,
    confirmation, signing, matchmaking, commission, regions, workbench, quarantine, secrecy,
    signatures,
)  # fmt: skip
OPEN: dict[str, str] = {name: fields for app in APPS for name, fields in app.OPEN.items()}
SECRET: dict[str, dict[str, str]] = {name: fields for app in APPS for name, fields in app.SECRET.items()}
NOT_PLANTED = ("frozen:", "later:")


def plant() -> Canaries:
    """Puts the canaries of every app into the scene; name -> (text, readers that may see it)."""
    found: Canaries = {}
    for app in APPS:
        own = app.plant()
        twice = {text for text, _may in own.values()} & {text for text, _may in found.values()}
        assert not twice, f"another app plants the same text: {twice}"
        found |= own
    every = {text for text, _may in found.values()}
    parts = {(one, other) for one in every for other in every if one != other and one in other}
    assert not parts, f"one text is a part of another and would be found in its place: {parts}"
    return found
