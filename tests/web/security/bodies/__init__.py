"""A valid body of every POST: an invalid one would be answered 422 before anybody asks who sent it.

A file of an app has `BODIES`: route -> function of what the situation knows, giving the body; or a dict of such
functions by label, where one address does several things. A POST without fields stands in its `EMPTY`. A new route goes
into one of the two, a new app into `APPS`.
"""

from . import (
    accounts,
    api,
    audit,
    commission,
    confirmation,
    dossier,
    events,
    figures,
    handover,
    interface,
    matchmaking,
    notices,
    portal,
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
from .body import Bodies, Body, Known

__all__ = ["BODIES", "EMPTY", "Body", "Known", "bodies_of"]

APPS = (
    accounts, api, audit, commission, confirmation, dossier, events, figures, handover, interface, matchmaking, notices,
    portal, projects, quarantine, regions, registry, rulebook, secrecy, selection, signatures, signing, workbench,
)  # fmt: skip
EMPTY: set[str] = {name for app in APPS for name in app.EMPTY}
BODIES: Bodies = {name: body for app in APPS for name, body in app.BODIES.items()}


def bodies_of(name: str) -> dict[str, Body]:
    """The bodies of a route by label; a route with one has it under the empty label."""
    if name in EMPTY:
        return {"": lambda _known: {}}
    found = BODIES.get(name)
    if found is None:
        return {}
    return found if isinstance(found, dict) else {"": found}
