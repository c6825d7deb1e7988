"""First steps of whoever is new in a role: three to five, each ticked off by what is there, gone when all are."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from svetovod.web.accounts.enums import Role

from . import first_enterprises as enterprises
from . import first_offices as offices
from . import first_selections as selections
from .shape import First


def steps(actor: Any, moment: datetime) -> list[First]:
    """Of the first role in which something is not done yet; none for whoever is past the beginning."""
    for role, source in GUIDES:
        if actor.holds(role):
            found = list(source(actor, moment))
            if not all(step.done for step in found):
                return found
    return []


GUIDES: tuple[tuple[Role, Callable[[Any, datetime], Iterator[First]]], ...] = (
    (Role.ADMINISTRATOR, offices.administrator),
    (Role.ORGANISER, offices.organiser),
    (Role.REGISTRY_OFFICER, offices.officer),
    (Role.CLUSTER_MANAGER, enterprises.manager),
    (Role.REGIONAL_AUTHORITY, offices.region),
    (Role.CDC_OFFICER, offices.region),
    (Role.SECRETARY, selections.secretary),
    (Role.INITIATOR, enterprises.initiator),
    (Role.PARTICIPANT, enterprises.enterprise),
    (Role.EXPERT, selections.expert),
    (Role.COMMISSION_MEMBER, selections.member),
    (Role.CHAIR, selections.member),
)
